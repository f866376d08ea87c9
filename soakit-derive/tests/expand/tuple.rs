pub struct Pair(pub u64, f64);
