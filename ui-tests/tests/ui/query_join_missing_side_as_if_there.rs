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

#[derive(SoA)]
struct Served {
    delay: f64,
    seats: u16,
}

fn main() {
    let (flights, planes) = (Bulk::<Flight>::new(), Bulk::<Plane>::new());
    let _ = flights
        .query()
        .left_join(planes.query(), |f| f.tail, |p| p.tail)
        .select(|(f, p)| (f.delay, p.seats))
        .into_named::<Served>();
}
