//! Short numbers, read eight digits at a time.
//!
//! A loop over digits asks after each whether there is another, and how many there are differs from cell to cell: the guess
//! costs more than the digits. Here a number of up to eight digits is one load, some arithmetic, and no guess. What is
//! longer, or written otherwise, is left to the standard library.

/// A sign and up to 16 digits.
#[inline(always)]
pub(super) fn integer(block: &[u8], start: usize, end: usize) -> Option<i64> {
    let is_negative = block.get(start) == Some(&b'-');
    let start = start + usize::from(is_negative);
    let value = digits(block, start, end)?.cast_signed();
    // "-0" is an integer, but no unsigned one: the standard library tells them apart.
    if is_negative { Some(-value).filter(|value| *value != 0) } else { Some(value) }
}

/// The digits of a sign, digits, a point and digits; and how many stand behind the point. Up to eight on each side.
#[inline(always)]
pub(super) fn decimal(block: &[u8], start: usize, end: usize) -> Option<(bool, u64, usize)> {
    let is_negative = block.get(start) == Some(&b'-');
    let start = start + usize::from(is_negative);
    let length = end.checked_sub(start)?;
    let word = word(block, start) ^ u64::from_le_bytes([b'.'; 8]);
    // The lowest zero byte is found exactly, whatever stands above it.
    let zeros = word.wrapping_sub(LOW) & !word & (LOW << 7);
    let point = (zeros.trailing_zeros() / 8) as usize;
    if zeros == 0 || point >= length {
        return digits(block, start, end).map(|digits| (is_negative, digits, 0));
    }
    let places = length - point - 1;
    let whole = if point == 0 { 0 } else { eight(block, start, point)? };
    let fraction = match places {
        // A point alone is no number.
        0 if point == 0 => return None,
        0 => 0,
        1..=8 => eight(block, start + point + 1, places)?,
        _ => return None,
    };
    Some((is_negative, whole * POWERS[places] + fraction, places))
}

const LOW: u64 = u64::from_le_bytes([1; 8]);
const POWERS: [u64; 9] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

/// One to 16 digits.
#[inline(always)]
fn digits(block: &[u8], start: usize, end: usize) -> Option<u64> {
    match end.checked_sub(start)? {
        length @ 1..=8 => eight(block, start, length),
        length @ 9..=16 => Some(eight(block, start, length - 8)? * 100_000_000 + eight(block, end - 8, 8)?),
        _ => None,
    }
}

/// The eight bytes from `start` on; zeros where the block has ended.
#[inline(always)]
fn word(block: &[u8], start: usize) -> u64 {
    let rest = block.get(start..).unwrap_or_default();
    match rest.first_chunk::<8>() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    }
}

/// One to eight digits.
#[inline(always)]
fn eight(block: &[u8], start: usize, length: usize) -> Option<u64> {
    const ZEROS: u64 = u64::from_le_bytes([b'0'; 8]);
    const HIGH: u64 = u64::from_le_bytes([0xF0; 8]);
    debug_assert!((1..=8).contains(&length));
    // The last digit goes to the top byte; zeros come in from below.
    let shift = 64 - 8 * length;
    let text = word(block, start) << shift | ZEROS & !(u64::MAX << shift);
    // A digit has a 3 above, and still has it when 6 is added.
    if (text & HIGH) | ((text.wrapping_add(6 * LOW) & HIGH) >> 4) != ZEROS | ZEROS >> 4 {
        return None;
    }
    // Pairs of digits, pairs of pairs, and their pair: each step is one multiplication for all of them.
    let digits = text & !HIGH;
    let pairs = digits.wrapping_mul(10) + (digits >> 8);
    let low = (pairs & 0x0000_00FF_0000_00FF).wrapping_mul(100 + (1_000_000 << 32));
    let high = ((pairs >> 16) & 0x0000_00FF_0000_00FF).wrapping_mul(1 + (10_000 << 32));
    Some(low.wrapping_add(high) >> 32)
}
