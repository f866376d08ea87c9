use soakit::prelude::*;

#[derive(SoA)]
struct Weather {
    temp: f64,
}

#[derive(SoA)]
struct Plane {
    seats: u16,
}

fn main() {
    let (weather, planes) = (Bulk::<Weather>::new(), Bulk::<Plane>::new());
    let _ = planes.query().filter(|p| {
        let _ = weather.query().filter(|w| w.temp.gt(30.0)).count();
        p.seats.gt(100)
    });
}
