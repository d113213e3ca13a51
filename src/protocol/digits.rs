//! Hex digits of what is no secret, such as cipher text: by a table, which is several times as quick as asking of each digit
//! what it is, and whose use shows in the processor's cache which digits they were.

/// In place of a value: of no digit.
const NONE: u16 = 0x100;

/// What a digit adds to its byte, as the first of the two and as the second.
const FIRST: [u16; 256] = values(4);
const SECOND: [u16; 256] = values(0);

const fn values(shift: u32) -> [u16; 256] {
    let mut values = [NONE; 256];
    let mut value = 0;
    while value < 16 {
        values[b"0123456789abcdef"[value] as usize] = (value as u16) << shift;
        values[b"0123456789ABCDEF"[value] as usize] = (value as u16) << shift;
        value += 1;
    }
    values
}

/// Reads two digits, in either case, for each byte; `false` when there are others than digits, or not as many.
pub(super) fn decode(digits: &str, into: &mut [u8]) -> bool {
    let (pairs, odd) = digits.as_bytes().as_chunks();
    let mut seen = 0;
    for (byte, &[first, second]) in into.iter_mut().zip(pairs) {
        let value = FIRST[usize::from(first)] | SECOND[usize::from(second)];
        seen |= value;
        *byte = value as u8;
    }
    seen & NONE == 0 && odd.is_empty() && pairs.len() == into.len()
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
