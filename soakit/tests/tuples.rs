//! Tuples are records: `Bulk<(…)>` does what a `Vec` of tuples does.

mod support;

use soakit::column::{Text, TextSlice};
use soakit::prelude::*;
use soakit::{ColumnKind, Scalar, SoA, Value, ValueError};
use support::{Mixed, Place, Random};

type Flat = (u8, f64, Option<String>);
type Deep = ((u8, String), (u64, (Option<i64>,)), Place);

const STEPS: usize = if cfg!(miri) { 60 } else { 2_000 };

fn deep(random: &mut Random) -> Deep {
    let Mixed { id, name, weight, place, .. } = Mixed::random(random);
    ((random.below(5) as u8, name), (u64::from(id), (weight,)), place)
}

#[test]
fn a_bulk_of_tuples_does_what_a_vec_of_tuples_does() {
    let mut random = Random::new(11);
    let (mut bulk, mut model) = (Bulk::<Deep>::new(), Vec::<Deep>::new());
    for step in 0..STEPS {
        let len = model.len();
        match random.below(12) {
            0..=4 => {
                let row = deep(&mut random);
                bulk.push(row.clone());
                model.push(row);
            }
            5 => assert_eq!(bulk.pop(), model.pop()),
            6 => {
                let (index, row) = (random.below(len + 1), deep(&mut random));
                bulk.insert(index, row.clone());
                model.insert(index, row);
            }
            7 if len > 0 => {
                let index = random.below(len);
                assert_eq!(bulk.swap_remove(index), model.swap_remove(index));
            }
            8 => {
                bulk.sort_by_key(|((key, _), ..)| *key);
                model.sort_by_key(|((key, _), ..)| *key);
            }
            9 => {
                let limit = random.below(1_000_000) as u64;
                bulk.retain(|(_, (id, _), _)| *id > limit);
                model.retain(|(_, (id, _), _)| *id > limit);
            }
            10 => {
                for (_, (id, _), place) in &mut bulk {
                    *id += 1;
                    *place.x += 1;
                }
                for (_, (id, _), place) in &mut model {
                    *id += 1;
                    place.x += 1;
                }
            }
            _ => {
                let range = random.range(len);
                assert_eq!(bulk.view().slice(range.clone()).to_bulk(), model[range]);
            }
        }
        assert_eq!(bulk, model, "step {step}");
    }
    assert_eq!(bulk.clone(), bulk);
    assert_eq!(Vec::from(bulk), model);
}

#[test]
fn borrowed_rows_are_tuples() {
    let mut bulk = Bulk::<Flat>::from(vec![(2, 0.5, None), (1, 1.5, Some("one".into()))]);
    let (numbers, halves, names) = bulk.view();
    assert_eq!((numbers, halves, names.get(1)), (&[2, 1][..], &[0.5, 1.5][..], Some(Some("one"))));
    assert_eq!(bulk.get(1), Some((&1, &1.5, Some("one"))));
    assert_eq!(bulk.get(0).map(|row| row.to_record()), Some((2, 0.5, None)));
    assert_eq!(bulk.iter().map(|(number, half, _)| f64::from(*number) * half).sum::<f64>(), 2.5);
    let (numbers, halves, _) = bulk.view_mut();
    numbers[0] += 1;
    halves[0] = 9.0;
    let mut view = bulk.view_mut();
    let (first, second) = view.reborrow().split_at_mut(1);
    first.0[0] = 7;
    second.1[0] += 1.0;
    assert_eq!(view.as_shared().0, [7, 1]);
    assert_eq!(bulk, [(7, 9.0, None), (1, 2.5, Some("one".into()))]);
}

#[test]
fn columns_are_reached_by_number_and_by_token() {
    let mut bulk = Bulk::from([((1_u8, 'a'), 0.5_f64), ((2, 'b'), 1.5)]);
    assert_eq!(bulk.field_1(), [0.5, 1.5]);
    assert_eq!(bulk.field_0().1, ['a', 'b']);
    bulk.field_1_mut()[0] = 4.0;
    bulk.field_0_mut().0[1] = 9;
    assert_eq!(bulk.col(|((number, _), _)| number), [1, 9]);
    assert_eq!(bulk.col(|row| row.1), [4.0, 1.5]);
    let (numbers, halves) = bulk.columns_mut(|((number, _), half)| (number, half));
    numbers[0] = halves[1] as u8;
    assert_eq!(bulk.partition_by(|((number, _), _)| number).len(), 2);
    assert_eq!(bulk, [((1, 'a'), 4.0), ((9, 'b'), 1.5)]);
}

