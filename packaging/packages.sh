# shellcheck shell=bash
# Sourced by build and verify: the deb and the rpm of a Linux archive. They need no scripts: the system looks into the
# folder of the library by itself.

floor=$(sed -n 's/.*"glibc": "\([0-9.]*\)".*/\1/p' packaging/targets.json | sort -u) # of glibc

# ---- build

packages() { # target
    step "$1: deb, rpm"
    debian rpm
    local archive=$dist/yjt-$version-$1.tar.gz
    make_deb "$1" "$archive" "$version" "$dist"
    make_rpm "$1" "$archive" "$version" "$dist"
}

deb_file() { # target, version
    local architecture=amd64
    [ "$1" = linux-x86_64 ] || architecture=arm64
    echo "yjt_$2-1_$architecture.deb"
}

rpm_file() { # target, version
    echo "yjt-$2-1.${1#linux-}.rpm"
}

# What an archive holds, where a system has it.
tree() { # archive, folder, the library's folder below /usr
    local unpacked=$2.archive usr=$2/usr doc=$2/usr/share/doc/yjt
    rm -rf "$2" "$unpacked"
    mkdir -p "$unpacked" "$doc"
    tar -xzf "$1" --strip-components=1 -C "$unpacked"
    install -D -m 644 -t "$usr/include" "$unpacked"/include/*
    install -D -t "$usr/$3" "$unpacked/lib/libyjt.so"
    install -D -m 644 -t "$usr/$3/cmake/yjt" "$unpacked"/lib/cmake/yjt/*
    sed -i -e "s|/\.\./\.\./\.\.\"|/$(realpath -ms --relative-to="/$3/cmake/yjt" /)\"|" -e "s|/lib/libyjt.so|/$3/libyjt.so|" \
        "$usr/$3/cmake/yjt/yjt-config.cmake"
    fill yjt.pc.in "$usr/$3/pkgconfig/yjt.pc" PREFIX=/usr LIB="$3"
    install -D -t "$usr/bin" "$unpacked/bin/yjt-doctor"
    cp -R "$unpacked"/*.html "$unpacked"/{docs,licenses,sbom.cdx.json} "$doc/"
    # An archive's files are all of one date.
    SOURCE_DATE_EPOCH=$(stat -c %Y "$unpacked/README.html")
}

# Owned by root, readable by all, of one date.
settle() { # folder
    chmod -R u=rwX,go=rX "$1"
    find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

make_deb() { # target, archive, version, result's folder
    local SOURCE_DATE_EPOCH version=$3 folder=$cache/packages/deb file size
    file=$(deb_file "$1" "$3")
    local doc=$folder/usr/share/doc/yjt architecture=${file##*_}
    tree "$2" "$folder" "lib/${1#linux-}-linux-gnu"
    fill deb/copyright "$doc/copyright"
    fill deb/changelog.in "$doc/changelog.Debian" DATE="$(date -R -u -d "@$SOURCE_DATE_EPOCH")"
    gzip -9n "$doc/changelog.Debian"
    fill deb/lintian-overrides "$folder/usr/share/lintian/overrides/yjt"
    size=$(find "$folder" -type f -printf '%s\n' | awk '{ kib += int(($1 + 1023) / 1024) } END { print kib }')
    fill deb/control.in "$folder/DEBIAN/control" ARCHITECTURE="${architecture%.deb}" SIZE="$size" GLIBC=$floor
    chmod a-x "$folder"/usr/lib/*/libyjt.so
    echo "activate-noawait ldconfig" >"$folder/DEBIAN/triggers"
    (cd "$folder" && find usr -type f | sort | xargs -d '\n' md5sum >DEBIAN/md5sums)
    settle "$folder"
    SOURCE_DATE_EPOCH=$SOURCE_DATE_EPOCH dpkg-deb --root-owner-group -Zxz --build "$folder" "$4/$file" >/dev/null
}

make_rpm() { # target, archive, version, result's folder
    local SOURCE_DATE_EPOCH version=$3 folder=$cache/packages/rpm
    tree "$2" "$folder" lib64
    mkdir -p "$folder/usr/share/licenses"
    mv "$folder/usr/share/doc/yjt/licenses" "$folder/usr/share/licenses/yjt"
    cp "$folder.archive"/LICENSE-* "$folder/usr/share/licenses/yjt/"
    settle "$folder"
    fill rpm/yjt.spec.in "$folder.spec" TREE="$folder" GLIBC=$floor DATE="$(date -u -d "@$SOURCE_DATE_EPOCH" '+%a %b %d %Y')"
    run_rpmbuild "$1" "$folder.spec" "$4"
}

run_rpmbuild() { # target, spec, result's folder
    SOURCE_DATE_EPOCH=$SOURCE_DATE_EPOCH rpmbuild -bb --quiet --target "${1#linux-}-linux" --define "_topdir $cache/packages/top" \
        --define "_rpmdir $3" --define "_rpmfilename %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm" "$2" >/dev/null
}

# ---- verify

package_checks() { # target, compiler, how to run ...
    local target=$1 archive=$dist/yjt-$version-$1.tar.gz format file
    debian rpm rpmlint lintian pkg-config cmake make
    for format in deb rpm; do
        file=$("${format}_file" "$target" "$version")
        check "$target" "$format: made of the archive again, the same bytes" made_again "$format" "$target" "$file"
        check "$target" "$format: what lintian or rpmlint finds is explained" "${format}_clean" "$dist/$file"
        check "$target" "$format: refused by an older glibc; installed, upgraded, login.c and yjt-doctor, removed, nothing left" \
            package_lives "$format" "$file" "$@"
    done
}

