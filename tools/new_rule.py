#!/usr/bin/env python3
"""Makes the skeleton of a rule: page (whose examples are its tests) and check.

usage: tools/new_rule.py control-flow/while-else
"""

import argparse
import pathlib
import re
import sys

PAGE = """\
---
name: {name}
severity: error
torch: ">=1.0"
fix: none
summary: TODO what is reported, in one line
---

## What it does

TODO

## Why

TODO

## Examples

```python bad
import torch


@torch.jit.script
def f(x: torch.Tensor):
    raise NotImplementedError("TODO")
```

```python good
import torch


@torch.jit.script
def f(x: torch.Tensor):
    return x
```

## How to fix

TODO

## Versions

TODO measured with which versions, or the evidence.
"""

CHECK = """\
#include "rules/check.h"

namespace jitlint::rules {{

namespace {{

void check_{snake}(const syntax::Raise& node, Reporter& reporter) {{
    // TODO the narrowest span that is wrong, what is wrong first, then the rewrite.
    reporter.report(node.span, "TODO").help("TODO");
}}

}}  // namespace

void register_{snake}(Checks& checks) {{ checks.on<syntax::Raise>(check_{snake}); }}

}}  // namespace jitlint::rules
"""


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rule", help="family/rule-name")
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[1])
    options = parser.parse_args(arguments)

    if not re.fullmatch(r"[a-z][a-z0-9-]*/[a-z][a-z0-9]*(-[a-z0-9]+)*", options.rule):
        print(f"new_rule.py: `{options.rule}` is not of the form family/rule-name", file=sys.stderr)
        return 1
    family, name = options.rule.split("/")
    snake = name.replace("-", "_")
    files = {
        options.root / "rules" / family / f"{name}.md": PAGE,
        options.root / "rules" / family / f"{snake}.cpp": CHECK,
    }
    for path in files:
        if path.exists():
            print(f"new_rule.py: {path} exists", file=sys.stderr)
            return 1
    for path, template in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(template.format(name=name, snake=snake), encoding="utf-8")
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
