//! From containers to text: blocks of rows, column by column into texts, and those row by row into the output.
//!
//! A block is formatted one column at a time ([`Texts`]): one loop per column, compiled once per type of cell. Then a format's
//! [`Layout`] puts the texts side by side. Blocks are formatted on the threads of the current pool and written in order.
//! Nothing here knows a format; [`write_rows`] is the only generic code that a record costs.

mod error;
mod interleave;
mod texts;

use core::ops::Range;
use std::io::Write;
use std::path::Path;

use soakit_runtime::column::Column;
use soakit_runtime::record::{Bulk, SoA, Stored};

pub use error::{UnwritableCell, WriteError};
pub(crate) use interleave::{Lead, interleave};
pub use texts::Texts;

use crate::column::WriteColumn;
use crate::error::shorten;
use crate::files::NewFile;
use crate::threads;

/// Rows whose texts are in memory twice: few enough for the caches of one core.
const BLOCK: usize = 1024;

/// Cells that a thread formats at a time.
const CELLS: usize = 128 << 10;

/// A format, as far as writing goes.
pub(crate) trait Layout: Sync {
    /// Appends rows, given the texts of their cells column by column.
    fn append(&self, columns: &[Texts], out: &mut Vec<u8>) -> Result<(), Unwritable>;
}

/// A cell that the format has no way to write.
#[derive(Debug)]
pub(crate) struct Unwritable {
    pub(crate) row: usize,
    pub(crate) leaf: usize,
    pub(crate) problem: &'static str,
}

impl Unwritable {
    /// The error of a cell, in a block that begins with row `start`.
    pub(crate) fn describe<T: SoA>(&self, start: usize, text: Option<&str>) -> WriteError {
        WriteError::Cell(UnwritableCell {
            file: None,
            row: start + self.row,
            column: T::REGISTRY.leaf_name(self.leaf),
            text: shorten(text.unwrap_or_default().as_bytes()),
            problem: self.problem,
        })
    }
}

/// Writes a file beside its place, and puts it there when all has been written.
pub(crate) fn write_file(
    path: &Path,
    write: impl FnOnce(&mut NewFile) -> Result<(), WriteError>,
) -> Result<(), WriteError> {
    let mut file = NewFile::create(path).map_err(|error| WriteError::io(error).of_file(path))?;
    write(&mut file).map_err(|error| error.of_file(path))?;
    file.finish().map_err(|(path, error)| WriteError::io(error).of_file(&path))
}

/// Writes all rows.
pub(crate) fn write_rows<T: SoA>(rows: &Bulk<T>, layout: &dyn Layout, out: &mut dyn Write) -> Result<(), WriteError>
where
    T::Columns: WriteColumn,
    Bulk<T>: Sync,
{
    let blocks = (CELLS / (BLOCK * <T as Stored>::Columns::LEAVES)).clamp(1, 16);
    let parts: Vec<Range<usize>> =
        (0..rows.len()).step_by(blocks * BLOCK).map(|start| start..rows.len().min(start + blocks * BLOCK)).collect();
    for wave in parts.chunks(4 * threads::count()) {
        for text in threads::map(wave, |part| format(rows, part.clone(), layout)) {
            out.write_all(&text?).map_err(WriteError::io)?;
        }
    }
    Ok(())
}

/// The text of some rows.
fn format<T: SoA>(rows: &Bulk<T>, part: Range<usize>, layout: &dyn Layout) -> Result<Vec<u8>, WriteError>
where
    T::Columns: WriteColumn,
{
    let mut columns = vec![Texts::default(); <T as Stored>::Columns::LEAVES];
    let mut out = Vec::new();
    for start in part.clone().step_by(BLOCK) {
        let cells = T::view_cells(rows.slice(start..part.end.min(start + BLOCK)));
        for (leaf, texts) in columns.iter_mut().enumerate() {
            texts.clear();
            T::Columns::write(cells, leaf, texts);
        }
        layout
            .append(&columns, &mut out)
            .map_err(|unwritable| unwritable.describe::<T>(start, columns[unwritable.leaf].get(unwritable.row)))?;
    }
    Ok(out)
}