#[test]
fn columns_leave_and_come_back() {
    let bulk = Bulk::from([(1_u8, "one".to_owned(), (0.5,)), (2, "two".to_owned(), (1.5,))]);
    let (numbers, names, halves): (Vec<u8>, Text, Bulk<(f64,)>) = bulk.clone().into_columns();
    assert_eq!(numbers, [1, 2]);
    assert_eq!(Bulk::from_columns((numbers, names, halves)), Ok(bulk));
    let error = Bulk::<(u8, u8)>::from_columns((vec![1], vec![])).unwrap_err();
    assert_eq!(error.to_string(), "the columns of `(u8, u8)` differ in length: `0` has 1 rows, `1` has 0");
}

#[test]
fn registry_names_the_columns_by_number() {
    let registry = <Deep as SoA>::REGISTRY;
    assert_eq!(registry.name, "((u8, String), (u64, (Option<i64>,)), Place)");
    let names: Vec<_> = (0..registry.leaf_count()).map(|leaf| registry.leaf_name(leaf)).collect();
    assert_eq!(names, ["0.0", "0.1", "1.0", "1.1.0", "2.x", "2.label"]);
    let weight = registry.column("1.1.0").unwrap();
    assert_eq!((weight.type_name, weight.kind, weight.nullable), ("i64", ColumnKind::Plain, true));
}

#[test]
fn cells_are_reached_by_name() {
    let mut bulk = Bulk::<Deep>::from([((1, "one".into()), (7, (None,)), Place { x: 3, label: None })]);
    assert_eq!(bulk.value(0, "0.1"), Ok(Value::Text("one".into())));
    assert_eq!(bulk.value(0, "1.1.0"), Ok(Value::Null));
    assert_eq!(bulk.value(0, "2.x"), Ok(Value::Int(3)));
    bulk.set_value(0, "1.1.0", Value::Int(-5)).unwrap();
    bulk.set_value(0, "2.label", Value::Text("home".into())).unwrap();
    assert_eq!(bulk.get(0).unwrap().1, (&7, (Some(&-5),)));
    assert!(matches!(bulk.set_value(0, "0.0", Value::Int(300)), Err(ValueError::Type { .. })));
    for wrong in ["0", "3", "0.0.0", "name"] {
        assert!(bulk.value(0, wrong).is_err(), "{wrong}");
    }
    assert_eq!(Some(-5), Scalar::from_value(Value::Int(-5)));
}

#[test]
fn debug_prints_a_table_and_tuples() {
    let bulk = Bulk::from([(1_u8, Some(0.5), "a".to_owned()), (10, None, "b".to_owned())]);
    let table = "Bulk<(u8, Option<f64>, String)> (2 rows)\n   0   1   2\n   1 0.5 \"a\"\n  10   - \"b\"";
    assert_eq!(format!("{bulk:?}"), table);
    assert_eq!(format!("{:?}", bulk.get(0).unwrap()), "(1, Some(0.5), \"a\")");
}

