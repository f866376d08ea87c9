//! Parts of dates and times.

use super::Function1;
use crate::record::Plain;

/// A date, perhaps with a time, in the proleptic Gregorian calendar; instants are read in UTC.
///
/// Implemented for the dates of `jiff` and `chrono` (features of the same names); a type of your own may have parts, too.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no year, month and day",
    label = "not a date",
    note = "dates are those of `jiff` and `chrono`, with soakit's features of the same names"
)]
pub trait DateParts: Plain {
    /// The year.
    fn year(self) -> i32;
    /// The month, from 1.
    fn month(self) -> u8;
    /// The day of the month, from 1.
    fn day(self) -> u8;
    /// The day of the week, from Monday = 1 to Sunday = 7.
    fn weekday(self) -> u8;
    /// The day of the year, from 1.
    fn ordinal_day(self) -> u16;
}

/// A time of day, perhaps with a date; instants are read in UTC.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no hour, minute and second",
    label = "not a time",
    note = "times are those of `jiff` and `chrono`, with soakit's features of the same names"
)]
pub trait TimeParts: Plain {
    /// The hour, from 0.
    fn hour(self) -> u8;
    /// The minute, from 0.
    fn minute(self) -> u8;
    /// The second, from 0.
    fn second(self) -> u8;
}

macro_rules! parts {
    ($([$parts:ident] $($(#[$doc:meta])* $part:ident $out:ty, |$x:ident| $call:expr;)*)*) => {$($(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $part;

        impl<A: $parts> Function1<A> for $part {
            type Out = $out;

            #[inline(always)]
            fn call(&self, $x: A) -> $out {
                $call
            }
        }

        impl<A: $parts> Function1<Option<A>> for $part {
            type Out = Option<$out>;

            #[inline(always)]
            fn call(&self, a: Option<A>) -> Option<$out> {
                a.map(|$x| $call)
            }
        }
    )*)*};
}

parts! {
    [DateParts]
    /// The year.
    Year i32, |date| date.year();
    /// The quarter of the year, from 1.
    Quarter u8, |date| date.month().div_ceil(3);
    /// The month, from 1.
    Month u8, |date| date.month();
    /// The day of the month, from 1.
    Day u8, |date| date.day();
    /// The day of the week, from Monday = 1 to Sunday = 7.
    Weekday u8, |date| date.weekday();
    /// The day of the year, from 1.
    OrdinalDay u16, |date| date.ordinal_day();
    [TimeParts]
    /// The hour, from 0.
    Hour u8, |time| time.hour();
    /// The minute, from 0.
    Minute u8, |time| time.minute();
    /// The second, from 0.
    Second u8, |time| time.second();
}

#[cfg(feature = "jiff")]
mod of_jiff {
    use jiff::civil::{Date, DateTime, Time};
    use jiff::{Timestamp, tz::Offset};

    use super::{DateParts, TimeParts};

    fn utc(instant: Timestamp) -> DateTime {
        Offset::UTC.to_datetime(instant)
    }

    macro_rules! parts {
        ($trait:ident [$($type:ty, |$x:ident| $of:expr;)*] $($part:ident $out:ty, |$y:ident| $call:expr;)*) => {
            parts! { @types $trait [$($type, |$x| $of;)*] { $($part $out, |$y| $call;)* } }
        };
        (@types $trait:ident [$($type:ty, |$x:ident| $of:expr;)*] $parts:tt) => {
            $(parts! { @one $trait $type, |$x| $of, $parts })*
        };
        (@one $trait:ident $type:ty, |$x:ident| $of:expr, { $($part:ident $out:ty, |$y:ident| $call:expr;)* }) => {
            impl $trait for $type {
                $(
                    #[inline]
                    fn $part(self) -> $out {
                        let $x = self;
                        let $y = $of;
                        $call
                    }
                )*
            }
        };
    }

    parts! {
        DateParts [Date, |civil| civil; DateTime, |civil| civil.date(); Timestamp, |instant| utc(instant).date();]
        year i32, |date| i32::from(date.year());
        month u8, |date| date.month().cast_unsigned();
        day u8, |date| date.day().cast_unsigned();
        weekday u8, |date| date.weekday().to_monday_one_offset().cast_unsigned();
        ordinal_day u16, |date| date.day_of_year().cast_unsigned();
    }

    parts! {
        TimeParts [Time, |civil| civil; DateTime, |civil| civil.time(); Timestamp, |instant| utc(instant).time();]
        hour u8, |time| time.hour().cast_unsigned();
        minute u8, |time| time.minute().cast_unsigned();
        second u8, |time| time.second().cast_unsigned();
    }
}

#[cfg(feature = "chrono")]
mod of_chrono {
    use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};

    use super::{DateParts, TimeParts};

    macro_rules! parts {
        ($of:ident $($part:ident $out:ty, $call:ident;)*) => {$(
            #[inline]
            #[allow(clippy::cast_possible_truncation, reason = "no part of a date is that large")]
            fn $part(self) -> $out {
                $of::$call(&self) as $out
            }
        )*};
    }

    /// The day of the week, as a number.
    trait WeekdayNumber {
        fn number(&self) -> u32;
    }

    impl<D: Datelike> WeekdayNumber for D {
        #[inline]
        fn number(&self) -> u32 {
            self.weekday().number_from_monday()
        }
    }

    macro_rules! dates {
        ($($type:ty)*) => {$(
            impl DateParts for $type {
                parts! { Datelike year i32, year; month u8, month; day u8, day; ordinal_day u16, ordinal; }
                parts! { WeekdayNumber weekday u8, number; }
            }
        )*};
    }

    macro_rules! times {
        ($($type:ty)*) => {$(
            impl TimeParts for $type {
                parts! { Timelike hour u8, hour; minute u8, minute; second u8, second; }
            }
        )*};
    }

    dates! { NaiveDate NaiveDateTime DateTime<Utc> }
    times! { NaiveTime NaiveDateTime DateTime<Utc> }
}
