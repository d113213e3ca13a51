//! Which CPU a library was built for, read from its first bytes.

use std::fs::File;
use std::io::Read;
use std::path::Path;

const PE_HEADER: usize = 0x3C;

/// Of this program, by the names below.
pub fn own() -> &'static str {
    match std::env::consts::ARCH {
        "x86_64" => "x86-64",
        other => other,
    }
}

/// None when the file is neither ELF nor PE, or for a CPU that has no releases.
pub fn of(library: &Path) -> Option<&'static str> {
    let mut bytes = vec![];
    File::open(library).ok()?.take(4096).read_to_end(&mut bytes).ok()?;
    let number = |at: usize| Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    if bytes.starts_with(b"\x7FELF") {
        // e_machine, and the class.
        return match (number(18)?, bytes.get(4)?) {
            (62, 2) => Some("x86-64"),
            (183, 2) => Some("aarch64"),
            (3, 1) => Some("x86"),
            _ => None,
        };
    }
    let header = usize::from(number(PE_HEADER)?);
    if !bytes.starts_with(b"MZ") || !bytes.get(header..)?.starts_with(b"PE\0\0") {
        return None;
    }
    match number(header + 4)? {
        0x8664 => Some("x86-64"),
        0x014C => Some("x86"),
        0xAA64 => Some("aarch64"),
        _ => None,
    }
}

/// The archives' DLLs are not built for the tests; this much of one is all that is read.
#[test]
fn a_dll_tells_its_machine() {
    let file = std::env::temp_dir().join(format!("yjt-machine-{}.dll", std::process::id()));
    for (number, name) in
        [(0x8664_u16, Some("x86-64")), (0x014C, Some("x86")), (0xAA64, Some("aarch64")), (1, None)]
    {
        let mut dll = vec![0; 0x80];
        dll[..2].copy_from_slice(b"MZ");
        dll[PE_HEADER] = 0x40;
        dll[0x40..0x44].copy_from_slice(b"PE\0\0");
        dll[0x44..0x46].copy_from_slice(&number.to_le_bytes());
        std::fs::write(&file, dll).unwrap();
        assert_eq!(of(&file), name);
    }
    std::fs::remove_file(file).unwrap();
}
