//! `chrono`'s naive dates and times, and instants in UTC.

use alloc::{format, vec::Vec};

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};

use crate::record::cell::{plain_cells, scalar_cells};
use crate::record::{Cell, Coded, ColumnKind, Constant, Plain, Scalar, Value, WideCoded};

scalar_cells! { values: NaiveDate }

impl Plain for NaiveDate {
    const IS_HARMLESS: bool = true;

    fn constant(self) -> Option<Constant> {
        Some(Constant::Date(self.to_epoch_days()))
    }
}

plain_cells! {
    values:
    NaiveTime, |time| ordinary(time).map(|nanosecond| {
        Constant::Time(i64::from(time.num_seconds_from_midnight()) * 1_000_000_000 + i64::from(nanosecond))
    });
    NaiveDateTime, |time| nanoseconds(time).map(Constant::DateTime);
    DateTime<Utc>, |time| nanoseconds(time.naive_utc()).map(Constant::Instant);
}

/// The nanosecond of a second. A leap second has none that keeps the order: it comes before the next second, and its
/// nanoseconds do not.
fn ordinary(time: NaiveTime) -> Option<u32> {
    Some(time.nanosecond()).filter(|&nanosecond| nanosecond < 1_000_000_000)
}

/// Nanoseconds since 1970.
fn nanoseconds(time: NaiveDateTime) -> Option<i128> {
    Some(i128::from(time.and_utc().timestamp()) * 1_000_000_000 + i128::from(ordinary(time.time())?))
}

/// Bits of a second of a day.
const SECOND_BITS: u32 = 17;
/// Bits of a nanosecond of a second, which reaches two seconds in a leap second.
const NANOSECOND_BITS: u32 = 31;

impl Coded for NaiveDate {
    // 20 bits for the year, 9 for the day of the year: as `chrono` keeps a date.
    const BITS: u32 = 29;

    #[inline(always)]
    fn code(self) -> u64 {
        u64::from((self.year() - Self::MIN.year()).cast_unsigned()) << 9 | u64::from(self.ordinal())
    }
}

impl Coded for NaiveTime {
    const BITS: u32 = SECOND_BITS + NANOSECOND_BITS;

    #[inline(always)]
    fn code(self) -> u64 {
        u64::from(self.num_seconds_from_midnight()) << NANOSECOND_BITS | u64::from(self.nanosecond())
    }
}

impl WideCoded for NaiveDateTime {
    const BITS: [u32; 2] = [NaiveDate::BITS + SECOND_BITS, NANOSECOND_BITS];

    #[inline(always)]
    fn codes(self) -> [u64; 2] {
        let time = self.time();
        let seconds = self.date().code() << SECOND_BITS | u64::from(time.num_seconds_from_midnight());
        [seconds, u64::from(time.nanosecond())]
    }
}

impl WideCoded for DateTime<Utc> {
    const BITS: [u32; 2] = NaiveDateTime::BITS;

    #[inline(always)]
    fn codes(self) -> [u64; 2] {
        self.naive_utc().codes()
    }
}

macro_rules! scalars {
    ($($date:ty)*) => {$(
        impl Scalar for $date {
            fn to_value(&self) -> Value {
                // `Debug` is ISO 8601; `Display` has a space where the standard has a `T`, and is not read back.
                Value::Text(format!("{self:?}"))
            }

            fn from_value(value: Value) -> Option<Self> {
                match value {
                    Value::Text(text) => text.parse().ok(),
                    _ => None,
                }
            }
        }
    )*};
}

scalars! { NaiveDate NaiveTime NaiveDateTime DateTime<Utc> }

#[cfg(test)]
mod tests {
    use super::*;

    fn times() -> Vec<NaiveTime> {
        let parts = [(0, 0), (0, 1), (34_200, 0), (34_259, 5), (86_399, 999_999_999), (86_399, 1_999_999_999)];
        parts.map(|(second, nano)| NaiveTime::from_num_seconds_from_midnight_opt(second, nano).expect("a time")).into()
    }

    fn dates() -> Vec<NaiveDate> {
        let near =
            |year| [(1, 1), (2, 28), (3, 1), (12, 31)].map(|(month, day)| NaiveDate::from_ymd_opt(year, month, day));
        let near = [-9999, -1, 0, 1969, 1970, 2024, 9999].into_iter().flat_map(near).flatten();
        [NaiveDate::MIN].into_iter().chain(near).chain([NaiveDate::MAX]).collect()
    }

    fn date_times() -> Vec<NaiveDateTime> {
        dates().into_iter().flat_map(|date| times().into_iter().map(move |time| date.and_time(time))).collect()
    }

    #[test]
    fn codes_are_ordered_as_dates_and_times_are_and_fit_their_bits() {
        let fits = |code: u64, bits: u32| code >> bits == 0;
        assert!(dates().is_sorted_by(|a, b| a < b && a.code() < b.code()));
        assert!(dates().iter().all(|date| fits(date.code(), NaiveDate::BITS)));
        assert!(times().is_sorted_by(|a, b| a < b && a.code() < b.code()));
        assert!(times().iter().all(|time| fits(time.code(), NaiveTime::BITS)));
        assert!(date_times().is_sorted_by(|a, b| a < b && a.codes() < b.codes()));
        assert!(
            date_times().is_sorted_by(|a, b| a.and_utc() < b.and_utc() && a.and_utc().codes() < b.and_utc().codes())
        );
        for codes in date_times().iter().map(|time| time.codes()) {
            assert!(fits(codes[0], NaiveDateTime::BITS[0]) && fits(codes[1], NaiveDateTime::BITS[1]));
        }
    }

    #[test]
    fn constants_are_ordered_as_dates_and_times_are() {
        fn ordered<T: Plain + PartialOrd>(values: impl IntoIterator<Item = T>) {
            let values: Vec<_> = values.into_iter().map(|value| (value, value.constant())).collect();
            let values: Vec<_> = values.into_iter().filter_map(|(value, constant)| Some((value, constant?))).collect();
            assert!(values.is_sorted_by(|(a, x), (b, y)| a < b && x < y));
            assert!(values.len() > 3);
        }
        ordered(dates());
        ordered(times());
        ordered(date_times());
        ordered(date_times().into_iter().map(|time| time.and_utc()));
        let epoch = NaiveDate::from_ymd_opt(1970, 1, 2).expect("a date");
        assert_eq!(epoch.constant(), Some(Constant::Date(1)));
        assert_eq!(epoch.and_time(NaiveTime::MIN).constant(), Some(Constant::DateTime(86_400_000_000_000)));
        assert_eq!(times().last().map(|leap| leap.constant()), Some(None));
    }

    #[test]
    fn values_are_iso_texts_and_come_back() {
        let time = NaiveDate::from_ymd_opt(1995, 3, 15).and_then(|date| date.and_hms_opt(9, 30, 0)).expect("a time");
        assert_eq!(time.to_value(), Value::Text("1995-03-15T09:30:00".into()));
        assert_eq!(time.and_utc().to_value(), Value::Text("1995-03-15T09:30:00Z".into()));
        assert!(dates().into_iter().all(|date| NaiveDate::from_value(date.to_value()) == Some(date)));
        assert!(times().into_iter().all(|time| NaiveTime::from_value(time.to_value()) == Some(time)));
        assert_eq!(NaiveDateTime::from_value(time.to_value()), Some(time));
        assert_eq!(DateTime::from_value(time.and_utc().to_value()), Some(time.and_utc()));
        assert_eq!(NaiveDate::from_value(Value::Text("1995-03-15T12:00:00".into())), None);
    }
}
