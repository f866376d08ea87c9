//! A contender behind a `dyn` trait, so that the loops of measuring need not be generic.
//!
//! Only what lies between two readings of the clock is timed: the call of one contender function. Records are made,
//! containers are copied and results are destroyed outside, except on the line that times destruction.

use std::hint::black_box;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use super::contender::{Contender, Role};
use super::line::Line;
use super::record::{Keys, Record, scramble};

/// What the lines need besides the rows; the same for all contenders.
pub(crate) struct Inputs {
    /// The count of rows.
    pub(crate) row_count: usize,
    /// The values of the rows.
    pub(crate) keys: Keys,
    /// The rows to read at random.
    reads: Vec<u32>,
    /// The rows to remove; the k-th is below the count of rows that are left then.
    removals: Vec<u32>,
    /// How many rows to insert.
    insertion_count: usize,
}

impl Inputs {
    /// The inputs for a count of rows.
    pub(crate) fn new(row_count: usize, keys: Keys) -> Self {
        let below = |seed: usize, bound: usize| (scramble(seed as u64) % bound as u64) as u32;
        Inputs {
            row_count,
            keys,
            reads: (0..Line::ReadAtRandom.operation_count(row_count)).map(|read| below(read, row_count)).collect(),
            removals: (0..Line::SwapRemove.operation_count(row_count))
                .map(|removal| below(removal, row_count - removal))
                .collect(),
            insertion_count: Line::Insert.operation_count(row_count),
        }
    }

    fn records<R: Record>(&self) -> Vec<R> {
        (0..self.row_count as u64).map(|row| R::generate(row, self.keys)).collect()
    }

    fn insertions<R: Record>(&self) -> Vec<R> {
        (0..self.insertion_count).map(|row| R::generate((self.row_count + row) as u64, self.keys)).collect()
    }
}

/// The time of some passes of one line, and a number to compare among contenders.
pub(crate) struct Sample {
    /// The time of all passes.
    pub(crate) elapsed: Duration,
    /// The sum of what the passes returned.
    pub(crate) result: u64,
}

/// A contender and the container that it keeps for the lines that start from one.
pub(crate) trait Lane {
    /// The contender's name.
    fn name(&self) -> &'static str;

    /// How the contender counts.
    fn role(&self) -> Role;

    /// Whether the line is a replacement.
    fn replaces(&self, line: Line) -> bool;

    /// Whether the line makes no sense here.
    fn lacks(&self, line: Line) -> bool;

    /// Keeps a container of these rows.
    fn fill(&mut self, inputs: &Inputs);

    /// Frees the kept container.
    fn clear(&mut self);

    /// Times passes of a line.
    fn sample(&mut self, line: Line, inputs: &Inputs, pass_count: usize) -> Sample;

    /// A digest of all that the line leaves behind: slow, and thorough.
    fn outcome(&mut self, line: Line, inputs: &Inputs) -> u64;
}

/// Puts a contender behind the trait.
pub(crate) fn lane<C: Contender>() -> Box<dyn Lane> {
    Box::new(Kept::<C> { container: None })
}

struct Kept<C> {
    container: Option<C>,
}

impl<C: Contender> Kept<C> {
    fn container(&mut self) -> &mut C {
        self.container.as_mut().expect("filled before it is measured")
    }

    /// A copy with room for the rows that the insertion line adds.
    fn roomy(&mut self, inputs: &Inputs) -> (C, Vec<C::Row>) {
        let mut copy = self.container().clone();
        copy.reserve(inputs.insertion_count);
        (copy, inputs.insertions())
    }
}

