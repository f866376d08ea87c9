#[soa(derived(
    /// Metres per second.
    pub speed: f64 = |vx, &vy| vx.hypot(vy),
    is_fast: bool = |speed| *speed > 4.0,
    label: String = describe(name, is_fast),
    distance: f64 = |pos.x, &pos.y as north| x.hypot(north),
    pub share: [f64] = share_of_total(vx),
    #[soa(rename = "Kinetic", validate = |energy| *energy >= 0.0, before = tell, after = tell)]
    eager energy: Option<f64> = |mass, share| mass.map(|mass| 0.5 * mass * share * share),
))]
pub struct Body {
    name: String,
    vx: f64,
    vy: f64,
    mass: Option<f64>,
    #[soa(nested)]
    pos: Point,
}
