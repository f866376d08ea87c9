use soakit::prelude::*;

#[derive(Clone, Copy, Cell)]
enum State {
    Landed,
    Late(u32),
}

fn main() {}
