#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(Clone, Copy, Cell)]
enum Airport {
    #[cell(rename = "EWR")]
    Newark,
    #[cell(rename = "JFK")]
    Kennedy,
}

fn main() {}
