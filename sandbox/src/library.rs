//! The shared library, loaded as a C program would load it: by name, by symbol, with the header's types.

use std::error::Error;
use std::ffi::{CStr, CString, c_char, c_void};
use std::path::PathBuf;
use std::ptr;

use libloading::Library;

#[repr(C)]
pub struct User {
    pub certificate_no: *const c_char,
    pub certificate_type: *const c_char,
    pub health_card_no: *const c_char,
    pub phone: *const c_char,
    pub name: *const c_char,
    pub gender: i32,
    pub nation: *const c_char,
    pub user_id: *const c_char,
    pub channel: *const c_char,
}

#[repr(C)]
struct LastError {
    status: i32,
    http_status: i32,
    gateway_code: *const c_char,
    message: *const c_char,
    hint: *const c_char,
}

/// A failure as `yjt_last_error` tells it.
pub struct Failure {
    pub status: i32,
    pub message: String,
    pub hint: String,
}

pub struct Yjt {
    library: Library,
    pub path: PathBuf,
}

type Init = unsafe extern "C" fn(*const c_char, *mut *mut c_void) -> i32;
type FromLink = unsafe extern "C" fn(*const c_char, *mut *mut c_char) -> i32;
type Exchange = unsafe extern "C" fn(*mut c_void, *const c_char, i32, *mut *mut User) -> i32;
type Diagnose = unsafe extern "C" fn(*const c_char, *const c_char, *mut *mut c_char) -> i32;
type Label = unsafe extern "C" fn(i32, *const c_char) -> *const c_char;
type Free = unsafe extern "C" fn(*mut c_void) -> i32;

impl Yjt {
    /// Looks at `YJT_LIBRARY`, beside this program, and where cargo puts it.
    pub fn load() -> Result<Yjt, Box<dyn Error>> {
        let name = libloading::library_filename("yjt");
        let beside = std::env::current_exe()?.parent().map(PathBuf::from).unwrap_or_default();
        let found = std::env::var_os("YJT_LIBRARY")
            .map(PathBuf::from)
            .into_iter()
            .chain([beside.join(&name), beside.join("deps").join(&name)])
            .find(|path| path.exists());
        let path = found.ok_or(
            "找不到动态库,先运行 cargo build --release | the library is missing, run cargo build --release first",
        )?;
        // SAFETY: loading the library runs no code of ours.
        let library = unsafe { Library::new(&path) }?;
        Ok(Yjt { library, path })
    }

    pub fn version(&self) -> String {
        let version =
            unsafe { self.symbol::<unsafe extern "C" fn() -> *const c_char>("yjt_version")() };
        text(version)
    }

    pub fn init(&self, configuration: &str) -> Result<*mut c_void, Failure> {
        let configuration = CString::new(configuration).expect("no NUL");
        let mut client = ptr::null_mut();
        self.check(unsafe {
            self.symbol::<Init>("yjt_init")(configuration.as_ptr(), &mut client)
        })?;
        Ok(client)
    }

    pub fn code_from_link(&self, link: &str) -> Result<String, Failure> {
        let link = CString::new(link).expect("no NUL");
        let mut code = ptr::null_mut();
        self.check(unsafe {
            self.symbol::<FromLink>("yjt_code_from_link")(link.as_ptr(), &mut code)
        })?;
        Ok(self.taken(code))
    }

    /// The doctor's report, without options.
    pub fn diagnose(&self, configuration: &str) -> Result<String, Failure> {
        let configuration = CString::new(configuration).expect("no NUL");
        let mut report = ptr::null_mut();
        self.check(unsafe {
            let diagnose = self.symbol::<Diagnose>("yjt_diagnose");
            diagnose(configuration.as_ptr(), ptr::null(), &mut report)
        })?;
        Ok(self.taken(report))
    }

    /// A text that was handed out: copied and given back.
    fn taken(&self, handed_out: *mut c_char) -> String {
        let copy = text(handed_out);
        self.free(handed_out.cast());
        copy
    }

    /// The user is to be given back with `free`.
    pub fn exchange(
        &self,
        client: *mut c_void,
        code: &str,
        business_type: i32,
    ) -> Result<*mut User, Failure> {
        let code = CString::new(code).expect("no NUL");
        let mut user = ptr::null_mut();
        let exchange = self.symbol::<Exchange>("yjt_exchange_code");
        self.check(unsafe { exchange(client, code.as_ptr(), business_type, &mut user) })?;
        Ok(user)
    }

    pub fn label(&self, dictionary: i32, code: &str) -> String {
        let code = CString::new(code).expect("no NUL");
        let label = unsafe { self.symbol::<Label>("yjt_label")(dictionary, code.as_ptr()) };
        if label.is_null() { "?".to_owned() } else { text(label) }
    }

    pub fn free(&self, any: *mut c_void) {
        unsafe { self.symbol::<Free>("yjt_free")(any) };
    }

    fn check(&self, status: i32) -> Result<(), Failure> {
        if status == 0 {
            return Ok(());
        }
        let last = self.symbol::<unsafe extern "C" fn() -> *const LastError>("yjt_last_error");
        // SAFETY: never NULL, and valid until this thread's next call.
        let last = unsafe { &*last() };
        Err(Failure { status: last.status, message: text(last.message), hint: text(last.hint) })
    }

    /// The header promises every one of them.
    fn symbol<T: Copy>(&self, name: &str) -> T {
        let symbol = unsafe { self.library.get::<T>(name) };
        *symbol.unwrap_or_else(|e| panic!("{name}: {e}"))
    }
}

/// A text of the library's, copied.
pub fn text(text: *const c_char) -> String {
    // SAFETY: the library hands out NUL-terminated texts.
    unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned()
}
