#![allow(unsafe_code, reason = "drives the column primitives")]

use alloc::{vec, vec::Vec};

use super::*;
use crate::column::harness::{self, Random, Rows};
use crate::column::{Column, Growth, PartsError, Reborrow};

fn random_flags(random: &mut Random, rows: usize) -> Vec<bool> {
    (0..rows).map(|_| random.chance(50)).collect()
}

#[test]
fn bits_behave_like_a_vec_of_bool() {
    for seed in harness::SEEDS {
        harness::behaves_like_vec::<Bits>(seed, |random| random.chance(50));
    }
    harness::orders_like_items::<Bits>(&[false, true]);
}

#[test]
fn a_row_that_comes_or_goes_moves_bits_from_word_to_word() {
    let flags = random_flags(&mut Random::new(7), 300);
    for row in [0, 7, 8, 63, 64, 71, 72, 135, 136, 200, 295, 299] {
        let mut bits: Bits = flags.iter().copied().collect();
        let mut model = flags.clone();
        // SAFETY: 300 rows are live, and then 301; the row is among them, and there is room.
        let removed = unsafe {
            bits.try_reserve(300, 1, Growth::Exact).expect("a few bytes");
            Column::insert(&mut bits, 300, row, true);
            bits.settle(301);
            model.insert(row, true);
            assert_eq!(bits.iter().collect::<Vec<_>>(), model, "inserted at {row}");
            let removed = Column::remove(&mut bits, 301, row / 2);
            bits.settle(300);
            removed
        };
        assert_eq!(removed, model.remove(row / 2));
        assert_eq!(bits.iter().collect::<Vec<_>>(), model, "removed at {row}");
    }
}

#[test]
fn bytes_are_arrows_and_padding_is_zero() {
    let bits: Bits = (0..11).map(|row| row % 3 == 0).collect();
    assert_eq!(bits.as_bytes(), [0b0100_1001, 0b010]);
    assert_eq!(bits, Bits::from_fn(11, |row| row % 3 == 0));
    assert_eq!(Bits::filled(9, true).into_bytes(), [0xFF, 1]);
    let mut rows = Rows::<Bits>::new();
    (0..16).for_each(|_| rows.push(true));
    rows.truncate(3);
    rows.push(false);
    assert_eq!(rows.settle().as_bytes(), [0b0111]);
}

#[test]
fn bytes_are_taken_back_checked() {
    let bits = Bits::from_bytes(vec![0xFF, 0xFF, 0xFF], 10).expect("enough bits");
    assert_eq!((bits.len(), bits.count_ones(), bits.as_bytes()), (10, 10, &[0xFF, 3][..]));
    assert_eq!(Bits::from_bytes(vec![0], 9), Err(PartsError::TooFewBits { bits: 8, rows: 9 }));
    assert_eq!(Bits::from_bytes(vec![], 0), Ok(Bits::new()));
}

#[test]
fn single_bits_are_read_and_written() {
    let mut bits = Bits::from(&[true, false, true][..]);
    bits.set(1, true);
    bits.set(0, false);
    bits.push(true);
    assert_eq!((bits.get(0), bits.get(1), bits.get(4)), (Some(false), Some(true), None));
    assert_eq!(bits.as_slice(), [false, true, true, true]);
    assert_eq!(alloc::format!("{bits:?}"), "[false, true, true, true]");
}

#[test]
#[should_panic(expected = "row 3 out of range for 3 rows")]
fn a_bit_beyond_the_end_cannot_be_written() {
    Bits::filled(3, false).set(3, true);
}

#[test]
fn no_row_is_an_ordinary_number_of_rows() {
    let mut bits = Bits::new();
    assert_eq!((bits.count_ones(), bits.iter().next(), bits.as_slice().to_bits().len()), (0, None, 0));
    assert_eq!(bits.as_mut_slice().split_at_mut(0).1.len(), 0);
}

#[test]
fn slices_start_and_end_at_any_bit() {
    let random = &mut Random::new(7);
    let flags = random_flags(random, 150);
    let bits = Bits::from(flags.as_slice());
    let step = if cfg!(miri) { 37 } else { 1 };
    for start in (0..=150).step_by(step) {
        for end in (start..=150).step_by(step) {
            // SAFETY: start <= end <= 150.
            let slice = unsafe { crate::column::Slice::slice_unchecked(&bits.as_slice(), start, end) };
            assert_eq!(slice, flags[start..end]);
            assert_eq!(slice.count_ones(), flags[start..end].iter().filter(|bit| **bit).count());
            assert_eq!(slice.to_bits(), Bits::from(&flags[start..end]));
            assert_eq!(slice.get(end - start), None);
            assert!(slice.iter().rev().eq(flags[start..end].iter().rev().copied()));
            let mut folded = Vec::new();
            slice.iter().skip(1).for_each(|bit| folded.push(bit));
            assert_eq!(folded, flags[start..end].get(1..).unwrap_or_default());
        }
    }
}

#[test]
fn halves_that_share_a_byte_may_be_written_by_two_threads() {
    const ROWS: usize = if cfg!(miri) { 19 } else { 80 };
    for row in 0..=ROWS {
        let mut bits = Bits::from_fn(ROWS, |row| row % 3 == 0);
        let (mut low, mut high) = bits.as_mut_slice().split_at_mut(row);
        std::thread::scope(|scope| {
            scope.spawn(move || {
                low.reborrow().into_iter().for_each(|mut bit| bit.set(!bit.get()));
                // Shared reads of the own half, while the other half is written.
                assert_eq!(low.as_shared().to_bits(), Bits::from_fn(row, |row| row % 3 != 0));
                assert_eq!(low.as_shared().count_ones(), (0..row).filter(|row| row % 3 != 0).count());
            });
            high.fill(true);
            assert_eq!(high.as_shared().count_ones(), ROWS - row);
        });
        assert_eq!(bits, Bits::from_fn(ROWS, |each| each >= row || each % 3 != 0));
    }
}

#[test]
fn a_written_bit_changes_no_other() {
    let mut bits = Bits::filled(20, false);
    let mut slice = bits.as_mut_slice();
    slice.set(9, true);
    slice.get_mut(9).expect("there are 20 rows").set(true);
    assert_eq!((slice.get(9), slice.get(20), slice.as_shared().count_ones()), (Some(true), None, 1));
    assert_eq!(slice.get_mut(9).expect("there are 20 rows"), true);
}
