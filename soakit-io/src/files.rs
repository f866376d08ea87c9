//! Files: found by pattern, unpacked while they are read, and replaced only when all has been written.

mod new_file;
mod packing;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

pub(crate) use new_file::NewFile;

use crate::error::ReadError;
use crate::input::Input;

/// The files that a path means: itself, the files of a directory, or those that a pattern names; in the order of their names.
///
/// Hidden files, whose names begin with a dot, are meant only where the path says so.
pub(crate) fn find(path: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let mut files = match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => files_of(path).map_err(|error| ReadError::io(Some(path), error))?,
        Ok(_) => return Ok(vec![path.to_owned()]),
        Err(error) => match path.to_str().filter(|pattern| pattern.contains(['*', '?', '['])) {
            Some(pattern) => matches_of(pattern).map_err(|error| ReadError::io(Some(path), error))?,
            None => return Err(ReadError::io(Some(path), error)),
        },
    };
    if files.is_empty() {
        return Err(ReadError::NoFiles(path.display().to_string()));
    }
    files.sort();
    Ok(files)
}

fn files_of(directory: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        // Follows links; one that leads nowhere is an error rather than a file less.
        if !is_hidden && fs::metadata(&path)?.is_file() {
            files.push(path);
        }
    }
    Ok(files)
}

fn matches_of(pattern: &str) -> io::Result<Vec<PathBuf>> {
    let as_a_shell_does =
        glob::MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };
    let paths = glob::glob_with(pattern, as_a_shell_does)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error.to_string()))?;
    let mut files = Vec::new();
    for path in paths {
        let path = path?;
        if fs::metadata(&path)?.is_file() {
            files.push(path);
        }
    }
    Ok(files)
}

/// Opens a file.
pub(crate) fn open(path: &Path) -> Result<Input<'static>, ReadError> {
    let file = File::open(path).map_err(|error| ReadError::io(Some(path), error))?;
    unpacked(Some(path.to_owned()), file)
}

/// Reads from a source, unpacking it if it is packed.
pub(crate) fn unpacked<'a>(file: Option<PathBuf>, source: impl Read + Send + 'a) -> Result<Input<'a>, ReadError> {
    match packing::unpack(source) {
        Ok(source) => Ok(Input::new(file, source)),
        Err(error) => Err(ReadError::io(file.as_deref(), error)),
    }
}
