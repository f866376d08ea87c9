use soakit::prelude::*;

#[derive(Clone, Copy, Cell)]
struct Metres<T>(T);

fn main() {}
