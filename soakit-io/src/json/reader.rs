//! [`Reader`]: options, and what they are used for.

use std::io::Read;
use std::path::Path;

use soakit_runtime::column::Column;
use soakit_runtime::record::{Bulk, SoA};

use super::columns::Columns;
use super::fields::Fields;
use super::grammar::{peek, skip_blanks};
use super::tokenizer::{Form, Records, values};
use crate::column::ReadColumn;
use crate::error::ReadError;
use crate::files;
use crate::input::Input;
use crate::read::{BLOCK, Chunks, Collector, Harvest, Inputs, Mapping, OnError, Report};
use crate::table::Slots;

/// What to do about fields of an object that the record does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnknownFields {
    /// They are not read; their values must be JSON, and nothing else.
    #[default]
    Ignore,
    /// The object is no row.
    Refuse,
}

/// What to do about fields of the record that an object does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum MissingFields {
    /// They have no value; where a cell may not be missing, the object is no row.
    #[default]
    Fill,
    /// The object is no row.
    Refuse,
}

/// How JSON is read: an object a line (JSON Lines), or an array of objects; the first character tells which.
///
/// Nothing is guessed: texts stand in quotes, numbers, `true` and `false` do not, and a number must fit its type. `null` or
/// no field at all is a missing value. Numbers that JSON cannot write are read from the texts `"NaN"`, `"inf"` and `"-inf"`.
/// A nested record is an object in the object; where it is missing or `null`, all its fields are missing. A field that stands
/// there twice is an error, and so are objects and arrays more than 128 levels deep. An input of nothing but blanks has no
/// rows.
///
/// # Complexity
/// Linear in the length of the input, whatever it holds, in blocks on the threads of the current pool. Memory: the rows, a
/// few hundred kilobytes of text for each thread, and a record as long as it is.
///
/// ```
/// use soakit_io::json::{Reader, UnknownFields};
///
/// let lines = br#"{"0": "a", "1": 1.5}
/// {"1": null, "0": "b\u00fc"}"#;
/// let rows = Reader::new().unknown_fields(UnknownFields::Refuse).read_slice::<(String, Option<f64>)>(lines)?;
/// assert_eq!(rows.field_0().iter().collect::<Vec<_>>(), ["a", "bü"]);
/// assert_eq!(rows.field_1().iter().collect::<Vec<_>>(), [Some(&1.5), None]);
/// # Ok::<(), soakit_io::error::ReadError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Reader {
    reads_columns: bool,
    unknown_fields: UnknownFields,
    missing_fields: MissingFields,
    limit: Option<usize>,
    record_limit: usize,
    block_bytes: usize,
    on_error: OnError,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            reads_columns: false,
            unknown_fields: UnknownFields::default(),
            missing_fields: MissingFields::default(),
            limit: None,
            record_limit: 64 << 20,
            block_bytes: BLOCK,
            on_error: OnError::default(),
        }
    }
}

impl Reader {
    /// Unknown fields ignored, missing ones filled, stopping at the first error.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads an object of columns, `{"a": [1, 2], "b": ["x", "y"]}`, instead of rows. Columns of nested records stand in an
    /// object of their own. Such an input is in memory as a whole, on one thread; it may have a gigabyte. Rows that cannot be
    /// read can be [skipped](OnError::Skip), but not be written to a file: their texts stand in no one place.
    ///
    /// ```
    /// use soakit_io::json::Reader;
    ///
    /// let columns = br#"{"0": ["a", "b"], "1": [1.5, null]}"#;
    /// let rows = Reader::new().columns().read_slice::<(String, Option<f64>)>(columns)?;
    /// assert_eq!(rows.len(), 2);
    /// # Ok::<(), soakit_io::error::ReadError>(())
    /// ```
    #[must_use]
    pub fn columns(self) -> Self {
        Self { reads_columns: true, ..self }
    }

    /// Sets what happens with fields that the record does not have.
    #[must_use]
    pub fn unknown_fields(self, unknown_fields: UnknownFields) -> Self {
        Self { unknown_fields, ..self }
    }

    /// Sets what happens when an object does not have a field.
    #[must_use]
    pub fn missing_fields(self, missing_fields: MissingFields) -> Self {
        Self { missing_fields, ..self }
    }

    /// Reads so many rows at most. What comes behind them is not looked at.
    #[must_use]
    pub fn limit(self, rows: usize) -> Self {
        Self { limit: Some(rows), ..self }
    }

    /// Sets how long a record may be, in bytes; 64 MiB at first.
    #[must_use]
    pub fn record_limit(self, bytes: usize) -> Self {
        Self { record_limit: bytes, ..self }
    }

    /// Sets how many bytes one thread reads at a time; 256 KiB at first. Objects are never cut, and rows are the same for any
    /// number.
    #[must_use]
    pub fn block_bytes(self, bytes: usize) -> Self {
        Self { block_bytes: bytes.clamp(1, 1 << 29), ..self }
    }

    /// Sets what happens with rows that cannot be read. In lines, a broken object ends with its line; in an array, where its
    /// braces end. A file of rejects has an object a line.
    #[must_use]
    pub fn on_error(self, on_error: OnError) -> Self {
        Self { on_error, ..self }
    }

    /// Reads a file, the files of a directory, or those that a pattern names (`data/*.json`), in the order of their names.
    ///
    /// # Errors
    /// When a file cannot be read, is no JSON, or, unless bad rows are [skipped](OnError), has an object that cannot be read.
    /// Nothing has been read then.
    pub fn read<T: SoA>(&self, path: impl AsRef<Path>) -> Result<Bulk<T>, ReadError>
    where
        T::Columns: ReadColumn,
        Bulk<T>: Send,
    {
        self.read_with_report(path).map(|(rows, _)| rows)
    }

