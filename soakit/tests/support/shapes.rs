//! Records of many shapes with derived columns of many graphs, and the dullest program that computes the same: a loop over
//! a `Vec` of rows, each time from the start. Cells are compared as `{:?}` prints them, which tells any two of these apart.
#![allow(dead_code, missing_docs, unreachable_pub, reason = "each test program uses a part")]

use std::fmt::Debug;
use std::ops::Range;
use std::rc::Rc;
use std::sync::atomic::{AtomicIsize, Ordering::Relaxed};

use soakit::column::traits::{CloneColumn, EqColumn};
use soakit::prelude::*;
use soakit::{Changes, ProxyMutOf, ProxyOf, Value};
use soakit_runtime::record::Stored;

use crate::support::Random;

/// One column of a record, a field or a derived one.
pub struct ColumnLaw<T: SoA> {
    pub name: &'static str,
    /// The cells, read in one of several ways.
    pub read: fn(&Bulk<T>, usize) -> Vec<String>,
    /// The cells, computed from the rows.
    pub expected: fn(&[T]) -> Vec<String>,
    pub changed: fn(&Changes<T>) -> Vec<Range<usize>>,
    pub refresh: fn(&Bulk<T>),
    pub is_fresh: fn(&Bulk<T>) -> bool,
}

/// A record to try the laws on.
pub trait Shape: SoA + Stored<Columns: CloneColumn + EqColumn> + Clone + PartialEq + Debug + 'static {
    fn random(random: &mut Random) -> Self;
    fn key(row: ProxyOf<'_, Self>) -> u32;
    fn model_key(row: &Self) -> u32;
    /// Writes some cells.
    fn touch(row: ProxyMutOf<'_, Self>, number: u32);
    fn model_touch(row: &mut Self, number: u32);
    /// Changes cells in ways that need the names of the fields. There is a row.
    fn write(bulk: &mut Bulk<Self>, model: &mut [Self], random: &mut Random) -> &'static str;
    fn fields() -> Vec<ColumnLaw<Self>>;
    fn derived() -> Vec<ColumnLaw<Self>>;
}

pub fn printed<V: Debug>(cells: impl IntoIterator<Item = V>) -> Vec<String> {
    cells.into_iter().map(|cell| format!("{cell:?}")).collect()
}

/// Implements [`Shape`].
#[macro_export]
macro_rules! shape {
    ($T:ty {
        random: |$random:ident| $make:expr,
        key: |$key_row:ident| $key:expr, $model_key:expr,
        touch: |$touch_row:ident, $number:ident| $touch:expr, $model_touch:expr,
        write: $write:expr,
        fields: [$($($field:tt).+),* $(,)?],
        derived: [$($name:ident $(($($call:tt)*))? = |$rows:ident, $row:ident| $compute:expr,)*]
    }) => {
        #[allow(unused_mut, unused_variables, unused_parens)]
        impl $crate::shapes::Shape for $T {
            fn random($random: &mut $crate::support::Random) -> Self { $make }
            fn key($key_row: soakit::ProxyOf<'_, Self>) -> u32 { $key }
            fn model_key($key_row: &Self) -> u32 { $model_key }
            fn touch(mut $touch_row: soakit::ProxyMutOf<'_, Self>, $number: u32) { $touch }
            fn model_touch($touch_row: &mut Self, $number: u32) { $model_touch }
            fn write(
                bulk: &mut Bulk<Self>,
                model: &mut [Self],
                random: &mut $crate::support::Random,
            ) -> &'static str {
                let write: fn(&mut Bulk<Self>, &mut [Self], &mut $crate::support::Random) -> &'static str = $write;
                write(bulk, model, random)
            }
            fn fields() -> Vec<$crate::shapes::ColumnLaw<Self>> {
                vec![$($crate::shapes::ColumnLaw {
                    name: stringify!($($field).+),
                    read: |bulk, _| $crate::shapes::printed(bulk.col(|r| r.$($field).+).iter()),
                    expected: |rows| $crate::shapes::printed(rows.iter().map(|row| &row.$($field).+)),
                    changed: |changes| changes.column(|r| r.$($field).+),
                    refresh: |_| (),
                    is_fresh: |_| true,
                }),*]
            }
            fn derived() -> Vec<$crate::shapes::ColumnLaw<Self>> {
                vec![$($crate::shapes::ColumnLaw {
                    name: stringify!($name),
                    read: |bulk, way| {
                        let rows = bulk.len();
                        match way % 5 {
                            0 => $crate::shapes::printed(bulk.$name().iter()),
                            1 => $crate::shapes::printed(bulk.col(|r| r.$name $(($($call)*))?).iter()),
                            2 => $crate::shapes::printed(bulk.iter().map(|row| row.$name())),
                            3 => {
                                let (front, back) = bulk.split_at(rows / 3);
                                assert_eq!((front.len(), back.len()), (front.$name().len(), back.$name().len()));
                                let mut cells = $crate::shapes::printed(front.$name().iter());
                                cells.extend($crate::shapes::printed(back.col(|r| r.$name $(($($call)*))?).iter()));
                                cells
                            }
                            _ => $crate::shapes::printed(bulk.chunks(7).flat_map(|chunk| chunk.$name().iter())),
                        }
                    },
                    expected: |rows| {
                        let $rows = rows;
                        $crate::shapes::printed(rows.iter().map(|$row| $compute))
                    },
                    changed: |changes| changes.column(|r| r.$name $(($($call)*))?),
                    refresh: |bulk| bulk.refresh_columns(|r| r.$name $(($($call)*))?),
                    is_fresh: |bulk| bulk.is_fresh(|r| r.$name $(($($call)*))?),
                }),*]
            }
        }
    };
}

// ── A column of every kind ──────────────────────────────────────────────────────────────────────────────────────────

#[derive(SoA, Clone, Debug, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

fn total(cells: &[f64]) -> Vec<f64> {
    let total: f64 = cells.iter().sum();
    cells.iter().map(|cell| cell + total).collect()
}

fn describe(name: &str, speed: &f64) -> String {
    format!("{name} at {speed}")
}

#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(
    pub speed: f64 = |vx, &vy| vx * 3.0 + vy,
    pub is_fast: bool = |speed| *speed > 20.0,
    #[soa(column = soakit::column::Bits)]
    pub packed: bool = |is_fast, name| *is_fast ^ name.is_empty(),
    pub label: String = describe(name, speed),
    pub distance: f64 = |pos.x, &pos.y as py| x + py,
    pub whole_pos: f64 = |pos| *pos.x - *pos.y,
    pub share: [f64] = |speed| total(speed),
    pub boost: Option<f64> = |share, gust| gust.map(|gust| share * gust),
    #[soa(dict)]
    pub class: String = |id| format!("class {}", id % 3),
    #[soa(dict)]
    pub sub: Option<String> = |class, gust| gust.map(|_| class.repeat(2)),
    pub left: u32 = |id| id + 1,
    pub right: u32 = |id| id * 2,
    pub joined: u64 = |left, right| u64::from(*left) * 100 + u64::from(*right),
    pub ranks: [u32] = |joined| joined.iter().map(|a| joined.iter().filter(|b| *b < a).count() as u32).collect(),
    pub rank_label: String = |ranks, class| format!("{class} {ranks}"),
    pub word_lengths: [Option<usize>] =
        |kind| kind.iter().map(|word| (word.len() > 3).then_some(word.len())).collect(),
    pub nothing: () = |unit| *unit,
))]
pub struct Everything {
    pub id: u32,
    pub name: String,
    pub vx: f64,
    pub vy: f64,
    #[soa(nested)]
    pub pos: Point,
    pub gust: Option<f64>,
    #[soa(dict)]
    pub kind: String,
    pub unit: (),
    pub unrelated: u8,
}

