//! The shared library, found and loaded as a host does.

use std::ffi::{CStr, OsStr, c_char, c_void};
use std::path::{Path, PathBuf};
use std::ptr;

use libloading::Library as Handle;

/// Like the bindings': a file or its folder, and then no other.
pub const VARIABLE: &str = "YJT_LIBRARY";
/// The 32-bit archive for PowerBuilder, VB6 and Delphi has it instead.
const STDCALL: &str = "yjt_stdcall.dll";

pub struct Library {
    handle: Handle,
    path: PathBuf,
}

/// Why there is none to call.
pub enum NotLoaded {
    Missing(Vec<PathBuf>),
    Refused {
        path: PathBuf,
        cause: String,
    },
    /// One of a release before `yjt_diagnose`.
    Old {
        path: PathBuf,
        version: String,
    },
}

/// What `yjt_last_error` tells.
pub struct Failure {
    pub status: i32,
    pub message: String,
    pub hint: String,
}

#[repr(C)]
struct LastError {
    status: i32,
    http_status: i32,
    gateway_code: *const c_char,
    message: *const c_char,
    hint: *const c_char,
}

impl Library {
    pub fn load() -> Result<Library, NotLoaded> {
        let places = places();
        let Some(path) = places.iter().find(|path| path.exists()) else {
            return Err(NotLoaded::Missing(places));
        };
        // SAFETY: all that the library does when it is loaded is to ask for word of forks.
        let handle = unsafe { Handle::new(path) }
            .map_err(|e| NotLoaded::Refused { path: path.clone(), cause: cause(&e) })?;
        let library = Library { handle, path: path.clone() };
        if library.has("yjt_diagnose") {
            return Ok(library);
        }
        let version = if library.has("yjt_version") { library.version() } else { "?".to_owned() };
        Err(NotLoaded::Old { path: library.path, version })
    }

    fn version(&self) -> String {
        // SAFETY: the header's signature; without arguments, both conventions are one.
        text(unsafe { self.symbol::<unsafe extern "C" fn() -> *const c_char>("yjt_version")() })
    }

    pub fn diagnose(&self, configuration: &CStr, options: &CStr) -> Result<String, Failure> {
        type C = unsafe extern "C" fn(*const c_char, *const c_char, *mut *mut c_char) -> i32;
        type System =
            unsafe extern "system" fn(*const c_char, *const c_char, *mut *mut c_char) -> i32;
        let (configuration, options) = (configuration.as_ptr(), options.as_ptr());
        let mut report = ptr::null_mut();
        // SAFETY: the header's signature, by the convention of the file; the texts outlive the call.
        let status = unsafe {
            if self.is_stdcall() {
                self.symbol::<System>("yjt_diagnose")(configuration, options, &mut report)
            } else {
                self.symbol::<C>("yjt_diagnose")(configuration, options, &mut report)
            }
        };
        if status != 0 {
            return Err(self.failure());
        }
        let copy = text(report);
        self.free(report.cast());
        Ok(copy)
    }

    fn failure(&self) -> Failure {
        let last = self.symbol::<unsafe extern "C" fn() -> *const LastError>("yjt_last_error");
        // SAFETY: never NULL, and valid until this thread's next call.
        let last = unsafe { &*last() };
        Failure { status: last.status, message: text(last.message), hint: text(last.hint) }
    }

    fn free(&self, any: *mut c_void) {
        // SAFETY: the header's signature, by the convention of the file; `any` was handed out.
        unsafe {
            if self.is_stdcall() {
                self.symbol::<unsafe extern "system" fn(*mut c_void) -> i32>("yjt_free")(any);
            } else {
                self.symbol::<unsafe extern "C" fn(*mut c_void) -> i32>("yjt_free")(any);
            }
        }
    }

    fn is_stdcall(&self) -> bool {
        self.path.file_name() == Some(OsStr::new(STDCALL))
    }

    fn has(&self, name: &str) -> bool {
        // SAFETY: it is looked up, not called.
        unsafe { self.handle.get::<*const c_void>(name) }.is_ok()
    }

    /// One that the header promises.
    fn symbol<T: Copy>(&self, name: &str) -> T {
        // SAFETY: the caller gives the header's signature.
        let symbol = unsafe { self.handle.get::<T>(name) };
        *symbol.unwrap_or_else(|e| panic!("{name}: {e}"))
    }
}

/// Where the file may be: where cargo puts a dependency's, beside this program, in an archive's `lib`, where rpm and deb
/// packages put it.
fn places() -> Vec<PathBuf> {
    let name = libloading::library_filename("yjt");
    if let Some(named) = std::env::var_os(VARIABLE).filter(|named| !named.is_empty()) {
        let named = PathBuf::from(named);
        return vec![if named.is_dir() { named.join(name) } else { named }];
    }
    let program = std::env::current_exe().unwrap_or_default();
    let folder = program.parent().unwrap_or(Path::new("."));
    let cargos = Some(folder.join("deps")).filter(|deps| deps.is_dir());
    let mut places: Vec<_> = cargos.into_iter().map(|deps| deps.join(&name)).collect();
    places.push(folder.join(&name));
    if cfg!(all(windows, target_arch = "x86")) {
        places.push(folder.join(STDCALL));
    }
    if cfg!(unix)
        && let Some(above) = folder.parent()
    {
        let multiarch = format!("lib/{}-linux-gnu", std::env::consts::ARCH);
        places.extend(["lib", "lib64", &multiarch].map(|lib| above.join(lib).join(&name)));
    }
    places
}

/// The system's own words.
fn cause(error: &libloading::Error) -> String {
    std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string)
}

/// A text of the library's, copied.
fn text(text: *const c_char) -> String {
    // SAFETY: the library hands out NUL-terminated texts.
    unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned()
}
