//! What derived columns cost that nobody reads: the same record with and without them.

use std::hint::black_box;
use std::time::Instant;

use soakit::prelude::*;

use super::chain::{fields, multiply_add};
use super::measure::median;
use crate::containers::record::scramble;
use crate::report::{Ratios, nanoseconds, ratio};

/// What is done to a container of which no derived column has been read.
pub(crate) trait Unread: Default + 'static {
    /// Appends rows one by one.
    fn push_all(&mut self, x: &[f64], y: &[f64]);
    /// Writes rows.
    fn set_all(&mut self, rows: &[u32]);
    /// Writes cells.
    fn set_cells(&mut self, rows: &[u32]);
    /// Writes a column, borrowed once for each of some cells.
    fn write_columns(&mut self, rows: &[u32]);
    /// Swap-removes rows.
    fn swap_remove_all(&mut self, rows: &[u32]);
}

macro_rules! record {
    ($(#[$attribute:meta])* $Record:ident) => {
        #[derive(SoA, Clone)]
        $(#[$attribute])*
        pub(crate) struct $Record {
            x: f64,
            y: f64,
        }

        impl Unread for Bulk<$Record> {
            #[inline(never)]
            fn push_all(&mut self, x: &[f64], y: &[f64]) {
                for (&x, &y) in x.iter().zip(y) {
                    self.push($Record { x, y });
                }
            }

            #[inline(never)]
            fn set_all(&mut self, rows: &[u32]) {
                for &row in rows {
                    self.set(row as usize, $Record { x: 1.0, y: 2.0 });
                }
            }

            #[inline(never)]
            fn set_cells(&mut self, rows: &[u32]) {
                for &row in rows {
                    self.set_cell(row as usize, |record| record.x, 1.0);
                }
            }

            #[inline(never)]
            fn write_columns(&mut self, rows: &[u32]) {
                for &row in rows {
                    self.x_mut()[row as usize] = 1.0;
                }
            }

            #[inline(never)]
            fn swap_remove_all(&mut self, rows: &[u32]) {
                for &row in rows {
                    black_box(self.swap_remove(row as usize));
                }
            }
        }
    };
}

record!(Plain);
record!(
    #[soa(derived(a: f64 = |&x, &y| multiply_add(x, y)))]
    WithOne
);
record!(
    #[soa(derived(
        a: f64 = |&x, &y| multiply_add(x, y),
        b: f64 = |&a, &y| multiply_add(a, y),
        c: f64 = |&b, &y| multiply_add(b, y),
    ))]
    WithThree
);
record!(
    #[soa(derived(
        a: f64 = |&x, &y| multiply_add(x, y),
        b: f64 = |&a, &y| multiply_add(a, y),
        c: f64 = |&b, &y| multiply_add(b, y),
        d: f64 = |&c, &y| multiply_add(c, y),
        e: f64 = |&d, &y| multiply_add(d, y),
        f: f64 = |&e, &y| multiply_add(e, y),
        g: f64 = |&f, &y| multiply_add(f, y),
        h: f64 = |&g, &y| multiply_add(g, y),
        i: f64 = |&h, &y| multiply_add(h, y),
        j: f64 = |&i, &y| multiply_add(i, y),
    ))]
    WithTen
);

/// What is done to every row, or to a tenth of the rows.
const STEPS: [&str; 5] = ["push", "set", "set_cell", "x_mut", "swap_remove"];

/// Each times a step.
#[expect(clippy::type_complexity, reason = "a function for each record")]
const CONTENDERS: [(&str, fn(usize, &Inputs) -> f64); 4] = [
    ("no derived column", time::<Bulk<Plain>>),
    ("1", time::<Bulk<WithOne>>),
    ("3", time::<Bulk<WithThree>>),
    ("10", time::<Bulk<WithTen>>),
];

struct Inputs {
    fields: (Vec<f64>, Vec<f64>),
    rows: Vec<u32>,
}

/// Prints a table of its own.
pub(super) fn run(rows: usize, quick: bool) {
    let inputs = inputs(rows);
    println!(
        "\n| never read, nanoseconds per | {} | to 1 | to 3 | to 10 |",
        CONTENDERS.map(|(name, _)| name).join(" | ")
    );
    println!("|---|{}", "---:|".repeat(2 * CONTENDERS.len() - 1));
    let mut ratios = Ratios::default();
    for (step, name) in STEPS.iter().enumerate() {
        let mut samples = vec![Vec::new(); CONTENDERS.len()];
        for round in 0..if quick { 5 } else { 31 } {
            for turn in 0..CONTENDERS.len() {
                let index = (turn + round) % CONTENDERS.len();
                samples[index].push(CONTENDERS[index].1(step, &inputs));
            }
        }
        let times: Vec<Option<f64>> = samples.into_iter().map(median).collect();
        let quotients: Vec<Option<f64>> = times[1..].iter().map(|&with| Some(times[0]? / with?)).collect();
        for (&quotient, (columns, _)) in quotients.iter().zip(&CONTENDERS[1..]) {
            ratios.add(quotient, || format!("{name}, {columns} never read"));
        }
        let cells: Vec<String> = times.into_iter().map(nanoseconds).chain(quotients.into_iter().map(ratio)).collect();
        println!("| {name} | {} |", cells.join(" | "));
    }
    println!("\nThe same record without derived columns, and with some that nobody reads; {rows} rows.\n");
    print!("{}", ratios.summary("worst never read", "geomean never read"));
}

fn inputs(rows: usize) -> Inputs {
    let changes = (rows / 10).max(1);
    let below = |number: usize| (scramble(number as u64) % (rows - changes.min(rows - 1)) as u64) as u32;
    Inputs { fields: fields(rows), rows: (0..changes).map(below).collect() }
}

/// Nanoseconds per operation of a step on a new container.
fn time<U: Unread>(step: usize, inputs: &Inputs) -> f64 {
    let mut container = U::default();
    let (x, y) = &inputs.fields;
    if step > 0 {
        container.push_all(x, y);
    }
    let start = Instant::now();
    perform(&mut container, step, inputs);
    let elapsed = start.elapsed().as_nanos() as f64;
    black_box(&mut container);
    elapsed / if step == 0 { x.len() } else { inputs.rows.len() } as f64
}

fn perform<U: Unread>(container: &mut U, step: usize, Inputs { fields: (x, y), rows }: &Inputs) {
    match step {
        0 => container.push_all(x, y),
        1 => container.set_all(rows),
        2 => container.set_cells(rows),
        3 => container.write_columns(rows),
        _ => container.swap_remove_all(rows),
    }
}

/// For counts of instructions: passes of a step over a container, which is made anew for pushes.
pub(crate) fn repeat<U: Unread>(step: usize, rows: usize, passes: usize) {
    let inputs = inputs(rows);
    let (x, y) = &inputs.fields;
    let mut container = U::default();
    container.push_all(x, y);
    for _ in 0..passes {
        // Pushes start from nothing. The rows that leave come back, so that there are some for every pass.
        match step {
            0 => container = U::default(),
            4 => container.push_all(&x[..inputs.rows.len()], &y[..inputs.rows.len()]),
            _ => {}
        }
        perform(&mut container, step, &inputs);
        black_box(&mut container);
    }
}
