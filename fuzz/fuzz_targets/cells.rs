//! The text of a cell as each type there is: what can be read, once written, reads back equal.
#![no_main]

use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;
use std::net::{IpAddr, SocketAddr};

use fuzz::text::{Airport, Celsius};
use libfuzzer_sys::fuzz_target;
use soakit::io::{Any, ParseCell, WriteCell};
use soakit::{Decimal, WideDecimal};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    macro_rules! check {
        ($($cell:ty),* $(,)?) => {$(
            check::<$cell>(text);
            check::<Option<$cell>>(text);
            check::<Vec<$cell>>(text);
            check::<Vec<Option<$cell>>>(text);
        )*};
    }
    check! { u8, i8, u16, i32, u64, i64, u128, i128, usize, isize, f32, f64, bool, char, String, Airport, Celsius, IpAddr, SocketAddr }
    check! { Decimal<2>, Decimal<18>, WideDecimal<0>, WideDecimal<18>, Any, Vec<f64>, [i32; 2], [String; 1], BTreeMap<i64, String> }
    check::<BTreeMap<String, Option<f64>>>(text);
    check::<Vec<(Any, Any)>>(text);
    check::<Vec<(String, BTreeMap<char, Vec<bool>>)>>(text);
    // Pairs of a hash map come in any order.
    let map = HashMap::<String, i64>::parse_cell(text);
    let mut written = String::new();
    map.write_cell(&mut written);
    assert_eq!(map, map.is_some().then(|| HashMap::parse_cell(&written).expect("what was written")));
    numbers_are_those_of_the_standard_library(text);
});

/// Numbers are compared as text, in which one that is none is equal to itself, and zeros of different signs are not.
fn check<T: ParseCell + WriteCell + Debug>(text: &str) {
    let Some(value) = T::parse_cell(text) else { return };
    let mut written = String::new();
    value.write_cell(&mut written);
    let again = T::parse_cell(&written).map(|value| format!("{value:?}"));
    assert_eq!(Some(format!("{value:?}")), again, "{text:?} written as {written:?}");
}

fn numbers_are_those_of_the_standard_library(text: &str) {
    let standard = text.trim_ascii();
    assert_eq!(u64::parse_cell(text), standard.parse().ok());
    assert_eq!(i16::parse_cell(text), standard.parse().ok());
    // Digits that are infinite are too large a number.
    let may_be_infinite = !text.bytes().any(|byte| byte.is_ascii_digit());
    let double = standard.parse().ok().filter(|value: &f64| value.is_finite() || may_be_infinite);
    let single = standard.parse().ok().filter(|value: &f32| value.is_finite() || may_be_infinite);
    assert_eq!(f64::parse_cell(text).map(f64::to_bits), double.map(f64::to_bits));
    assert_eq!(f32::parse_cell(text).map(f32::to_bits), single.map(f32::to_bits));
}
