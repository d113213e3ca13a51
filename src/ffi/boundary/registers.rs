//! Vector registers, through which keys are copied: the host's next call may put them on its stack, as the dynamic
//! linker does when it looks a function up.

#[cfg(any(target_arch = "x86_64", target_arch = "x86", target_arch = "aarch64"))]
use std::arch::asm;

/// Wipes them, before host code runs.
#[cfg(target_arch = "x86_64")]
#[inline]
pub fn wipe() {
    // SAFETY: the processor has the instructions, and the compiler is told what they change.
    unsafe {
        if is_x86_feature_detected!("avx512vl") {
            asm!(
                ".irp n, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31",
                "vpxord xmm\\n, xmm\\n, xmm\\n",
                ".endr",
                clobber_abi("sysv64"),
                options(nomem, nostack)
            );
        }
        if is_x86_feature_detected!("avx") {
            asm!("vzeroall", clobber_abi("sysv64"), options(nomem, nostack));
        } else {
            asm!(
                ".irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15",
                "xorps xmm\\n, xmm\\n",
                ".endr",
                clobber_abi("sysv64"),
                options(nomem, nostack)
            );
        }
    }
}

/// Wipes them, before host code runs.
#[cfg(target_arch = "x86")]
#[inline]
pub fn wipe() {
    // SAFETY: as above; every target has SSE2.
    unsafe {
        if is_x86_feature_detected!("avx") {
            asm!("vzeroall", clobber_abi("C"), options(nomem, nostack));
        } else {
            asm!(
                ".irp n, 0, 1, 2, 3, 4, 5, 6, 7",
                "xorps xmm\\n, xmm\\n",
                ".endr",
                clobber_abi("C"),
                options(nomem, nostack)
            );
        }
    }
}

/// Wipes them, before host code runs.
#[cfg(target_arch = "aarch64")]
#[inline]
pub fn wipe() {
    // SAFETY: the compiler is told what they change.
    unsafe {
        asm!(
            ".irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15",
            "movi v\\n\\().2d, #0",
            ".endr",
            ".irp n, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31",
            "movi v\\n\\().2d, #0",
            ".endr",
            clobber_abi("C"),
            options(nomem, nostack)
        );
    }
}

/// Not known of other processors.
#[cfg(not(any(target_arch = "x86_64", target_arch = "x86", target_arch = "aarch64")))]
pub fn wipe() {}
