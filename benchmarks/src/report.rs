//! Numbers as the tables show them, and the two lines under each table.

/// Ratios of a table, for the worst and the geometric mean.
#[derive(Default)]
pub(crate) struct Ratios {
    all: Vec<(f64, String)>,
}

impl Ratios {
    /// Counts a ratio; one that could not be measured does not count.
    pub(crate) fn add(&mut self, ratio: Option<f64>, label: impl FnOnce() -> String) {
        if let Some(ratio) = ratio {
            self.all.push((ratio, label()));
        }
    }

    /// Two lines: the smallest ratio with its label, and the geometric mean.
    pub(crate) fn summary(&self, worst_name: &str, mean_name: &str) -> String {
        let Some((worst, label)) = self.all.iter().min_by(|a, b| a.0.total_cmp(&b.0)) else {
            return format!("{worst_name}: not measured\n{mean_name}: not measured\n");
        };
        let mean = (self.all.iter().map(|(ratio, _)| ratio.ln()).sum::<f64>() / self.all.len() as f64).exp();
        format!("{worst_name}: {worst:.2} ({label})\n{mean_name}: {mean:.2}\n")
    }
}

/// A ratio with two decimals.
pub(crate) fn ratio(ratio: Option<f64>) -> String {
    ratio.map_or_else(|| String::from("–"), |ratio| format!("{ratio:.2}"))
}

/// Nanoseconds with three significant digits.
pub(crate) fn nanoseconds(time: Option<f64>) -> String {
    match time {
        None => String::from("–"),
        Some(time) if time < 1.0 => format!("{time:.3}"),
        Some(time) if time < 10.0 => format!("{time:.2}"),
        Some(time) if time < 100.0 => format!("{time:.1}"),
        Some(time) => format!("{time:.0}"),
    }
}
