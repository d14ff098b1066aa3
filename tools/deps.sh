#!/bin/sh
# Installs what is missing for the named purposes: build, test, bench, fuzz. Quick where nothing is.
# Needs root or sudo only where a package is missing.
set -eu
cd "$(dirname "$0")/.."

packages=""
for purpose in "$@"; do
    case "$purpose" in
    build) packages="$packages g++ cmake ninja-build ccache python3 ca-certificates
                     libfmt-dev libcli11-dev nlohmann-json3-dev libtomlplusplus-dev" ;;
    test) packages="$packages libgtest-dev libbenchmark-dev python3-pytest python3-jsonschema python3-venv clang-format git dpkg-dev" ;;
    bench) packages="$packages libbenchmark-dev time dpkg-dev" ;;
    fuzz) packages="$packages clang libclang-rt-dev" ;;
    *)
        echo "deps.sh: unknown purpose '$purpose' (build, test, bench, fuzz)" >&2
        exit 2
        ;;
    esac
done
# Node.js may come from elsewhere, with an npm that Debian's package would clash with.
command -v npm >/dev/null || packages="$packages npm"

missing=""
for package in $packages; do
    case "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" in
    installed*) ;;
    *) missing="$missing $package" ;;
    esac
done

if [ -n "$missing" ]; then
    sudo=""
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || {
            echo "deps.sh: install these packages as root:$missing" >&2
            exit 1
        }
        sudo="sudo"
    fi
    echo "installing:$missing"
    $sudo apt-get update -qq
    # shellcheck disable=SC2086
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

# npm leaves no trace of the lock file that it installed, so a copy of it stands for that.
stamp=third_party/node_modules/.jitlint-lock.json
if ! cmp -s third_party/package-lock.json "$stamp"; then
    echo "fetching the parser from npm"
    (cd third_party && npm ci --ignore-scripts --loglevel=error)
    cp third_party/package-lock.json "$stamp"
fi
