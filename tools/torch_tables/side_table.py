"""A table that is dumped under each torch by a script of its own, and merged: the command line of such a script."""
import argparse
import json
import pathlib

from merge import Table

RELEASES = ("1.7", "1.13", "2.6", "2.14")


def names_in(path, release):
    """The keys that a table of src/torchscript/data has in a release (an index into RELEASES)."""
    rows = (line.split("\t") for line in path.read_text().splitlines() if not line.startswith("#"))
    return {name for mask, name, *_ in rows if int(mask, 16) >> release & 1}


def run(description, dump, rows):
    """`dump()` gives what one release says; `rows(release, said, folder)` the pairs of key and fact that this makes in the table."""
    arguments = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = arguments.add_subparsers(dest="command", required=True)
    dumping = commands.add_parser("dump")
    dumping.add_argument("output", type=pathlib.Path)
    merging = commands.add_parser("merge")
    merging.add_argument("dumps", nargs="+")
    merging.add_argument("--output", type=pathlib.Path, required=True)
    options = arguments.parse_args()
    if options.command == "dump":
        options.output.write_text(json.dumps(dump(), indent=0, sort_keys=True))
        return
    table = Table()
    for text in options.dumps:
        version, path = text.split("=", 1)
        release = RELEASES.index(version)
        for key, fact in rows(release, json.loads(pathlib.Path(path).read_text()), options.output.parent):
            table.add(release, key, [fact])
    table.write(options.output, RELEASES)
