use soakit::prelude::*;

#[derive(Clone, Copy, Cell)]
enum Never {}

fn main() {}
