//! [`Reader`]: options, and what they are used for.

use std::io::Read;
use std::path::Path;

use soakit_runtime::column::Column;
use soakit_runtime::record::{Bulk, SoA};

use super::dialect::{Dialect, dialect_options};
use super::header::{MissingColumns, NameCase, by_name, by_position};
use super::tokenizer;
use crate::cell::Shape;
use crate::column::ReadColumn;
use crate::error::{BadRecord, ReadError, shorten};
use crate::files;
use crate::input::Input;
use crate::read::{BLOCK, Collector, Harvest, Mapping, OnError, Report, whole_records};
use crate::table::{Tokenizer, texts};

/// How CSV is read.
///
/// ```
/// use soakit_io::csv::Reader;
///
/// let rows = Reader::new().delimiter("::").missing(["-"]).header(false).read_slice::<(String, Option<f64>)>(b"a::1\nb::-\n")?;
/// assert_eq!(rows.field_1().iter().collect::<Vec<_>>(), [Some(&1.0), None]);
/// # Ok::<(), soakit_io::error::ReadError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Reader {
    dialect: Dialect,
    has_header: bool,
    by_position: bool,
    skip_records: usize,
    limit: Option<usize>,
    record_limit: usize,
    block_bytes: usize,
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
    pub fn missing<S: Into<String>>(mut self, texts: impl IntoIterator<Item = S>) -> Self {
        self.dialect.missing = texts.into_iter().map(Into::into).collect();
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
        Self { block_bytes: bytes.max(1), ..self }
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
        let files = files::find(path.as_ref())?;
        self.read_inputs(files.into_iter().map(|file| files::open(&file)))
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
        self.read_inputs(core::iter::once_with(|| files::unpacked(None, source)))
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

    /// Reads inputs one after the other into one container.
    fn read_inputs<'a, T: SoA>(
        &self,
        inputs: impl Iterator<Item = Result<Input<'a>, ReadError>>,
    ) -> Result<(Bulk<T>, Report), ReadError>
    where
        T::Columns: ReadColumn,
        Bulk<T>: Send,
    {
        let mut harvest = Harvest::new(self.limit, &self.on_error)?;
        for input in inputs {
            let mut collector = self.start::<T>(input?, &mut harvest)?;
            while collector.read_wave(&mut harvest)? {}
        }
        harvest.finish()
    }

    /// Reads what comes before the first row.
    pub(super) fn start<'a, T: SoA>(
        &self,
        mut input: Input<'a>,
        harvest: &mut Harvest<T>,
    ) -> Result<Collector<'a>, ReadError>
    where
        T::Columns: ReadColumn,
    {
        let is_named = self.has_header && !self.by_position;
        let leaves = (0..T::Columns::LEAVES).map(|leaf| matches!(T::Columns::shape(leaf), Shape::List | Shape::Map));
        let structured: Vec<bool> = leaves.collect();
        let first_tokenizer = tokenizer(&self.dialect, if is_named { &[] } else { &structured })?;
        input.skip_mark()?;
        for _ in 0..self.skip_records {
            let Some(end) = next_record(&mut input, &*first_tokenizer, self.block_bytes, self.record_limit)? else { break };
            step(&mut input, &*first_tokenizer, end);
        }
        let mut names = None;
        // The first record that is not blank says how many columns there are.
        while names.is_none() {
            let Some(end) = next_record(&mut input, &*first_tokenizer, self.block_bytes, self.record_limit)? else { break };
            let record = &input.bytes()[..end];
            let spans = first_tokenizer.first_record(record).map_err(|problem| {
                ReadError::Record(BadRecord { location: input.location(), problem, text: shorten(record) })
            })?;
            names = spans.map(|spans| texts(record, &spans, first_tokenizer.syntax()));
            if names.is_none() || self.has_header {
                harvest.note_header(record)?;
                step(&mut input, &*first_tokenizer, end);
            }
        }
        let Some(names) = names else {
            // An input without a single record has no columns to look for: it has no rows.
            let mapping = Mapping::of_nothing(T::Columns::LEAVES);
            return Ok(Collector::new(first_tokenizer, mapping, input, self.record_limit));
        };
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

/// Where the next record ends, if there is one.
fn next_record(
    input: &mut Input<'_>,
    tokenizer: &dyn Tokenizer,
    block_bytes: usize,
    record_limit: usize,
) -> Result<Option<usize>, ReadError> {
    Ok(whole_records(input, tokenizer, block_bytes.min(16 << 10), 1, record_limit)?.first().copied())
}

/// Steps over a record.
fn step(input: &mut Input<'_>, tokenizer: &dyn Tokenizer, end: usize) {
    let lines = tokenizer.lines(&input.bytes()[..end]);
    input.advance(end, lines);
}
