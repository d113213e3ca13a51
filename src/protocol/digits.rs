//! Hex digits of keys and cipher text, by arithmetic: no table is looked up by what they are, and no branch taken.

/// In place of a value: of no digit.
const NONE: u16 = 0x100;

/// Reads two digits, in either case, for each byte; `false` when there are others than digits, or not as many.
#[inline]
pub(super) fn decode(digits: &str, into: &mut [u8]) -> bool {
    let (pairs, odd) = digits.as_bytes().as_chunks();
    let mut seen = 0;
    for (byte, &pair) in into.iter_mut().zip(pairs) {
        // As one number: compilers make vectors of these, and none of two bytes by themselves.
        let pair = u16::from_le_bytes(pair);
        let (first, second) = (value(pair & 0xff), value(pair >> 8));
        seen |= first | second;
        *byte = (first << 4 | second) as u8;
    }
    seen & NONE == 0 && odd.is_empty() && pairs.len() == into.len()
}

fn value(digit: u16) -> u16 {
    let number = digit.wrapping_sub(u16::from(b'0'));
    let letter = (digit | 0x20).wrapping_sub(u16::from(b'a'));
    let (is_number, is_letter) = (all_ones_if(number < 10), all_ones_if(letter < 6));
    (number & is_number) | (letter.wrapping_add(10) & is_letter) | (NONE & !(is_number | is_letter))
}

fn all_ones_if(condition: bool) -> u16 {
    u16::from(condition).wrapping_neg()
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
