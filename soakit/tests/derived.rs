//! Derived columns: computed once, never stale.

use soakit::prelude::*;

#[derive(SoA, Clone, Debug, PartialEq)]
struct Point {
    x: f64,
    y: f64,
}

#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(
    /// Metres per second.
    pub speed: f64 = |vx, &vy| vx.hypot(vy),
    is_fast: bool = |speed| *speed > 4.0,
    label: String = describe(name, speed),
    distance: f64 = |pos.x, &pos.y as py| x.hypot(py),
    share: [f64] = |vx| normalise(vx),
    boost: Option<f64> = |share, gust| gust.map(|gust| share * gust),
))]
struct Body {
    name: String,
    vx: f64,
    vy: f64,
    #[soa(nested)]
    pos: Point,
    gust: Option<f64>,
}

fn describe(name: &str, speed: &f64) -> String {
    format!("{name} at {speed}")
}

fn normalise(cells: &[f64]) -> Vec<f64> {
    let total: f64 = cells.iter().sum();
    cells.iter().map(|cell| cell / total).collect()
}

fn body(index: u32) -> Body {
    let v = f64::from(index);
    Body {
        name: format!("b{index}"),
        vx: 3.0 * v,
        vy: 4.0 * v,
        pos: Point { x: v, y: 0.0 },
        gust: (index > 1).then_some(v),
    }
}

#[test]
fn a_derived_column_is_read_like_a_field() {
    let mut bodies = Bulk::<Body>::new();
    bodies.extend((0..4).map(body));
    assert_eq!(bodies.speed(), [0.0, 5.0, 10.0, 15.0]);
    assert_eq!(bodies.is_fast(), [false, true, true, true]);
    assert_eq!(bodies.label().get(2), Some("b2 at 10"));
    bodies.vx_mut()[0] = 5.0;
    assert_eq!(bodies.label().get(0), Some("b0 at 5"));
    assert_eq!(bodies.view().slice(1..3).speed(), [5.0, 10.0]);
    assert_eq!(*bodies.get(1).unwrap().speed(), 5.0);
    assert_eq!(bodies.col(|b| b.speed), [5.0, 5.0, 10.0, 15.0]);
    assert_eq!(bodies.distance(), [0.0, 1.0, 2.0, 3.0]);
    assert_eq!(bodies.boost().get(3).unwrap().copied(), Some(9.0 / 23.0 * 3.0));
}

/// Methods that lend rows to a closure were over before their eager columns were right.
#[test]
fn an_eager_column_is_right_when_any_method_returns() {
    #[derive(SoA, Clone)]
    #[soa(derived(eager days: u32 = |weeks| weeks * 7, eager total: [u32] = |weeks| {
        vec![weeks.iter().sum(); weeks.len()]
    }))]
    struct Plan {
        weeks: u32,
    }

    let works: [fn(&mut Bulk<Plan>); 6] = [
        |plans| plans.fill(Plan { weeks: 9 }),
        |plans| plans.resize(40, Plan { weeks: 3 }),
        |plans| plans.resize_with(30, || Plan { weeks: 4 }),
        |plans| plans.apply(&plans.selection(|row| *row.weeks > 5), |row| *row.weeks += 1),
        |plans| {
            plans.retain_mut(|row| {
                *row.weeks += 1;
                *row.weeks % 2 == 0
            })
        },
        |plans| plans.truncate(0),
    ];
    for work in works {
        let mut plans: Bulk<Plan> = (0..20).map(|weeks| Plan { weeks }).collect();
        work(&mut plans);
        assert!(plans.is_fresh(|plan| (plan.days, plan.total)));
        assert!(plans.days().iter().zip(plans.weeks()).all(|(days, weeks)| *days == weeks * 7));
    }
}
