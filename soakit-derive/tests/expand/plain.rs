/// A body.
pub struct Body {
    /// Its number.
    pub id: u64,
    pub(crate) x: f64,
    y: f64,
    /// Kilograms.
    pub mass: f64,
}
