use soakit::prelude::*;

use soakit::column::Dict;
#[derive(SoA)]
struct Body {
    #[soa(dict, column = Dict)]
    name: String,
}

fn main() {}
