use soakit::SoA;

#[derive(SoA)]
struct Weather {
    temp: f64,
    #[soa(alias = "dew point", alias = "dew")]
    dewp: f64,
}

fn main() {}
