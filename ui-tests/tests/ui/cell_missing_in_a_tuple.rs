use soakit::prelude::*;

#[derive(Clone, Copy)]
enum Airport {
    Newark,
}

fn main() {
    let _ = Bulk::from([(Airport::Newark, 1_u8)]);
}
