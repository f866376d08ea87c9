//! [`Collector`]: reads one input, a few blocks at a time.

use soakit_runtime::record::{Bulk, SoA};

use super::harvest::Harvest;
use super::{Block, Mapping, read_block};
use crate::column::ReadColumn;
use crate::error::{BadRecord, ReadError, RecordProblem, shorten};
use crate::input::Input;
use crate::table::{MAX_BLOCK, Tokenizer};
use crate::threads;

/// Bytes of a block: what one thread reads at a time, and what the caches of one core hold with the columns that come of it.
pub(crate) const BLOCK: usize = 256 << 10;

/// An input that is being read.
pub(crate) struct Collector<'a> {
    tokenizer: Box<dyn Tokenizer>,
    mapping: Mapping,
    input: Input<'a>,
    /// How long a record may be, in bytes.
    record_limit: usize,
    /// How long blocks should be, in bytes.
    block: usize,
}

impl<'a> Collector<'a> {
    pub(crate) fn new(tokenizer: Box<dyn Tokenizer>, mapping: Mapping, input: Input<'a>, record_limit: usize) -> Self {
        Self { tokenizer, mapping, input, record_limit, block: BLOCK }
    }

    /// Sets how long blocks should be.
    pub(crate) fn block_bytes(self, block: usize) -> Self {
        Self { block, ..self }
    }

    /// Reads as many blocks as keep the threads busy for a while; answers whether there may be more.
    pub(crate) fn read_wave<T: SoA>(&mut self, harvest: &mut Harvest<T>) -> Result<bool, ReadError>
    where
        T::Columns: ReadColumn,
        Bulk<T>: Send,
    {
        if harvest.limit() == Some(0) {
            return Ok(false);
        }
        // A limit is counted row by row: one block after the other.
        let blocks = if harvest.limit().is_none() { 4 * threads::count() } else { 1 };
        let mut cuts = whole_records(
            &mut self.input,
            &*self.tokenizer,
            self.block.saturating_mul(blocks),
            self.block,
            self.record_limit,
        )?;
        if harvest.limit().is_some() {
            // More than one block may be in memory: behind a record that is longer than a block.
            cuts.truncate(1);
        }
        let bytes = self.input.bytes();
        let starts = core::iter::once(0).chain(cuts.iter().copied());
        let ranges: Vec<_> = starts.zip(cuts.iter().copied()).map(|(start, end)| start..end).collect();
        let (tokenizer, mapping, limit) = (&*self.tokenizer, &self.mapping, harvest.limit());
        let record_limit = longest(self.record_limit);
        let blocks: Vec<Block<T>> =
            threads::map(&ranges, |range| read_block(tokenizer, mapping, &bytes[range.clone()], limit, record_limit));
        let last_block = ranges.last().map_or(&[][..], |range| &bytes[range.clone()]);
        let is_last = self.input.is_at_end() && cuts.last().copied().unwrap_or_default() == bytes.len();
        let problem = if is_last { tokenizer.problem_at_end(last_block) } else { None };
        for (range, block) in ranges.into_iter().zip(blocks) {
            let lines = block.lines;
            harvest.take(block, &self.input)?;
            self.input.advance(range.len(), lines);
            if harvest.limit() == Some(0) {
                return Ok(false);
            }
        }
        if let Some(problem) = problem {
            harvest.take(Block::of_problem(problem), &self.input)?;
        }
        Ok(!(self.input.is_at_end() && self.input.bytes().is_empty()))
    }
}

/// How long a record may be, given how long it may be for the caller: positions in a block are counted with 31 bits.
pub(crate) fn longest(record_limit: usize) -> usize {
    record_limit.min(MAX_BLOCK / 2)
}

/// Reads until there are whole records, `wanted` bytes of input if possible, and says where they may be cut.
pub(crate) fn whole_records(
    input: &mut Input<'_>,
    tokenizer: &dyn Tokenizer,
    wanted: usize,
    target: usize,
    record_limit: usize,
) -> Result<Vec<usize>, ReadError> {
    let mut wanted = wanted;
    loop {
        input.fill(wanted)?;
        let cuts = tokenizer.cuts(input.bytes(), input.is_at_end(), target);
        if !cuts.is_empty() || input.is_at_end() {
            return Ok(cuts);
        }
        let bytes = input.bytes();
        let limit = longest(record_limit);
        // The end of a record may be there in part.
        if bytes.len() > limit + 64 {
            return Err(ReadError::from(BadRecord {
                location: input.location(),
                problem: RecordProblem::TooLong { limit },
                text: shorten(&bytes[..bytes.len().min(1000)]),
            }));
        }
        wanted = 2 * bytes.len().max(target);
    }
}
