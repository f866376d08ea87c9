//! A `#![no_std]` program in columns: it compiles for targets that have no standard library at all.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

use alloc::string::String;

use soakit::prelude::*;

/// A reading of a sensor.
#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(
    /// Degrees Fahrenheit, if the sensor answered.
    pub fahrenheit: Option<f32> = |celsius| celsius.map(|celsius| celsius * 1.8 + 32.0),
    /// How many readings stand before it.
    pub number: [usize] = |sensor| (0..sensor.len()).collect(),
    /// A remark to print.
    pub label: String = |remark, number| alloc::format!("{number}: {remark}"),
))]
pub struct Reading {
    /// Which sensor.
    pub sensor: u16,
    /// Degrees Celsius, if the sensor answered.
    pub celsius: Option<f32>,
    /// A remark.
    #[soa(dict)]
    pub remark: String,
}

/// The warmest reading of each sensor, in order of first appearance.
#[must_use]
pub fn warmest(readings: &Bulk<Reading>) -> Bulk<Reading> {
    let mut warmest: Bulk<Reading> = Bulk::new();
    for sensor in readings.partition_by(|reading| reading.sensor).iter() {
        let reading =
            sensor.iter().max_by(|a, b| a.celsius.partial_cmp(&b.celsius).unwrap_or(core::cmp::Ordering::Equal));
        warmest.extend(reading.map(|reading| reading.to_record()));
    }
    warmest
}
