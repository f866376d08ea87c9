use soakit::prelude::*;

#[derive(Clone, Cell)]
enum Airport {
    Newark,
    Kennedy,
}

fn main() {}
