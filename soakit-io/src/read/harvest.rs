//! [`Harvest`]: the rows of one input after the other, and what was left out.

use std::borrow::Cow;
use std::io::Write;

use soakit_runtime::record::{Bulk, SoA};

use super::report::{OnError, Report};
use super::{Block, Fault};
use crate::error::{ColumnsError, ReadError};
use crate::files::NewFile;
use crate::input::Input;

/// Reasons that a report keeps.
const REASONS: usize = 1000;

/// What has been read.
pub(crate) struct Harvest<T: SoA> {
    pub(crate) rows: Bulk<T>,
    report: Report,
    /// How many rows may still come; `None` for any number.
    limit: Option<usize>,
    /// Whether bad rows are left out, rather than an error.
    skips: bool,
    rejects: Option<Rejects>,
}

/// The texts of bad rows.
struct Rejects {
    file: NewFile,
    /// The columns of the first input, if there was one.
    columns: Option<Vec<String>>,
    /// What ends a record.
    terminator: Vec<u8>,
    /// Whether line ends in a record are blanks to its format, so that it can be written in a line.
    in_lines: bool,
}

impl<T: SoA> Harvest<T> {
    pub(crate) fn new(limit: Option<usize>, on_error: &OnError, terminator: &str) -> Result<Self, ReadError> {
        let rejects = match on_error {
            OnError::Reject(path) => {
                let file = NewFile::create(path).map_err(|error| ReadError::io(Some(path), error))?;
                Some(Rejects { file, columns: None, terminator: terminator.into(), in_lines: false })
            }
            OnError::Stop | OnError::Skip => None,
        };
        let skips = *on_error != OnError::Stop;
        Ok(Self { rows: Bulk::new(), report: Report::default(), limit, skips, rejects })
    }

    /// Writes each bad row in a line, of a format to which line ends are blanks.
    pub(crate) fn with_rejects_in_lines(mut self) -> Self {
        if let Some(rejects) = &mut self.rejects {
            rejects.in_lines = true;
        }
        self
    }

    /// How many rows may still come; `None` for any number.
    pub(crate) fn limit(&self) -> Option<usize> {
        self.limit
    }

    /// What has been read so far.
    pub(crate) fn report(&self) -> &Report {
        &self.report
    }

    /// Writes what stands in front of the first input's rows (skipped records, comments, the header) in front of the bad
    /// rows, so that the file of bad rows can be read as the input was. All inputs share that file and need the same columns.
    pub(crate) fn note_head(&mut self, head: &[u8], columns: &[String], input: &Input<'_>) -> Result<(), ReadError> {
        let Some(rejects) = &mut self.rejects else { return Ok(()) };
        match &rejects.columns {
            None => {
                rejects.file.write_all(head).map_err(|error| rejects.file.error(error))?;
                rejects.columns = Some(columns.to_owned());
                Ok(())
            }
            Some(first) if first == columns => Ok(()),
            Some(_) => Err(ReadError::from(ColumnsError {
                file: input.file.clone(),
                record: T::REGISTRY.name,
                missing: Vec::new(),
                found: Vec::new(),
                problem: Some(
                    "the header differs from that of the first file, under which rejected rows are written; read these files one by one"
                        .to_owned(),
                ),
            })),
        }
    }

    /// Takes the rows of the block that comes next in the input; on an error, those before it.
    pub(crate) fn take(&mut self, mut block: Block<T>, input: &Input<'_>) -> Result<(), ReadError> {
        if !self.skips {
            block.rows.truncate(block.sound);
        }
        let rows = block.rows.len();
        self.limit = self.limit.map(|limit| limit - rows);
        self.report.rows += rows as u64;
        self.rows.append(&mut block.rows);
        self.leave_out(block.faults, input)
    }

    /// Notes the bad rows of a block, or ends with the first of them.
    fn leave_out(&mut self, faults: Vec<Fault>, input: &Input<'_>) -> Result<(), ReadError> {
        let base = input.location();
        let mut last_record = None;
        for Fault { mut bad, record } in faults {
            let location = bad.location_mut();
            location.file.clone_from(&base.file);
            location.line += base.line;
            location.byte_offset += base.byte_offset;
            if !self.skips || bad.ends_reading() {
                return Err(bad.into());
            }
            // A row with several bad cells is one row; its cells come one behind the other.
            if last_record != Some(record.start) {
                last_record = Some(record.start);
                self.report.skipped += 1;
                self.reject(&input.bytes()[record])?;
            }
            if self.report.reasons.len() < REASONS {
                self.report.reasons.push(bad);
            }
        }
        Ok(())
    }

    fn reject(&mut self, record: &[u8]) -> Result<(), ReadError> {
        let Some(Rejects { file, terminator, in_lines, .. }) = &mut self.rejects else { return Ok(()) };
        let mut record = Cow::Borrowed(record);
        if *in_lines && memchr::memchr2(b'\n', b'\r', &record).is_some() {
            record.to_mut().iter_mut().filter(|byte| matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
        }
        file.write_all(&record).and_then(|()| file.write_all(terminator)).map_err(|error| file.error(error))
    }

    /// Judges columns that depend on other rows, which can be done only when all are there.
    pub(crate) fn validate_derived(&self) -> Result<(), ReadError> {
        if T::VALIDATES_DERIVED { self.rows.validate().map_err(ReadError::Violations) } else { Ok(()) }
    }

    /// Keeps the file of bad rows.
    pub(crate) fn finish(self) -> Result<(Bulk<T>, Report), ReadError> {
        if let Some(Rejects { file, .. }) = self.rejects {
            file.finish().map_err(|(path, error)| ReadError::io(Some(&path), error))?;
        }
        Ok((self.rows, self.report))
    }
}
