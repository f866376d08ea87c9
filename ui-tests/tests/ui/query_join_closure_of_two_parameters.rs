use soakit::prelude::*;

#[derive(SoA)]
struct Flight {
    tail: String,
    delay: f64,
}

#[derive(SoA)]
struct Plane {
    tail: String,
    seats: u16,
}

fn main() {
    let (flights, planes) = (Bulk::<Flight>::new(), Bulk::<Plane>::new());
    let _ = flights.query().join(planes.query(), |f| f.tail, |p| p.tail).filter(|f, p| p.seats.gt(100)).count();
}
