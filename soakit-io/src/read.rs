//! From tables of cells to containers: blocks in parallel, rows in order, bad rows as the caller wants them.
//!
//! [`read_block`] is the only generic code that a record costs. A block is read column by column; a cell that cannot be read
//! makes its row bad, and then the block is read once more without the bad rows, so that columns never differ in length.

mod collect;
mod harvest;
mod inputs;
mod report;

use core::ops::Range;

use soakit_runtime::column::Column;
use soakit_runtime::record::{Bulk, SoA, Stored};

pub(crate) use collect::{BLOCK, Collector, longest, whole_records};
pub(crate) use harvest::Harvest;
pub use inputs::Chunks;
pub(crate) use inputs::Inputs;
pub use report::{Bad, OnError, Report};

use crate::column::{Faults, ReadColumn};
use crate::error::{BadCell, BadRecord, Location, RecordProblem, shorten};
use crate::table::{Cells, Slots, Span, Table, Tokenizer};

/// How the columns of a file go to those of a record.
pub(crate) struct Mapping {
    pub(crate) slots: Slots,
    /// For each leaf of the record: the place of its cell in a row of the table; `None` if the file does not have it.
    pub(crate) leaves: Vec<Option<usize>>,
}

impl Mapping {
    /// Of an input without columns.
    pub(crate) fn of_nothing(leaves: usize) -> Self {
        Self { slots: Slots::default(), leaves: vec![None; leaves] }
    }

    /// For each column of the file: whether it goes to a leaf that `is_wanted`.
    pub(crate) fn columns_with(&self, is_wanted: &[bool]) -> Vec<bool> {
        let goes = |slot| self.leaves.iter().zip(is_wanted).any(|(leaf, is_wanted)| *is_wanted && *leaf == Some(slot));
        self.slots.of_column.iter().map(|slot| slot.is_some_and(goes)).collect()
    }
}

/// The rows of a block, and what could not be read. Places count from the beginning of the block.
pub(crate) struct Block<T: SoA> {
    pub(crate) rows: Bulk<T>,
    /// By the place of their records.
    pub(crate) faults: Vec<Fault>,
    /// How many of the rows come before the first fault.
    pub(crate) sound: usize,
    /// Lines that end in the block.
    pub(crate) lines: u64,
}

impl<T: SoA> Block<T> {
    /// Nothing but a problem.
    fn of_problem(problem: RecordProblem) -> Self {
        let bad = Bad::Record(BadRecord { location: Location::default(), problem, text: String::new() });
        Self { rows: Bulk::new(), faults: vec![Fault { bad, record: 0..0 }], sound: 0, lines: 0 }
    }
}

/// A reason to leave a row out, and where in the block its record stands.
pub(crate) struct Fault {
    pub(crate) bad: Bad,
    pub(crate) record: Range<usize>,
}