fn speed(row: &Everything) -> f64 {
    row.vx * 3.0 + row.vy
}

fn joined(row: &Everything) -> u64 {
    u64::from(row.id + 1) * 100 + u64::from(row.id * 2)
}

fn share(rows: &[Everything], row: &Everything) -> f64 {
    speed(row) + rows.iter().map(speed).sum::<f64>()
}

fn rank(rows: &[Everything], row: &Everything) -> u32 {
    rows.iter().filter(|other| joined(other) < joined(row)).count() as u32
}

shape!(Everything {
    random: |random| Everything {
        id: random.below(30) as u32,
        name: "ñame".repeat(random.below(3)),
        vx: random.below(10) as f64,
        vy: random.below(10) as f64,
        pos: Point { x: random.below(10) as f64, y: random.below(10) as f64 },
        gust: random.flip().then(|| random.below(9) as f64),
        kind: format!("{}", 10_usize.pow(random.below(6) as u32)),
        unit: (),
        unrelated: random.below(200) as u8,
    },
    key: |row| *row.id % 7, row.id % 7,
    touch: |row, number| {
        *row.id += number;
        *row.vx -= 1.0;
        row.gust.set(Some(f64::from(number)));
    }, {
        row.id += number;
        row.vx -= 1.0;
        row.gust = Some(f64::from(number));
    },
    write: |bulk, model, random| {
        let row = random.below(model.len());
        let number = random.below(20) as f64;
        match random.below(16) {
            0 => {
                bulk.set_cell(row, |r| r.vx, number);
                model[row].vx = number;
                "set_cell vx"
            }
            1 => {
                let (name, old) = ("w".repeat(random.below(9)), model[row].name.clone());
                assert_eq!(bulk.replace_cell(row, |r| r.name, name.clone()), old);
                model[row].name = name;
                "replace_cell name"
            }
            2 => {
                let changes = model[row].pos.x != number;
                assert_eq!(bulk.set_cell_if_changed(row, |r| r.pos.x, number), changes);
                model[row].pos.x = number;
                "set_cell_if_changed pos.x"
            }
            3 => {
                for cell in bulk.vy_mut() {
                    *cell += 1.0;
                }
                model.iter_mut().for_each(|row| row.vy += 1.0);
                "vy_mut"
            }
            4 => {
                let (mut gusts, ids) = bulk.columns_mut(|r| (r.gust, r.id));
                for (mut gust, id) in gusts.iter_mut().zip(ids) {
                    gust.set((*id % 2 == 0).then_some(number));
                    *id = (*id + 3) % 50;
                }
                for row in &mut *model {
                    row.gust = (row.id % 2 == 0).then_some(number);
                    row.id = (row.id + 3) % 50;
                }
                "columns_mut gust, id"
            }
            5 => {
                bulk.set_value(row, "vx", Value::Float(number)).expect("a number");
                model[row].vx = number;
                assert!(bulk.set_value(row, "speed", Value::Float(number)).is_err());
                assert!(bulk.set_value(row, "vx", Value::Text("text".into())).is_err());
                "set_value vx"
            }
            6 => {
                bulk.set_cell(row, |r| r.kind, "another kind".into());
                model[row].kind = "another kind".into();
                "set_cell kind"
            }
            7 => {
                bulk.pos_mut().x.iter_mut().for_each(|cell| *cell += 1.0);
                model.iter_mut().for_each(|row| row.pos.x += 1.0);
                "pos_mut.x"
            }
            8 => {
                let (xs, ys) = bulk.columns_mut(|r| (r.pos.x, r.pos.y));
                xs[row] = number;
                ys[row] = 1.0;
                model[row].pos = Point { x: number, y: 1.0 };
                "columns_mut pos.x, pos.y"
            }
            9 => {
                bulk.unrelated_mut()[row] = 7;
                model[row].unrelated = 7;
                "unrelated_mut"
            }
            10 => {
                bulk.sort_by_key(|row| *row.joined());
                model.sort_by_key(joined);
                "sort_by_key joined"
            }
            11 => {
                bulk.sort_by(|a, b| a.rank_label().cmp(b.rank_label()));
                let labels = Everything::derived().iter().find(|column| column.name == "rank_label").unwrap().expected;
                let mut keyed: Vec<_> = labels(model).into_iter().zip(model.to_vec()).collect();
                keyed.sort_by(|a, b| a.0.cmp(&b.0));
                model.iter_mut().zip(keyed).for_each(|(row, (_, sorted))| *row = sorted);
                "sort_by rank_label"
            }
            12 => {
                bulk.set_value(row, "name", Value::Text("by name".into())).expect("text");
                model[row].name = "by name".into();
                "set_value name"
            }
            13 => {
                bulk.set_cell(row, |r| r.gust, None);
                model[row].gust = None;
                "set_cell gust"
            }
            14 => {
                let view = bulk.view_mut();
                view.vx[row] = number;
                view.vy[row] = number;
                (model[row].vx, model[row].vy) = (number, number);
                "view_mut"
            }
            _ => {
                let cell = random.below(300) as u8;
                bulk.set_cell(row, |r| r.unrelated, cell);
                model[row].unrelated = cell;
                "set_cell unrelated"
            }
        }
    },
    fields: [id, name, vx, vy, pos.x, pos.y, gust, kind, unit, unrelated],
    derived: [
        speed = |rows, row| speed(row),
        is_fast = |rows, row| speed(row) > 20.0,
        packed = |rows, row| (speed(row) > 20.0) ^ row.name.is_empty(),
        label = |rows, row| format!("{} at {}", row.name, speed(row)),
        distance = |rows, row| row.pos.x + row.pos.y,
        whole_pos = |rows, row| row.pos.x - row.pos.y,
        share = |rows, row| share(rows, row),
        boost = |rows, row| row.gust.map(|gust| share(rows, row) * gust),
        class = |rows, row| format!("class {}", row.id % 3),
        sub = |rows, row| row.gust.map(|_| format!("class {}", row.id % 3).repeat(2)),
        left = |rows, row| row.id + 1,
        right = |rows, row| row.id * 2,
        joined = |rows, row| joined(row),
        ranks = |rows, row| rank(rows, row),
        rank_label = |rows, row| format!("class {} {}", row.id % 3, rank(rows, row)),
        word_lengths = |rows, row| (row.kind.len() > 3).then_some(row.kind.len()),
        nothing = |rows, row| (),
    ]
});