#[test]
fn a_tuple_is_nested_in_a_derived_record() {
    #[derive(SoA, Clone, Debug, PartialEq)]
    struct Total {
        #[soa(nested)]
        key: (u8, String),
        sum: f64,
    }
    let bulk = Bulk::from([Total { key: (1, "one".into()), sum: 0.5 }]);
    let (numbers, names): (&[u8], TextSlice<'_>) = bulk.key();
    assert_eq!((numbers, names.get(0)), (&[1][..], Some("one")));
    assert_eq!(bulk.col(|total| total.key.0), [1]);
    assert_eq!(format!("{:?}", bulk.get(0).unwrap()), "Total { key: (1, \"one\"), sum: 0.5 }");
}

#[test]
fn a_record_with_derived_columns_is_nested_in_a_tuple() {
    #[derive(SoA, Clone, Debug, PartialEq)]
    #[soa(derived(double: f64 = |half| 2.0 * half))]
    struct Half {
        half: f64,
    }
    let bulk = Bulk::from([(Half { half: 0.5 }, 1_u8)]);
    assert_eq!(bulk.field_0().half, [0.5]);
    assert_eq!(bulk.into_columns().0.double(), [1.0]);
}

#[test]
fn rows_that_borrow_stand_in_tuples() {
    #[derive(SoA, Clone, Debug, PartialEq)]
    struct Word<'t, T> {
        text: &'t str,
        more: Option<T>,
    }
    let text = String::from("some text");
    let bulk: Bulk<(Word<'_, u8>, u64)> =
        text.split(' ').map(|text| (Word { text, more: None }, text.len() as u64)).collect();
    assert_eq!(bulk.iter().map(|(word, len)| word.text.len() as u64 + len).sum::<u64>(), 16);
}

#[test]
fn every_arity_keeps_its_rows() {
    macro_rules! arities {
        ($($tuple:expr),+) => {$(
            let tuple = $tuple;
            let mut bulk = Bulk::from([tuple.clone(), tuple.clone()]);
            bulk.push(tuple.clone());
            assert_eq!(bulk, [tuple.clone(), tuple.clone(), tuple.clone()]);
            assert_eq!(bulk.get(1).unwrap().to_record(), tuple);
            let columns = bulk.clone().into_columns();
            assert_eq!(Bulk::from_columns(columns), Ok(bulk));
        )+};
    }
    let s = || "s".to_owned();
    arities! {
        (1_u8,),
        (1_u8, s()),
        (1_u8, s(), 3_i64),
        (1_u8, s(), 3_i64, Some(4.0)),
        (1_u8, s(), 3_i64, Some(4.0), 'e'),
        (1_u8, s(), 3_i64, Some(4.0), 'e', true),
        (1_u8, s(), 3_i64, Some(4.0), 'e', true, [7_u8; 2]),
        (1_u8, s(), 3_i64, Some(4.0), 'e', true, [7_u8; 2], vec![8]),
        (1_u8, s(), 3_i64, Some(4.0), 'e', true, [7_u8; 2], vec![8], Some(s())),
        (1_u8, s(), 3_i64, Some(4.0), 'e', true, [7_u8; 2], vec![8], Some(s()), Some(vec![10])),
        (1_u8, s(), 3_i64, Some(4.0), 'e', true, [7_u8; 2], vec![8], Some(s()), Some(vec![10]), 11_i8),
        (1_u8, s(), 3_i64, Some(4.0), 'e', true, [7_u8; 2], vec![8], Some(s()), Some(vec![10]), 11_i8, (12, (s(),)))
    }
}

#[test]
fn tuples_become_named_records() {
    #[derive(SoA, Clone, Debug, PartialEq)]
    struct Summary {
        name: String,
        count: u64,
        mean: Option<f64>,
    }
    #[derive(SoA, Clone, Debug, PartialEq)]
    struct Coded {
        #[soa(dict)]
        name: String,
        count: u64,
        mean: Option<f64>,
    }
    let rows = [("a".to_owned(), 1_u64, Some(0.5)), ("b".to_owned(), 2, None)];
    let numbers = Bulk::from(rows.clone());
    let address = numbers.field_1().as_ptr();
    let named: Bulk<Summary> = numbers.into_named();
    assert_eq!(named.count().as_ptr(), address, "the columns were handed over");
    assert_eq!(named.get(1).unwrap().to_record(), Summary { name: "b".into(), count: 2, mean: None });
    let coded: Bulk<Coded> = Bulk::from(rows).into_named();
    assert_eq!((coded.name().get(1), coded.count()), (Some("b"), &[1, 2][..]));
}

#[cfg(feature = "serde")]
#[test]
fn tuples_are_serialised_by_number() {
    use soakit::serde::{Columns, Rows};
    let bulk = Bulk::from([(1_u8, (Some("a".to_owned()),)), (2, (None,))]);
    let rows = serde_json::to_string(&Rows(&bulk)).unwrap();
    assert_eq!(rows, r#"[{"0":1,"1":{"0":"a"}},{"0":2,"1":{"0":null}}]"#);
    assert_eq!(serde_json::from_str::<Rows<Bulk<_>>>(&rows).unwrap().0, bulk);
    assert_eq!(serde_json::from_str::<Rows<Bulk<_>>>(r#"[[1,["a"]],[2,[null]]]"#).unwrap().0, bulk);
    let columns = serde_json::to_string(&Columns(&bulk)).unwrap();
    assert_eq!(serde_json::from_str::<Columns<Bulk<_>>>(&columns).unwrap().0, bulk);
}