/// Reads a block of whole records; no more than `limit` rows of it, if there is a limit.
pub(crate) fn read_block<T: SoA>(
    tokenizer: &dyn Tokenizer,
    mapping: &Mapping,
    bytes: &[u8],
    limit: Option<usize>,
    record_limit: usize,
) -> Block<T>
where
    T::Columns: ReadColumn,
{
    let mut table = Table::default();
    table.clear(mapping.slots.width);
    tokenizer.fill(bytes, &mapping.slots, &mut table);
    table.refuse_long_records(record_limit);
    let lines = tokenizer.lines(bytes);
    let text = str::from_utf8(bytes).ok();
    let mut place = locate(tokenizer, bytes);
    let mut faults: Vec<Fault> = Vec::new();
    for (span, problem) in table.bad.drain(..) {
        let record = span.start()..span.end();
        let text = shorten(&bytes[record.clone()]);
        faults.push(Fault { bad: Bad::Record(BadRecord { location: place(record.start), problem, text }), record });
    }
    loop {
        let (mut rows, mut refused) = read_table::<T>(tokenizer, mapping, bytes, text, &table);
        if refused.is_empty() {
            faults.sort_by_key(|fault| fault.record.start);
            if let Some(limit) = limit.filter(|limit| (1..=rows.len()).contains(limit)) {
                // What comes behind the last row that counts has not been looked at, as far as anybody is told.
                let end = table.records[limit - 1].end();
                rows.truncate(limit);
                faults.retain(|fault| fault.record.start < end);
            }
            let first_fault = faults.first().map_or(bytes.len(), |fault| fault.record.start);
            let sound = table.records[..rows.len()].partition_point(|record| record.start() < first_fault);
            return Block { rows, faults, sound, lines };
        }
        refused.sort_by_key(|cell| (cell.row, cell.slot));
        for cell in &refused {
            let record = table.records[cell.row].start()..table.records[cell.row].end();
            let span = cell.slot.map_or(Span::ABSENT, |slot| table.spans[cell.row * table.width + slot]);
            let text = if span.is_absent() { record.start..record.start } else { span.start()..span.end() };
            let is_refused = cell.value.is_some();
            let expected = match &cell.expected {
                expected if span.is_absent() && !is_refused => format!("missing; {expected}"),
                expected => expected.clone(),
            };
            let bad = BadCell {
                location: place(text.start),
                row: u32::try_from(cell.row).ok().filter(|_| tokenizer.numbers_rows()),
                column: T::REGISTRY.leaf_name(cell.leaf),
                text: cell.value.clone().unwrap_or_else(|| shorten(&bytes[text])),
                expected,
            };
            faults.push(Fault { bad: if is_refused { Bad::Refused(bad) } else { Bad::Cell(bad) }, record });
        }
        let mut rows: Vec<usize> = refused.into_iter().map(|cell| cell.row).collect();
        rows.dedup();
        table.remove(&rows);
    }
}

/// Tells where places in a block are. Asked in ascending order, it looks at each byte once.
fn locate<'b>(tokenizer: &'b dyn Tokenizer, bytes: &'b [u8]) -> impl FnMut(usize) -> Location + 'b {
    let (mut from, mut line) = (0, 0);
    move |start| {
        if start < from {
            (from, line) = (0, 0);
        }
        line += tokenizer.lines(&bytes[from..start]);
        from = start;
        Location { file: None, line, byte_offset: start as u64 }
    }
}

/// A cell that makes its row bad.
struct RefusedCell {
    row: usize,
    leaf: usize,
    slot: Option<usize>,
    expected: String,
    /// The value, if a validator refuses it.
    value: Option<String>,
}

/// Reads all rows of a table; they are worth nothing if some cell is refused.
fn read_table<T: SoA>(
    tokenizer: &dyn Tokenizer,
    mapping: &Mapping,
    bytes: &[u8],
    text: Option<&str>,
    table: &Table,
) -> (Bulk<T>, Vec<RefusedCell>)
where
    T::Columns: ReadColumn,
{
    let mut tree = T::Columns::default();
    let mut refused = Vec::new();
    for leaf in 0..<T as Stored>::Columns::LEAVES {
        let Some(slot) = mapping.leaves[leaf] else {
            tree.read_missing(leaf, table.rows());
            continue;
        };
        let mut faults = Faults::default();
        tree.read(leaf, Cells::new(bytes, text, table, slot, tokenizer.syntax()), &mut faults);
        let expected = faults.expected;
        refused.extend(faults.rows.into_iter().map(|row| RefusedCell {
            row,
            leaf,
            slot: Some(slot),
            expected: expected.clone().into_owned(),
            value: None,
        }));
    }
    if !refused.is_empty() {
        return (Bulk::new(), refused);
    }
    let rows = Bulk::<T>::from_tree(tree).expect("columns that were read from the same rows");
    if let Err(violations) = rows.validate_part() {
        refused.extend(violations.into_vec().into_iter().map(|violation| {
            let leaf =
                (0..<T as Stored>::Columns::LEAVES).find(|leaf| T::REGISTRY.leaf_name(*leaf) == violation.column);
            RefusedCell {
                row: violation.row,
                leaf: leaf.unwrap_or(0),
                slot: leaf.and_then(|leaf| mapping.leaves[leaf]),
                expected: violation.message.to_owned(),
                value: Some(violation.value),
            }
        }));
    }
    (rows, refused)
}
