//! The table of times and the ratios under it.

use super::contender::Role;
use super::measure::{Measurement, Plan};
use crate::report::{Ratios, nanoseconds, ratio};

/// Contenders that SoAKit is compared with, and what the lines under the table call that.
const AGAINST: [(Role, &str); 3] =
    [(Role::Recomputed, ""), (Role::Maintained, " against maintained by hand"), (Role::Elsewhere, " against salsa")];

/// Prints times, and how many times as long as SoAKit the others take.
pub(super) fn print(lanes: &[(String, Option<Role>)], measurements: &[Measurement], plan: &Plan) {
    let place = |role: Role| lanes.iter().position(|lane| lane.1 == Some(role));
    let Some(ours) = place(Role::Ours) else { return };
    let against: Vec<(usize, &str)> = AGAINST.iter().filter_map(|&(role, name)| Some((place(role)?, name))).collect();

    let names: Vec<&str> = lanes.iter().map(|lane| lane.0.as_str()).collect();
    let to: Vec<String> = against.iter().map(|&(index, _)| format!("to {}", names[index])).collect();
    println!("| chain | line | nanoseconds per | {} | {} |", names.join(" | "), to.join(" | "));
    println!("|---|---|---|{}", "---:|".repeat(names.len() + to.len()));
    let mut all: Vec<Ratios> = against.iter().map(|_| Ratios::default()).collect();
    for Measurement { chain, line, nanoseconds: times } in measurements {
        let cells: Vec<String> = times.iter().map(|&time| nanoseconds(time)).collect();
        let quotients = against.iter().map(|&(index, _)| times[index].zip(times[ours]).map(|(other, own)| other / own));
        let quotients: Vec<Option<f64>> = quotients.collect();
        for (ratios, &quotient) in all.iter_mut().zip(&quotients) {
            ratios.add(quotient, || format!("{}, chain {chain}", line.name()));
        }
        let quotients: Vec<String> = quotients.into_iter().map(ratio).collect();
        println!("| {chain} | {} | {} | {} | {} |", line.name(), line.unit(), cells.join(" | "), quotients.join(" | "));
    }
    println!(
        "\nMedians of {} rows; salsa has {}. Chains that end in `-read` keep the columns on",
        plan.rows,
        least(plan)
    );
    println!("the way too. Ratios above 1 mean that SoAKit is faster.\n");
    for (ratios, (_, name)) in all.iter().zip(&against) {
        print!("{}", ratios.summary(&format!("worst{name}"), &format!("geomean{name}")));
    }
}

fn least(plan: &Plan) -> usize {
    plan.rows.min(10_000)
}
