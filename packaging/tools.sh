# Sourced by build and verify: where things are, and how to install what is missing.
# Everything but Debian's own packages lives under target/packaging.

root=$PWD
cache=$root/target/packaging
dist=$root/target/dist
version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"$/\1/p' Cargo.toml)
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH LC_ALL=C.UTF-8
python=$cache/venv/bin/python
mkdir -p "$cache" "$dist"

step() { printf '\n== %s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

debian() { # packages to have installed
    local package missing=()
    for package; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    echo "安装 | installing: ${missing[*]}"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

python_tools() {
    cmp -s packaging/requirements.txt "$cache/venv/requirements.txt" && return
    python3 -c 'import ensurepip' 2>/dev/null || debian python3 python3-venv
    python3 -m venv "$cache/venv"
    "$cache/venv/bin/pip" install -q --disable-pip-version-check -r packaging/requirements.txt
    cp packaging/requirements.txt "$cache/venv/requirements.txt"
}

# One compiler for every target, with the standard library's source, which is compiled along: the targets for old
# systems have no ready-made one. Debian's packages are unpacked, not installed: the machine's own Rust stays as it is.
rust=$cache/rust/usr
rust_tools() {
    debian libllvm22 libgit2-1.5 libssh2-1 libcurl4 libsqlite3-0 gcc libc6-dev llvm
    [ ! -e "$rust/complete" ] || return 0
    rm -rf "$cache/rust" "$cache/debs"
    mkdir -p "$cache/debs"
    (cd "$cache/debs" && apt-get download -q \
        rustc-web cargo-web libstd-rust-web-1.96 libstd-rust-web-dev rust-web-src >/dev/null 2>&1) ||
        fail "Debian 的 rustc-web 1.96 取不到 | cannot download Debian's rustc-web 1.96"
    for package in "$cache"/debs/*.deb; do dpkg -x "$package" "$cache/rust"; done
    touch "$rust/complete"
}

mingw_tools() { # mingw's name
    local machine=${1%%-*}
    machine=${machine//_/-}
    debian "gcc-mingw-w64-$machine-win32" "g++-mingw-w64-$machine-win32" "binutils-mingw-w64-$machine" mingw-w64-common
}
