//! Decimals beside whole numbers of their last digit.

use alloc::string::{String, ToString};
use alloc::{format, vec::Vec};

use super::{Decimal, DecimalError, Rounding, WideDecimal};

/// Numbers near everything that could go wrong: zero, powers of ten, the ends.
fn mantissas() -> Vec<i64> {
    let powers = (0..19).map(|digits| 10_i64.pow(digits));
    let near = powers.flat_map(|power| [power - 1, power, power.saturating_add(1), power / 2 + 3]);
    let near: Vec<i64> = near.chain([i64::MAX, i64::MAX - 1, 0x0123_4567_89ab_cdef]).collect();
    near.iter().flat_map(|&number| [number, -number, -number - 1]).collect()
}

fn round_trips<const SCALE: u32>() {
    for mantissa in mantissas() {
        let number = Decimal::<SCALE>::new(mantissa);
        assert_eq!(number.to_string().parse(), Ok(number), "{mantissa}");
        let wide = WideDecimal::<SCALE>::new(i128::from(mantissa) * i128::from(i64::MAX));
        assert_eq!(wide.to_string().parse(), Ok(wide), "{mantissa}");
    }
    for wide in [WideDecimal::<SCALE>::MIN, WideDecimal::MAX] {
        assert_eq!(wide.to_string().parse(), Ok(wide));
    }
}

#[test]
fn text_round_trips() {
    round_trips::<0>();
    round_trips::<1>();
    round_trips::<2>();
    round_trips::<6>();
    round_trips::<17>();
    round_trips::<18>();
}

#[test]
fn all_digits_are_printed() {
    let printed = |mantissa| Decimal::<2>::new(mantissa).to_string();
    assert_eq!([1230, 5, -5, 0, -100].map(printed), ["12.30", "0.05", "-0.05", "0.00", "-1.00"]);
    assert_eq!(Decimal::<0>::new(-7).to_string(), "-7");
    assert_eq!(
        format!("{:>8}|{:<8}|{:08}", Decimal::<1>::new(-5), Decimal::<1>::new(5), Decimal::<1>::new(-5)),
        "    -0.5|0.5     |-00000.5"
    );
}

#[test]
fn text_that_is_exact_is_accepted() {
    for text in ["1.5", "+1.5", "1.50", "01.500000000000000000000000", "1.5000"] {
        assert_eq!(text.parse::<Decimal<2>>(), Ok(Decimal::new(150)), "{text}");
    }
    assert_eq!((".5".parse(), "5.".parse()), (Ok(Decimal::<2>::new(50)), Ok(Decimal::<2>::new(500))));
}

#[test]
fn refused_text_says_what_is_wrong() {
    let error = |text: &str| text.parse::<Decimal<2>>().unwrap_err();
    for text in ["", "-", ".", "+."] {
        assert_eq!(error(text), DecimalError::NoDigits, "{text}");
    }
    assert_eq!(error("12,5").to_string(), "',' at byte 2 is no digit of a decimal number");
    assert_eq!(error("12€").to_string(), "'€' at byte 2 is no digit of a decimal number");
    assert_eq!(error("1ß"), DecimalError::Character { at: 1, found: 'ß' });
    assert_eq!(error("1😀"), DecimalError::Character { at: 1, found: '😀' });
    assert_eq!(error("1.2.3"), DecimalError::Character { at: 3, found: '.' });
    assert_eq!(
        error("1.234").to_string(),
        "more than 2 digits after the point; round the number first, or keep more of them"
    );
    assert_eq!(error("92233720368547758.08").to_string(), "too large for a decimal with 2 digits after the point");
    assert_eq!("-92233720368547758.08".parse(), Ok(Decimal::<2>::MIN));
    let long: String = core::iter::repeat_n('9', 60).collect();
    assert_eq!(error(&long), DecimalError::Overflow { scale: 2 });
}

