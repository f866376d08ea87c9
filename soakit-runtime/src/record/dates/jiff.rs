//! `jiff`'s civil dates and times, and instants.

use alloc::{string::ToString, vec::Vec};

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};

use crate::record::cell::{plain_cells, scalar_cells};
use crate::record::{Cell, Coded, ColumnKind, Constant, Plain, Scalar, Value, WideCoded};

scalar_cells! { values: Date }
/// A date compares field by field; its code is compared at once, which leaves no branch in a filter's loop.
impl Plain for Date {
    const IS_HARMLESS: bool = true;

    fn constant(self) -> Option<Constant> {
        let days = self.duration_since(EPOCH).as_secs() / 86_400;
        days.try_into().ok().map(Constant::Date)
    }

    #[inline(always)]
    fn is_less(self, other: Self) -> bool {
        self.code() < other.code()
    }

    #[inline(always)]
    fn is_at_most(self, other: Self) -> bool {
        self.code() <= other.code()
    }
}

plain_cells! {
    values:
    Time, |time| time.duration_since(Time::MIN).as_nanos().try_into().ok().map(Constant::Time);
    DateTime, |time| Some(Constant::DateTime(time.duration_since(EPOCH.to_datetime(Time::MIN)).as_nanos()));
    Timestamp, |time| Some(Constant::Instant(time.as_nanosecond()));
}

/// The day from which days are counted.
const EPOCH: Date = Date::constant(1970, 1, 1);

/// Years are counted from the first that `jiff` has.
const FIRST_YEAR: i16 = -9999;
/// Bits of a second of a day.
const SECOND_BITS: u32 = 17;
/// Bits of a nanosecond of a second.
const NANOSECOND_BITS: u32 = 30;

impl Coded for Date {
    // 15 bits for the year, 4 for the month, 5 for the day.
    const BITS: u32 = 24;

    #[inline(always)]
    fn code(self) -> u64 {
        let year = (self.year() - FIRST_YEAR).cast_unsigned();
        u64::from(year) << 9 | u64::from(self.month().cast_unsigned()) << 5 | u64::from(self.day().cast_unsigned())
    }
}

/// The second of a day.
#[inline(always)]
fn second(time: Time) -> u64 {
    let part = |part: i8| u64::from(part.cast_unsigned());
    (part(time.hour()) * 60 + part(time.minute())) * 60 + part(time.second())
}

/// The nanosecond of a second.
#[inline(always)]
fn nanosecond(time: Time) -> u64 {
    u64::from(time.subsec_nanosecond().cast_unsigned())
}

impl Coded for Time {
    const BITS: u32 = SECOND_BITS + NANOSECOND_BITS;

    #[inline(always)]
    fn code(self) -> u64 {
        second(self) << NANOSECOND_BITS | nanosecond(self)
    }
}

impl WideCoded for DateTime {
    const BITS: [u32; 2] = [Date::BITS + SECOND_BITS, NANOSECOND_BITS];

    #[inline(always)]
    fn codes(self) -> [u64; 2] {
        [self.date().code() << SECOND_BITS | second(self.time()), nanosecond(self.time())]
    }
}

impl WideCoded for Timestamp {
    const BITS: [u32; 2] = [40, NANOSECOND_BITS];

    #[inline(always)]
    fn codes(self) -> [u64; 2] {
        // Both parts are at or below zero before 1970: a second is borrowed, so that the fraction is not negative.
        let (seconds, fraction) = (self.as_second(), self.subsec_nanosecond());
        let (seconds, fraction) =
            if fraction < 0 { (seconds - 1, fraction + 1_000_000_000) } else { (seconds, fraction) };
        [(seconds - (Timestamp::MIN.as_second() - 1)).cast_unsigned(), u64::from(fraction.cast_unsigned())]
    }
}

macro_rules! scalars {
    ($($date:ty)*) => {$(
        impl Scalar for $date {
            fn to_value(&self) -> Value {
                Value::Text(self.to_string())
            }

            /// A text that says neither more nor less: `jiff` reads a date from a text with a time, and drops the time.
            fn from_value(value: Value) -> Option<Self> {
                let Value::Text(text) = value else { return None };
                text.parse().ok().filter(|date: &Self| date.to_string() == text)
            }
        }
    )*};
}