// ── Chains ──────────────────────────────────────────────────────────────────────────────────────────────────────────

#[derive(SoA, Clone, Debug, PartialEq, Default)]
#[soa(derived(
    pub c10: u64 = |c9, b| c9 * 3 + b,
    pub c9: u64 = |c8| c8 + 9,
    pub c8: u64 = |c7| c7.len() as u64 ^ 8,
    pub c7: String = |c6| c6.to_string(),
    pub c6: u64 = |c5, b| c5 + b,
    pub c5: u64 = |c4| c4.unwrap_or(&5) + 5,
    pub c4: Option<u64> = |c3| c3.is_multiple_of(2).then_some(*c3),
    pub c3: u64 = |c2| c2 + 3,
    pub c2: u64 = |c1| c1 * 2,
    pub c1: u64 = |a| a + 1,
    pub side: u64 = |short, b| short * b,
    pub short: u64 = |b| b + 100,
))]
#[soa(derived(pub sized: usize = |c7_length| *c7_length, c7_length: usize = |a| *a as usize))]
pub struct Chain {
    pub a: u64,
    pub b: u64,
}

fn chain(row: &Chain) -> [u64; 11] {
    let mut c = [0; 11];
    c[1] = row.a + 1;
    c[2] = c[1] * 2;
    c[3] = c[2] + 3;
    c[4] = c[3];
    c[5] = if c[3].is_multiple_of(2) { c[3] } else { 5 } + 5;
    c[6] = c[5] + row.b;
    c[7] = c[6];
    c[8] = (c[6].to_string().len() as u64) ^ 8;
    c[9] = c[8] + 9;
    c[10] = c[9] * 3 + row.b;
    c
}

