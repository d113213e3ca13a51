# Written by yjt-tools from packaging/targets.json: change it there.
# shellcheck shell=bash disable=SC2034 # build and verify use it
targets=(linux-x86_64 linux-aarch64 windows-x86_64 windows-x86 windows-x86-stdcall)
declare -A triple_of=(
    [linux-x86_64]=x86_64-unknown-linux-gnu
    [linux-aarch64]=aarch64-unknown-linux-gnu
    [windows-x86_64]=x86_64-win7-windows-gnu
    [windows-x86]=i686-win7-windows-gnu
    [windows-x86-stdcall]=i686-win7-windows-gnu
)
declare -A library_of=(
    [linux-x86_64]=lib/libyjt.so
    [linux-aarch64]=lib/libyjt.so
    [windows-x86_64]=bin/yjt.dll
    [windows-x86]=bin/yjt.dll
    [windows-x86-stdcall]=bin/yjt_stdcall.dll
)
# Of the jar and of the NuGet package.
jar_folders=(
    linux-x86_64=linux-x86-64
    linux-aarch64=linux-aarch64
    windows-x86_64=win32-x86-64
    windows-x86=win32-x86
)
nuget_folders=(
    linux-x86_64=linux-x64/native
    linux-aarch64=linux-arm64/native
    windows-x86_64=win-x64/native
    windows-x86=win-x86/native
)
