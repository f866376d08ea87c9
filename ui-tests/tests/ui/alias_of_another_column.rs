use soakit::SoA;

#[derive(SoA)]
struct Weather {
    temp: f64,
    #[soa(alias = "temp", alias = "dew")]
    dewp: f64,
}

fn main() {}
