//! [`Reader`]: options, and what they are used for.

use std::io::Read;
use std::path::Path;

use soakit_runtime::column::Column;
use soakit_runtime::record::{Bulk, SoA};

use super::dialect::{Dialect, dialect_options};
use super::head::read_head;
use super::header::{MissingColumns, NameCase, by_name, by_position};
use super::tokenizer;
use crate::cell::Shape;
use crate::column::ReadColumn;
use crate::error::ReadError;
use crate::files;
use crate::input::Input;
use crate::read::{BLOCK, Chunks, Collector, Harvest, Inputs, Mapping, OnError, Report};

/// How CSV is read.
///
/// ```
/// use soakit_io::csv::Reader;
///
/// let rows = Reader::new().delimiter("::").na(["-"]).header(false).read_slice::<(String, Option<f64>)>(b"a::1\nb::-\n")?;
/// assert_eq!(rows.field_1().iter().collect::<Vec<_>>(), [Some(&1.0), None]);
/// # Ok::<(), soakit_io::error::ReadError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Reader {
    pub(super) dialect: Dialect,
    pub(super) has_header: bool,
    by_position: bool,
    pub(super) skip_records: usize,
    pub(super) limit: Option<usize>,
    pub(super) record_limit: usize,
    pub(super) block_bytes: usize,
    case: NameCase,
    missing_columns: MissingColumns,
    on_error: OnError,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            dialect: Dialect::default(),
            has_header: true,
            by_position: false,
            skip_records: 0,
            limit: None,
            record_limit: 64 << 20,
            block_bytes: BLOCK,
            case: NameCase::default(),
            missing_columns: MissingColumns::default(),
            on_error: OnError::default(),
        }
    }
}

impl Reader {
    /// RFC 4180 with a header, stopping at the first error.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    dialect_options!();

    /// Sets the texts that stand for a missing value, in columns whose cells may be missing. At first, `NA`.
    ///
    /// An empty cell without quotes is always missing there; quotes make `""` an empty text, and `"NA"` the text `NA`.
    #[must_use]
    pub fn na<S: Into<String>>(mut self, texts: impl IntoIterator<Item = S>) -> Self {
        self.dialect.na = texts.into_iter().map(Into::into).collect();
        self
    }

    /// Says whether the first record names the columns. Without names, the record's columns are the first ones, in order.
    #[must_use]
    pub fn header(self, has_header: bool) -> Self {
        Self { has_header, ..self }
    }

    /// Finds columns by their place although there is a header: the record's are the first ones, in order.
    #[must_use]
    pub fn by_position(self) -> Self {
        Self { by_position: true, ..self }
    }

    /// Skips so many records before everything else, header included; blank ones and comments count.
    #[must_use]
    pub fn skip_records(self, count: usize) -> Self {
        Self { skip_records: count, ..self }
    }

    /// Reads so many rows at most.
    #[must_use]
    pub fn limit(self, rows: usize) -> Self {
        Self { limit: Some(rows), ..self }
    }

    /// Sets how long a record may be, in bytes; 64 MiB at first. An open quote ends there.
    #[must_use]
    pub fn record_limit(self, bytes: usize) -> Self {
        Self { record_limit: bytes, ..self }
    }

    /// Sets how many bytes one thread reads at a time; 256 KiB at first. Records are never cut, and rows are the same for any
    /// number.
    #[must_use]
    pub fn block_bytes(self, bytes: usize) -> Self {
        Self { block_bytes: bytes.clamp(1, 1 << 29), ..self }
    }

    /// Sets how names of columns are compared.
    #[must_use]
    pub fn name_case(self, case: NameCase) -> Self {
        Self { case, ..self }
    }

    /// Sets what happens when the file does not have a column.
    #[must_use]
    pub fn missing_columns(self, missing_columns: MissingColumns) -> Self {
        Self { missing_columns, ..self }
    }

    /// Sets what happens with rows that cannot be read.
    #[must_use]
    pub fn on_error(self, on_error: OnError) -> Self {
        Self { on_error, ..self }
    }

    /// Reads a file, the files of a directory, or those that a pattern names (`data/*.csv`), in the order of their names.
    ///
    /// # Errors
    /// When a file cannot be read, lacks a column, or, unless bad rows are [skipped](OnError), has a row that cannot be read.
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

    /// Reads files, as [`read`](Self::read) does, in parts of so many rows; in bounded memory, however long the files are.
    ///
    /// ```no_run
    /// # use soakit_io::csv::Reader;
    /// let mut sum = 0;
    /// for chunk in Reader::new().read_chunks::<(u64, f64)>("measurements/*.csv.gz", 100_000) {
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
        let harvest = Harvest::new(self.limit, &self.on_error, &self.dialect.terminator)?;
        let reader = self.clone();
        Ok(Inputs::new(inputs, move |input, harvest| reader.start(input, harvest), harvest))
    }

    /// Reads what comes before the first row.
    fn start<'a, T: SoA>(&self, mut input: Input<'a>, harvest: &mut Harvest<T>) -> Result<Collector<'a>, ReadError>
    where
        T::Columns: ReadColumn,
    {
        let is_named = self.has_header && !self.by_position;
        let leaves = (0..T::Columns::LEAVES).map(|leaf| matches!(T::Columns::shape(leaf), Shape::List | Shape::Map));
        let structured: Vec<bool> = leaves.collect();
        let first_tokenizer = tokenizer(&self.dialect, if is_named { &[] } else { &structured })?;
        let head = read_head(self, &mut input, &*first_tokenizer)?;
        let Some(names) = head.names else {
            // An input without a single record has no columns to look for: it has no rows.
            let mapping = Mapping::of_nothing(T::Columns::LEAVES);
            return Ok(Collector::new(first_tokenizer, mapping, input, self.record_limit));
        };
        harvest.note_head(&head.text, if self.has_header { &names } else { &[] }, &input)?;
        let mapping = if is_named {
            by_name::<T>(&names, self.case, self.missing_columns, &input)?
        } else {
            by_position::<T>(names.len(), &input)?
        };
        // Only now is known in which columns of the file lists and maps stand.
        let tokenizer = tokenizer(&self.dialect, &mapping.columns_with(&structured))?;
        Ok(Collector::new(tokenizer, mapping, input, self.record_limit).block_bytes(self.block_bytes))
    }
}
