#!/usr/bin/env python3
"""Writes width_table.h, the widths of characters on terminals, from Python's Unicode database."""

import sys
import unicodedata


def width(c):
    ch = chr(c)
    category = unicodedata.category(ch)
    if 0x1160 <= c <= 0x11FF:  # Hangul vowels and finals join the syllable before them
        return 0
    if category in ("Mn", "Me") or (category == "Cf" and not 0x600 <= c <= 0x6DD):
        return 0
    return 2 if unicodedata.east_asian_width(ch) in ("W", "F") else 1


def ranges(wanted):
    found = []
    for c in range(0x300, 0x110000):
        if width(c) != wanted:
            continue
        if found and found[-1][1] == c - 1:
            found[-1][1] = c
        else:
            found.append([c, c])
    return found


def table(name, wanted):
    entries = [f"{{0x{a:X}, 0x{b:X}}}" for a, b in ranges(wanted)]
    lines, line = [], "   "
    for entry in entries:
        if len(line) + len(entry) + 2 > 108:
            lines.append(line)
            line = "   "
        line += f" {entry},"
    lines.append(line)
    return f"inline constexpr CodePointRange {name}[] = {{\n" + "\n".join(lines) + "\n};\n"


out = f"""#pragma once

// Made by make_width_table.py from Unicode {unicodedata.unidata_version}.

namespace jitlint::text {{

struct CodePointRange {{
    char32_t first;
    char32_t last;
}};

// clang-format off
{table("zero_width_ranges", 0)}
{table("wide_ranges", 2)}// clang-format on

}}  // namespace jitlint::text
"""
with open(sys.argv[1], "w") as file:
    file.write(out)