shape!(Chain {
    random: |random| Chain { a: random.below(40) as u64, b: random.below(40) as u64 },
    key: |row| *row.a as u32 % 5, row.a as u32 % 5,
    touch: |row, number| *row.a += u64::from(number), row.a += u64::from(number),
    write: |bulk, model, random| {
        let (row, number) = (random.below(model.len()), random.below(20) as u64);
        match random.below(5) {
            0 => {
                bulk.set_cell(row, |r| r.a, number);
                model[row].a = number;
                "set_cell a"
            }
            1 => {
                bulk.set_cell(row, |r| r.b, number);
                model[row].b = number;
                "set_cell b"
            }
            2 => {
                bulk.a_mut()[row] = number;
                model[row].a = number;
                "a_mut"
            }
            3 => {
                let (bs,) = bulk.columns_mut(|r| (r.b,));
                bs[row] = number;
                model[row].b = number;
                "columns_mut b"
            }
            _ => {
                bulk.sort_by_key(|row| row.c7().to_owned());
                model.sort_by_key(|row| chain(row)[7].to_string());
                "sort_by_key c7"
            }
        }
    },
    fields: [a, b],
    derived: [
        c10 = |rows, row| chain(row)[10],
        c9 = |rows, row| chain(row)[9],
        c8 = |rows, row| chain(row)[8],
        c7 = |rows, row| chain(row)[7].to_string(),
        c6 = |rows, row| chain(row)[6],
        c5 = |rows, row| chain(row)[5],
        c4 = |rows, row| chain(row)[3].is_multiple_of(2).then_some(chain(row)[3]),
        c3 = |rows, row| chain(row)[3],
        c2 = |rows, row| chain(row)[2],
        c1 = |rows, row| chain(row)[1],
        side = |rows, row| (row.b + 100) * row.b,
        short = |rows, row| row.b + 100,
        sized = |rows, row| row.a as usize,
        c7_length = |rows, row| row.a as usize,
    ]
});

