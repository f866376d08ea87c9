//! [`square_root`]: without `std` there is none.

/// The square root, rounded correctly.
#[inline]
pub(super) fn square_root(value: f64) -> f64 {
    #[cfg(feature = "std")]
    return value.sqrt();
    #[cfg(not(feature = "std"))]
    from_integers(value)
}

/// The square root by that of an integer, which `core` has.
///
/// With `value = fraction * 2^exponent` and an even exponent, the root of `fraction << 60` has the 57 bits or more that rounding to
/// 53 takes; its last bit is set when more would follow, so that a half is not mistaken for more or less than a half.
#[cfg(any(test, not(feature = "std")))]
fn from_integers(value: f64) -> f64 {
    if value.is_nan() || value < 0.0 {
        return f64::NAN;
    }
    if value == 0.0 || value == f64::INFINITY {
        return value;
    }
    // Subnormal numbers are made normal first; 2^54 has the root 2^27.
    const SCALE: f64 = (1_u64 << 54) as f64;
    if value < f64::MIN_POSITIVE {
        return from_integers(value * SCALE) / (1_u64 << 27) as f64;
    }
    let exponent = (value.to_bits() >> 52) as i64 - 1075;
    let fraction = value.to_bits() & ((1 << 52) - 1) | 1 << 52;
    let odd = exponent & 1;
    let square = u128::from(fraction) << (60 + odd);
    let root = square.isqrt();
    let sticky = root | u128::from(root * root != square);
    // sqrt(fraction * 2^exponent) = root * 2^((exponent - odd) / 2 - 30); the power is normal, so this product is exact.
    let power = (exponent - odd) / 2 - 30;
    sticky as f64 * f64::from_bits(((power + 1023) as u64) << 52)
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::words::random::{ROUNDS, Random};

    #[test]
    fn roots_without_std_are_the_same_bits() {
        let edges = [0.0, -0.0, 1.0, 2.0, 4.0, f64::MAX, f64::MIN_POSITIVE, 5e-324, 1e-310, f64::INFINITY];
        let mut random = Random::new(7);
        let anything = (0..ROUNDS * 100).map(|_| f64::from_bits(random.bits() >> 1));
        for value in edges.into_iter().chain(anything).filter(|value| !value.is_nan()) {
            assert_eq!(from_integers(value).to_bits(), value.sqrt().to_bits(), "{value:e}");
        }
        assert!(from_integers(-1.0).is_nan() && from_integers(f64::NAN).is_nan());
    }
}
