struct Body<T> {
    #[soa(validate = |mass| *mass > 0.0, message = "mass must be positive", rename = "Mass")]
    mass: f64,
    #[soa(validate = is_known)]
    kind: Option<T>,
}
