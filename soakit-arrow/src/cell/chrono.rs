//! `chrono`'s dates and times. Feature `chrono`.

use ::chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};

use super::ArrowAs;
use super::time::{ClockTime, Days, Instant, Span, TimeOfDay};
use crate::error::CellProblem;

const SECOND: i128 = 1_000_000_000;

/// What lies outside of chrono's years, or of the day.
fn outside(count: impl std::fmt::Display, unit: &str) -> CellProblem {
    CellProblem::new(format_args!("{count} {unit}"), "lies outside of what chrono has")
}

/// Leap seconds have no number in Arrow.
fn not_leap(time: impl Timelike + std::fmt::Debug) -> Result<u32, CellProblem> {
    let nanosecond = time.nanosecond();
    if i128::from(nanosecond) < SECOND {
        Ok(nanosecond)
    } else {
        Err(CellProblem::new(format_args!("{time:?}"), "lies in a leap second"))
    }
}

impl ArrowAs for NaiveDate {
    type Cell = Days;

    fn into_arrow(self) -> Result<Days, CellProblem> {
        Ok(Days(self.to_epoch_days()))
    }

    fn from_arrow(Days(days): Days) -> Result<Self, CellProblem> {
        Self::from_epoch_days(days).ok_or_else(|| outside(days, "days"))
    }
}

impl ArrowAs for DateTime<Utc> {
    type Cell = Instant;

    fn into_arrow(self) -> Result<Instant, CellProblem> {
        Ok(Instant(i128::from(self.timestamp()) * SECOND + i128::from(not_leap(self)?)))
    }

    fn from_arrow(Instant(count): Instant) -> Result<Self, CellProblem> {
        let seconds = i64::try_from(count.div_euclid(SECOND)).ok();
        let rest = u32::try_from(count.rem_euclid(SECOND)).ok();
        let time = seconds.zip(rest).and_then(|(seconds, rest)| Self::from_timestamp(seconds, rest));
        time.ok_or_else(|| outside(count, "ns"))
    }
}

impl ArrowAs for NaiveDateTime {
    type Cell = ClockTime;

    fn into_arrow(self) -> Result<ClockTime, CellProblem> {
        self.and_utc().into_arrow().map(|Instant(count)| ClockTime(count))
    }

    fn from_arrow(ClockTime(count): ClockTime) -> Result<Self, CellProblem> {
        DateTime::from_arrow(Instant(count)).map(|time| time.naive_utc())
    }
}

impl ArrowAs for NaiveTime {
    type Cell = TimeOfDay;

    fn into_arrow(self) -> Result<TimeOfDay, CellProblem> {
        Ok(TimeOfDay(i128::from(self.num_seconds_from_midnight()) * SECOND + i128::from(not_leap(self)?)))
    }

    fn from_arrow(TimeOfDay(count): TimeOfDay) -> Result<Self, CellProblem> {
        let seconds = u32::try_from(count.div_euclid(SECOND)).ok();
        let rest = u32::try_from(count.rem_euclid(SECOND)).ok();
        let time = seconds.zip(rest);
        time.and_then(|(seconds, rest)| Self::from_num_seconds_from_midnight_opt(seconds, rest))
            .ok_or_else(|| outside(count, "ns"))
    }
}

impl ArrowAs for TimeDelta {
    type Cell = Span;

    fn into_arrow(self) -> Result<Span, CellProblem> {
        Ok(Span(i128::from(self.num_seconds()) * SECOND + i128::from(self.subsec_nanos())))
    }

    fn from_arrow(Span(count): Span) -> Result<Self, CellProblem> {
        let seconds = i64::try_from(count.div_euclid(SECOND)).ok();
        let rest = u32::try_from(count.rem_euclid(SECOND)).ok();
        seconds.zip(rest).and_then(|(seconds, rest)| Self::new(seconds, rest)).ok_or_else(|| outside(count, "ns"))
    }
}
