//! Files that are there whole or not at all: written under another name, and renamed when they are done.

use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::error::ArrowError;

/// How many bytes are written at once.
const BUFFER_BYTES: usize = 1 << 20;

/// Has `write` fill a file of a passing name beside `path`, and gives it that name. When something fails, what was at `path`
/// is there as before. Whoever reads meanwhile sees the old file or the new one; a loss of power may leave either without its
/// last bytes, since nothing waits for the disk.
///
/// # Errors
/// What `write` answers, and the file system's; each with the path.
pub(crate) fn write_whole<R>(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> Result<R, ArrowError>,
) -> Result<R, ArrowError> {
    let (temporary, file) = create_beside(path).map_err(|error| ArrowError::from(error).in_file(path))?;
    let mut file = BufWriter::with_capacity(BUFFER_BYTES, file);
    let written = write(&mut file).and_then(|done| {
        file.flush()?;
        drop(file);
        fs::rename(&temporary, path)?;
        Ok(done)
    });
    written.map_err(|error| {
        // The first error is the one to tell; that the file could not be removed either would not help.
        let _ = fs::remove_file(&temporary);
        error.in_file(path)
    })
}

/// A new file in the directory of another one. Other programs may write there, too: a name that is taken is passed over.
fn create_beside(path: &Path) -> std::io::Result<(PathBuf, File)> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let name = path.file_name().ok_or_else(|| std::io::Error::other("this is no name of a file"))?;
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!(".{}.{}-{number}.part", name.to_string_lossy(), std::process::id());
        let temporary = path.with_file_name(name);
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Ok(file) => return Ok((temporary, file)),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}
