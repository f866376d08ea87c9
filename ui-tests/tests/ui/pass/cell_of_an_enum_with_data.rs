#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(Clone, Copy, Cell)]
enum State {
    Landed,
    Late,
}

fn main() {}
