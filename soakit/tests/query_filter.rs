//! Filters of queries, against loops.
use soakit::prelude::*;

#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(spread: f64 = |temp, dewp| temp - dewp))]
struct Weather {
    #[soa(dict)]
    origin: String,
    name: String,
    month: u8,
    temp: f64,
    dewp: f64,
    gust: Option<f64>,
    nick: Option<String>,
}

fn weather(rows: usize) -> Bulk<Weather> {
    (0..rows)
        .map(|i| Weather {
            origin: ["JFK", "LGA", "EWR"][i % 3].into(),
            name: format!("row {i}"),
            month: (i % 12) as u8 + 1,
            temp: (i * 7 % 101) as f64,
            dewp: (i * 3 % 97) as f64,
            gust: (i % 5 != 0).then_some(i as f64),
            nick: (i % 4 == 1).then(|| format!("n{}", i % 10)),
        })
        .collect()
}

#[test]
fn filters_keep_the_rows_a_loop_keeps() {
    for rows in if cfg!(miri) { &[0, 1, 1100][..] } else { &[0, 1, 1000, 1024, 5000] }.iter().copied() {
        let bulk = weather(rows);
        let kept = bulk
            .query()
            .filter(|w| w.month.eq(7) | w.temp.gt(50.0) & w.gust.is_some())
            .filter(|w| w.spread.lt(40.0))
            .to_bulk();
        let want: Vec<Weather> = Vec::from(bulk.clone())
            .into_iter()
            .filter(|w| w.month == 7 || w.temp > 50.0 && w.gust.is_some())
            .filter(|w| w.temp - w.dewp < 40.0)
            .collect();
        assert_eq!(Vec::from(kept), want);
    }
}

#[test]
fn operators_take_literals_and_columns() {
    let bulk = weather(if cfg!(miri) { 1100 } else { 3000 });
    let count = bulk
        .query()
        .filter(|w| (1.0 - w.temp * 2.0 + w.dewp).lt(0.0) & !w.origin.eq("JFK") & w.name.contains("9"))
        .filter(|w| (w.gust * 2.0 - w.temp).ge(10.0) & w.nick.ne("n1") & w.month.is_in([1, 2, 3]))
        .filter_rows(|w| *w.month < 3)
        .count();
    let want = bulk
        .iter()
        .filter(|w| 1.0 - w.temp * 2.0 + w.dewp < 0.0 && w.origin != "JFK" && w.name.contains('9'))
        .filter(|w| w.gust.is_some_and(|gust| gust * 2.0 - w.temp >= 10.0) && w.nick != Some("n1") && *w.month < 3)
        .count();
    assert_eq!(count, want);
    assert!(count > 0);
}
