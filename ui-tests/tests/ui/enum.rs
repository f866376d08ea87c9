use soakit::prelude::*;

#[derive(SoA)]
enum Shape {
    Circle(f64),
    Square(f64),
}

fn main() {}