#[test]
fn arithmetic_is_that_of_mantissas() {
    for (left, right) in mantissas().into_iter().zip(mantissas().into_iter().rev()) {
        let (a, b) = (Decimal::<3>::new(left), Decimal::<3>::new(right));
        assert_eq!(a.checked_add(b).map(Decimal::mantissa), left.checked_add(right));
        assert_eq!(a.checked_sub(b).map(Decimal::mantissa), left.checked_sub(right));
        assert_eq!(a.checked_neg().map(Decimal::mantissa), left.checked_neg());
        assert_eq!(a.checked_mul_int(right).map(Decimal::mantissa), left.checked_mul(right));
        assert_eq!(a.checked_mul(Decimal::<2>::new(right)).map(Decimal::<5>::mantissa), left.checked_mul(right));
        assert_eq!(a.cmp(&b), left.cmp(&right));
        let wide: WideDecimal<5> = WideDecimal::from(a) * Decimal::<2>::new(right);
        assert_eq!(wide.mantissa(), i128::from(left) * i128::from(right));
        assert_eq!(wide, Decimal::<2>::new(right) * WideDecimal::from(a));
    }
}

#[test]
fn operators_keep_or_add_scales() {
    let price = Decimal::<2>::literal("12.30");
    assert_eq!(price + Decimal::ONE, Decimal::literal("13.30"));
    assert_eq!(price * 3, 3 * price);
    assert_eq!((price * Decimal::<2>::literal("0.05")).to_string(), "0.6150");
    assert_eq!((-price).abs(), price);
    let mut sum = WideDecimal::ZERO;
    sum += price;
    sum -= price.into();
    assert_eq!(sum, [price, -price].iter().sum());
    assert_eq!(Decimal::<4>::from_int(-3).to_string(), "-3.0000");
    assert_eq!(Decimal::<18>::checked_from_int(10), None);
}

#[test]
#[should_panic(expected = "922337203685477.5807 + 1.0000 overflows Decimal<4>")]
fn a_sum_that_does_not_fit_shows_its_operands() {
    let _ = Decimal::<4>::MAX + Decimal::ONE;
}

#[test]
#[should_panic(expected = "92233720368547758.07 * 1.000 overflows Decimal<5>")]
fn a_product_that_does_not_fit_shows_its_operands() {
    let _ = Decimal::<2>::MAX * Decimal::<3>::ONE;
}

#[test]
#[should_panic(expected = "92233720368547758.07 * -2 overflows Decimal<2>")]
fn a_multiple_that_does_not_fit_shows_its_operands() {
    let _ = Decimal::<2>::MAX * -2;
}

#[test]
#[should_panic(expected = "92233720368547758.07 overflows Decimal<3>")]
fn more_digits_may_not_fit() {
    let _ = Decimal::<2>::MAX.rescale::<3>();
}

#[test]
fn rounding_is_to_the_nearest_and_halves_as_said() {
    let round = |text: &str, rounding| Decimal::<3>::literal(text).rescale_with::<2>(rounding).to_string();
    for (text, away, even, zero) in [
        ("0.124", "0.12", "0.12", "0.12"),
        ("0.125", "0.13", "0.12", "0.12"),
        ("0.126", "0.13", "0.13", "0.12"),
        ("0.135", "0.14", "0.14", "0.13"),
        ("-0.125", "-0.13", "-0.12", "-0.12"),
        ("-0.126", "-0.13", "-0.13", "-0.12"),
        ("-0.004", "0.00", "0.00", "0.00"),
    ] {
        assert_eq!(round(text, Rounding::HalfAwayFromZero), away, "{text}");
        assert_eq!(round(text, Rounding::HalfEven), even, "{text}");
        assert_eq!(round(text, Rounding::TowardsZero), zero, "{text}");
    }
    assert_eq!(Decimal::<0>::new(7).rescale::<18>(), Decimal::new(7_000_000_000_000_000_000));
    assert_eq!(Decimal::<18>::MAX.rescale::<0>(), Decimal::new(9));
    assert_eq!(WideDecimal::<18>::MIN.rescale::<0>().to_string(), "-170141183460469231732");
}

#[test]
fn doubles_are_the_nearest() {
    for text in ["0.05", "0.1", "35785.709306", "-1234567.89", "0.000001"] {
        assert_eq!(text.parse::<Decimal<6>>().map(Decimal::to_f64), Ok(text.parse().unwrap_or(f64::NAN)));
    }
    assert_eq!(Decimal::<2>::literal("1.00").ratio(Decimal::<1>::literal("4.0")), 0.25);
    assert_eq!(Decimal::<2>::literal("1.00").div_f64(4.0), 0.25);
}

#[test]
fn literals_are_constants() {
    const RATE: Decimal<2> = Decimal::literal("0.05");
    const { assert!(RATE.mantissa() == 5) };
}
