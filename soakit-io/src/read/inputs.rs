//! [`Inputs`]: several inputs, one after the other, into one harvest; [`Chunks`]: the same, handed out in parts.

use soakit_runtime::record::{Bulk, SoA};

use super::{Collector, Harvest, Report};
use crate::column::ReadColumn;
use crate::error::ReadError;
use crate::input::Input;

/// Opens the next input, if there is one.
type Next<'a> = Box<dyn Iterator<Item = Result<Input<'a>, ReadError>> + Send + 'a>;

/// Reads what comes before the first row of an input.
type Start<'a, T> = Box<dyn Fn(Input<'a>, &mut Harvest<T>) -> Result<Collector<'a>, ReadError> + Send + 'a>;

/// Inputs that are being read. A format says how one is opened and where its rows begin.
pub(crate) struct Inputs<'a, T: SoA> {
    next: Next<'a>,
    start: Start<'a, T>,
    current: Option<Collector<'a>>,
    harvest: Harvest<T>,
}

impl<'a, T: SoA> Inputs<'a, T>
where
    T::Columns: ReadColumn,
    Bulk<T>: Send,
{
    pub(crate) fn new(
        next: impl Iterator<Item = Result<Input<'a>, ReadError>> + Send + 'a,
        start: impl Fn(Input<'a>, &mut Harvest<T>) -> Result<Collector<'a>, ReadError> + Send + 'a,
        harvest: Harvest<T>,
    ) -> Self {
        Self { next: Box::new(next), start: Box::new(start), current: None, harvest }
    }

    /// Reads all rows.
    pub(crate) fn read(mut self) -> Result<(Bulk<T>, Report), ReadError> {
        while self.read_wave()? {}
        self.harvest.validate_derived()?;
        self.harvest.finish()
    }

    /// Reads a few blocks; answers whether there may be more.
    fn read_wave(&mut self) -> Result<bool, ReadError> {
        if self.harvest.limit() == Some(0) {
            return Ok(false);
        }
        if let Some(collector) = &mut self.current {
            if !collector.read_wave(&mut self.harvest)? {
                self.current = None;
            }
            return Ok(true);
        }
        let Some(input) = self.next.next() else { return Ok(false) };
        self.current = Some((self.start)(input?, &mut self.harvest)?);
        Ok(true)
    }
}

/// Rows in containers of a fixed size, for inputs that are larger than memory: what `read_chunks` answers with.
///
/// Every chunk but the last has the number of rows that was asked for, whatever files they come from. In memory are a few
/// megabytes of input for each thread, the rows that come of them, and one chunk. The rows before an error come as whole chunks
/// first; behind the error comes nothing.
#[must_use = "nothing is read before the first chunk is asked for"]
pub struct Chunks<'a, T: SoA> {
    /// `None` when nothing more will be read.
    inputs: Option<Inputs<'a, T>>,
    rows: usize,
    /// Whole chunks, the next one last.
    ready: Vec<Bulk<T>>,
    /// What comes behind the chunks that are ready.
    error: Option<ReadError>,
    report: Report,
}

impl<'a, T: SoA> Chunks<'a, T>
where
    T::Columns: ReadColumn,
    Bulk<T>: Send,
{
    #[track_caller]
    pub(crate) fn new(inputs: Result<Inputs<'a, T>, ReadError>, rows: usize) -> Self {
        assert!(rows > 0, "chunks of 0 rows: a chunk has at least one");
        let (inputs, error) = match inputs {
            Ok(inputs) => (Some(inputs), None),
            Err(error) => (None, Some(error)),
        };
        Self { inputs, rows, ready: Vec::new(), error, report: Report::default() }
    }

    /// What has been read so far, chunks included that have not been handed out, and what was left out.
    #[must_use]
    pub fn report(&self) -> &Report {
        self.inputs.as_ref().map_or(&self.report, |inputs| inputs.harvest.report())
    }

    /// Reads until there are whole chunks, or nothing more.
    fn read(&mut self, mut inputs: Inputs<'a, T>) {
        loop {
            match inputs.read_wave() {
                Ok(true) => {
                    self.cut(&mut inputs.harvest.rows);
                    if !self.ready.is_empty() {
                        self.inputs = Some(inputs);
                        return;
                    }
                }
                Ok(false) => {
                    self.report = inputs.harvest.report().clone();
                    match inputs.harvest.finish() {
                        Ok((rows, _)) if !rows.is_empty() => self.ready.push(rows),
                        Ok(_) => {}
                        Err(error) => self.error = Some(error),
                    }
                    return;
                }
                Err(error) => {
                    self.cut(&mut inputs.harvest.rows);
                    self.report = inputs.harvest.report().clone();
                    self.error = Some(error);
                    return;
                }
            }
        }
    }

    /// Takes the whole chunks off the front. Each row is moved once: pieces are split off the back.
    fn cut(&mut self, rows: &mut Bulk<T>) {
        let whole = rows.len() / self.rows;
        if whole == 0 {
            return;
        }
        let rest = rows.split_off(whole * self.rows);
        for chunk in (1..whole).rev() {
            self.ready.push(rows.split_off(chunk * self.rows));
        }
        self.ready.push(core::mem::replace(rows, rest));
    }
}

impl<T: SoA> Iterator for Chunks<'_, T>
where
    T::Columns: ReadColumn,
    Bulk<T>: Send,
{
    type Item = Result<Bulk<T>, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ready.is_empty()
            && let Some(inputs) = self.inputs.take()
        {
            self.read(inputs);
        }
        let Some(chunk) = self.ready.pop() else { return self.error.take().map(Err) };
        if T::VALIDATES_DERIVED
            && let Err(violations) = chunk.validate()
        {
            self.report = self.report().clone();
            (self.inputs, self.error) = (None, None);
            self.ready.clear();
            return Some(Err(ReadError::Violations(violations)));
        }
        Some(Ok(chunk))
    }
}

impl<T: SoA> core::iter::FusedIterator for Chunks<'_, T>
where
    T::Columns: ReadColumn,
    Bulk<T>: Send,
{
}
