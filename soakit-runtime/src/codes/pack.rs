//! [`CodeColumn`] and [`Packing`]: several columns of codes as one number.
//!
//! Codes are as wide as their type, keys as wide as their data: a month in an `i64` needs four bits. A packing knows the
//! range of each column, counts codes from the least (from the greatest, if the column descends), and writes them side by
//! side, the first column highest. So packed numbers are ordered as the rows are, and equal exactly where the rows are.
//!
//! ```text
//! year 2013..=2014   month 1..=12, descending   day 1..=31
//! 2014               3                          15
//! 1 (1 bit)          9 (4 bits)                 14 (5 bits)     → 1 1001 01110
//! ```
//!
//! What does not fit 64 bits is left to the caller: [`sort`](super::sort) reads such keys a window at a time.

use alloc::vec;
use alloc::vec::Vec;

use super::lots::Lots;
use crate::pipeline::Run;

/// A column of codes, and which way it is ordered.
#[derive(Clone, Copy)]
pub(crate) struct CodeColumn<'a> {
    pub(crate) codes: &'a [u64],
    pub(crate) descending: bool,
    /// The least and the greatest code, if they are known: bounds do, the tighter the better.
    pub(crate) range: Option<(u64, u64)>,
}

impl<'a> CodeColumn<'a> {
    /// An ascending column of unknown range.
    pub(crate) fn new(codes: &'a [u64]) -> Self {
        Self { codes, descending: false, range: None }
    }
}

/// The rows of columns.
///
/// # Panics
/// When the columns are not of one length, or 32 bits do not number the rows.
pub(crate) fn rows_of(columns: &[CodeColumn<'_>]) -> usize {
    let rows = columns.first().map_or(0, |column| column.codes.len());
    assert!(u32::try_from(rows).is_ok(), "{rows} rows, where 32 bits number them");
    for column in columns {
        assert_eq!(column.codes.len(), rows, "columns of different lengths");
    }
    rows
}

/// How a column counts: `(code ^ turn) - base`, in `bits` bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Count {
    turn: u64,
    base: u64,
    pub(crate) bits: u32,
}

impl Count {
    /// Counts the codes of a range upwards, or downwards.
    fn new((least, greatest): (u64, u64), descending: bool) -> Self {
        let bits = u64::BITS - (greatest - least).leading_zeros();
        // `!greatest` is the least of the turned codes.
        if descending { Self { turn: !0, base: !greatest, bits } } else { Self { turn: 0, base: least, bits } }
    }

    /// The number of a code.
    #[inline(always)]
    pub(crate) fn of(self, code: u64) -> u64 {
        // A code outside of the range would be a lie of the caller: the answer is then wrong, and still one.
        (code ^ self.turn).wrapping_sub(self.base)
    }
}

/// How the columns of a key are counted and packed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Packing {
    pub(crate) counts: Vec<Count>,
    /// The bits of a whole key, which may be more than 64.
    pub(crate) bits: u32,
}

impl Packing {
    /// The packing of columns: one pass over each whose range is not known.
    pub(crate) fn of(run: &Run, columns: &[CodeColumn<'_>]) -> Self {
        let count = |column: &CodeColumn<'_>| {
            Count::new(column.range.unwrap_or_else(|| range(run, column.codes)), column.descending)
        };
        let counts: Vec<Count> = columns.iter().map(count).collect();
        let bits = counts.iter().map(|count| count.bits).sum();
        Self { counts, bits }
    }

    #[cfg(test)]
    /// Packs the columns, if a key fits 64 bits.
    ///
    /// # Panics
    /// When the columns are not of one length.
    pub(crate) fn pack(&self, run: &Run, columns: &[CodeColumn<'_>]) -> Option<Vec<u64>> {
        if self.bits > u64::BITS {
            return None;
        }
        let rows = rows_of(columns);
        let mut packed = vec![0; rows];
        let lots = Lots::chunks(&mut packed, run.task_rows(0, rows).len());
        run.each(lots.len(), rows, &|task| {
            let packed = lots.borrow(task);
            let range = run.task_rows(task, rows);
            let mut left = self.bits;
            for (column, count) in columns.iter().zip(&self.counts) {
                left -= count.bits;
                if count.bits == 0 {
                    continue;
                }
                for (packed, &code) in packed.iter_mut().zip(&column.codes[range.clone()]) {
                    *packed |= count.of(code) << left;
                }
            }
        });
        drop(lots);
        Some(packed)
    }
}

/// The least and the greatest code of a column; `(0, 0)` if it is empty.
pub(crate) fn range(run: &Run, codes: &[u64]) -> (u64, u64) {
    let lots = Lots::new(vec![(u64::MAX, 0); run.tasks(codes.len())]);
    run.each(lots.len(), codes.len(), &|task| {
        let codes = &codes[run.task_rows(task, codes.len())];
        *lots.borrow(task) = least_and_greatest(codes);
    });
    let all = lots.into_values().reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)));
    all.unwrap_or((0, 0))
}

/// The least and the greatest number of a slice that is not empty.
pub(super) fn least_and_greatest(codes: &[u64]) -> (u64, u64) {
    // Four lanes: one chain of comparisons would wait for itself.
    let mut lanes = [(u64::MAX, 0_u64); 4];
    let (fours, rest) = codes.as_chunks::<4>();
    for four in fours {
        for (lane, &code) in lanes.iter_mut().zip(four) {
            *lane = (lane.0.min(code), lane.1.max(code));
        }
    }
    for &code in rest {
        lanes[0] = (lanes[0].0.min(code), lanes[0].1.max(code));
    }
    lanes.into_iter().fold((u64::MAX, 0), |all, one| (all.0.min(one.0), all.1.max(one.1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(codes: &[u64], descending: bool) -> CodeColumn<'_> {
        CodeColumn { descending, ..CodeColumn::new(codes) }
    }

    #[test]
    fn packed_numbers_are_ordered_as_the_rows_are() {
        let run = Run::default();
        let (year, month, day) = ([2013, 2014, 2013, 2014], [1, 3, 12, 3], [31, 15, 1, 15]);
        let columns = [column(&year, false), column(&month, true), column(&day, false)];
        let packing = Packing::of(&run, &columns);
        assert_eq!(packing.bits, 1 + 4 + 5);
        let packed = packing.pack(&run, &columns).unwrap();
        let of = |year: u64, month: u64, day: u64| year << 9 | month << 5 | day;
        assert_eq!(packed, [of(0, 11, 30), of(1, 9, 14), of(0, 0, 0), of(1, 9, 14)]);
    }

    #[test]
    fn sixty_four_bits_pack_and_sixty_five_do_not() {
        let run = Run::default();
        let (wide, bit) = ([0, u64::MAX], [7, 8]);
        let alone = [column(&wide, true)];
        assert_eq!(Packing::of(&run, &alone).pack(&run, &alone), Some(vec![u64::MAX, 0]));
        let both = [column(&wide, false), column(&bit, false)];
        let packing = Packing::of(&run, &both);
        assert_eq!((packing.bits, packing.pack(&run, &both)), (65, None));
    }

    #[test]
    fn columns_of_one_value_take_no_bits() {
        let run = Run::default();
        let columns = [column(&[9, 9], false), column(&[u64::MAX; 2], true)];
        assert_eq!(Packing::of(&run, &columns).bits, 0);
        assert_eq!(Packing::of(&run, &columns).pack(&run, &columns), Some(vec![0, 0]));
        assert_eq!(range(&run, &[]), (0, 0));
    }
}