// ── Tuple, generic, sizeless ────────────────────────────────────────────────────────────────────────────────────────

#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(
    pub double: f64 = |field_0 as value| value * 2.0,
    pub text: String = |double, field_1 as name| format!("{name}{double}"),
    pub sums: [f64] = |double| total(double),
))]
pub struct Pair(pub f64, pub String);

shape!(Pair {
    random: |random| Pair(random.below(9) as f64, "p".repeat(random.below(4))),
    key: |row| *row.0 as u32, row.0 as u32,
    touch: |row, number| *row.0 += f64::from(number), row.0 += f64::from(number),
    write: |bulk, model, random| {
        let row = random.below(model.len());
        if random.flip() {
            bulk.set_cell(row, |r| r.1, "q".into());
            model[row].1 = "q".into();
            "set_cell 1"
        } else {
            bulk.set_cell(row, |r| r.0, 2.5);
            model[row].0 = 2.5;
            "set_cell 0"
        }
    },
    fields: [0, 1],
    derived: [
        double() = |rows, row| row.0 * 2.0,
        text() = |rows, row| format!("{}{}", row.1, row.0 * 2.0),
        sums() = |rows, row| row.0 * 2.0 + rows.iter().map(|row| row.0 * 2.0).sum::<f64>(),
    ]
});

#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(
    pub twice: (T, T) = |value| (value.clone(), value.clone()),
    pub shown: String = |twice, number| format!("{:?} {number}", twice.0),
    pub reversed: [T] = |value| value.iter().rev().cloned().collect(),
    pub maybe: Option<T> = |reversed, number| number.is_multiple_of(2).then(|| reversed.clone()),
))]
pub struct Generic<T: Clone + Debug + PartialEq + 'static> {
    pub number: u32,
    pub value: T,
}

shape!(Generic<Vec<u8>> {
    random: |random| Generic { number: random.below(9) as u32, value: vec![random.below(256) as u8; random.below(3)] },
    key: |row| *row.number, row.number,
    touch: |row, number| { *row.number += number; row.value.push(3) }, { row.number += number; row.value.push(3) },
    write: |bulk, model, random| {
        let row = random.below(model.len());
        bulk.set_cell(row, |r| r.value, vec![1, 2]);
        model[row].value = vec![1, 2];
        "set_cell value"
    },
    fields: [number, value],
    derived: [
        twice = |rows, row| (&row.value, &row.value),
        shown = |rows, row| format!("{:?} {}", row.value, row.number),
        reversed = |rows, row| {
            let place = rows.iter().position(|other| std::ptr::eq(other, row)).expect("one of them");
            &rows[rows.len() - 1 - place].value
        },
        maybe = |rows, row| {
            let place = rows.iter().position(|other| std::ptr::eq(other, row)).expect("one of them");
            (row.number % 2 == 0).then(|| &rows[rows.len() - 1 - place].value)
        },
    ]
});

/// Every cell of every column has no size.
#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(
    pub unit: () = |nothing| *nothing,
    pub seven: u8 = |unit| { let () = unit; 7 },
    pub units: [()] = |nothing| nothing.to_vec(),
))]
pub struct Sizeless {
    pub nothing: (),
}

shape!(Sizeless {
    random: |random| Sizeless { nothing: () },
    key: |row| 0, 0,
    touch: |row, number| *row.nothing = (), row.nothing = (),
    write: |bulk, model, random| { bulk.set_cell(0, |r| r.nothing, ()); "set_cell nothing" },
    fields: [nothing],
    derived: [
        unit = |rows, row| (),
        seven = |rows, row| 7_u8,
        units = |rows, row| (),
    ]
});

