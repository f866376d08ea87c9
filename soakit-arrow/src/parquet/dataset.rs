//! Directories of parts: adding one, and reading all of them.
//!
//! A part's number is taken by making a file of its own for it, which the file system does for one program only; the part is written
//! while that file stands. A program that dies meanwhile leaves it behind, and with it a number that nobody uses.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use soakit_runtime::record::{Bulk, SoA};

use super::read::Reader;
use super::report::{Progress, Report};
use crate::column::ArrowColumn;
use crate::error::ArrowError;

/// As many parts have names of one length, so that the order of their names is that of their numbers.
const MOST_PARTS: usize = 100_000;

/// Writes a part of a number that nobody has.
pub(super) fn append(
    directory: &Path,
    mut write: impl FnMut(&Path) -> Result<(), ArrowError>,
) -> Result<PathBuf, ArrowError> {
    let failed = |error: io::Error| ArrowError::from(error).in_file(directory);
    fs::create_dir_all(directory).map_err(failed)?;
    let names = fs::read_dir(directory).map_err(failed)?.map(|entry| entry.map(|entry| entry.file_name()));
    let mut next = 0;
    for name in names {
        let name = name.map_err(failed)?;
        let number = name.to_str().and_then(|name| name.strip_prefix("part-")?.strip_suffix(".parquet")?.parse().ok());
        next = next.max(number.map_or(0, |number: usize| number.saturating_add(1)));
    }
    for number in next..MOST_PARTS {
        let claim = directory.join(format!(".part-{number:05}.claim"));
        match File::create_new(&claim) {
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(failed(error)),
        }
        let part = directory.join(format!("part-{number:05}.parquet"));
        // Somebody may have had this number, and been done with it, since the directory was listed.
        let written = match part.try_exists() {
            Ok(true) => None,
            Ok(false) => Some(write(&part)),
            Err(error) => Some(Err(failed(error))),
        };
        let released = fs::remove_file(&claim).map_err(failed);
        let Some(written) = written else { continue };
        return written.and(released).map(|()| part);
    }
    Err(failed(io::Error::other(format!("there are {MOST_PARTS} parts, and no names for more"))))
}

/// Reads files one behind the other.
pub(super) fn read<T: SoA<Columns: ArrowColumn>>(
    reader: &Reader<'_, T>,
    pattern: &Path,
) -> Result<(Bulk<T>, Report), ArrowError> {
    let files = find(pattern).map_err(|error| error.in_file(pattern))?;
    let (mut all, mut report) = (Bulk::<T>::new(), Report::default());
    for (files_done, file) in files.iter().enumerate() {
        let before = Progress { files_done, files: files.len(), rows: all.len() as u64, bytes: report.bytes };
        let (mut rows, part) = reader.read_part(file, before)?;
        report += part;
        if all.is_empty() {
            all = rows;
        } else {
            all.append(&mut rows);
        }
    }
    Ok((all, report))
}

/// The files of a directory or of a pattern, by name.
fn find(pattern: &Path) -> Result<Vec<PathBuf>, ArrowError> {
    let mut files = Vec::new();
    if pattern.is_dir() {
        for entry in fs::read_dir(pattern)? {
            let file = entry?.path();
            let is_hidden = file.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
            if !is_hidden && file.extension().is_some_and(|extension| extension == "parquet") {
                files.push(file);
            }
        }
    } else {
        let text =
            pattern.to_str().ok_or_else(|| io::Error::new(ErrorKind::InvalidInput, "the pattern is no UTF-8"))?;
        let found = glob::glob(text).map_err(|error| io::Error::new(ErrorKind::InvalidInput, error))?;
        for file in found {
            files.push(file.map_err(io::Error::from)?);
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(io::Error::new(ErrorKind::NotFound, "there is no such file").into());
    }
    Ok(files)
}
