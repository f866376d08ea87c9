use soakit::prelude::*;

#[derive(SoA)]
struct Flight {
    tail: String,
    seats: u16,
}

#[derive(SoA)]
struct Plane {
    tail: String,
    seats: u16,
}

fn main() {
    let (flights, planes) = (Bulk::<Flight>::new(), Bulk::<Plane>::new());
    let _ = flights.query().join(planes.query(), |f| (f.tail, f.seats), |p| (p.tail, p.seats)).count();
}
