//! Functions of expressions, against the same functions in a loop.

use soakit::prelude::*;

#[derive(SoA, Clone, Debug, PartialEq)]
struct Thing {
    #[soa(dict)]
    kind: String,
    name: String,
    nick: Option<String>,
    number: i32,
    x: f64,
    y: Option<f64>,
}

const NAMES: [&str; 8] =
    ["", "  green Apple ", "ÄPFEL und Öl", "PROMO BRUSHED", "a_b%c", "forest green", "x", "日本語テキスト"];

fn things(rows: usize) -> Bulk<Thing> {
    (0..rows)
        .map(|i| Thing {
            kind: NAMES[i * 5 % 8].into(),
            name: NAMES[i * 3 % 8].into(),
            nick: (i % 3 != 0).then(|| NAMES[i % 8].into()),
            number: i as i32 % 11 - 5,
            x: [1.5, -2.5, 0.0, f64::NAN, 1e300, -0.0, f64::INFINITY][i % 7],
            y: (i % 4 != 0).then(|| (i % 9) as f64 / 2.0 - 2.0),
        })
        .collect()
}

/// A column of a result equals what a loop makes of each thing, printed: NaN equals NaN.
macro_rules! same {
    ($(|$w:ident| $expression:expr, |$row:ident| $loop:expr;)*) => {$({
        let things = things(100);
        let found = things.query().select(|$w| ($expression,));
        let found: Vec<String> = Vec::from(found).iter().map(|cell| format!("{:?}", cell.0)).collect();
        let expected: Vec<String> = Vec::from(things).iter().map(|$row| format!("{:?}", $loop)).collect();
        assert_eq!(found, expected, stringify!($expression));
    })*};
}

#[test]
fn text_is_asked_as_a_loop_asks() {
    same! {
        |w| w.name.like("%green%"), |w| w.name.contains("green");
        |w| w.kind.like("%green%"), |w| w.kind.contains("green");
        |w| w.nick.like("%green%"), |w| w.nick.as_ref().is_some_and(|nick| nick.contains("green"));
        |w| w.name.like("PROMO%"), |w| w.name.starts_with("PROMO");
        |w| w.name.like("_"), |w| w.name.chars().count() == 1;
        |w| w.name.like(r"a\_b\%c"), |w| w.name == "a_b%c";
        |w| w.name.ilike("äpfel%"), |w| w.name.to_lowercase().starts_with("äpfel");
        |w| w.name.glob("*[A-Z]*"), |w| w.name.contains(|c: char| c.is_ascii_uppercase());
        |w| w.kind.starts_with("f") | w.kind.ends_with("x"), |w| w.kind.starts_with('f') || w.kind.ends_with('x');
        |w| w.name.text_len(), |w| w.name.len() as u64;
    }
}

#[cfg(feature = "regex")]
#[test]
fn regular_expressions_match_anywhere() {
    same! {
        |w| w.name.matches("^[a-z ]+$"), |w| !w.name.is_empty() && w.name.chars().all(|c| c == ' ' || c.is_ascii_lowercase());
        |w| w.nick.matches("gr.*n"), |w| w.nick.as_ref().is_some_and(|nick| nick.contains("green"));
    }
}

#[test]
fn texts_are_cut_by_characters_and_changed_by_unicode() {
    let substr = |text: &str, start, len| text.chars().skip(start).take(len).collect::<String>();
    same! {
        |w| w.name.substr(1, 3), |w| substr(&w.name, 1, 3);
        |w| w.kind.substr(0, 2), |w| substr(&w.kind, 0, 2);
        |w| w.name.substr(100, 2), |_w| "";
        |w| w.name.substr(2, usize::MAX), |w| substr(&w.name, 2, usize::MAX);
        |w| w.nick.substr(0, 1), |w| w.nick.as_ref().map(|nick| substr(nick, 0, 1));
        |w| w.name.trim(), |w| w.name.trim();
        |w| w.name.to_lowercase(), |w| w.name.to_lowercase();
        |w| w.kind.to_uppercase(), |w| w.kind.to_uppercase();
        |w| w.nick.to_lowercase(), |w| w.nick.as_ref().map(|nick| nick.to_lowercase());
        |w| w.name.to_lowercase().trim().substr(0, 3), |w| substr(w.name.to_lowercase().trim(), 0, 3);
        |w| w.name.trim().substr(0, 5).eq("green"), |w| substr(w.name.trim(), 0, 5) == "green";
        |w| w.name.to_lowercase().contains("äp"), |w| w.name.to_lowercase().contains("äp");
        |w| w.name.trim().to_uppercase().eq("X"), |w| w.name.trim() == "x";
    }
}

