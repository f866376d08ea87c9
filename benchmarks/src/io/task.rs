//! [`Task`]: what a worker does again and again, made of what its engine can do with a kind of table.

use std::path::{Path, PathBuf};

use super::digest::Digest;
use super::line::Operation;

/// A table of an engine, in memory.
pub(super) trait Table: Sized {
    /// Reads all of a file.
    fn read(path: &Path) -> Result<Self, String>;

    /// Writes all of it to a new file.
    fn write(&self, path: &Path) -> Result<(), String>;

    /// Adds up what is there.
    fn digest(&self) -> Digest;
}

/// Something to be timed.
pub(super) trait Task {
    /// Makes ready for a pass, outside of its time: what the pass before has made is gone afterwards.
    fn prepare(&mut self) -> Result<(), String>;

    /// Does it once.
    fn pass(&mut self) -> Result<(), String>;

    /// Adds up what the last pass has made in memory.
    fn digest(&self) -> Option<Digest>;
}

/// What a line asks for: an operation and its files.
pub(super) struct Order {
    pub(super) operation: Operation,
    pub(super) input: PathBuf,
    pub(super) output: PathBuf,
}

impl Order {
    /// The task over a kind of table, and over another one for narrow readers.
    pub(super) fn over<Whole: Table + 'static, Narrow: Table + 'static>(self) -> Result<Box<dyn Task>, String> {
        match self.operation {
            Operation::Read => Ok(Box::new(Read::<Whole> { input: self.input, table: None })),
            Operation::ReadThree => Ok(Box::new(Read::<Narrow> { input: self.input, table: None })),
            Operation::Write => Ok(Box::new(Write { table: Whole::read(&self.input)?, output: self.output })),
            Operation::IntoBatch | Operation::FromBatch => Err(String::from("a file is neither a bulk nor a batch")),
        }
    }
}

struct Read<T> {
    input: PathBuf,
    table: Option<T>,
}

impl<T: Table> Task for Read<T> {
    fn prepare(&mut self) -> Result<(), String> {
        self.table = None;
        Ok(())
    }

    fn pass(&mut self) -> Result<(), String> {
        self.table = Some(T::read(&self.input)?);
        Ok(())
    }

    fn digest(&self) -> Option<Digest> {
        self.table.as_ref().map(T::digest)
    }
}

struct Write<T> {
    table: T,
    output: PathBuf,
}

impl<T: Table> Task for Write<T> {
    fn prepare(&mut self) -> Result<(), String> {
        Ok(())
    }

    fn pass(&mut self) -> Result<(), String> {
        self.table.write(&self.output)
    }

    fn digest(&self) -> Option<Digest> {
        None
    }
}
