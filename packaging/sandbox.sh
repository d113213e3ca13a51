# Sourced by build and verify: the archives with the sandbox, the library and a start file.

# ---- build

# The library that the other archives hold, and the program beside it. A tool for engineers: built fast, not small.
sandbox() { # system's name, triple, program's name, library
    local target=sandbox-$1 triple=$2 out=$stage/sandbox-$1
    [ -n "${built[$1]:-}" ] || make_target "$1"
    step "$target"
    mkdir -p "$out"
    export CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
    if [ "$1" = linux-x86_64 ]; then
        parts="--package yjt-sandbox --bin yjt-sandbox" compile "$triple.2.17" "cargo-zigbuild build"
    else
        parts="--package yjt-sandbox --bin yjt-sandbox" compile "$triple" "cargo build" -Clink-arg=-Wl,--no-insert-timestamp
    fi
    unset CARGO_PROFILE_RELEASE_LTO CARGO_PROFILE_RELEASE_CODEGEN_UNITS
    cp "$cache/cargo/$triple/release/$3" "$stage/$1/$4" sandbox/README.md "$out/"
    cp LICENSE-MIT LICENSE-APACHE "$out/"
    start_file "$1" "$out"
    "$python" packaging/dependencies.py write "$triple" "$rust" "$out" "$out/$3" "$out/$(basename "$4")"
    case $1 in
    linux-*) "$python" packaging/archive.py "$out" "$dist/yjt-$version-$target.tar.gz" ;;
    *) "$python" packaging/archive.py "$out" "$dist/yjt-$version-$target.zip" ;;
    esac
}

# What is written goes into `files` beside it, wherever it was started from; on Linux the program has the usual folder's name.
start_file() { # system's name, folder
    if [ "$1" = linux-x86_64 ]; then
        printf '%s\n' '#!/bin/sh' '# 启动沙箱并打开网页 | starts the sandbox and opens its page' \
            'cd "$(dirname "$0")" && exec ./yjt-sandbox serve --dir files --open "$@"' >"$2/start.sh"
    else
        printf '%s\r\n' '@echo off' 'cd /d "%~dp0"' 'yjt-sandbox.exe serve --dir files --open %*' 'if errorlevel 1 pause' >"$2/start.cmd"
    fi
}

# ---- verify

sandbox_linux_x86_64() {
    local target=sandbox-linux-x86_64 folder=$room/sandbox-linux-x86_64/yjt-$version-sandbox-linux-x86_64
    debian chromium chromium-driver fonts-noto-cjk curl openjdk-17-jdk-headless maven
    unpack $target
    check $target "checksums, licences, SBOM" sandbox_contents "$folder" yjt-sandbox libyjt.so
    check $target "the start file opens the page" sandbox_starts "$folder"
    check $target "login watched, through the library beside it" "$folder/yjt-sandbox" demo
    check $target "the page in Chromium, with examples/his as the hospital" \
        env YJT_SANDBOX="$folder/yjt-sandbox" YJT_LIBRARY="$folder/libyjt.so" \
        cargo test --quiet --locked --package yjt-sandbox --test page -- the_walk_with_his
}

sandbox_windows_x86_64() {
    local target=sandbox-windows-x86_64 folder=$room/sandbox-windows-x86_64/yjt-$version-sandbox-windows-x86_64
    debian curl
    wine64_tools
    unpack $target
    check $target "checksums, licences, SBOM" sandbox_contents "$folder" yjt-sandbox.exe yjt.dll
    check $target "login watched, through the library beside it, Wine" windows_64 "$folder/yjt-sandbox.exe" demo
    check $target "page, code and exchange by curl, the start file under Wine" sandbox_under_wine "$folder"
}

sandbox_contents() { # folder, program, library
    (cd "$1" && sha256sum --quiet -c SHA256SUMS)
    "$python" packaging/dependencies.py check "$1" "$1/$2" "$1/$3"
}

# In place of the desktop's own, something that notes which page is to be opened.
sandbox_starts() { # folder
    local place=$room/desktop page process
    rm -rf "$place" && mkdir -p "$place"
    printf '#!/bin/sh\nprintf %%s "$1" >"%s/part" && mv "%s/part" "%s/page"\n' "$place" "$place" "$place" >"$place/xdg-open"
    chmod +x "$place/xdg-open"
    mkfifo "$place/stdin"
    PATH=$place:$PATH "$1/start.sh" --until-stdin-closes <"$place/stdin" &
    process=$!
    exec {held_open}>"$place/stdin"
    for _ in $(seq 600); do [ ! -e "$place/page" ] || break; sleep 0.1; done
    page=$(cat "$place/page")
    sandbox_walk "$page"
    exec {held_open}>&-
    wait "$process"
    [ -e "$1/files/yjt.json" ]
}

sandbox_under_wine() { # folder
    local place=$room/wine-stdin page process
    rm -f "$place" && mkfifo "$place"
    windows_64 cmd /c "Z:$1/start.cmd" --until-stdin-closes <"$place" >"$room/wine-said" &
    process=$!
    exec {held_open}>"$place"
    for _ in $(seq 600); do ! grep -q ready "$room/wine-said" || break; sleep 0.1; done
    page=$(tr -d '\r' <"$room/wine-said" | sed -n 's/^.*the page: *\(http:.*\)$/\1/p')
    sandbox_walk "$page"
    exec {held_open}>&-
    wait "$process"
    # The path in the configuration is one that a program can open.
    grep -q '"caFile": "Z:' "$1/files/yjt.json"
}

# A code, and a request that a hospital's server would send for it. grep reads to the end: one that stops at what it looks
# for would break the pipe.
sandbox_walk() { # page
    local base=${1%/} configuration code now nonce=curl-$$-$RANDOM$RANDOM
    curl -sSf "$1" | grep '粤健通沙箱' >/dev/null
    curl -sSf "$base/main.js" | grep import >/dev/null
    configuration=$(curl -sSf "$base/sandbox/configuration/yjt-http.json")
    value() { printf %s "$configuration" | "$python" -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"; }
    code=$(curl -sSf -X POST "$base/sandbox/codes" -d '{"citizen": "xiaoming"}' |
        "$python" -c 'import json, sys; print(json.load(sys.stdin)["code"])')
    now=$(date +%s)
    curl -sSf -G "$(value baseUrl)" -d "appCode=$(value appCode)" -d command=01 -d "code=$code" -d businessType=1 \
        -H 'content-type: application/json;charset=utf-8' -H "x-tsp-paasid: $(value paasId)" \
        -H "x-tsp-appsecret: $(value appSecret)" -H "x-tsp-serviceid: $(value serviceId)" \
        -H "x-tsp-timestamp: $now" -H "x-tsp-nonce: $nonce" \
        -H "x-tsp-signature: $(printf %s "$now$(value token)$nonce$now" | sha256sum | cut -c1-64 | tr a-f A-F)" |
        grep '"errcode":0.*小明' >/dev/null
    curl -sSf "$base/sandbox/requests" | grep '"outcome":"accepted"' >/dev/null
}