made_again() { # format, target, file
    local again=$room/packages/again
    mkdir -p "$again"
    "make_$1" "$2" "$archive" "$version" "$again"
    cmp "$dist/$3" "$again/$3"
}

deb_clean() { # file
    lintian --allow-root --display-info --pedantic --fail-on error,warning,info,pedantic "$1"
}

# And the rpm of CentOS 7 knows all that it asks of an rpm.
rpm_clean() { # file
    local asked
    rpmlint --strict --config packaging/templates/rpm/rpmlint.toml "$1"
    asked=$(rpm -qp --requires "$1" | sed -n 's/^rpmlib(\(.*\)).*/\1/p' | sort | paste -sd ' ')
    [ "$asked" = "CompressedFileNames FileDigests PayloadFilesHavePrefix PayloadIsXz" ] || fail "rpmlib: $asked"
}

# In a root of its own, in which nothing is but a package that says it is glibc.
package_lives() { # format, file, target, compiler, how to run ...
    local format=$1 file=$dist/$2 target=$3 compiler=$4 place=$room/packages/$3
    local system=$place/$1-system usr=$place/$1-system/usr
    shift 4
    mkdir -p "$system" "$place/old"
    "make_$format" "$target" "$archive" 0.0.9 "$place/old"
    "in_$format" begin
    "in_$format" glibc 2.16
    ! "in_$format" install "$file" >"$place/refusal" 2>&1 || fail "taken, with glibc 2.16"
    grep "libc.*>= $floor" "$place/refusal"
    "in_$format" remove || true # deb: it is unpacked, not installed
    "in_$format" glibc "$floor"
    "in_$format" install "$place/old/$("${format}_file" "$target" 0.0.9)"
    [ "$(by_pkg_config --modversion)" = 0.0.9 ]
    "in_$format" install "$file"
    [ "$(by_pkg_config --modversion)" = "$version" ]
    "in_$format" whole
    "$python" packaging/pages.py "$usr/share/doc/yjt"
    installed_login "$@"
    "in_$format" remove
    [ -z "$(left | tee /dev/stderr)" ]
}

# But for the package manager's own notes, and folders that packages share.
left() {
    find "$system" -not -path "$system/var/lib/*" \( -not -type d -o -path '*yjt*' \)
}

by_pkg_config() { # options ...
    PKG_CONFIG_SYSROOT_DIR=$system PKG_CONFIG_LIBDIR=$(dirname "$(find "$usr" -name yjt.pc)") pkg-config "$@" yjt
}

# By pkg-config, and by CMake where this machine's compiler is the one. The doctor finds the library by itself.
installed_login() { # how to run ...
    local flags folder
    folder=$(dirname "$(find "$usr" -name libyjt.so)")
    flags=$(by_pkg_config --cflags --libs)
    # shellcheck disable=SC2086 # words
    "$compiler" -std=c99 -Wall -Wextra -Werror tests/c/login.c -o "$place/login" $flags -Wl,-rpath,"$folder"
    walk login "$@" "$place/login"
    walk doctor env -u YJT_LIBRARY "$@" "$usr/bin/yjt-doctor"
    [ "$compiler" = gcc ] || return 0
    by_cmake "$usr" tests/c/login.c login -Dyjt_DIR="$folder/cmake/yjt"
    walk login "$room/cmake-login/out/login"
}

# Who owns the files, without being the machine's root.
owner() {
    if [ "$(id -u)" = 0 ]; then "$@"; else unshare -r "$@"; fi
}

in_deb() { # what, with what
    local architecture=${file%.deb} notes=$system/var/lib/dpkg
    architecture=${architecture##*_}
    case $1 in
    begin)
        mkdir -p "$notes"/{info,updates,triggers}
        touch "$notes/status" "$notes/available"
        echo "$architecture" >"$notes/arch"
        ;;
    glibc)
        mkdir -p "$place/glibc/DEBIAN"
        printf '%s\n' "Package: libc6" "Version: $2-1" "Architecture: $architecture" "Maintainer: nobody <nobody@example.invalid>" \
            "Description: stands in for glibc" >"$place/glibc/DEBIAN/control"
        dpkg-deb --build "$place/glibc" "$place/glibc.deb"
        in_deb install "$place/glibc.deb"
        ;;
    install) owner dpkg --root="$system" --log=/dev/null --install "$2" ;;
    whole) [ -z "$(dpkg --root="$system" --verify yjt)" ] ;;
    remove) owner dpkg --root="$system" --log=/dev/null --purge yjt ;;
    esac
}

in_rpm() { # what, with what
    local rpm=(owner rpm --root "$system" --dbpath /var/lib/rpm)
    case $1 in
    begin) "${rpm[@]}" --initdb ;;
    glibc)
        {
            printf '%s\n' "Name: glibc" "Version: $2" "Release: 1" "Summary: Stands in for glibc" "License: none"
            rpm -qp --requires "$file" | sed -n '/^lib\|^ld-\|^rtld/s/^/Provides: /p'
            printf '%s\n' %description "" %files
        } >"$place/glibc.spec"
        run_rpmbuild "$target" "$place/glibc.spec" "$place"
        in_rpm install "$place/glibc-$2-1.${target#linux-}.rpm"
        ;;
    install) "${rpm[@]}" --upgrade --ignorearch "$2" ;;
    whole) "${rpm[@]}" --verify yjt ;;
    remove) "${rpm[@]}" --erase yjt ;;
    esac
}