// ── Values that own something ───────────────────────────────────────────────────────────────────────────────────────

static ALIVE: AtomicIsize = AtomicIsize::new(0);

/// Counts how many of its kind are alive.
#[derive(Debug, PartialEq)]
pub struct Counted(Box<u32>);

impl Counted {
    pub fn new(number: u32) -> Self {
        ALIVE.fetch_add(1, Relaxed);
        Self(Box::new(number))
    }

    pub fn alive() -> isize {
        ALIVE.load(Relaxed)
    }
}

impl Clone for Counted {
    fn clone(&self) -> Self {
        Self::new(*self.0)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Relaxed);
    }
}

#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(
    pub copied: Counted = |counted| Counted::new(*counted.0 + 1),
    pub again: Option<Counted> = |copied| (*copied.0).is_multiple_of(2).then(|| copied.clone()),
    pub shared: Rc<u32> = |rc| Rc::clone(rc),
    pub bytes: Vec<u8> = |maybe, shared| vec![**shared as u8; maybe.map_or(0, |maybe| *maybe.0 as usize % 4)],
    pub all: [Counted] = |copied| copied.iter().rev().cloned().collect(),
    pub boxed: Box<u32> = |all| Box::new(*all.0),
    pub eager kept: Counted = |counted, rc| Counted::new(*counted.0 + **rc),
))]
pub struct Owning {
    pub counted: Counted,
    pub maybe: Option<Counted>,
    pub rc: Rc<u32>,
}

fn mirrored<'r>(rows: &'r [Owning], row: &Owning) -> &'r Owning {
    let place = rows.iter().position(|other| std::ptr::eq(other, row)).expect("one of them");
    &rows[rows.len() - 1 - place]
}

shape!(Owning {
    random: |random| Owning {
        counted: Counted::new(random.below(9) as u32),
        maybe: random.flip().then(|| Counted::new(random.below(9) as u32)),
        rc: Rc::new(random.below(9) as u32),
    },
    key: |row| *row.counted.0, *row.counted.0,
    touch: |row, number| { *row.counted = Counted::new(number); row.maybe.set(None) },
        { row.counted = Counted::new(number); row.maybe = None },
    write: |bulk, model, random| {
        let row = random.below(model.len());
        if random.flip() {
            bulk.set_cell(row, |r| r.maybe, Some(Counted::new(3)));
            model[row].maybe = Some(Counted::new(3));
            "set_cell maybe"
        } else {
            bulk.rc_mut()[row] = Rc::new(5);
            model[row].rc = Rc::new(5);
            "rc_mut"
        }
    },
    fields: [counted, maybe, rc],
    derived: [
        copied = |rows, row| Counted::new(*row.counted.0 + 1),
        again = |rows, row| (*row.counted.0 % 2 == 1).then(|| Counted::new(*row.counted.0 + 1)),
        shared = |rows, row| &row.rc,
        bytes = |rows, row| vec![*row.rc as u8; row.maybe.as_ref().map_or(0, |maybe| *maybe.0 as usize % 4)],
        all = |rows, row| Counted::new(*mirrored(rows, row).counted.0 + 1),
        boxed = |rows, row| Box::new(*mirrored(rows, row).counted.0 + 1),
        kept = |rows, row| Counted::new(*row.counted.0 + *row.rc),
    ]
});

// ── Eager ───────────────────────────────────────────────────────────────────────────────────────────────────────────

#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(
    pub eager energy: u64 = |mass, speed| mass * speed * speed,
    pub lazy: u64 = |mass| mass + 1,
    pub eager from_lazy: u64 = |lazy| lazy * 2,
    pub eager totals: [u64] = |energy| { let total: u64 = energy.iter().sum(); vec![total; energy.len()] },
    pub share: u64 = |totals, energy| totals - energy,
    pub eager name_length: usize = |name| name.len(),
))]
pub struct Eager {
    pub mass: u64,
    pub speed: u64,
    pub name: String,
}

