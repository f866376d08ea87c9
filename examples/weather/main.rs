//! A year of weather at New York's airports, in columns: five questions, answered with columns, derived columns
//! and partitions.
//!
//! Run it with `cargo run --release -p examples --example weather`, or name another file with the same columns.

mod record;
mod table;

use std::process::ExitCode;

use record::Weather;
use soakit::prelude::*;
use table::Table;

fn main() -> ExitCode {
    let path =
        std::env::args().nth(1).unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/data/weather.csv").into());
    match soakit::csv::read::<Weather>(&path) {
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

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str =
        "origin,year,month,day,hour,temp,dewp,humid,wind_dir,wind_speed,wind_gust,precip,pressure,visib,time_hour";
    const GOOD: &str = "EWR,2013,1,1,1,39.02,26.06,59.37,270,10.36,NA,0,1012,10,2013-01-01T06:00:00Z";

    fn load(rows: &[&str]) -> Result<Bulk<Weather>, String> {
        let text = format!("{HEAD}\n{}\n", rows.join("\n"));
        soakit::csv::Reader::new().read_slice(text.as_bytes()).map_err(|error| error.to_string())
    }

    #[test]
    fn missing_values_are_missing() {
        let weather = load(&[GOOD]).expect("a good row");
        assert_eq!((weather.temp().get(0), weather.wind_gust().get(0)), (Some(Some(&39.02)), Some(None)));
    }

    #[test]
    fn the_shipped_file_loads_whole() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/weather.csv");
        let weather = soakit::csv::read::<Weather>(path).expect("the file is good");
        assert_eq!(weather.len(), 26_115);
        assert_eq!(weather.wind_gust().null_count(), 20_778);
        assert_eq!(weather.pressure().null_count(), 2_729);
    }

    #[test]
    fn a_bad_cell_names_line_column_and_text() {
        for (good, bad, message) in [
            ("39.02", "warm", "column `temp`: `warm`: expected a number"),
            ("EWR", "SFO", "column `origin`: `SFO`: expected one of EWR, JFK, LGA"),
            ("2013,1,1,1,", "2013,1,1,300,", "column `hour`: `300`: expected an integer from 0 to 255"),
            ("2013,1,", "2013,13,", "column `month`: `13`: a month is 1 to 12"),
            ("59.37", "159.37", "column `humid`: `159.37`: humidity is 0 to 100 %"),
        ] {
            let error = load(&[GOOD, &GOOD.replace(good, bad)]).unwrap_err();
            assert!(error.starts_with("input:3 (byte ") && error.ends_with(message), "{error}");
        }
    }

    #[test]
    fn a_row_with_too_few_or_too_many_cells_is_refused() {
        for (row, cells) in [(&GOOD[..GOOD.len() - 21], 14), (&format!("{GOOD},1"), 16)] {
            let error = load(&[GOOD, row]).unwrap_err();
            assert!(error.contains(&format!("{cells} cells where the file has 15 columns")), "{error}");
        }
    }
}