impl<C: Contender> Lane for Kept<C> {
    fn name(&self) -> &'static str {
        C::NAME
    }

    fn role(&self) -> Role {
        C::ROLE
    }

    fn replaces(&self, line: Line) -> bool {
        C::REPLACED.contains(&line)
    }

    fn lacks(&self, line: Line) -> bool {
        C::ABSENT.contains(&line)
    }

    fn fill(&mut self, inputs: &Inputs) {
        self.container = Some(C::from_vec(inputs.records()));
    }

    fn clear(&mut self) {
        self.container = None;
    }

    fn sample(&mut self, line: Line, inputs: &Inputs, pass_count: usize) -> Sample {
        let rows = |container: &C| container.row_count() as u64;
        match line {
            Line::Push => timed_apart(
                pass_count,
                || inputs.records(),
                |mut records: Vec<C::Row>| (C::push(records.drain(..)), records),
                |made| rows(&made.0),
            ),
            Line::Extend => timed_apart(
                pass_count,
                || inputs.records(),
                |mut records: Vec<C::Row>| (C::extend(records.drain(..)), records),
                |made| rows(&made.0),
            ),
            Line::FromVec => timed_apart(pass_count, || inputs.records(), C::from_vec, rows),
            Line::IntoVec => {
                timed_apart(pass_count, || self.container().clone(), C::into_vec, |made| made.len() as u64)
            }
            Line::ReadInOrder => timed_together(pass_count, self.container(), |kept| kept.read_in_order()),
            Line::ReadAtRandom => {
                timed_together(pass_count, self.container(), |kept| kept.read_at_random(&inputs.reads))
            }
            Line::Sum => timed_together(pass_count, self.container(), |kept| kept.sum()),
            Line::Iterate => timed_together(pass_count, self.container(), |kept| kept.iterate()),
            Line::Partition => timed_together(pass_count, self.container(), |kept| kept.partition()),
            Line::PartitionStd => timed_together(pass_count, self.container(), |kept| kept.partition_std()),
            Line::Update => timed_together(pass_count, self.container(), |kept| {
                kept.update();
                0
            }),
            Line::Retain => timed_apart(pass_count, || self.container().clone(), apply(C::retain), rows),
            Line::SwapRemove => timed_apart(
                pass_count,
                || self.container().clone(),
                |mut copy| (copy.swap_remove(&inputs.removals), copy),
                |(sum, _)| *sum,
            ),
            Line::Insert => timed_apart(
                pass_count,
                || self.roomy(inputs),
                |(mut copy, mut records)| {
                    copy.insert(records.drain(..));
                    (copy, records)
                },
                |(copy, _)| rows(copy),
            ),
            Line::Sort => timed_apart(pass_count, || self.container().clone(), apply(C::sort), rows),
            Line::Clone => {
                let kept = self.container();
                timed_apart(pass_count, || (), |()| kept.clone(), rows)
            }
            Line::Drop => timed_apart(pass_count, || self.container().clone(), drop, |()| 0),
        }
    }

    fn outcome(&mut self, line: Line, inputs: &Inputs) -> u64 {
        let mut records: Vec<C::Row> = inputs.records();
        let mut copy = C::from_vec(inputs.records());
        match line {
            Line::Push => digest(C::push(records.drain(..))),
            Line::Extend => digest(C::extend(records.drain(..))),
            Line::FromVec | Line::IntoVec | Line::Drop => digest(C::from_vec(records)),
            Line::Clone => digest(copy.clone()),
            Line::ReadInOrder => copy.read_in_order(),
            Line::ReadAtRandom => copy.read_at_random(&inputs.reads),
            Line::Sum => copy.sum(),
            Line::Iterate => copy.iterate(),
            Line::Partition => copy.partition(),
            Line::PartitionStd => copy.partition_std(),
            Line::Update => {
                copy.update();
                digest(copy)
            }
            Line::Retain => digest(apply(C::retain)(copy)),
            Line::SwapRemove => copy.swap_remove(&inputs.removals) ^ digest(copy),
            Line::Insert => {
                copy.insert(inputs.insertions().drain(..));
                digest(copy)
            }
            Line::Sort => digest(apply(C::sort)(copy)),
        }
    }
}

/// Turns a change in place into a step that moves its container in and out.
fn apply<C>(change: impl Fn(&mut C)) -> impl Fn(C) -> C {
    move |mut container| {
        change(&mut container);
        container
    }
}

/// A number that depends on every field of every row, and on their order.
fn digest<C: Contender>(container: C) -> u64 {
    container.into_vec().iter().fold(0, |digest: u64, row| digest.rotate_left(5) ^ row.mix_all())
}

/// Times passes over the same container, the clock being read once.
fn timed_together<C>(pass_count: usize, kept: &mut C, mut operate: impl FnMut(&mut C) -> u64) -> Sample {
    let mut result = 0_u64;
    let start = Instant::now();
    for _ in 0..pass_count {
        result = result.wrapping_add(black_box(operate(black_box(&mut *kept))));
    }
    Sample { elapsed: start.elapsed(), result }
}

/// Times each pass apart, between its preparation and the end of what it made.
fn timed_apart<P, O>(
    pass_count: usize,
    mut prepare: impl FnMut() -> P,
    operate: impl Fn(P) -> O,
    measure: impl Fn(&O) -> u64,
) -> Sample {
    let clock_time = clock_time();
    let mut sample = Sample { elapsed: Duration::ZERO, result: 0 };
    for _ in 0..pass_count {
        let prepared = black_box(prepare());
        let start = Instant::now();
        let made = black_box(operate(prepared));
        sample.elapsed += start.elapsed().saturating_sub(clock_time);
        sample.result = sample.result.wrapping_add(measure(&made));
    }
    sample
}

/// The time between two readings of the clock with nothing between them: tens of nanoseconds, which is much beside the
/// end of a small container.
fn clock_time() -> Duration {
    static TIME: OnceLock<Duration> = OnceLock::new();
    *TIME.get_or_init(|| (0..10_000).map(|_| Instant::now().elapsed()).min().unwrap_or_default())
}
