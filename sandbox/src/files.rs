//! What the sandbox keeps in its folder.

use std::fs;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde_json::Value;

/// In one step, so that nobody reads half a file.
pub fn write(file: &Path, content: &Value) -> std::io::Result<()> {
    let temporary = file.with_extension("part");
    fs::write(&temporary, format!("{content:#}\n"))?;
    fs::rename(temporary, file)
}

/// Nothing when there is no such file, or none that can be read.
pub fn read<T: DeserializeOwned>(file: &Path) -> Option<T> {
    serde_json::from_slice(&fs::read(file).ok()?).ok()
}