    /// As [`read`](Self::read), with what was left out.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_with_report<T: SoA>(&self, path: impl AsRef<Path>) -> Result<(Bulk<T>, Report), ReadError>
    where
        T::Columns: ReadColumn,
        Bulk<T>: Send,
    {
        self.files(path.as_ref())?.read()
    }

    /// Reads what a reader has.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_from<T: SoA>(&self, source: impl Read + Send) -> Result<Bulk<T>, ReadError>
    where
        T::Columns: ReadColumn,
        Bulk<T>: Send,
    {
        self.read_from_with_report(source).map(|(rows, _)| rows)
    }

    /// As [`read_from`](Self::read_from), with what was left out.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_from_with_report<T: SoA>(&self, source: impl Read + Send) -> Result<(Bulk<T>, Report), ReadError>
    where
        T::Columns: ReadColumn,
        Bulk<T>: Send,
    {
        self.source(source)?.read()
    }

    /// Reads bytes.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_slice<T: SoA>(&self, bytes: &[u8]) -> Result<Bulk<T>, ReadError>
    where
        T::Columns: ReadColumn,
        Bulk<T>: Send,
    {
        self.read_from(bytes)
    }

    /// Reads files, as [`read`](Self::read) does, in parts of so many rows; in bounded memory, however long the files are,
    /// unless they hold [columns](Self::columns).
    ///
    /// ```no_run
    /// # use soakit_io::json::Reader;
    /// let mut sum = 0;
    /// for chunk in Reader::new().read_chunks::<(u64, f64)>("measurements/*.jsonl.gz", 100_000) {
    ///     sum += chunk?.field_0().iter().sum::<u64>();
    /// }
    /// # Ok::<(), soakit_io::error::ReadError>(())
    /// ```
    ///
    /// # Errors
    /// As [`read`](Self::read), as the last item: the chunks before are sound. Derived columns that depend on other rows are
    /// judged chunk by chunk.
    ///
    /// # Panics
    /// When `rows` is 0.
    #[track_caller]
    pub fn read_chunks<T: SoA>(&self, path: impl AsRef<Path>, rows: usize) -> Chunks<'static, T>
    where
        T::Columns: ReadColumn,
        Bulk<T>: Send,
    {
        Chunks::new(self.files(path.as_ref()), rows)
    }

    /// As [`read_chunks`](Self::read_chunks), from a reader.
    ///
    /// # Panics
    /// When `rows` is 0.
    #[track_caller]
    pub fn read_chunks_from<'a, T: SoA>(&self, source: impl Read + Send + 'a, rows: usize) -> Chunks<'a, T>
    where
        T::Columns: ReadColumn,
        Bulk<T>: Send,
    {
        Chunks::new(self.source(source), rows)
    }

    fn files<T: SoA>(&self, path: &Path) -> Result<Inputs<'static, T>, ReadError>
    where
        T::Columns: ReadColumn,
        Bulk<T>: Send,
    {
        let files = files::find(path)?;
        self.on_error.spare(&files)?;
        self.inputs(files.into_iter().map(|file| files::open(&file)))
    }

    fn source<'a, T: SoA>(&self, source: impl Read + Send + 'a) -> Result<Inputs<'a, T>, ReadError>
    where
        T::Columns: ReadColumn,
        Bulk<T>: Send,
    {
        self.inputs(core::iter::once_with(|| files::unpacked(None, source)))
    }

    fn inputs<'a, T: SoA>(
        &self,
        inputs: impl Iterator<Item = Result<Input<'a>, ReadError>> + Send + 'a,
    ) -> Result<Inputs<'a, T>, ReadError>
    where
        T::Columns: ReadColumn,
        Bulk<T>: Send,
    {
        if self.reads_columns && matches!(self.on_error, OnError::Reject(_)) {
            return Err(ReadError::Options("rows of a file of columns cannot be written to a file of rejects"));
        }
        let harvest = Harvest::new(self.limit, &self.on_error, "\n")?.with_rejects_in_lines();
        let reader = self.clone();
        Ok(Inputs::new(inputs, move |input, _| reader.start::<T>(input), harvest))
    }

    /// Finds out what stands in an input.
    fn start<'a, T: SoA>(&self, mut input: Input<'a>) -> Result<Collector<'a>, ReadError>
    where
        T::Columns: ReadColumn,
    {
        input.skip_mark(false)?;
        let first = loop {
            input.fill(4 << 10)?;
            let bytes = input.bytes();
            let blank = skip_blanks(bytes, 0);
            if blank < bytes.len() || bytes.is_empty() {
                break peek(bytes, blank);
            }
            let lines = memchr::memchr_iter(b'\n', bytes).count() as u64;
            input.advance(blank, lines);
        };
        let leaves = T::Columns::LEAVES;
        let mapping =
            Mapping { slots: Slots { of_column: Vec::new(), width: leaves }, leaves: (0..leaves).map(Some).collect() };
        let (fields, syntax) = (Fields::new(T::REGISTRY), values());
        let refuses_unknown = self.unknown_fields == UnknownFields::Refuse;
        let refuses_missing = self.missing_fields == MissingFields::Refuse;
        if !self.reads_columns {
            let form = if first == b'[' { Form::Array } else { Form::Lines };
            let records = Records { form, fields, refuses_unknown, refuses_missing, syntax };
            return Ok(
                Collector::new(Box::new(records), mapping, input, self.record_limit).block_bytes(self.block_bytes)
            );
        }
        let columns = Columns { fields, refuses_unknown, refuses_missing, syntax };
        Ok(Collector::new(Box::new(columns), mapping, input, usize::MAX))
    }
}
