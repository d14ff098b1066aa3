#!/bin/sh
# Unpacks the Python files of Debian's pytorch source package into the folder named, once. The machine's own package
# sources are read, not changed: source packages are looked up through a list of its own under that folder.
set -eu
target=$1
[ -e "$target/.complete" ] && exit 0

mkdir -p "$target/apt/sources" "$target/apt/lists/partial"
apt="$(cd "$target/apt" && pwd)"
for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
    [ -e "$list" ] && grep -q debian "$list" || continue
    sed -e 's/^Types:.*/Types: deb-src/' -e 's/^deb\([[:space:]]\)/deb-src\1/' "$list" >"$apt/sources/$(basename "$list" | sed 's/^sources.list$/main.list/')"
done
set -- -o Dir::Etc::SourceList=/dev/null -o "Dir::Etc::SourceParts=$apt/sources" -o "Dir::State::Lists=$apt/lists" \
    -o APT::Sandbox::User=root -qq
apt-get "$@" update
(cd "$apt" && apt-get "$@" source --download-only --tar-only pytorch >/dev/null)
tar -C "$target" -xf "$apt"/pytorch_*.orig.tar.xz --wildcards '*.py'
touch "$target/.complete"
