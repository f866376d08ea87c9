//! Files: found by pattern, unpacked while they are read, and replaced only when all has been written.

mod new_file;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

pub(crate) use new_file::NewFile;

use crate::error::ReadError;
use crate::input::Input;

/// The files that a path means.
pub(crate) fn find(path: &Path) -> Result<Vec<PathBuf>, ReadError> {
    Ok(vec![path.to_owned()])
}

/// Opens a file.
pub(crate) fn open(path: &PathBuf) -> Result<Input<'static>, ReadError> {
    let file = File::open(path).map_err(|error| ReadError::io(Some(path), error))?;
    unpacked(Some(path.clone()), file)
}

/// Reads from a source, unpacking it if it is packed.
pub(crate) fn unpacked<'a>(file: Option<PathBuf>, source: impl Read + Send + 'a) -> Result<Input<'a>, ReadError> {
    Ok(Input::new(file, source))
}