#[test]
fn parts_of_text_are_keys_and_are_aggregated() {
    let things = things(100);
    let groups = things.query().group_by(|w| w.name.substr(0, 1)).agg(|w| (count(), w.name.trim().max()));
    assert_eq!(groups.iter().map(|group| *group.1.0).sum::<u64>(), 100);
    assert_eq!(groups.len(), 8);
}

#[test]
#[should_panic(expected = "the backslash escapes nothing")]
fn a_pattern_that_is_none_panics_where_it_is_written() {
    let _ = things(1).query().filter(|w| w.name.like("oops\\"));
}

#[test]
fn a_pattern_from_outside_is_refused_with_its_place() {
    let mut refused = String::new();
    let things = things(8);
    let kept = things.query().filter(|w| match w.name.try_glob("[z-a]") {
        Ok(glob) => glob,
        Err(error) => {
            refused = error.to_string();
            w.name.glob("*")
        }
    });
    assert_eq!(kept.count(), 8);
    assert_eq!(refused, "the pattern `[z-a]`, byte 1: the range `z-a` runs backwards; write `a-z`");
}

#[test]
fn floats_are_computed_as_by_rust() {
    same! {
        |w| w.x.sqrt(), |w| w.x.sqrt();
        |w| w.y.sqrt(), |w| w.y.map(f64::sqrt);
        |w| w.x.ln(), |w| w.x.ln();
        |w| w.x.exp(), |w| w.x.exp();
        |w| w.x.powi(3), |w| w.x.powi(3);
        |w| w.x.powf(0.5), |w| w.x.powf(0.5);
        |w| w.x.powf(w.y), |w| w.y.map(|y| w.x.powf(y));
        |w| w.x.floor(), |w| w.x.floor();
        |w| w.x.ceil(), |w| w.x.ceil();
        |w| w.x.round(), |w| w.x.round();
        |w| (w.x * 2.0).abs().sqrt() + 1.0, |w| (w.x * 2.0).abs().sqrt() + 1.0;
        |w| w.x.is_nan(), |w| w.x.is_nan();
        |w| (w.y / w.y).is_nan(), |w| w.y == Some(0.0);
        |w| w.x.clamp(-1.0, 1.0), |w| w.x.clamp(-1.0, 1.0);
        |w| w.y.clamp(0.0, 1.0), |w| w.y.map(|y| y.clamp(0.0, 1.0));
        |w| w.number.clamp(-2, 2), |w| w.number.clamp(-2, 2);
    }
}

#[test]
fn the_lesser_of_two_has_nan_above_all_numbers() {
    let less = |a: f64, b: f64| if b < a || a.is_nan() { b } else { a };
    let greater = |a: f64, b: f64| {
        if a.is_nan() || b.is_nan() {
            f64::NAN
        } else if a < b {
            b
        } else {
            a
        }
    };
    same! {
        |w| w.x.min_of(1.0), |w| less(w.x, 1.0);
        |w| w.x.max_of(1.0), |w| greater(w.x, 1.0);
        |w| w.x.min_of(w.y), |w| w.y.map(|y| less(w.x, y));
        |w| w.y.max_of(w.x), |w| w.y.map(|y| greater(y, w.x));
        |w| w.number.max_of(0), |w| w.number.max(0);
    }
}

