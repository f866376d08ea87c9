//! `jiff`'s dates and times. Feature `jiff`.

use ::jiff::civil::{Date, DateTime, Time};
use ::jiff::{SignedDuration, Timestamp, Unit};

use super::ArrowAs;
use super::time::{ClockTime, Days, Instant, Span, TimeOfDay};
use crate::error::CellProblem;

const EPOCH: Date = Date::constant(1970, 1, 1);

/// What lies outside of jiff's years, −9999 to 9999, or of the day.
fn outside(count: impl std::fmt::Display, unit: &str) -> CellProblem {
    CellProblem::new(format_args!("{count} {unit}"), "lies outside of what jiff has")
}

impl ArrowAs for Date {
    type Cell = Days;

    fn into_arrow(self) -> Result<Days, CellProblem> {
        let days = self.since((Unit::Day, EPOCH)).map(|span| span.get_days());
        days.map(Days).map_err(|error| CellProblem::new(self, error.to_string()))
    }

    fn from_arrow(Days(days): Days) -> Result<Self, CellProblem> {
        let span = ::jiff::Span::new().try_days(days);
        span.and_then(|span| EPOCH.checked_add(span)).map_err(|_| outside(days, "days"))
    }
}

impl ArrowAs for Timestamp {
    type Cell = Instant;

    fn into_arrow(self) -> Result<Instant, CellProblem> {
        Ok(Instant(self.as_nanosecond()))
    }

    fn from_arrow(Instant(count): Instant) -> Result<Self, CellProblem> {
        Self::from_nanosecond(count).map_err(|_| outside(count, "ns"))
    }
}

/// Read on the clock of a place without seasons.
impl ArrowAs for DateTime {
    type Cell = ClockTime;

    fn into_arrow(self) -> Result<ClockTime, CellProblem> {
        let span = self.duration_since(EPOCH.at(0, 0, 0, 0));
        Ok(ClockTime(span.as_nanos()))
    }

    fn from_arrow(ClockTime(count): ClockTime) -> Result<Self, CellProblem> {
        let span = duration(count).ok_or_else(|| outside(count, "ns"))?;
        EPOCH.at(0, 0, 0, 0).checked_add(span).map_err(|_| outside(count, "ns"))
    }
}

impl ArrowAs for Time {
    type Cell = TimeOfDay;

    fn into_arrow(self) -> Result<TimeOfDay, CellProblem> {
        Ok(TimeOfDay(self.duration_since(Self::midnight()).as_nanos()))
    }

    fn from_arrow(TimeOfDay(count): TimeOfDay) -> Result<Self, CellProblem> {
        let span = duration(count).ok_or_else(|| outside(count, "ns"))?;
        Self::midnight().checked_add(span).map_err(|_| outside(count, "ns"))
    }
}

impl ArrowAs for SignedDuration {
    type Cell = Span;

    fn into_arrow(self) -> Result<Span, CellProblem> {
        Ok(Span(self.as_nanos()))
    }

    fn from_arrow(Span(count): Span) -> Result<Self, CellProblem> {
        duration(count).ok_or_else(|| outside(count, "ns"))
    }
}

fn duration(nanoseconds: i128) -> Option<SignedDuration> {
    const SECOND: i128 = 1_000_000_000;
    let seconds = i64::try_from(nanoseconds.div_euclid(SECOND)).ok()?;
    let rest = i32::try_from(nanoseconds.rem_euclid(SECOND)).ok()?;
    SignedDuration::from_secs(seconds).checked_add(SignedDuration::new(0, rest))
}
