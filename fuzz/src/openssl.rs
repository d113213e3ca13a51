//! SM4 as OpenSSL does it: another's word for what is right.

use std::ffi::{c_int, c_uchar, c_void};
use std::ptr;

const BLOCK: usize = 16;

#[link(name = "crypto")]
unsafe extern "C" {
    fn EVP_sm4_ecb() -> *const c_void;
    fn EVP_CIPHER_CTX_new() -> *mut c_void;
    fn EVP_CIPHER_CTX_free(context: *mut c_void);
    fn EVP_CipherInit_ex(
        context: *mut c_void,
        cipher: *const c_void,
        engine: *mut c_void,
        key: *const c_uchar,
        iv: *const c_uchar,
        encrypts: c_int,
    ) -> c_int;
    fn EVP_CipherUpdate(
        context: *mut c_void,
        out: *mut c_uchar,
        length: *mut c_int,
        input: *const c_uchar,
        input_length: c_int,
    ) -> c_int;
    fn EVP_CipherFinal_ex(context: *mut c_void, out: *mut c_uchar, length: *mut c_int) -> c_int;
}

pub fn encrypt(key: &[u8; BLOCK], plain: &[u8]) -> Vec<u8> {
    run(key, plain, 1).expect("encrypting cannot fail")
}

/// `None` when length or padding are wrong.
pub fn decrypt(key: &[u8; BLOCK], cipher: &[u8]) -> Option<Vec<u8>> {
    run(key, cipher, 0)
}

fn run(key: &[u8; BLOCK], input: &[u8], encrypts: c_int) -> Option<Vec<u8>> {
    let mut out = vec![0; input.len() + BLOCK];
    let (mut length, mut rest) = (0, 0);
    // SAFETY: as the manual has it; the output has room for a block more than the input.
    let ok = unsafe {
        let context = EVP_CIPHER_CTX_new();
        let (cipher, key) = (EVP_sm4_ecb(), key.as_ptr());
        let input_length = c_int::try_from(input.len()).unwrap();
        let ok = EVP_CipherInit_ex(context, cipher, ptr::null_mut(), key, ptr::null(), encrypts)
            == 1
            && EVP_CipherUpdate(
                context,
                out.as_mut_ptr(),
                &mut length,
                input.as_ptr(),
                input_length,
            ) == 1
            && EVP_CipherFinal_ex(context, out.as_mut_ptr().add(length as usize), &mut rest) == 1;
        EVP_CIPHER_CTX_free(context);
        ok
    };
    out.truncate((length + rest) as usize);
    ok.then_some(out)
}
