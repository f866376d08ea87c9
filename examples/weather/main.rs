//! A year of weather at New York's airports, in columns: five questions, answered with columns, derived columns
//! and partitions.
//!
//! Run it with `cargo run --release --example weather`, or name another file with the same columns.

mod load;
mod record;
mod table;

use std::process::ExitCode;

use record::Weather;
use soakit::prelude::*;
use table::Table;

fn main() -> ExitCode {
    let path =
        std::env::args().nth(1).unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/data/weather.csv").into());
    match load::read(path.as_ref()) {
        Ok(weather) => {
            println!("{} hourly observations\n{weather:?}\n", weather.len());
            extremes(&weather);
            fog(&weather);
            gusts(&weather);
            rain(&weather);
            fronts(&weather);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// A partition lends its rows: nothing is copied to look at one airport.
fn extremes(weather: &Bulk<Weather>) {
    let heads = ["airport", "hours", "coldest °F", "felt °F", "mean °F", "warmest °F"];
    let mut table = Table::new("1. How cold, how warm?", &heads);
    for airport in weather.partition_by(|w| w.origin).iter() {
        let temps = || airport.col(|w| w.temp).flatten().copied();
        let mean = temps().sum::<f64>() / temps().count() as f64;
        table.row([
            airport.key().to_string(),
            airport.len().to_string(),
            format!("{:.1}", temps().fold(f64::INFINITY, f64::min)),
            format!("{:.1}", airport.col(|w| w.wind_chill).flatten().copied().fold(f64::INFINITY, f64::min)),
            format!("{mean:.1}"),
            format!("{:.1}", temps().fold(f64::NEG_INFINITY, f64::max)),
        ]);
    }
    table.print();
}

/// Keys may be tuples, and derived columns are read like fields.
fn fog(weather: &Bulk<Weather>) {
    let foggy_hours = weather.foggy().iter().filter(|foggy| **foggy).count();
    let title = format!("2. When is it foggy? ({foggy_hours} hours in all)");
    let mut table = Table::new(&title, &["airport", "foggiest month", "foggy hours", "of all %"]);
    let months = weather.partition_by(|w| (w.origin, w.month));
    for airport in weather.partition_by(|w| w.origin).iter() {
        let months = months.iter().filter(|month| month.key().0 == airport.key());
        let foggy = months.map(|month| (month.col(|w| w.foggy).filter(|foggy| **foggy).count(), month));
        let Some((foggy, month)) = foggy.max_by_key(|(foggy, _)| *foggy) else { continue };
        table.row([
            airport.key().to_string(),
            month.key().1.to_string(),
            foggy.to_string(),
            format!("{:.1}", 100.0 * foggy as f64 / month.len() as f64),
        ]);
    }
    table.print();
}

/// An order can be found without moving a row; missing values sort where the key says.
fn gusts(weather: &Bulk<Weather>) {
    let mut table = Table::new("3. Which gusts were the strongest?", &["hour", "airport", "gust mph", "× mean wind"]);
    let order = weather.argsort_by_key(|w| std::cmp::Reverse(w.wind_gust.map(|&mph| (mph * 1e6) as u64)));
    for &row in order.as_slice().iter().take(5) {
        let Some(hour) = weather.get(row as usize) else { continue };
        table.row([
            hour.time_hour.to_string(),
            hour.origin.to_string(),
            hour.wind_gust.map_or_else(String::new, |mph| format!("{mph:.1}")),
            hour.gust_factor().map_or_else(String::new, |factor| format!("{factor:.2}")),
        ]);
    }
    table.print();
}

/// One column of a partition, read as often as one likes.
fn rain(weather: &Bulk<Weather>) {
    let mut table = Table::new("4. How much rain?", &["airport", "rain in", "wet hours", "wettest hour in"]);
    for airport in weather.partition_by(|w| w.origin).iter() {
        let inches = || airport.col(|w| w.precip).copied();
        table.row([
            airport.key().to_string(),
            format!("{:.2}", inches().sum::<f64>()),
            inches().filter(|&inches| inches > 0.0).count().to_string(),
            format!("{:.2}", inches().fold(0.0, f64::max)),
        ]);
    }
    table.print();
}

/// A cell that needs other rows comes from a column-wise column.
fn fronts(weather: &Bulk<Weather>) {
    let heads = ["airport", "six hours until", "fall mbar", "spread °F"];
    let mut table = Table::new("5. When did the pressure fall fastest?", &heads);
    for airport in weather.partition_by(|w| w.origin).iter() {
        let falls = airport.iter().filter_map(|hour| Some((*hour.fall()?, hour)));
        let Some((mbar, hour)) = falls.max_by(|a, b| a.0.total_cmp(&b.0)) else { continue };
        table.row([
            airport.key().to_string(),
            hour.time_hour.to_string(),
            format!("{mbar:.1}"),
            hour.spread().map_or_else(String::new, |fahrenheit| format!("{fahrenheit:.1}")),
        ]);
    }
    table.print();
}
