//! `benchmarks io-worker`: the process of one engine of Rust for one line.
//!
//! A process of its own has a peak of memory of its own, and threads of its own. It prints `ready`, and then answers each line
//! of its input by one of its output, as `python/worker.py` does: `check` by the digest of what it has read, `pass` by
//! nanoseconds on the clock, nanoseconds of the processor and the peak in KiB.

use std::io::{BufRead as _, stdin};
use std::time::Instant;

use super::engines::Engine;
use super::line::Line;
use super::memory;
use super::task::{Order, Task};
use crate::arguments::Arguments;
use crate::platform;

/// Serves one line: engine, threads, line, input, output.
pub(crate) fn run(mut arguments: Arguments) -> Result<(), String> {
    let mut word = || arguments.word().ok_or("a worker is started by `benchmarks io`");
    let engine = Engine::named(&word()?).ok_or("no such engine")?;
    let threads = word()?.parse().map_err(|_| "no number of threads")?;
    let line = Line::named(&word()?)?;
    let order = Order { operation: line.operation, input: word()?.into(), output: word()?.into() };
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().map_err(|error| error.to_string())?;
    let mut task = engine.task(line.data, order)?;
    println!("ready");
    for command in stdin().lock().lines() {
        let command = command.map_err(|error| error.to_string())?;
        println!("{}", obey(task.as_mut(), &command)?);
    }
    Ok(())
}

fn obey(task: &mut dyn Task, command: &str) -> Result<String, String> {
    task.prepare()?;
    memory::reset_peak();
    let (before, started) = (platform::time_of_this_process(), Instant::now());
    task.pass()?;
    let (elapsed, spent) = (started.elapsed(), platform::time_of_this_process() - before);
    match command {
        "check" => Ok(task.digest().map_or_else(String::new, |digest| digest.to_string())),
        _ => Ok(format!("{} {} {}", elapsed.as_nanos(), spent.as_nanos(), memory::peak_kib().unwrap_or(0))),
    }
}
