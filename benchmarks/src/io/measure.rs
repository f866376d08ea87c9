//! The order of measuring: all lanes of a line in turn, again and again, and medians of that.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use super::data::Files;
use super::digest::Digest;
use super::engines::{Engine, arrow_files};
use super::lane::{Lane, Sample, Worker};
use super::line::{Data, Line, Operation};

/// What lanes took for a line: medians.
pub(super) struct Measurement {
    pub(super) line: Line,
    pub(super) lanes: Vec<(Lane, Sample)>,
}

/// After this time, three samples are enough.
const LINE_TIME: Duration = Duration::from_secs(45);

/// Measures one line by all who have it.
pub(super) fn measure(
    line: Line,
    engines: &[Engine],
    files: &mut Files,
    interpreter: Option<&Path>,
    quick: bool,
) -> Result<Measurement, String> {
    let input = files.path(line.data)?;
    let expected = files.digest(line.data)?.clone();
    let output = input.with_file_name(format!("written.{}", line.data.extension()));
    let lanes = engines.iter().filter(|engine| engine.has(line)).flat_map(|&engine| {
        let threads: &[usize] = if engine.has_threads() { &[1, 2] } else { &[1] };
        threads.iter().map(move |&threads| Lane { engine, threads })
    });
    let lanes: Vec<Lane> = lanes.collect();
    let mut workers = Vec::new();
    for &lane in &lanes {
        let mut worker = Worker::start(lane, line, interpreter, &input, &output)?;
        let said = worker.check()?;
        check(line, &said, &output, &expected).map_err(|error| {
            format!("{} with {} threads, {}: {error}", lane.engine.name(), lane.threads, line.name())
        })?;
        workers.push(worker);
    }

    let mut samples: Vec<Vec<Sample>> = vec![Vec::new(); lanes.len()];
    let started = Instant::now();
    for round in 0..if quick { 3 } else { 9 } {
        if round >= 3 && started.elapsed() > LINE_TIME {
            break;
        }
        for turn in 0..lanes.len() {
            let lane = (turn + round) % lanes.len();
            samples[lane].push(workers[lane].pass()?);
            // Otherwise the next one would pay for the end of a long file.
            let _ = fs::remove_file(&output);
        }
    }
    eprintln!("{}: {:.1} s", line.name(), started.elapsed().as_secs_f64());
    let medians = samples.iter().map(|samples| Sample {
        wall: median(samples, |sample| sample.wall),
        processor: median(samples, |sample| sample.processor),
        peak: median(samples, |sample| sample.peak),
    });
    Ok(Measurement { line, lanes: lanes.into_iter().zip(medians).collect() })
}

/// Compares what a lane has read, or what stands in the file that it has written.
fn check(line: Line, said: &str, output: &Path, expected: &Digest) -> Result<(), String> {
    let found = match (line.operation, line.data) {
        (Operation::Write, Data::Csv | Data::Weather) => Digest::of_csv(output),
        (Operation::Write, Data::Json) => Digest::of_json_lines(output),
        (Operation::Write, Data::ParquetZstd | Data::Parquet) => arrow_files::digest_of_parquet(output),
        (Operation::Write, Data::Ipc | Data::Batch) => arrow_files::digest_of_ipc(output),
        _ => Digest::parse(said).ok_or_else(|| format!("answers {said:?}")),
    };
    let width = if line.operation == Operation::ReadThree { 3 } else { expected.width() };
    found?.check(expected, width)
}

fn median(samples: &[Sample], number: impl Fn(&Sample) -> f64) -> f64 {
    let mut numbers: Vec<f64> = samples.iter().map(number).collect();
    numbers.sort_unstable_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}
