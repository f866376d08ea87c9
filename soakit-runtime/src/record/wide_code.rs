//! [`WideCoded`]: scalars that have more values than a code of 64 bits.

use super::Plain;
use crate::words::WideDecimal;

/// A scalar with a total order that takes two codes: what [`Coded`](super::Coded) is for smaller ones.
///
/// - the codes of two values are equal exactly if the two are one key;
/// - they are ordered, the first before the second, as the values are;
/// - the first is below `1 << BITS[0]`, the second below `1 << BITS[1]`.
///
/// Times are split between seconds and fractions of a second, so that in a column of whole seconds the second code is
/// constant, and costs nothing.
pub trait WideCoded: Plain {
    /// How many bits each code has.
    const BITS: [u32; 2];

    /// The codes of the value.
    fn codes(self) -> [u64; 2];
}

impl WideCoded for u128 {
    const BITS: [u32; 2] = [64, 64];

    #[inline(always)]
    fn codes(self) -> [u64; 2] {
        [(self >> 64) as u64, self as u64]
    }
}

impl WideCoded for i128 {
    const BITS: [u32; 2] = [64, 64];

    #[inline(always)]
    fn codes(self) -> [u64; 2] {
        // Turning the sign bit puts the negative numbers first.
        (self.cast_unsigned() ^ (1 << 127)).codes()
    }
}

impl<const SCALE: u32> WideCoded for WideDecimal<SCALE> {
    const BITS: [u32; 2] = [64, 64];

    #[inline(always)]
    fn codes(self) -> [u64; 2] {
        self.mantissa().codes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_wide_numbers_are_ordered_as_they_are() {
        let mut numbers = [i128::MIN, -1 << 64, -(1 << 63), -1, 0, 1, 1 << 63, 1 << 64, i128::MAX];
        assert!(numbers.is_sorted_by_key(|number| number.codes()));
        assert!(numbers.is_sorted_by_key(|&number| WideDecimal::<2>::new(number).codes()));
        numbers.iter_mut().for_each(|number| *number ^= i128::MIN);
        numbers.sort_by_key(|number| number.cast_unsigned());
        assert!(numbers.is_sorted_by_key(|number| number.cast_unsigned().codes()));
    }
}
