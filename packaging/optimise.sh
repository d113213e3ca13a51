# Sourced by build and library: what the library's own crate is compiled with, where all crates are optimised together.
# shellcheck shell=bash disable=SC2034 # they use it

# LLVM's inliner copies up to seven times as much into each call by itself: an eighth more library for three hundredths
# fewer instructions an exchange. What every field passes through is marked #[inline] and is copied still.
inliner=-Cllvm-args=-inline-threshold=35
