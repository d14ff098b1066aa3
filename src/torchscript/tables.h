#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "torchscript/version.h"

/// The tables of src/torchscript/data as constant arrays; tools/torch_tables/embed.py generates the
/// definitions.
namespace jitlint::torchscript::tables {

/// One fact about a key.
struct Line {
    std::uint32_t text;
    std::uint16_t length;
    std::uint16_t releases;  ///< bit i: it holds in kReleases[i]
};

struct Key {
    std::uint32_t text;
    std::uint16_t length;
    std::uint16_t count;  ///< of lines
    std::uint32_t first;
};

/// Sorted by key (bytewise).
struct Table {
    std::span<const Key> keys;
    std::span<const Line> lines;

    /// Null where there is none.
    const Key* find(std::string_view key) const;
    std::span<const Line> lines_of(const Key& key) const { return lines.subspan(key.first, key.count); }
};

extern const std::span<const Version> kReleases;  ///< oldest first
extern const char kText[];

extern const Table kOperators;  ///< `aten::add` -> `.Tensor(Tensor self, ...) -> Tensor`
extern const Table kHelpers;    ///< written in TorchScript inside the compiler; tried after the operators of the same name
extern const Table kCallables;
extern const Table kConstants;
extern const Table kLibraries;  ///< names of Python's libraries and NumPy (tools/torch_tables/libraries.py)
extern const Table kMembers;    ///< `Tensor.shape` -> type
extern const Table kBuiltins;
extern const Table kModules;
extern const Table kNames;  ///< the other names of modules, and which modules are complete (tools/torch_tables/names.py)

inline std::string_view text(const Line& line) { return {kText + line.text, line.length}; }
inline std::string_view text(const Key& key) { return {kText + key.text, key.length}; }

}  // namespace jitlint::torchscript::tables
