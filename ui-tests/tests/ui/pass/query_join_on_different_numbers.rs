use soakit::prelude::*;

#[derive(SoA)]
struct Flight {
    tail: String,
    seats: u32,
}

#[derive(SoA)]
struct Plane {
    tail: String,
    seats: u16,
}

fn main() {
    let (flights, planes) = (Bulk::<Flight>::new(), Bulk::<Plane>::new());
    let _ = flights.query().join(planes.query(), |f| f.seats, |p| p.seats.widen::<u32>()).count();
}
