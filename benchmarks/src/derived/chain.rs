//! What is computed: chains of cheap row-wise columns over two fields, and the values of these fields.
//!
//! Link `k` of a chain is a function of link `k - 1` and of `y`; link 0 is `x`. Links are as cheap as arithmetic gets, so
//! that what is measured is how rows are found and cells are kept; `hypot`, which costs ten times as much, is there to
//! show how fast that disappears beside real work.

use crate::containers::record::{scramble, signed_unit};

/// A chain of derived columns.
pub(super) trait Chain: Send + 'static {
    /// The number of columns.
    const LINKS: usize;

    /// A column's cell, from the cell before it and `y`.
    fn link(previous: f64, y: f64) -> f64;

    /// The last column's cell.
    #[inline(always)]
    fn last(x: f64, y: f64) -> f64 {
        let mut cell = x;
        for _ in 0..Self::LINKS {
            cell = Self::link(cell, y);
        }
        cell
    }
}

/// What the links of all chains compute but [`Hypot`]'s.
#[inline(always)]
pub(super) fn multiply_add(previous: f64, y: f64) -> f64 {
    previous * y + 0.25
}

macro_rules! chain {
    ($(#[$attribute:meta])* $Chain:ident: $links:literal of $link:path) => {
        $(#[$attribute])*
        pub(super) struct $Chain;

        impl Chain for $Chain {
            const LINKS: usize = $links;

            #[inline(always)]
            fn link(previous: f64, y: f64) -> f64 {
                $link(previous, y)
            }
        }
    };
}

chain!(
    /// One multiplication and one addition.
    One: 1 of multiply_add
);
chain!(
    /// One call of the C library.
    Hypot: 1 of f64::hypot
);
chain!(
    /// Three columns.
    Three: 3 of multiply_add
);
chain!(
    /// Ten columns.
    Ten: 10 of multiply_add
);

/// The fields of `rows` rows: `x`, `y`. Values depend on the row number alone.
pub(super) fn fields(rows: usize) -> (Vec<f64>, Vec<f64>) {
    let column = |salt: u64| (0..rows as u64).map(|row| signed_unit(scramble(scramble(row) ^ salt))).collect();
    (column(1), column(2))
}

/// A sum that the processor need not do one addition after the other, so that memory decides how fast it is.
#[inline(always)]
pub(super) fn sum(cells: &[f64]) -> f64 {
    let mut sums = [0.0; 16];
    let (chunks, rest) = cells.as_chunks::<16>();
    for chunk in chunks {
        for (sum, cell) in sums.iter_mut().zip(chunk) {
            *sum += cell;
        }
    }
    sums.iter().chain(rest).sum()
}
