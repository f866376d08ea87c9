//! The table: a row for each line and number of threads, a column for each engine, and the ratios under it.

use std::fmt::Write as _;

use super::engines::Engine;
use super::lane::Sample;
use super::line::{Data, Line};
use super::measure::Measurement;
use crate::report::{Ratios, ratio};

/// The table, printed row by row: a run takes long.
pub(super) struct Table<'e> {
    engines: &'e [Engine],
    by_clock: Ratios,
    by_processor: Ratios,
}

impl<'e> Table<'e> {
    /// Prints the header.
    pub(super) fn new(engines: &'e [Engine]) -> Self {
        let mut header = String::from("| line | threads |");
        let mut rule = String::from("|---|---:|");
        for engine in engines {
            let _ = write!(header, " {} |", engine.name());
            rule.push_str("---:|");
        }
        println!("{header} to best peer | the same, processor | to the plain crate |\n{rule}---:|---:|---:|");
        Table { engines, by_clock: Ratios::default(), by_processor: Ratios::default() }
    }

    /// Prints the rows of a line.
    pub(super) fn add(&mut self, measurement: &Measurement) {
        let name = measurement.line.name();
        for threads in [1, 2] {
            let samples = samples(self.engines, measurement, threads);
            let label = || format!("{name}, threads: {threads}");
            let clock = to_best(&samples, |sample| sample.wall);
            let processor = to_best(&samples, |sample| sample.processor);
            self.by_clock.add(clock, label);
            self.by_processor.add(processor, label);
            let mut row = format!("| {name} | {threads} |");
            for (_, sample) in &samples {
                let _ = write!(row, " {} |", sample.map_or_else(|| String::from("–"), cell));
            }
            let plain = to(&samples, plain_crate(measurement.line), |sample| sample.wall);
            println!("{row} {} | {} | {} |", ratio(clock), ratio(processor), ratio(plain));
        }
    }

    /// Prints what the numbers mean, and the ratios.
    pub(super) fn finish(self) {
        println!();
        println!(
            "Milliseconds on the clock / milliseconds of the processor / peak of memory in MiB; medians. Ratios above 1"
        );
        println!("mean that SoAKit is faster. Engines of one thread stand, and count, beside two threads as well.\n");
        print!("{}", self.by_clock.summary("worst", "geomean"));
        print!("{}", self.by_processor.summary("worst by the processor", "geomean by the processor"));
    }
}

type Samples = Vec<(Engine, Option<Sample>)>;

/// What each engine took with so many threads, or with one if it has no more.
fn samples(engines: &[Engine], measurement: &Measurement, threads: usize) -> Samples {
    let sample = |engine: Engine| {
        let wanted = if engine.has_threads() { threads } else { 1 };
        let mut lanes = measurement.lanes.iter();
        lanes.find(|(lane, _)| lane.engine == engine && lane.threads == wanted).map(|(_, sample)| *sample)
    };
    engines.iter().map(|&engine| (engine, sample(engine))).collect()
}

/// The shortest time of a peer, as a multiple of ours.
fn to_best(samples: &Samples, number: impl Fn(&Sample) -> f64) -> Option<f64> {
    let ours = ours(samples, &number)?;
    let peers = samples.iter().filter(|(engine, _)| *engine != Engine::SoaKit);
    let best = peers.filter_map(|(_, sample)| sample.as_ref().map(&number)).min_by(f64::total_cmp)?;
    Some(best / ours)
}

/// The time of one peer, as a multiple of ours.
fn to(samples: &Samples, peer: Engine, number: impl Fn(&Sample) -> f64) -> Option<f64> {
    let (_, sample) = samples.iter().find(|(engine, _)| *engine == peer)?;
    Some(number(sample.as_ref()?) / ours(samples, &number)?)
}

fn ours(samples: &Samples, number: &impl Fn(&Sample) -> f64) -> Option<f64> {
    let (_, sample) = samples.iter().find(|(engine, _)| *engine == Engine::SoaKit)?;
    sample.as_ref().map(number)
}

/// What a Rust program would use otherwise.
fn plain_crate(line: Line) -> Engine {
    match line.data {
        Data::Csv | Data::Weather => Engine::Csv,
        Data::Json => Engine::SerdeJson,
        Data::ParquetZstd | Data::Parquet | Data::Ipc | Data::Batch => Engine::ArrowRs,
    }
}

fn cell(sample: Sample) -> String {
    let milliseconds = |time: f64| match time / 1e6 {
        small if small < 10.0 => format!("{small:.2}"),
        large => format!("{large:.0}"),
    };
    format!(
        "{} / {} / {:.0}",
        milliseconds(sample.wall),
        milliseconds(sample.processor),
        sample.peak / f64::from(1 << 20)
    )
}
