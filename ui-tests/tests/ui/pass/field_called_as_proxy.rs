#![allow(dead_code, unused_imports)]

use soakit::prelude::*;

#[derive(SoA)]
struct Body {
    #[soa(rename = "as_proxy")]
    proxied: u8,
}

fn main() {}
