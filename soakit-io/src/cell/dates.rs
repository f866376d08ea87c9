//! Dates and times of `jiff` and `chrono` (features of the same names), as ISO 8601 writes them.
//!
//! A text has all parts that its type has, and no others: a time of day behind a date, or an offset behind a local time,
//! would be lost without a word. Instants are written in UTC, and read with any offset. Between date and time a blank is as
//! good as `T`.

use core::fmt::Write;

use super::{Expected, ParseCell, Shape, WriteCell};

/// `$parse` reads a text without blanks around it.
macro_rules! dates {
    ($($date:ty: $expected:literal, $parse:expr, $format:literal);* $(;)?) => {$(
        impl ParseCell for $date {
            const SHAPE: Shape = Shape::Text;

            fn expected() -> Expected {
                concat!("expected ", $expected).into()
            }

            #[inline]
            fn parse_cell(text: &str) -> Option<Self> {
                let parse: fn(&str) -> Option<Self> = $parse;
                parse(text.trim_ascii())
            }
        }

        impl WriteCell for $date {
            const SHAPE: Shape = Shape::Text;

            fn write_cell(&self, out: &mut String) {
                write!(out, $format, self).expect("a `String` takes any text");
            }
        }
    )*};
}

#[cfg(feature = "jiff")]
mod jiff {
    use super::{Expected, ParseCell, Shape, Write, WriteCell};
    use ::jiff::civil::{Date, DateTime, Time};
    use ::jiff::{SignedDuration, Timestamp};

    dates! {
        Date: "a date, such as `2013-01-31`", |text| text.parse().ok().filter(|_| is_date(text)), "{}";
        Time: "a time of day, such as `05:30:00`", |text| text.parse().ok().filter(|_| is_time(text)), "{}";
        DateTime: "a date and a time, such as `2013-01-31T05:30:00`", |text| {
            let (date, time) = text.split_once(['T', 't', ' '])?;
            text.parse().ok().filter(|_| is_date(date) && is_time(time))
        }, "{}";
        Timestamp: "an instant, such as `2013-01-31T05:30:00Z`", |text| text.parse().ok(), "{}";
        SignedDuration: "a duration, such as `PT2H30M`", |text| text.parse().ok(), "{}";
    }

    /// `jiff` reads a date from a text that goes on.
    fn is_date(text: &str) -> bool {
        text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'+'))
    }

    /// `jiff` reads a time from a text with a date, or with an offset.
    fn is_time(text: &str) -> bool {
        text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b','))
    }
}

#[cfg(feature = "chrono")]
mod chrono {
    use super::{Expected, ParseCell, Shape, Write, WriteCell};
    use ::chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};

    // `Debug` is ISO 8601; `Display` has a blank where the standard has a `T`.
    dates! {
        NaiveDate: "a date, such as `2013-01-31`", |text| text.parse().ok(), "{:?}";
        NaiveTime: "a time of day, such as `05:30:00`", |text| text.parse().ok(), "{:?}";
        NaiveDateTime: "a date and a time, such as `2013-01-31T05:30:00`", |text| {
            text.parse().or_else(|_| Self::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f")).ok()
        }, "{:?}";
        DateTime<Utc>: "an instant, such as `2013-01-31T05:30:00Z`", |text| text.parse().ok(), "{:?}";
    }
}

#[cfg(test)]
mod tests {
    use crate::cell::{ParseCell, WriteCell};

    fn reads_back<T: ParseCell + WriteCell>(text: &str, expected: &str) {
        let mut written = String::new();
        T::parse_cell(text).expect(text).write_cell(&mut written);
        assert_eq!(written, expected);
    }

    #[cfg(feature = "jiff")]
    #[test]
    fn jiff_loses_no_part_of_a_text() {
        use jiff::civil::{Date, DateTime, Time};
        use jiff::{SignedDuration, Timestamp};

        reads_back::<Date>(" 2013-01-31 ", "2013-01-31");
        reads_back::<Date>("-009999-01-01", "-009999-01-01");
        reads_back::<Time>("05:30", "05:30:00");
        reads_back::<Time>("23:59:59.999999999", "23:59:59.999999999");
        reads_back::<DateTime>("2013-01-31 05:30:00.5", "2013-01-31T05:30:00.5");
        reads_back::<Timestamp>("2013-01-31T05:30:00+02:00", "2013-01-31T03:30:00Z");
        reads_back::<SignedDuration>("-PT2H30M", "-PT2H30M");
        assert_eq!(Date::parse_cell("2013-01-31T05:30:00"), None);
        assert_eq!(Date::parse_cell("2013-02-30"), None);
        assert_eq!(Time::parse_cell("2013-01-31T05:30:00"), None);
        assert_eq!(Time::parse_cell("05:30:00-04:00"), None);
        assert_eq!(DateTime::parse_cell("2013-01-31"), None);
        assert_eq!(DateTime::parse_cell("2013-01-31T05:30:00+02:00"), None);
        assert_eq!(Timestamp::parse_cell("2013-01-31T05:30:00"), None);
    }

    #[cfg(feature = "chrono")]
    #[test]
    fn chrono_loses_no_part_of_a_text() {
        use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};

        reads_back::<NaiveDate>(" 2013-01-31 ", "2013-01-31");
        reads_back::<NaiveTime>("05:30", "05:30:00");
        reads_back::<NaiveTime>("23:59:60.5", "23:59:60.500");
        reads_back::<NaiveDateTime>("2013-01-31 05:30:00.5", "2013-01-31T05:30:00.500");
        reads_back::<DateTime<Utc>>("2013-01-31T05:30:00+02:00", "2013-01-31T03:30:00Z");
        assert_eq!(NaiveDate::parse_cell("2013-01-31T05:30:00"), None);
        assert_eq!(NaiveTime::parse_cell("05:30:00-04:00"), None);
        assert_eq!(NaiveDateTime::parse_cell("2013-01-31"), None);
        assert_eq!(NaiveDateTime::parse_cell("2013-01-31T05:30:00+02:00"), None);
        assert_eq!(DateTime::<Utc>::parse_cell("2013-01-31T05:30:00"), None);
    }
}
