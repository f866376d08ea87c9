//! [`Lane`]: an engine with a number of threads, and the process that works for it.

use std::env;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::engines::Engine;
use super::line::Line;
use crate::workspace;

/// A column of the table, for one number of threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lane {
    pub(super) engine: Engine,
    pub(super) threads: usize,
}

/// What one pass took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sample {
    /// Nanoseconds on the clock.
    pub(super) wall: f64,
    /// Nanoseconds of the processor, of all threads.
    pub(super) processor: f64,
    /// The most memory, in bytes.
    pub(super) peak: f64,
}

/// The process of a lane, which ends when this is dropped.
pub(super) struct Worker {
    name: String,
    process: Child,
    commands: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Worker {
    /// Starts a process for one line, and waits until it is ready.
    pub(super) fn start(
        lane: Lane,
        line: Line,
        interpreter: Option<&Path>,
        input: &Path,
        output: &Path,
    ) -> Result<Worker, String> {
        let name = format!("{} with {} threads, {}", lane.engine.name(), lane.threads, line.name());
        let threads = lane.threads.to_string();
        let mut command;
        match interpreter.filter(|_| lane.engine.is_python()) {
            Some(interpreter) => {
                command = Command::new(interpreter);
                command.arg(workspace::root()?.join("benchmarks/src/io/python/worker.py"));
                command.args([lane.engine.name(), &threads, line.data.name(), line.operation.name()]);
            }
            None => {
                command = Command::new(env::current_exe().map_err(|error| error.to_string())?);
                command.args(["io-worker", lane.engine.name(), &threads, &line.name()]);
            }
        }
        command.args([input, output]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().map_err(|error| format!("{name}: {error}"))?;
        let pipes = process.stdin.take().zip(process.stdout.take());
        let (commands, answers) = pipes.ok_or("a process without pipes")?;
        let mut worker = Worker { name, process, commands, answers: BufReader::new(answers) };
        match worker.answer()?.as_str() {
            "ready" => Ok(worker),
            other => Err(format!("{}: is not ready, but says {other:?}", worker.name)),
        }
    }

    /// Does the work once, for its result: a digest, or nothing if it is in a file.
    pub(super) fn check(&mut self) -> Result<String, String> {
        self.ask("check")
    }

    /// Does the work once, for its time.
    pub(super) fn pass(&mut self) -> Result<Sample, String> {
        let answer = self.ask("pass")?;
        let numbers: Vec<f64> = answer.split(' ').filter_map(|number| number.parse().ok()).collect();
        match numbers[..] {
            [wall, processor, peak] => Ok(Sample { wall, processor, peak: peak * 1024.0 }),
            _ => Err(format!("{}: three numbers expected, not {answer:?}", self.name)),
        }
    }

    fn ask(&mut self, command: &str) -> Result<String, String> {
        writeln!(self.commands, "{command}").map_err(|error| format!("{}: {error}", self.name))?;
        self.answer()
    }

    fn answer(&mut self) -> Result<String, String> {
        let mut answer = String::new();
        match self.answers.read_line(&mut answer) {
            Ok(0) => Err(format!("{}: the process has ended", self.name)),
            Ok(_) => Ok(answer.trim_end().into()),
            Err(error) => Err(format!("{}: {error}", self.name)),
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It has nothing to save. An error says that it is gone already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
