use soakit::prelude::*;

#[derive(Clone, Copy, Cell)]
enum Airport {
    #[cell(renam = "EWR")]
    Newark,
}

fn main() {}
