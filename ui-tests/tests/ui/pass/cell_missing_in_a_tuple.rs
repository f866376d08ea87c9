#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(Clone, Copy, Cell)]
enum Airport {
    Newark,
}

fn main() {
    let _ = Bulk::from([(Airport::Newark, 1_u8)]);
}