#[test]
fn a_value_that_stands_for_nothing_becomes_missing() {
    same! {
        |w| w.number.null_if(0), |w| (w.number != 0).then_some(w.number);
        |w| w.y.null_if(1.0), |w| w.y.filter(|y| *y != 1.0);
        |w| w.name.null_if(""), |w| (!w.name.is_empty()).then_some(&w.name);
        |w| w.nick.null_if("x"), |w| w.nick.as_ref().filter(|nick| *nick != "x");
        |w| w.number.null_if(3).unwrap_or(9), |w| if w.number == 3 { 9 } else { w.number };
    }
}

#[cfg(feature = "jiff")]
#[test]
fn dates_of_jiff_have_parts() {
    use jiff::civil::{Date, DateTime, Time, date};

    let start = date(1999, 12, 30).at(22, 58, 59, 0);
    let times: Bulk<(DateTime, Option<Date>, Time, jiff::Timestamp)> = (0..1000_i64)
        .map(|i| {
            let time = start.saturating_add(jiff::Span::new().hours(i * 7).seconds(i));
            let instant = jiff::tz::Offset::UTC.to_timestamp(time).expect("in range");
            (time, (i % 3 > 0).then(|| time.date()), time.time(), instant)
        })
        .collect();
    let parts = times.query().select(|(at, day, time, instant)| {
        (
            (at.year(), at.quarter(), at.month(), at.day(), at.weekday(), at.ordinal_day()),
            (at.hour(), at.minute(), at.second()),
            (day.year(), day.month(), day.weekday()),
            (time.hour(), time.minute(), time.second()),
            (instant.year(), instant.ordinal_day(), instant.hour()),
        )
    });
    for (parts, (at, day, time, _)) in Vec::from(parts).into_iter().zip(Vec::from(times)) {
        let (year, month, day_of_month) = (i32::from(at.year()), at.month() as u8, at.day() as u8);
        let weekday = at.weekday().to_monday_one_offset() as u8;
        let ordinal = at.day_of_year() as u16;
        assert_eq!(parts.0, (year, (month - 1) / 3 + 1, month, day_of_month, weekday, ordinal));
        let clock = (time.hour() as u8, time.minute() as u8, time.second() as u8);
        assert_eq!((parts.1, parts.3), (clock, clock));
        assert_eq!(parts.2, (day.map(|_| year), day.map(|_| month), day.map(|_| weekday)));
        assert_eq!(parts.4, (year, ordinal, clock.0));
    }
}

#[cfg(feature = "chrono")]
#[test]
fn dates_of_chrono_have_parts() {
    use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};

    let times: Bulk<(NaiveDateTime, Option<NaiveDate>, NaiveTime, DateTime<Utc>)> = (0..1000_i64)
        .map(|i| {
            let instant = DateTime::from_timestamp(946_598_339 + i * 25_201, 0).expect("in range");
            let time = instant.naive_utc();
            (time, (i % 3 > 0).then(|| time.date()), time.time(), instant)
        })
        .collect();
    let parts = times.query().select(|(at, day, time, instant)| {
        (
            (at.year(), at.quarter(), at.month(), at.day(), at.weekday(), at.ordinal_day()),
            (at.hour(), at.minute(), at.second()),
            (day.year(), day.month(), day.weekday()),
            (time.hour(), time.minute(), time.second()),
            (instant.year(), instant.ordinal_day(), instant.hour()),
        )
    });
    for (parts, (at, day, time, _)) in Vec::from(parts).into_iter().zip(Vec::from(times)) {
        let (year, month, weekday) = (at.year(), at.month() as u8, at.weekday().number_from_monday() as u8);
        let ordinal = at.ordinal() as u16;
        assert_eq!(parts.0, (year, (month - 1) / 3 + 1, month, at.day() as u8, weekday, ordinal));
        let clock = (time.hour() as u8, time.minute() as u8, time.second() as u8);
        assert_eq!((parts.1, parts.3), (clock, clock));
        assert_eq!(parts.2, (day.map(|_| year), day.map(|_| month), day.map(|_| weekday)));
        assert_eq!(parts.4, (year, ordinal, clock.0));
    }
}
