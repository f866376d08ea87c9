//! [`Harvest`]: the rows of one input after the other, and what was left out.

use std::io::Write;

use soakit_runtime::record::{Bulk, SoA};

use super::report::{OnError, Report};
use super::{Block, Fault};
use crate::error::ReadError;
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
    /// Where the texts of bad rows go, if anywhere.
    rejects: Option<NewFile>,
    has_rejected_header: bool,
}

impl<T: SoA> Harvest<T> {
    pub(crate) fn new(limit: Option<usize>, on_error: &OnError) -> Result<Self, ReadError> {
        let rejects = match on_error {
            OnError::Reject(path) => Some(NewFile::create(path).map_err(|error| ReadError::io(Some(path), error))?),
            OnError::Stop | OnError::Skip => None,
        };
        Ok(Self {
            rows: Bulk::new(),
            report: Report::default(),
            limit,
            skips: *on_error != OnError::Stop,
            rejects,
            has_rejected_header: false,
        })
    }

    /// How many rows may still come; `None` for any number.
    pub(crate) fn limit(&self) -> Option<usize> {
        self.limit
    }

    /// Writes the header of an input in front of its bad rows; of several inputs, that of the first.
    pub(crate) fn note_header(&mut self, record: &[u8]) -> Result<(), ReadError> {
        if core::mem::replace(&mut self.has_rejected_header, true) { Ok(()) } else { self.reject(record) }
    }

    /// Takes the rows of the block that comes next in the input.
    pub(crate) fn take(&mut self, mut block: Block<T>, input: &Input<'_>) -> Result<(), ReadError> {
        self.leave_out(core::mem::take(&mut block.faults), input)?;
        let rows = block.rows.len();
        self.limit = self.limit.map(|limit| limit - rows);
        self.report.rows += rows as u64;
        self.rows.append(&mut block.rows);
        Ok(())
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
            if !self.skips {
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
        let Some(rejects) = &mut self.rejects else { return Ok(()) };
        rejects.write_all(record).and_then(|()| rejects.write_all(b"\n")).map_err(|error| rejects.error(error))
    }

    /// The rows, when all inputs have been read.
    pub(crate) fn finish(self) -> Result<(Bulk<T>, Report), ReadError> {
        // Columns that depend on other rows can be judged only now.
        if T::VALIDATES_DERIVED {
            self.rows.validate().map_err(ReadError::Violations)?;
        }
        self.finish_rejects()
    }

    /// Keeps the file of bad rows.
    pub(crate) fn finish_rejects(self) -> Result<(Bulk<T>, Report), ReadError> {
        if let Some(rejects) = self.rejects {
            rejects.finish().map_err(|(path, error)| ReadError::io(Some(&path), error))?;
        }
        Ok((self.rows, self.report))
    }
}
