//! [`NewFile`]: a file that is there whole, or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::packing::Packer;
use crate::error::ReadError;

/// A file that is being written beside the place where it will stand. It takes that place in [`finish`](Self::finish);
/// dropped before, it leaves nothing behind.
pub(crate) struct NewFile {
    path: PathBuf,
    temporary: PathBuf,
    /// `None` once it stands where it should.
    file: Option<Packer<BufWriter<File>>>,
}

impl NewFile {
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let Some(name) = path.file_name() else {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not the name of a file"));
        };
        loop {
            let mut hidden = std::ffi::OsString::from(".");
            hidden.push(name);
            hidden.push(format!(".{}-{}.new", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));
            let temporary = path.with_file_name(hidden);
            match File::create_new(&temporary) {
                Ok(file) => {
                    let mut new = Self { path: path.to_owned(), temporary, file: None };
                    new.file =
                        Some(Packer::new(path, BufWriter::with_capacity(1 << 20, file)).inspect_err(|_| new.remove())?);
                    return Ok(new);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Puts the file in its place; on an error, with the path, nothing has changed there.
    pub(crate) fn finish(mut self) -> Result<(), (PathBuf, io::Error)> {
        let Some(file) = self.file.take() else { return Ok(()) };
        let written = file
            .finish()
            .and_then(|file| file.into_inner().map_err(io::IntoInnerError::into_error))
            .and_then(|file| file.sync_all())
            .and_then(|()| fs::rename(&self.temporary, &self.path));
        written.map_err(|error| {
            self.remove();
            (self.path.clone(), error)
        })
    }

    fn remove(&self) {
        // What cannot be removed stays beside the place, hidden; there is nobody to tell.
        let _ = fs::remove_file(&self.temporary);
    }

    /// An error of writing, with the name of the file.
    pub(crate) fn error(&self, error: io::Error) -> ReadError {
        ReadError::io(Some(&self.path), error)
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_mut().map_or(Ok(0), |file| file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            self.remove();
        }
    }
}
