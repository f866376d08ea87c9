//! Kernels of derived columns: each beside the same without them.

use std::hint::black_box;

use soakit::prelude::*;

use crate::derived::unread::{self, Plain, WithTen};

/// Few enough that they are computed in one thread.
pub(super) const ROW_COUNT: usize = 50_000;

#[derive(SoA, Clone)]
#[soa(derived(product: f64 = |&x, &y| x * y + 1.0))]
struct Pair {
    x: f64,
    y: f64,
}

/// What is counted, as it is with derived columns and as it is without.
pub(super) struct Kernel {
    /// The name in the table.
    pub(super) name: &'static str,
    with: fn(usize),
    without: fn(usize),
}

/// The kernels.
pub(super) const KERNELS: [Kernel; 7] = [
    Kernel { name: "derived-sum", with: sum_derived, without: sum_field },
    Kernel { name: "derived-all", with: recompute, without: recompute_by_hand },
    Kernel { name: "unread-push", with: unread_with::<0>, without: unread_without::<0> },
    Kernel { name: "unread-set", with: unread_with::<1>, without: unread_without::<1> },
    Kernel { name: "unread-set-cell", with: unread_with::<2>, without: unread_without::<2> },
    Kernel { name: "unread-x-mut", with: unread_with::<3>, without: unread_without::<3> },
    Kernel { name: "unread-swap-remove", with: unread_with::<4>, without: unread_without::<4> },
];

/// The names of the two sides of a kernel.
pub(super) const SIDES: [&str; 2] = ["derived", "without"];

/// Runs passes of one side of a kernel, if there is one of this name.
pub(super) fn run(name: &str, side: &str, pass_count: usize) -> bool {
    let Some(kernel) = KERNELS.iter().find(|kernel| kernel.name == name) else { return false };
    (if side == SIDES[0] { kernel.with } else { kernel.without })(pass_count);
    true
}

fn pairs() -> Bulk<Pair> {
    (0..ROW_COUNT as u32).map(|row| Pair { x: f64::from(row), y: 0.5 }).collect()
}

#[inline(never)]
fn sum_derived(pass_count: usize) {
    let pairs = pairs();
    for _ in 0..pass_count {
        black_box(black_box(&pairs).product().iter().fold(0, |sum: u64, cell| sum.wrapping_add(cell.to_bits())));
    }
}

#[inline(never)]
fn sum_field(pass_count: usize) {
    let pairs = pairs();
    // Computed here too: what is left after the subtraction are the passes.
    black_box(pairs.product());
    for _ in 0..pass_count {
        black_box(black_box(&pairs).x().iter().fold(0, |sum: u64, cell| sum.wrapping_add(cell.to_bits())));
    }
}

#[inline(never)]
fn recompute(pass_count: usize) {
    let mut pairs = pairs();
    for _ in 0..pass_count {
        black_box(black_box(&mut pairs).x_mut());
        black_box(pairs.product());
    }
}

#[inline(never)]
fn recompute_by_hand(pass_count: usize) {
    let (mut x, y) = (vec![1.0; ROW_COUNT], vec![0.5; ROW_COUNT]);
    let mut product: Vec<f64> = Vec::new();
    for _ in 0..pass_count {
        black_box(&mut x);
        product.clear();
        product.extend(x.iter().zip(&y).map(|(&x, &y)| x * y + 1.0));
        black_box(&product);
    }
}

fn unread_with<const STEP: usize>(pass_count: usize) {
    unread::repeat::<Bulk<WithTen>>(STEP, ROW_COUNT, pass_count);
}

fn unread_without<const STEP: usize>(pass_count: usize) {
    unread::repeat::<Bulk<Plain>>(STEP, ROW_COUNT, pass_count);
}
