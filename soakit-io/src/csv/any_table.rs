//! [`AnyTable`]: a file whose columns have no types, for programs that cannot know them.

use std::io::Read;
use std::path::Path;

use super::reader::Reader;
use super::untyped::Untyped;
use crate::cell::Any;
use crate::error::{ColumnsError, ReadError};
use crate::files;
use crate::input::Input;
use crate::table::RawCell;

/// Columns of cells whose types are known only when one looks at them. A struct is several times as fast and says what the
/// file must hold; [`Reader::infer`] prints one.
///
/// ```
/// use soakit_io::cell::Any;
/// use soakit_io::csv::Reader;
///
/// let table = Reader::new().read_any_from(&b"id,note\n1,NA\n2,[3]\n"[..])?;
/// assert_eq!(table.column("note"), Some(&[Any::Missing, Any::Vector(vec![3.0])][..]));
/// # Ok::<(), soakit_io::error::ReadError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AnyTable {
    names: Vec<String>,
    columns: Vec<Vec<Any>>,
}

impl AnyTable {
    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.columns.first().map_or(0, Vec::len)
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The names of the columns, all different: a second column `A` is `A.1`, one without a name `X` and its number.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The cells of a column.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&[Any]> {
        let index = self.names.iter().position(|known| known == name)?;
        Some(&self.columns[index])
    }

    /// The columns, in the order of the file.
    pub fn columns(&self) -> impl Iterator<Item = (&str, &[Any])> {
        self.names.iter().zip(&self.columns).map(|(name, cells)| (&**name, &**cells))
    }

    /// Reads the rows of an input, at most so many. Its columns are those of the table, in any order.
    fn append(&mut self, cells: &mut Untyped<'_>, limit: Option<usize>) -> Result<(), ReadError> {
        if self.names.is_empty() {
            self.names.clone_from(&cells.names);
            self.columns.resize(self.names.len(), Vec::new());
        }
        let places: Vec<_> = cells.names.iter().map(|name| self.names.iter().position(|known| known == name)).collect();
        let missing: Vec<String> = self.names.iter().filter(|name| !cells.names.contains(name)).cloned().collect();
        if !missing.is_empty() || places.contains(&None) {
            return Err(ReadError::from(ColumnsError {
                file: cells.file().cloned(),
                record: "the first file",
                missing,
                found: cells.names.clone(),
                problem: places.contains(&None).then(|| "columns that the first file does not have".to_owned()),
            }));
        }
        let places: Vec<usize> = places.into_iter().flatten().collect();
        loop {
            let wanted = limit.map_or(usize::MAX, |limit| limit - self.len());
            let columns = &mut self.columns;
            let rows = cells.read_block(wanted, |column, cell| {
                columns[places[column]].push(match cell {
                    RawCell::Bare(text) | RawCell::Quoted(text) => Any::parse(text),
                    RawCell::Missing | RawCell::Invalid => Any::Missing,
                });
            })?;
            if rows.is_none_or(|rows| rows == wanted) {
                return Ok(());
            }
        }
    }
}

impl Reader {
    /// Reads files into columns without types. All files have the same columns, in any order.
    ///
    /// # Errors
    /// When a file cannot be read, has other columns than the first, or holds a record that is none, whatever is to happen
    /// [on errors](Self::on_error).
    pub fn read_any(&self, path: impl AsRef<Path>) -> Result<AnyTable, ReadError> {
        self.read_any_inputs(files::find(path.as_ref())?.into_iter().map(|file| files::open(&file)))
    }

    /// As [`read_any`](Self::read_any), from a reader.
    ///
    /// # Errors
    /// As [`read_any`](Self::read_any).
    pub fn read_any_from(&self, source: impl Read + Send) -> Result<AnyTable, ReadError> {
        self.read_any_inputs(core::iter::once_with(|| files::unpacked(None, source)))
    }

    fn read_any_inputs<'a>(
        &self,
        inputs: impl Iterator<Item = Result<Input<'a>, ReadError>>,
    ) -> Result<AnyTable, ReadError> {
        let mut table = AnyTable::default();
        for input in inputs {
            if let Some(mut cells) = Untyped::start(self, input?)? {
                table.append(&mut cells, self.limit)?;
            }
        }
        Ok(table)
    }
}
