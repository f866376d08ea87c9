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
#[soa(crate = ::columns)]
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

/// The columns are there.
#[must_use]
pub fn masses(bodies: &Bulk<Body>) -> &[f64] {
    bodies.mass()
}
