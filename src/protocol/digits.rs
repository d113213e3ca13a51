//! Hex digits of what is no secret, such as cipher text: by a table, which is several times as quick as asking of each digit
//! what it is, and whose use shows in the processor's cache which digits they were.

/// Of no digit.
const NONE: u8 = 0xff;

const VALUES: [u8; 256] = {
    let mut values = [NONE; 256];
    let mut value = 0;
    while value < 16 {
        values[b"0123456789abcdef"[value] as usize] = value as u8;
        values[b"0123456789ABCDEF"[value] as usize] = value as u8;
        value += 1;
    }
    values
};

/// Reads two digits, in either case, for each byte; `false` when there are others than digits, or not as many.
pub(super) fn decode(digits: &str, into: &mut [u8]) -> bool {
    let mut seen = 0;
    for (pair, byte) in digits.as_bytes().chunks_exact(2).zip(into.iter_mut()) {
        let (high, low) = (VALUES[usize::from(pair[0])], VALUES[usize::from(pair[1])]);
        seen |= high | low;
        *byte = high << 4 | low & 0x0f;
    }
    seen != NONE && digits.len() == 2 * into.len()
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn any_byte_is_read_as_the_hex_crate_reads_it() {
        for first in 0..=0x7f_u8 {
            for second in 0..=0x7f_u8 {
                let text = String::from_utf8(vec![b'a', b'0', first, second]).unwrap();
                let mut bytes = [0; 2];
                match hex::decode(&text) {
                    Ok(known) => assert!(decode(&text, &mut bytes) && known == bytes, "{text:?}"),
                    Err(_) => assert!(!decode(&text, &mut bytes), "{text:?}"),
                }
            }
        }
        assert!(!decode("abc", &mut [0]) && !decode("ab", &mut [0; 2]) && decode("", &mut []));
    }
}
