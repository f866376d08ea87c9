//! A contender behind a `dyn` trait: what lies between two readings of the clock, and on how many threads.

use std::hint::black_box;
use std::time::{Duration, Instant};

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::chain::fields;
use super::contender::{Contender, Role};
use super::line::{Line, MOSTLY};
use crate::containers::record::{scramble, signed_unit};

/// On how many threads a contender may compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Threads {
    /// One, for the comparison with loops written by hand.
    One,
    /// As many as the default pool has.
    Default,
}

/// The pools in which contenders run.
pub(super) struct Setting {
    one: ThreadPool,
    default: ThreadPool,
}

impl Setting {
    pub(super) fn new() -> Result<Self, String> {
        let pool = |builder: ThreadPoolBuilder| builder.build().map_err(|error| format!("no threads: {error}"));
        Ok(Self { one: pool(ThreadPoolBuilder::new().num_threads(1))?, default: pool(ThreadPoolBuilder::new())? })
    }

    fn pool(&self, threads: Threads) -> &ThreadPool {
        match threads {
            Threads::One => &self.one,
            Threads::Default => &self.default,
        }
    }
}

/// A contender and its container.
pub(super) trait Lane: Send {
    /// The name in the table.
    fn name(&self) -> String;

    /// How the contender counts; `None` where only its time is shown.
    fn role(&self) -> Option<Role>;

    /// The rows that it is given, of `rows`.
    fn rows(&self, rows: usize) -> usize;

    /// Keeps a container of so many rows with everything computed.
    fn fill(&mut self, rows: usize, kept: bool);

    /// Frees the container.
    fn clear(&mut self);

    /// Times passes of a line. `seed` decides which rows change.
    fn sample(&mut self, setting: &Setting, line: Line, passes: usize, seed: u64) -> Duration;

    /// A number that depends on every cell of the last column, and on their order.
    fn digest(&mut self) -> u64;
}

/// Puts a contender behind the trait.
pub(super) fn lane<C: Contender>(threads: Threads) -> Box<dyn Lane> {
    Box::new(Kept::<C> { container: None, rows: 0, kept: false, threads })
}

struct Kept<C> {
    container: Option<C>,
    rows: usize,
    kept: bool,
    threads: Threads,
}

impl<C: Contender> Lane for Kept<C> {
    fn name(&self) -> String {
        let threads = if self.threads == Threads::Default { ", default pool" } else { "" };
        format!("{}{threads}", C::NAME)
    }

    fn role(&self) -> Option<Role> {
        (self.threads == Threads::One).then_some(C::ROLE)
    }

    fn rows(&self, rows: usize) -> usize {
        rows.min(C::MOST_ROWS)
    }

    fn fill(&mut self, rows: usize, kept: bool) {
        let mut container = C::new(fields(rows), kept);
        container.read_all();
        *self = Self { container: Some(container), rows, kept, threads: self.threads };
    }

    fn clear(&mut self) {
        self.container = None;
    }

    fn sample(&mut self, setting: &Setting, line: Line, passes: usize, seed: u64) -> Duration {
        setting.pool(self.threads).install(|| {
            if !line.uses_up() {
                let container = self.container.as_mut().expect("filled before it is measured");
                return passes_over(container, line, passes, seed);
            }
            let mut elapsed = Duration::ZERO;
            for _ in 0..passes {
                let mut container = C::new(fields(self.rows), self.kept);
                if line == Line::Sort {
                    container.read_all();
                }
                let start = Instant::now();
                match line {
                    Line::Sort => {
                        container.sort();
                        black_box(container.read(0));
                    }
                    _ => container.read_all(),
                }
                elapsed += start.elapsed();
                self.container = Some(container);
            }
            elapsed
        })
    }

    fn digest(&mut self) -> u64 {
        let container = self.container.as_mut().expect("filled before it is compared");
        (0..container.row_count()).fold(0, |digest: u64, row| digest.rotate_left(5) ^ container.read(row).to_bits())
    }
}

/// Times passes over one container. Each pass changes other rows.
fn passes_over<C: Contender>(container: &mut C, line: Line, passes: usize, seed: u64) -> Duration {
    let rows = container.row_count();
    let change = |number: usize| {
        let bits = scramble(seed ^ (number as u64) << 20);
        ((bits % (rows - passes.min(rows - 1)) as u64) as u32, signed_unit(scramble(bits)))
    };
    // Made before the clock starts. A line of many writes in a pass writes the same rows in each.
    let writes: Vec<u32> = match line {
        Line::Percent => (0..(rows / 100).max(1)).map(|number| change(number).0).collect(),
        Line::WriteMostly => (0..MOSTLY).map(|number| change(number).0).collect(),
        _ => Vec::new(),
    };
    let changes: Vec<(u32, f64)> = (0..passes).map(change).collect();
    let start = Instant::now();
    for &(row, x) in &changes {
        let row = row as usize;
        let read = match line {
            Line::OneChange => {
                container.set_x(row, x);
                container.read(row)
            }
            Line::Percent | Line::WriteMostly => {
                container.set_each(&writes, x);
                container.read(writes[0] as usize)
            }
            Line::AllChanged => {
                container.negate_all();
                container.read(row)
            }
            Line::Push => {
                container.push(x, 0.5);
                container.read(container.row_count() - 1)
            }
            Line::SwapRemove => {
                container.swap_remove(row);
                container.read(row)
            }
            Line::ReadMostly => {
                container.set_x(row, x);
                (0..MOSTLY).map(|_| black_box(container.sum())).sum()
            }
            Line::FirstRead | Line::Sort => unreachable!("they use up their container"),
        };
        black_box(read);
    }
    start.elapsed()
}