scalars! { Date Time DateTime }

impl Scalar for Timestamp {
    fn to_value(&self) -> Value {
        Value::Text(self.to_string())
    }

    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Text(text) => text.parse().ok(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times() -> [Time; 5] {
        [Time::MIN, Time::constant(0, 0, 0, 1), Time::constant(9, 30, 0, 0), Time::constant(9, 30, 59, 5), Time::MAX]
    }

    fn dates() -> Vec<Date> {
        let near = |year| [(1, 1), (2, 28), (3, 1), (12, 31)].map(|(month, day)| Date::constant(year, month, day));
        [-9999, -1, 0, 1969, 1970, 2024, 9999].into_iter().flat_map(near).collect()
    }

    fn date_times() -> Vec<DateTime> {
        dates().into_iter().flat_map(|date| times().map(|time| date.to_datetime(time))).collect()
    }

    fn timestamps() -> Vec<Timestamp> {
        let near = [-2_000_000_000, -1_999_999_999, -1, 0, 1, 999_999_999, 1_000_000_000];
        let near = near.map(|nanosecond| Timestamp::from_nanosecond(nanosecond).expect("within range"));
        [Timestamp::MIN].into_iter().chain(near).chain([Timestamp::MAX]).collect()
    }

    #[test]
    fn codes_are_ordered_as_dates_and_times_are_and_fit_their_bits() {
        let fits = |code: u64, bits: u32| code >> bits == 0;
        assert!(dates().is_sorted_by(|a, b| a < b && a.code() < b.code()));
        assert!(dates().iter().all(|date| fits(date.code(), Date::BITS)));
        assert!(times().is_sorted_by(|a, b| a < b && a.code() < b.code()));
        assert!(times().iter().all(|time| fits(time.code(), Time::BITS)));
        assert!(date_times().is_sorted_by(|a, b| a < b && a.codes() < b.codes()));
        assert!(timestamps().is_sorted_by(|a, b| a < b && a.codes() < b.codes()));
        for (codes, bits) in date_times().iter().map(|time| (time.codes(), DateTime::BITS)) {
            assert!(fits(codes[0], bits[0]) && fits(codes[1], bits[1]));
        }
        for (codes, bits) in timestamps().iter().map(|time| (time.codes(), Timestamp::BITS)) {
            assert!(fits(codes[0], bits[0]) && fits(codes[1], bits[1]));
        }
    }

    #[test]
    fn constants_are_ordered_as_dates_and_times_are() {
        fn ordered<T: Plain + PartialOrd>(values: impl IntoIterator<Item = T>) {
            let values: Vec<_> =
                values.into_iter().map(|value| (value, value.constant().expect("a constant"))).collect();
            assert!(values.is_sorted_by(|(a, x), (b, y)| a < b && x < y));
            assert!(values.len() > 3);
        }
        ordered(dates());
        ordered(times());
        ordered(date_times());
        ordered(timestamps());
        assert_eq!(Date::constant(1970, 1, 2).constant(), Some(Constant::Date(1)));
        assert_eq!(Date::constant(1970, 1, 2).at(0, 0, 0, 0).constant(), Some(Constant::DateTime(86_400_000_000_000)));
    }

    #[test]
    fn values_are_iso_texts_and_come_back() {
        let date = Date::constant(1995, 3, 15);
        assert_eq!(date.to_value(), Value::Text("1995-03-15".into()));
        assert!(dates().into_iter().all(|date| Date::from_value(date.to_value()) == Some(date)));
        assert!(times().into_iter().all(|time| Time::from_value(time.to_value()) == Some(time)));
        assert!(date_times().into_iter().all(|time| DateTime::from_value(time.to_value()) == Some(time)));
        assert!(timestamps().into_iter().all(|time| Timestamp::from_value(time.to_value()) == Some(time)));
        assert_eq!(Date::from_value(Value::Text("1995-03-15T12:00:00".into())), None);
        assert_eq!(Date::from_value(Value::Int(0)), None);
    }
}
