# shellcheck shell=bash
# Sourced by build and verify: the one zip for a server without internet. It holds the other archives, and all that Maven
# needs to build the Java examples.

maven=3.9.11
others=$cache/bundle # Maven and its repository of what others made

# ---- build

# What an earlier run built is taken as it is.
make_bundle() {
    local out=$stage/bundle target name
    for target in "${all[@]}"; do
        [ "$target" = bundle ] || [ -e "$(made "$target")" ] || make_target "$target"
    done
    step "bundle"
    maven_repository
    mkdir -p "$out/archives" "$out/nuget" "$out/examples"
    for target in "${all[@]}"; do
        case $target in
        java | bundle) ;;
        nuget) cp "$(made nuget)" "$out/nuget/" ;;
        *) cp "$(made "$target")" "$out/archives/" ;;
        esac
    done
    find "$dist" \( -name "yjt_$version-*.deb" -o -name "yjt-$version-*.rpm" \) -exec cp -t "$out/archives" {} +
    cp -R "$others/apache-maven-$maven" "$out/maven"
    # Maven says where it is, wherever the bundle was unpacked.
    echo '<settings><localRepository>${maven.home}/../repository</localRepository></settings>' >"$out/maven/conf/settings.xml"
    cp -R "$others/repository" "$out/"
    released "$out/repository"
    for name in $(git ls-files examples/{c,h5,his,kiosk,miniprogram,portal,servlet}); do
        case $name in
        *.md) ;; # a page, see documents.py
        *) install -D -m 644 "$name" "$out/$name" ;;
        esac
    done
    "$python" packaging/documents.py "$out" docs/offline.md
    cp LICENSE-MIT LICENSE-APACHE "$out/"
    "$python" packaging/third_party.py "$out/repository" "$out"
    "$python" packaging/archive.py "$out" "$dist/yjt-$version-offline.zip"
}

made() { # target: its file
    case $1 in
    java) echo "$dist/yjt-$version.jar" ;;
    nuget) echo "$dist/Yjt.$version.nupkg" ;;
    *linux*) echo "$dist/yjt-$version-$1.tar.gz" ;;
    *) echo "$dist/yjt-$version-$1.zip" ;;
    esac
}

# Ours, as a Maven repository lays them out.
released() { # repository
    local name folder file
    for name in yjt yjt-spring-boot-starter; do
        folder=$1/cn/yjt/$name/$version
        mkdir -p "$folder"
        cp "$dist/$name-$version"{.pom,.jar,-sources.jar} "$folder/"
        [ ! -e "$dist/$name-$version-javadoc.jar" ] || cp "$dist/$name-$version-javadoc.jar" "$folder/"
        for file in "$folder"/*; do sha1sum "$file" | cut -c1-40 | tr -d '\n' >"$file.sha1"; done
    done
}

# What Maven fetches for the examples, by the Maven that the bundle holds and into an empty repository: neither more nor
# less. Fetched anew when something that decides on it has changed.
maven_repository() {
    local decides example
    decides=$({ declare -f maven_repository; echo "$maven"; cat {bindings/java,bindings/spring-boot,examples/his,examples/servlet}/pom.xml; } | sha256sum)
    [ "$decides" != "$(cat "$others/complete" 2>/dev/null)" ] || return 0
    debian maven
    rm -rf "$others"
    mkdir -p "$others"
    mvn -q -B -C org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
        -Dartifact="org.apache.maven:apache-maven:$maven:zip:bin" -DoutputDirectory="$others"
    "$python" -m zipfile -e "$others/apache-maven-$maven-bin.zip" "$others"
    released "$others/repository"
    for example in his servlet; do
        cp -R "examples/$example" "$others/$example"
        sh "$others/apache-maven-$maven/bin/mvn" -q -B -C -f "$others/$example/pom.xml" \
            -Dmaven.repo.local="$others/repository" clean package
        rm -rf "${others:?}/$example"
    done
    rm -rf "$others/repository/cn"
    # Without these Maven takes what is there for good, whichever repository a project names.
    find "$others/repository" \( -name _remote.repositories -o -name '*.lastUpdated' -o -name 'resolver-status.properties' \
        -o -name 'maven-metadata-*' \) -delete
    echo "$decides" >"$others/complete"
}

# ---- verify

bundle() {
    local archive=$dist/yjt-$version-offline.zip folder=$room/bundle/yjt-$version-offline
    debian openjdk-17-jdk-headless gcc libc6-dev mono-mcs mono-runtime curl unzip iproute2 util-linux
    [ -e "$archive" ] || fail "没有离线包,先运行 packaging/build | no bundle, packaging/build makes it"
    rm -rf "$room/bundle"
    mkdir -p "$room/bundle"
    unzip -q "$archive" -d "$room/bundle"
    check bundle "checksums, documents, the archives beside it" bundle_contents "$folder"
    check bundle "without a network: Maven builds the page on Spring Boot, which greets 小明; the war for Tomcat" \
        bundle_walk "$archive" unpack sandbox his greet servlet
    check bundle "without a network: examples/c by gcc logs 小明 in" bundle_walk "$archive" unpack sandbox c
    check bundle "without a network: examples/portal by mcs, on Mono, greets 小明" \
        bundle_walk "$archive" unpack sandbox portal greet-portal
}

bundle_contents() { # folder
    local file pages=$room/bundle/pages
    (cd "$1" && sha256sum --quiet -c SHA256SUMS)
    find "$1/repository" -name '*.sha1' | while read -r file; do
        printf '%s  %s\n' "$(cut -c1-40 "$file")" "${file%.sha1}"
    done | sha1sum --quiet -c
    for file in "$1"/{archives,nuget}/* "$1"/repository/cn/yjt/*/*/*.jar; do cmp "$file" "$dist/$(basename "$file")"; done
    # Apart from the pages that the examples bring.
    mkdir -p "$pages"
    cp -R "$1"/*.html "$1/docs" "$pages/"
    "$python" packaging/pages.py "$pages"
}

# The user's own Maven repository is out of sight.
bundle_walk() { # archive, block of docs/offline.md ...
    rm -rf "$room/bundle/walk"
    mkdir -p "$room/bundle/walk"
    unshare --user --map-root-user --net --mount true || fail "这里不能断开网络 | no network namespace can be made here"
    unshare --user --map-root-user --net --mount sh -ec 'ip link set lo up
        [ ! -d "$HOME/.m2" ] || mount -t tmpfs tmpfs "$HOME/.m2"
        exec "$@"' sh "$python" packaging/offline.py "$1" "$room/bundle/walk" "${@:2}"
}