shape!(Eager {
    random: |random| Eager {
        mass: random.below(9) as u64,
        speed: random.below(9) as u64,
        name: "e".repeat(random.below(5)),
    },
    key: |row| *row.mass as u32, row.mass as u32,
    touch: |row, number| *row.mass += u64::from(number), row.mass += u64::from(number),
    write: |bulk, model, random| {
        let (row, number) = (random.below(model.len()), random.below(20) as u64);
        match random.below(4) {
            0 => {
                bulk.set_cell(row, |r| r.mass, number);
                model[row].mass = number;
                assert!(bulk.is_fresh(|r| (r.energy, r.from_lazy, r.totals, r.name_length)));
                "set_cell mass"
            }
            1 => {
                bulk.set_cell(row, |r| r.name, "n".repeat(number as usize));
                model[row].name = "n".repeat(number as usize);
                assert!(bulk.is_fresh(|r| (r.energy, r.from_lazy, r.totals, r.name_length)));
                "set_cell name"
            }
            2 => {
                bulk.set_value(row, "speed", Value::Int(number.into())).expect("a number");
                model[row].speed = number;
                assert!(bulk.is_fresh(|r| (r.energy, r.from_lazy, r.totals, r.name_length)));
                "set_value speed"
            }
            _ => {
                bulk.speed_mut()[row] = number;
                model[row].speed = number;
                "speed_mut"
            }
        }
    },
    fields: [mass, speed, name],
    derived: [
        energy = |rows, row| row.mass * row.speed * row.speed,
        lazy = |rows, row| row.mass + 1,
        from_lazy = |rows, row| (row.mass + 1) * 2,
        totals = |rows, row| rows.iter().map(|row| row.mass * row.speed * row.speed).sum::<u64>(),
        share = |rows, row|
            rows.iter().map(|row| row.mass * row.speed * row.speed).sum::<u64>() - row.mass * row.speed * row.speed,
        name_length = |rows, row| row.name.len(),
    ]
});

// ── Many fields and many derived columns ────────────────────────────────────────────────────────────────────────────

macro_rules! wide {
    ($($field:ident $derived:ident)*) => {
        #[derive(SoA, Clone, Debug, PartialEq)]
        #[soa(derived(
            $(pub $derived: u32 = |$field, hub| $field + hub,)*
            pub first_and_last: u32 = |d0, d69| d0 * 1000 + d69,
        ))]
        pub struct Wide {
            pub hub: u32,
            $(pub $field: u32,)*
        }

        shape!(Wide {
            random: |random| Wide { hub: random.below(5) as u32, $($field: random.below(9) as u32),* },
            key: |row| *row.hub, row.hub,
            touch: |row, number| { *row.f66 += number; *row.f3 += 1 }, { row.f66 += number; row.f3 += 1 },
            write: |bulk, model, random| {
                let row = random.below(model.len());
                if random.below(3) == 0 {
                    bulk.set_cell(row, |r| r.hub, 9);
                    model[row].hub = 9;
                    return "set_cell hub";
                }
                bulk.set_cell(row, |r| r.f69, 8);
                model[row].f69 = 8;
                bulk.f65_mut()[row] = 7;
                model[row].f65 = 7;
                "set_cell f69, f65_mut"
            },
            fields: [hub, $($field),*],
            derived: [
                $($derived = |rows, row| row.$field + row.hub,)*
                first_and_last = |rows, row| (row.f0 + row.hub) * 1000 + row.f69 + row.hub,
            ]
        });
    };
}

wide! {
    f0 d0 f1 d1 f2 d2 f3 d3 f4 d4 f5 d5 f6 d6 f7 d7 f8 d8 f9 d9 f10 d10 f11 d11 f12 d12 f13 d13 f14 d14 f15 d15 f16 d16
    f17 d17 f18 d18 f19 d19 f20 d20 f21 d21 f22 d22 f23 d23 f24 d24 f25 d25 f26 d26 f27 d27 f28 d28 f29 d29 f30 d30
    f31 d31 f32 d32 f33 d33 f34 d34 f35 d35 f36 d36 f37 d37 f38 d38 f39 d39 f40 d40 f41 d41 f42 d42 f43 d43 f44 d44
    f45 d45 f46 d46 f47 d47 f48 d48 f49 d49 f50 d50 f51 d51 f52 d52 f53 d53 f54 d54 f55 d55 f56 d56 f57 d57 f58 d58
    f59 d59 f60 d60 f61 d61 f62 d62 f63 d63 f64 d64 f65 d65 f66 d66 f67 d67 f68 d68 f69 d69
}
