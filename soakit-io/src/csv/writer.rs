//! [`Writer`]: options, and what they are used for.

use std::io::Write;
use std::path::Path;

use soakit_runtime::column::Column;
use soakit_runtime::record::{Bulk, SoA, Stored};

use super::dialect::{Dialect, Quoting, dialect_options};
use super::encode::{ColumnKind, Encoding};
use crate::column::WriteColumn;
use crate::write::{Layout, Lead, Texts, Unwritable, UnwritableCell, WriteError, interleave, write_file, write_rows};

/// How CSV is written: such that a [`Reader`](super::Reader) of the same dialect reads equal rows.
///
/// Stored columns are written, in the order of the fields, each as a column of its external name (`outer.inner` in a nested
/// record); derived columns are not.
///
/// ```
/// use soakit_io::csv::Writer;
/// use soakit_runtime::record::Bulk;
///
/// let rows = Bulk::from([("a,b".to_owned(), Some(1.5)), (String::new(), None)]);
/// assert_eq!(Writer::new().to_string(&rows)?, "0,1\n\"a,b\",1.5\n,\n");
/// assert_eq!(Writer::new().delimiter(";").na("-").header(false).to_string(&rows)?, "a,b;1.5\n;-\n");
/// # Ok::<(), soakit_io::WriteError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Writer {
    dialect: Dialect,
    quoting: Quoting,
    has_header: bool,
    missing: Option<String>,
}

impl Default for Writer {
    fn default() -> Self {
        Self { dialect: Dialect::default(), quoting: Quoting::default(), has_header: true, missing: None }
    }
}

impl Writer {
    /// RFC 4180 with a header, lines ending with `\n`.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    dialect_options!();

    /// Sets when cells stand in quotes.
    #[must_use]
    pub fn quoting(self, quoting: Quoting) -> Self {
        Self { quoting, ..self }
    }

    /// Says whether the first record names the columns.
    #[must_use]
    pub fn header(self, has_header: bool) -> Self {
        Self { has_header, ..self }
    }

    /// Sets what is written for a missing value. At first, nothing; in records of one cell, where nothing would not be seen,
    /// the first text of [`Dialect::na`].
    #[must_use]
    pub fn na(self, text: impl Into<String>) -> Self {
        Self { missing: Some(text.into()), ..self }
    }

    /// Writes a file: beside its place at first, so that what was there stays until all has been written. A name that ends
    /// with `.gz` or `.zst` makes a packed file, with features `gzip` and `zstd`.
    ///
    /// # Errors
    /// When the file cannot be written, or the dialect has no way to write a cell. Nothing has changed then.
    pub fn write<T: SoA>(&self, path: impl AsRef<Path>, rows: &Bulk<T>) -> Result<(), WriteError>
    where
        T::Columns: WriteColumn,
        Bulk<T>: Sync,
    {
        write_file(path.as_ref(), |file| self.write_to(file, rows))
    }

    /// Writes to a writer, in pieces of a megabyte or so.
    ///
    /// # Errors
    /// As [`write`](Self::write); some rows may have been written then.
    pub fn write_to<T: SoA>(&self, mut out: impl Write, rows: &Bulk<T>) -> Result<(), WriteError>
    where
        T::Columns: WriteColumn,
        Bulk<T>: Sync,
    {
        let encoding =
            Encoding::new(&self.dialect, self.quoting, self.missing.as_deref(), <T as Stored>::Columns::LEAVES)?;
        if self.dialect.terminator.is_empty() && rows.len() + usize::from(self.has_header) > 1 {
            return Err(WriteError::Options("several records need a terminator"));
        }
        if self.has_header {
            out.write_all(self.header_of::<T>(&encoding)?.as_bytes()).map_err(WriteError::io)?;
        }
        write_rows(rows, &Lines::new::<T>(&self.dialect, encoding), &mut out)
    }

    /// The text.
    ///
    /// # Errors
    /// When the dialect has no way to write a cell.
    pub fn to_string<T: SoA>(&self, rows: &Bulk<T>) -> Result<String, WriteError>
    where
        T::Columns: WriteColumn,
        Bulk<T>: Sync,
    {
        let mut text = Vec::new();
        self.write_to(&mut text, rows)?;
        Ok(String::from_utf8(text).expect("texts between texts"))
    }

    fn header_of<T: SoA>(&self, encoding: &Encoding) -> Result<String, WriteError> {
        let mut line = String::new();
        for leaf in 0..<T as Stored>::Columns::LEAVES {
            if leaf > 0 {
                line.push_str(&self.dialect.delimiter);
            }
            let name = T::REGISTRY.leaf_name(leaf);
            encoding.cell(&name, ColumnKind::NAMES, &mut line).map_err(|problem| {
                WriteError::Cell(UnwritableCell { file: None, row: 0, text: name.clone(), column: name, problem })
            })?;
        }
        line.push_str(&self.dialect.terminator);
        Ok(line)
    }
}

/// Rows as records of a dialect.
struct Lines {
    encoding: Encoding,
    kinds: Vec<ColumnKind>,
    leads: Vec<Lead>,
    terminator: Lead,
}

impl Lines {
    fn new<T: SoA>(dialect: &Dialect, encoding: Encoding) -> Self
    where
        T::Columns: WriteColumn,
    {
        let leaves = 0..<T as Stored>::Columns::LEAVES;
        let kind = |leaf| ColumnKind {
            shape: T::Columns::written_shape(leaf),
            may_be_missing: T::Columns::may_be_missing(leaf),
        };
        Self {
            encoding,
            kinds: leaves.clone().map(kind).collect(),
            leads: leaves.map(|leaf| Lead::new(if leaf == 0 { "" } else { &dialect.delimiter })).collect(),
            terminator: Lead::new(&dialect.terminator),
        }
    }
}

impl Layout for Lines {
    fn append(&self, columns: &[Texts], out: &mut Vec<u8>) -> Result<(), Unwritable> {
        let mut spare = vec![Texts::default(); columns.len()];
        let mut encoded = Vec::with_capacity(columns.len());
        for (leaf, (cells, spare)) in columns.iter().zip(&mut spare).enumerate() {
            encoded.push(self.encoding.encode(cells, leaf, self.kinds[leaf], spare)?);
        }
        interleave(&encoded, &self.leads, &self.terminator, out);
        Ok(())
    }
}
