use soakit::prelude::*;

#[derive(Clone, Copy, Cell)]
enum Airport {
    #[cell(rename = "JFK")]
    Newark,
    #[cell(rename = "JFK")]
    Kennedy,
}

fn main() {}
