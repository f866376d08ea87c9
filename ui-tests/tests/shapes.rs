//! Every shape of struct that the derive takes.

#![deny(warnings)]
#![forbid(unsafe_code)]
#![allow(
    dead_code,
    clippy::float_cmp,
    clippy::trivially_copy_pass_by_ref,
    clippy::extra_unused_type_parameters,
    clippy::needless_pass_by_value
)]

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

#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(
    initial: Option<P> = |head| Some(head.clone()),
    depth: usize = |tail| Self::depth(tail.map(|tail| &**tail)),
    called: String = |name, depth| format!("{name} {depth}"),
    all: [P; N] = |array| array.clone(),
    names: [&'x str] = |name| name.to_vec(),
))]
struct Chain<'x, P, const N: usize = 2>
where
    P: Clone + Default,
{
    head: P,
    tail: Option<Box<Self>>,
    name: &'x str,
    array: [P; N],
}

impl<P: Clone + Default, const N: usize> Chain<'_, P, N> {
    fn depth(tail: Option<&Self>) -> usize {
        tail.map_or(0, |tail| 1 + Self::depth(tail.tail.as_deref()))
    }
}

#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(
    depth: usize = |inner.tail, other| tail.iter().count() + other,
    both: (T, T) = |inner.head, inner| (head.clone(), inner.head.clone()),
))]
struct Links<'x, T: Clone + Default> {
    #[soa(nested)]
    inner: Chain<'x, T>,
    other: usize,
}

#[test]
fn generic_records_derive_columns() {
    let chain = Chain { head: 7, tail: None, name: "a", array: [1, 2] };
    let chain = Chain { tail: Some(Box::new(chain.clone())), ..chain };
    let chains = Bulk::from(vec![chain.clone()]);
    assert_eq!(
        (chains.initial().get(0), chains.depth(), chains.called().get(0)),
        (Some(Some(&7)), &[1][..], Some("a 1"))
    );
    assert_eq!((chains.all(), chains.names()), (&[[1, 2]][..], &["a"][..]));
    let links = Bulk::from(vec![Links { inner: chain, other: 2 }]);
    assert_eq!((links.depth(), links.col(|links| links.both)), (&[3][..], &[(7, 7)][..]));
}

#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(
    scaled: f64 = |field_0, field_1.to.1 as y| if *field_0 > 0 { 2.0 * y } else { *y },
    whole: f64 = |field_1.from as from, field_1.to.0.0 as x, field_1.to.0 as inmost| from.x + x + inmost.0,
    shifted: [f64] = |scaled, field_1.to as to| scaled.iter().zip(to.1).map(|(scaled, y)| scaled - y).collect(),
))]
struct Numbered(u64, #[soa(nested)] Stretch);

#[derive(SoA, Clone, Debug, PartialEq)]
struct Stretch {
    #[soa(nested)]
    from: Point,
    #[soa(nested)]
    to: End,
}

#[derive(SoA, Clone, Debug, PartialEq)]
struct End(#[soa(nested)] Inmost, f64);

#[derive(SoA, Clone, Debug, PartialEq)]
struct Inmost(f64);

#[test]
fn tuple_structs_derive_columns_from_parts_at_any_depth() {
    let row = Numbered(1, Stretch { from: Point { x: 1.0, y: 2.0 }, to: End(Inmost(3.0), 4.0) });
    let mut rows = Bulk::from(vec![row.clone(), row]);
    assert_eq!((rows.scaled(), rows.whole(), rows.shifted()), (&[8.0; 2][..], &[7.0; 2][..], &[4.0; 2][..]));
    rows.set_cell(1, |rows| rows.1.to.0.0, 5.0);
    assert!(rows.is_fresh(NumberedFields::scaled) && !rows.is_fresh(NumberedFields::whole));
    assert_eq!(rows.whole(), [7.0, 11.0]);
    rows.set_cell(0, |rows| rows.1.to.1, 5.0);
    assert!(rows.is_fresh(NumberedFields::whole) && !rows.is_fresh(NumberedFields::shifted));
    assert_eq!(rows.shifted(), [5.0, 4.0]);
}

#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(length: f64 = |x| x.abs()))]
struct Only {
    x: f64,
}

#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(width: f64 = |only.x| x * 2.0, of_whole: f64 = |only| *only.x))]
struct OnlyOfOnly {
    #[soa(nested)]
    only: Only,
}

#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(gap: f64 = gap(from.x, to.x)))]
struct Gap {
    #[soa(nested)]
    from: Only,
    #[soa(nested)]
    to: Only,
}

fn gap(from: &f64, to: &f64) -> f64 {
    to - from
}

#[test]
fn a_call_tells_parts_of_one_name_apart() {
    let rows = Bulk::from(vec![Gap { from: Only { x: 1.0 }, to: Only { x: 4.0 } }]);
    assert_eq!(rows.gap(), [3.0]);
}

#[test]
fn a_derived_column_of_a_nested_record_is_not_taken_for_one_of_the_outer() {
    let rows = Bulk::from(vec![OnlyOfOnly { only: Only { x: -1.0 } }]);
    assert_eq!((rows.width(), rows.of_whole()), (&[-2.0][..], &[-1.0][..]));
    assert_eq!(rows.col(|rows| rows.width), [-2.0]);
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

macro_rules! wide {
    ($($field:ident $derived:ident)*) => {
        #[derive(SoA, Clone, Debug, Default, PartialEq)]
        #[soa(derived($($derived: u8 = |$field| $field + 1,)* all: u32 = |$($derived),*| 0 $(+ u32::from(*$derived))*))]
        struct Wide {
            $($field: u8),*
        }
    };
}

wide! {
    f0 d0 f1 d1 f2 d2 f3 d3 f4 d4 f5 d5 f6 d6 f7 d7 f8 d8 f9 d9
    f10 d10 f11 d11 f12 d12 f13 d13 f14 d14 f15 d15 f16 d16 f17 d17 f18 d18 f19 d19
    f20 d20 f21 d21 f22 d22 f23 d23 f24 d24 f25 d25 f26 d26 f27 d27 f28 d28 f29 d29
    f30 d30 f31 d31 f32 d32 f33 d33 f34 d34 f35 d35 f36 d36 f37 d37 f38 d38 f39 d39
    f40 d40 f41 d41 f42 d42 f43 d43 f44 d44 f45 d45 f46 d46 f47 d47 f48 d48 f49 d49
    f50 d50 f51 d51 f52 d52 f53 d53 f54 d54 f55 d55 f56 d56 f57 d57 f58 d58 f59 d59
    f60 d60 f61 d61 f62 d62 f63 d63 f64 d64 f65 d65 f66 d66 f67 d67 f68 d68 f69 d69
}

#[test]
fn seventy_fields_derive_seventy_columns_and_one() {
    let mut rows = Bulk::from(vec![Wide::default(); 2]);
    assert_eq!((rows.d69(), rows.all()), (&[1, 1][..], &[70, 70][..]));
    rows.f69_mut()[1] = 2;
    assert_eq!((rows.d69(), rows.all()), (&[1, 3][..], &[70, 72][..]));
}
