//! What the diagnosis tells of the machine, and std does not know.

use std::path::PathBuf;

pub(crate) use system::{library, system, time_zone};

#[cfg(unix)]
mod system {
    use std::ffi::{CStr, OsStr, c_void};
    use std::mem::MaybeUninit;
    use std::os::unix::ffi::OsStrExt;

    use super::PathBuf;

    /// The file that this code was loaded from.
    pub(crate) fn library() -> Option<PathBuf> {
        let address = library as fn() -> Option<PathBuf> as *const c_void;
        let mut found = MaybeUninit::<libc::Dl_info>::zeroed();
        // SAFETY: the address is of a loaded object; what is found out is read only when it was.
        let name = unsafe {
            if libc::dladdr(address, found.as_mut_ptr()) == 0 {
                return None;
            }
            let name = found.assume_init().dli_fname;
            (!name.is_null()).then(|| CStr::from_ptr(name))
        }?;
        Some(PathBuf::from(OsStr::from_bytes(name.to_bytes())))
    }

    /// The distribution and its C library.
    pub(crate) fn system() -> String {
        let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
        let name = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="));
        let name = name.unwrap_or("Linux").trim_matches('"').to_owned();
        format!("{name}, glibc {}", glibc())
    }

    fn glibc() -> String {
        // SAFETY: it returns a static text.
        let version = unsafe { CStr::from_ptr(libc::gnu_get_libc_version()) };
        version.to_string_lossy().into_owned()
    }

    pub(crate) fn time_zone() -> String {
        let mut local = MaybeUninit::<libc::tm>::zeroed();
        // SAFETY: both are ours; zero is a valid time for what is not filled in.
        let local = unsafe {
            let now = libc::time(std::ptr::null_mut());
            libc::localtime_r(&now, local.as_mut_ptr());
            local.assume_init()
        };
        super::offset(local.tm_gmtoff / 60)
    }
}

#[cfg(windows)]
mod system {
    use std::ffi::{OsString, c_void};
    use std::os::windows::ffi::OsStringExt;

    use super::PathBuf;

    const FROM_ADDRESS: u32 = 4;
    const UNCHANGED: u32 = 2;

    #[repr(C)]
    struct Version {
        size: u32,
        major: u32,
        minor: u32,
        build: u32,
        platform: u32,
        name: [u16; 128],
    }

    /// `TIME_ZONE_INFORMATION`.
    #[repr(C)]
    struct TimeZone {
        bias: i32,
        standard_name: [u16; 32],
        standard_date: [u16; 8],
        standard_bias: i32,
        daylight_name: [u16; 32],
        daylight_date: [u16; 8],
        daylight_bias: i32,
    }

    #[link(name = "kernel32")]
    unsafe extern "system" {
        fn GetModuleHandleExW(flags: u32, address: *const c_void, module: *mut *mut c_void) -> i32;
        fn GetModuleFileNameW(module: *mut c_void, name: *mut u16, length: u32) -> u32;
        fn GetTimeZoneInformation(zone: *mut TimeZone) -> u32;
    }

    #[link(name = "ntdll")]
    unsafe extern "system" {
        fn RtlGetVersion(version: *mut Version) -> i32;
    }

    /// The file that this code was loaded from.
    pub(crate) fn library() -> Option<PathBuf> {
        let address = library as fn() -> Option<PathBuf> as *const c_void;
        let (mut module, mut name) = (std::ptr::null_mut(), [0_u16; 1024]);
        // SAFETY: the address lies in this library, which is loaded; the name's length goes with it.
        let length = unsafe {
            if GetModuleHandleExW(FROM_ADDRESS | UNCHANGED, address, &mut module) == 0 {
                return None;
            }
            GetModuleFileNameW(module, name.as_mut_ptr(), name.len() as u32)
        };
        let name = name.get(..length as usize).filter(|name| !name.is_empty())?;
        Some(PathBuf::from(OsString::from_wide(name)))
    }

    pub(crate) fn system() -> String {
        // SAFETY: all zeros are a valid version, whose size says what may be written.
        let mut version: Version = unsafe { std::mem::zeroed() };
        version.size = size_of::<Version>() as u32;
        // SAFETY: as above.
        unsafe { RtlGetVersion(&mut version) };
        format!("Windows {}.{}.{}", version.major, version.minor, version.build)
    }

    pub(crate) fn time_zone() -> String {
        // SAFETY: all zeros are a valid one.
        let mut zone: TimeZone = unsafe { std::mem::zeroed() };
        // SAFETY: it only writes the zone. 2: daylight saving is in force.
        let daylight = unsafe { GetTimeZoneInformation(&mut zone) } == 2;
        let bias = zone.bias + if daylight { zone.daylight_bias } else { zone.standard_bias };
        super::offset(i64::from(-bias))
    }
}

/// `UTC+08:00`, of minutes.
fn offset(minutes: impl Into<i64>) -> String {
    let minutes: i64 = minutes.into();
    let (sign, minutes) = if minutes < 0 { ('-', -minutes) } else { ('+', minutes) };
    format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
