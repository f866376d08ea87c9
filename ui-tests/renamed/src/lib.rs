//! A user who gives `soakit` another name. That it compiles is the test.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

use columns::prelude::*;

/// A point.
#[derive(SoA)]
#[soa(crate = columns)]
pub struct Point {
    /// Across.
    pub x: f64,
    /// Up.
    pub y: f64,
}

/// A body.
#[derive(SoA)]
#[soa(crate = ::columns, derived(
    /// Where it is, from afar.
    pub distance: f64 = |position.x, position.y| x.hypot(*y),
    /// How much of everything.
    pub share: [f64] = |mass| {
        let total: f64 = mass.iter().sum();
        mass.iter().map(|mass| mass / total).collect()
    },
))]
pub struct Body {
    /// Its name.
    pub name: String,
    /// Kilograms.
    #[soa(validate = |mass| *mass > 0.0)]
    pub mass: f64,
    /// Where it is.
    #[soa(nested)]
    pub position: Point,
}

/// A cell.
#[derive(Clone, Copy, Cell)]
#[cell(crate = columns)]
pub enum Colour {
    /// As a cherry.
    Red,
    /// As grass.
    Green,
}

/// The columns are there.
#[must_use]
pub fn masses(bodies: &Bulk<Body>) -> &[f64] {
    bodies.mass()
}

/// So are the derived ones.
#[must_use]
pub fn distances(bodies: &Bulk<Body>) -> &[f64] {
    bodies.distance()
}
