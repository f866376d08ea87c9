//! Every shape of struct that the derive takes.

#![deny(warnings)]
#![forbid(unsafe_code)]
#![allow(dead_code, clippy::float_cmp, clippy::extra_unused_type_parameters, clippy::needless_pass_by_value)]

use soakit::prelude::*;
use soakit::{Value, column::Bits, column::Unit};

#[derive(SoA, Clone, Debug, PartialEq)]
struct Point {
    x: f64,
    y: f64,
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct Segment {
    #[soa(nested)]
    from: Point,
    #[soa(nested)]
    to: Point,
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct Road {
    name: String,
    #[soa(nested)]
    course: Segment,
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct City {
    #[soa(nested)]
    main: Road,
    people: u32,
}

fn segment(x: f64) -> Segment {
    Segment { from: Point { x, y: 2.0 }, to: Point { x: 3.0, y: 4.0 } }
}

#[test]
fn records_nest_to_any_depth() {
    let city = City { main: Road { name: "A1".into(), course: segment(1.0) }, people: 7 };
    let mut cities = Bulk::<City>::new();
    cities.push(city.clone());
    assert_eq!(cities.main().course.from.x, [1.0]);
    cities.main_mut().course.to.y[0] = 9.0;
    assert_eq!(cities.value(0, "main.course.to.y"), Ok(Value::Float(9.0)));
    assert_eq!(cities.set_value(0, "main.name", Value::Text("A2".into())), Ok(()));
    assert!(cities.value(0, "main.course").is_err());
    let text = format!("{:?}", cities.get(0).unwrap());
    assert!(text.starts_with("City { main: Road { name: \"A2\", course: Segment { from: Point { x: 1.0"), "{text}");
    let row = cities.get(0).unwrap();
    assert_eq!((row.main().course().from().x(), row.main.name), (&1.0, "A2"));
    assert_eq!(city.as_proxy().main.course.to.y, &4.0);
    let columns = cities.clone().into_columns();
    assert_eq!(columns.main.course().from.x, [1.0]);
    assert!(Bulk::<City>::from_columns(columns).unwrap() == cities);
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct Pair<T: Clone, const N: usize = 3>(pub u64, #[soa(nested)] Segment, [T; N], Option<T>)
where
    T: Default;

#[test]
fn tuple_structs_name_their_columns_by_position() {
    let mut pairs = Bulk::<Pair<u8>>::new();
    pairs.push(Pair(1, segment(1.0), [1, 2, 3], None));
    pairs.field_0_mut()[0] = 4;
    assert_eq!((pairs.field_0(), pairs.field_2()), (&[4][..], &[[1, 2, 3]][..]));
    assert_eq!(*pairs.get(0).unwrap().0, 4);
    assert_eq!(pairs.value(0, "1.from.x"), Ok(Value::Float(1.0)));
    assert_eq!(pairs.partition_by(|row| row.0).len(), 1);
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct Marker;
#[derive(SoA, Clone, Debug, PartialEq)]
struct Braces {}
#[derive(SoA, Clone, Debug, PartialEq)]
struct Parentheses();

#[test]
fn records_without_fields_are_counted() {
    let mut markers = Bulk::<Marker>::new();
    markers.push(Marker);
    markers.push(Marker);
    assert_eq!((markers.view().len(), markers.view_mut().reborrow().as_shared().len()), (2, 2));
    assert_eq!(markers.into_columns().rows, Unit::new(2));
    assert_eq!(Bulk::<Braces>::from_columns(BracesColumns { rows: Unit::new(3) }).unwrap().len(), 3);
    assert_eq!(Bulk::<Parentheses>::new().len(), 0);
}

#[derive(Clone, Debug, PartialEq)]
struct Call<'a>(&'a str);

#[derive(SoA, Clone, Debug, PartialEq)]
struct Borrowing<'a, 'b: 'a, T = u8>
where
    T: 'a,
{
    name: &'a str,
    other: &'b [T],
    maybe: Option<&'a T>,
    called: Call<'a>,
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct Wrapped<T: SoA, R> {
    #[soa(nested)]
    inner: T,
    other: R,
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct List<P: Clone> {
    head: P,
    tail: Option<Box<Self>>,
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct OnlyNested<T: Clone> {
    #[soa(nested)]
    inner: List<T>,
}

#[test]
fn generic_records_keep_their_parameters() {
    let mut borrowing = Bulk::<Borrowing<'_, '_>>::new();
    borrowing.push(Borrowing { name: "a", other: &[1], maybe: None, called: Call("b") });
    assert_eq!((borrowing.name(), borrowing.get(0).unwrap().other()), (&["a"][..], &&[1][..]));
    let mut wrapped = Bulk::<Wrapped<Point, u8>>::new();
    wrapped.push(Wrapped { inner: Point { x: 1.0, y: 1.0 }, other: 4 });
    assert_eq!(wrapped.inner().x, [1.0]);
    wrapped.view_mut().reborrow().inner.x[0] = 2.0;
    assert_eq!(wrapped.get(0).unwrap().as_proxy().inner.x, &2.0);
    let mut nested = Bulk::<OnlyNested<u8>>::new();
    nested.push(OnlyNested { inner: List { head: 1, tail: None } });
    assert_eq!(nested.inner().head, [1]);
    assert_eq!(nested.partition_by(|row| row.inner.head).len(), 1);
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct Checked {
    #[soa(column = Bits)]
    alive: bool,
    #[soa(validate = |age| *age > 1)]
    age: u32,
    #[soa(validate = is_known, message = "must be known", rename = "Job")]
    job: Option<u32>,
    #[soa(validate = |name| !name.is_empty() && Self::is_fine::<u8, u16>(), message = "must not be empty")]
    name: String,
}

fn is_known(job: Option<&u32>) -> bool {
    job.is_some()
}

impl Checked {
    fn is_fine<A, B>() -> bool {
        true
    }
}

#[test]
fn validators_name_column_value_and_reason() {
    let mut checked = Bulk::<Checked>::new();
    let row = Checked { alive: true, age: 0, job: None, name: String::new() };
    assert_eq!(
        checked.try_push(row.clone()).unwrap_err().to_string(),
        "row 0, column `age`, value 0: `age` is not valid\n\
         row 0, column `Job`, value null: must be known\n\
         row 0, column `name`, value \"\": must not be empty"
    );
    checked.push(row);
    assert!(checked.set_value(0, "age", Value::Int(1)).is_err());
    assert_eq!(checked.set_value(0, "age", Value::Int(2)), Ok(()));
    assert_eq!(checked.age(), [2]);
    assert_eq!(Bulk::<Checked>::registry().column("Job").unwrap().validator, Some("must be known"));
}

fn shorter_view<'long: 'short, 'short>(view: CityView<'long>) -> CityView<'short> {
    view
}
fn shorter_proxy<'long: 'short, 'short>(proxy: CityProxy<'long>) -> CityProxy<'short> {
    proxy
}
fn shorter_nested<'long: 'short, 'short, T: Clone>(view: OnlyNestedView<'long, T>) -> OnlyNestedView<'short, T> {
    view
}
fn shorter_segment<'long: 'short, 'short>(view: SegmentView<'long>) -> SegmentView<'short> {
    view
}
fn longer<'long>(view: &CityView<'long>) -> &'long f64 {
    &view.main.course.from.x[0]
}
fn cell_of_a_copy<'long>(proxy: &CityProxy<'long>) -> &'long str {
    proxy.main.name
}

#[test]
fn views_are_covariant_and_keep_their_lifetime() {
    let _ = (shorter_view, shorter_proxy, shorter_nested::<u8>, shorter_segment, longer, cell_of_a_copy);
}

#[test]
fn borrowed_forms_cross_threads() {
    fn is_send_and_sync<T: Send + Sync>() {}
    is_send_and_sync::<Bulk<City>>();
    is_send_and_sync::<CityView<'_>>();
    is_send_and_sync::<CityViewMut<'_>>();
    is_send_and_sync::<CityProxy<'_>>();
    is_send_and_sync::<CityProxyMut<'_>>();
    is_send_and_sync::<SegmentView<'_>>();
    is_send_and_sync::<CityFields>();
}

fn is_heavy(row: &impl CityRow) -> bool {
    *row.people() > 5
}

#[test]
fn records_and_proxies_are_read_alike() {
    let city = City { main: Road { name: "A1".into(), course: segment(1.0) }, people: 7 };
    let mut cities = Bulk::<City>::new();
    cities.push(city.clone());
    assert!(is_heavy(&city) && is_heavy(&&city));
    assert!(is_heavy(&cities.get(0).unwrap()));
    assert!(is_heavy(&cities.iter_mut().next().unwrap()));
}
