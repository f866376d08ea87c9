//! Derived columns are never stale: after any operations, read in any order, they equal what a loop over plain rows
//! computes. And the feed of changes names every cell that is not what it was.

#[macro_use]
#[path = "support/shapes.rs"]
mod shapes;
mod support;

use shapes::{Chain, Counted, Eager, Everything, Generic, Owning, Pair, Shape, Sizeless, Wide};
use soakit::prelude::*;
use soakit::{Mark, Permutation, Selection};
use support::Random;

const STEPS: usize = if cfg!(miri) { 40 } else { 100 };

/// What the feed is held against: a mark, and all rows at that time.
struct Snapshot<T: Shape> {
    mark: Mark,
    rows: Vec<T>,
}

impl<T: Shape> Snapshot<T> {
    fn new(bulk: &mut Bulk<T>, rows: &[T]) -> Self {
        Self { mark: bulk.mark(), rows: rows.to_vec() }
    }

    /// Cells that are not named are the same; ranges are in order, with a gap between.
    fn check(&self, bulk: &Bulk<T>, model: &[T], story: &str) {
        let changes = bulk.changes_since(self.mark);
        assert_eq!(changes.rows_now(), model.len());
        if let Some(rows) = changes.rows_then() {
            assert_eq!(rows, self.rows.len(), "{story}");
        }
        let all = changes.rows();
        for column in T::fields().into_iter().chain(T::derived()) {
            let named = (column.changed)(&changes);
            assert!(
                named.iter().all(|range| range.start < range.end && range.end <= model.len()),
                "{story}: {named:?}"
            );
            assert!(named.windows(2).all(|pair| pair[0].end < pair[1].start), "{story}: {named:?}");
            let is_named = |row: usize| named.iter().any(|range| range.contains(&row));
            let (then, now) = ((column.expected)(&self.rows), (column.expected)(model));
            for row in (0..model.len()).filter(|&row| !is_named(row)) {
                assert_eq!(then.get(row), Some(&now[row]), "{story}: column {} row {row} of {changes:?}", column.name);
            }
            if changes.is_empty() {
                assert_eq!(then, now, "{story}: column {}", column.name);
                assert!(named.is_empty() && all.is_empty(), "{story}");
            }
        }
    }
}

/// Random operations, with reads of a few columns in between; in the end of all.
fn never_stale<T: Shape>(seeds: std::ops::Range<u64>) {
    let derived = T::derived();
    for seed in seeds {
        let mut random = Random::new(seed);
        let (mut bulk, mut model) = (Bulk::<T>::new(), Vec::<T>::new());
        let (mut other, mut other_model) = (Bulk::<T>::new(), Vec::<T>::new());
        // Some columns are never read before the end, so that links of chains are computed with what depends on them.
        let read: Vec<bool> = derived.iter().map(|_| random.below(3) > 0).collect();
        // Many rows, so that a bitmap of stale rows takes over from the list.
        let most = if seed % 8 == 7 && !cfg!(miri) { 160 } else { 40 };
        let mut snapshot = Snapshot::new(&mut bulk, &model);
        let mut history = Vec::new();
        for step in 0..STEPS {
            let operation = one_step(&mut random, most, (&mut bulk, &mut model), (&mut other, &mut other_model));
            history.push(operation);
            let last = &history[history.len().saturating_sub(6)..];
            let story = format!("seed {seed}, step {step}: {last:?}");
            assert!(bulk == model, "{story}");
            if random.below(3) == 0 {
                snapshot.check(&bulk, &model, &story);
                if random.flip() {
                    snapshot = Snapshot::new(&mut bulk, &model);
                }
            }
            for (column, read) in derived.iter().zip(&read) {
                if *read && random.below(4) == 0 {
                    let cells = (column.read)(&bulk, random.below(5));
                    assert_eq!(cells, (column.expected)(&model), "{story}: column {}", column.name);
                    assert!(model.is_empty() || (column.is_fresh)(&bulk), "{story}: column {}", column.name);
                }
            }
        }
        for column in &derived {
            let way = random.below(5);
            assert_eq!(
                (column.read)(&bulk, way),
                (column.expected)(&model),
                "seed {seed}, at the end: {}",
                column.name
            );
            assert_eq!(
                (column.read)(&other, way),
                (column.expected)(&other_model),
                "seed {seed}, other: {}",
                column.name
            );
        }
    }
}

#[expect(clippy::too_many_lines, reason = "a list of operations")]
fn one_step<T: Shape>(
    random: &mut Random,
    most: usize,
    (bulk, model): (&mut Bulk<T>, &mut Vec<T>),
    (other, other_model): (&mut Bulk<T>, &mut Vec<T>),
) -> &'static str {
    if model.len() > most {
        bulk.truncate(most / 2);
        model.truncate(most / 2);
    }
    let len = model.len();
    let number = random.below(4) as u32;
    match random.below(64) {
        0..=3 => {
            let row = T::random(random);
            bulk.push(row.clone());
            model.push(row);
            "push"
        }
        4 => {
            assert_eq!(bulk.pop(), model.pop());
            "pop"
        }
        5 | 6 => {
            let (index, row) = (random.below(len + 1), T::random(random));
            bulk.insert(index, row.clone());
            model.insert(index, row);
            "insert"
        }
        7 if len > 0 => {
            let index = random.below(len);
            assert_eq!(bulk.remove(index), model.remove(index));
            "remove"
        }
        8 if len > 0 => {
            let index = random.below(len);
            assert_eq!(bulk.swap_remove(index), model.swap_remove(index));
            "swap_remove"
        }
        9 if len > 0 => {
            let (a, b) = (random.below(len), random.below(len));
            bulk.swap(a, b);
            model.swap(a, b);
            "swap"
        }
        10 => {
            let rows = random.below(len + 3);
            bulk.truncate(rows);
            model.truncate(rows);
            "truncate"
        }
        11 if random.below(4) == 0 => {
            bulk.clear();
            model.clear();
            "clear"
        }
        12 => {
            let (rows, row) = (random.below(most), T::random(random));
            bulk.resize(rows, row.clone());
            model.resize(rows, row);
            "resize"
        }
        13..=15 => {
            // The other container's columns are read, or not, or in part.
            if random.flip() {
                refresh(other);
            }
            bulk.append(other);
            model.append(other_model);
            assert!(other.is_empty());
            "append"
        }
        16 | 17 => {
            let more: Vec<T> = (0..random.below(most / 4)).map(|_| T::random(random)).collect();
            bulk.extend(more.clone());
            model.extend(more);
            "extend"
        }
        18 => {
            let more: Vec<T> = (0..random.below(8)).map(|_| T::random(random)).collect();
            bulk.extend_from_slice(&more);
            model.extend_from_slice(&more);
            "extend_from_slice"
        }
        19 => {
            bulk.extend_from_view(other.view());
            model.extend_from_slice(other_model);
            "extend_from_view"
        }
        20 => {
            let range = random.range(len);
            bulk.extend_from_within(range.clone());
            model.extend_from_within(range);
            "extend_from_within"
        }
        21..=23 => {
            let row = random.below(len + 1);
            (*other, *other_model) = (bulk.split_off(row), model.split_off(row));
            "split_off"
        }
        24 => {
            let range = random.range(len);
            let taken = random.below(range.len() + 1);
            let drained: Vec<_> = bulk.drain(range.clone()).take(taken).collect();
            assert_eq!(drained, model.drain(range).take(taken).collect::<Vec<_>>());
            "drain"
        }
        25 => {
            let range = random.range(len);
            let rows: Vec<T> = (0..random.below(5)).map(|_| T::random(random)).collect();
            let removed: Vec<_> = bulk.splice(range.clone(), rows.clone()).collect();
            assert_eq!(removed, model.splice(range, rows).collect::<Vec<_>>());
            "splice"
        }
        26 => {
            bulk.retain(|row| T::key(row) % 4 != number);
            model.retain(|row| T::model_key(row) % 4 != number);
            "retain"
        }
        27 => {
            let mut place = 0;
            bulk.retain_mut(|row| {
                T::touch(row, number);
                place += 1;
                place % 3 != 0
            });
            place = 0;
            model.retain_mut(|row| {
                T::model_touch(row, number);
                place += 1;
                place % 3 != 0
            });
            "retain_mut"
        }
        28 => {
            bulk.dedup_by_key(|row| T::key(row) % 2);
            model.dedup_by_key(|row| T::model_key(row) % 2);
            "dedup_by_key"
        }
        29 => {
            bulk.reverse();
            model.reverse();
            "reverse"
        }
        30 => {
            let rows = random.below(len + 1);
            bulk.rotate_left(rows);
            model.rotate_left(rows);
            "rotate_left"
        }
        31 => {
            let rows = random.below(len + 1);
            bulk.rotate_right(rows);
            model.rotate_right(rows);
            "rotate_right"
        }
        32 if random.below(3) == 0 => {
            let row = T::random(random);
            bulk.fill(row.clone());
            model.fill(row);
            "fill"
        }
        33 | 34 if len > 0 => {
            let (index, row) = (random.below(len), T::random(random));
            bulk.set(index, row.clone());
            model[index] = row;
            "set"
        }
        35 if len > 0 => {
            let (index, row) = (random.below(len), T::random(random));
            assert_eq!(bulk.replace(index, row.clone()), std::mem::replace(&mut model[index], row));
            "replace"
        }
        36 if len > 0 => {
            let (index, row) = (random.below(len), T::random(random));
            let row = if random.flip() { model[index].clone() } else { row };
            assert_eq!(bulk.set_if_changed(index, row.clone()), model[index] != row);
            model[index] = row;
            "set_if_changed"
        }
        37 if len > 0 => {
            let _ = bulk.get_mut(random.below(len));
            "get_mut without writing"
        }
        38 | 39 if len > 0 => {
            let index = random.below(len);
            T::touch(bulk.get_mut(index).expect("the row is there"), number);
            T::model_touch(&mut model[index], number);
            "get_mut"
        }
        40 => {
            bulk.iter_mut().step_by(2).for_each(|row| T::touch(row, number));
            model.iter_mut().step_by(2).for_each(|row| T::model_touch(row, number));
            "iter_mut"
        }
        41 => {
            bulk.chunks_mut(3).skip(1).flat_map(|chunk| chunk.iter_mut()).for_each(|row| T::touch(row, number));
            model.iter_mut().skip(3).for_each(|row| T::model_touch(row, number));
            "chunks_mut"
        }
        42 => {
            let row = random.below(len + 1);
            let (_, after) = bulk.split_at_mut(row);
            after.iter_mut().for_each(|row| T::touch(row, number));
            model[row..].iter_mut().for_each(|row| T::model_touch(row, number));
            "split_at_mut"
        }
        43 if len > 0 => {
            let index = random.below(len);
            T::touch(bulk.view_mut().get_mut(index).expect("the row is there"), number);
            T::model_touch(&mut model[index], number);
            "view_mut"
        }
        44 => {
            let flags: Vec<bool> = (0..len).map(|_| random.below(4) == 0).collect();
            bulk.apply(&Selection::from_flags(&flags), |row| T::touch(row, number));
            model.iter_mut().zip(flags).filter(|(_, flag)| *flag).for_each(|(row, _)| T::model_touch(row, number));
            "apply"
        }
        45 => {
            bulk.sort_by_key(|row| T::key(row));
            model.sort_by_key(|row| T::model_key(row));
            "sort_by_key"
        }
        46 => {
            let order = bulk.argsort_unstable_by(|a, b| T::key(b).cmp(&T::key(a)));
            bulk.sort_unstable_by(|a, b| T::key(b).cmp(&T::key(a)));
            *model = order.apply_to(model);
            "sort_unstable_by"
        }
        47 => {
            let seed = random.below(1000) as u64;
            let mut numbers: Bulk<Number> = (0..len as u32).map(|number| Number { number }).collect();
            numbers.shuffle(seed);
            bulk.shuffle(seed);
            *model = numbers.number().iter().map(|&row| model[row as usize].clone()).collect();
            "shuffle"
        }
        48 => {
            let mut order: Vec<u32> = (0..len as u32).collect();
            let range = random.range(len);
            order[range].reverse();
            let order = Permutation::new(order).expect("each once");
            order.apply(bulk);
            *model = order.apply_to(model);
            "Permutation::apply"
        }
        49 if len > 0 => {
            let rows: Vec<u32> = (0..random.below(12)).map(|_| random.below(len) as u32).collect();
            *other = bulk.gather(&rows);
            *other_model = rows.iter().map(|&row| model[row as usize].clone()).collect();
            "gather into the other"
        }
        50 => {
            let flags: Vec<bool> = (0..len).map(|_| random.flip()).collect();
            *other = bulk.select(&Selection::from_flags(&flags));
            *other_model = model.iter().zip(&flags).filter(|(_, flag)| **flag).map(|(row, _)| row.clone()).collect();
            "select into the other"
        }
        51 => {
            let (count, seed) = (random.below(len + 1), random.below(99) as u64);
            let numbers: Bulk<Number> = (0..len as u32).map(|number| Number { number }).collect();
            *other = bulk.sample(count, seed);
            let sampled = numbers.sample(count, seed);
            *other_model = sampled.number().iter().map(|&row| model[row as usize].clone()).collect();
            "sample into the other"
        }
        52 => {
            *other = bulk.clone();
            other_model.clone_from(model);
            "clone into the other"
        }
        53 => {
            std::mem::swap(bulk, other);
            std::mem::swap(model, other_model);
            "swap with the other"
        }
        54 => {
            let row = T::random(random);
            bulk.try_push(row.clone()).expect("nothing is refused");
            model.push(row);
            "try_push"
        }
        55 if len > 0 => {
            let (index, row) = (random.below(len), T::random(random));
            bulk.try_set(index, row.clone()).expect("nothing is refused");
            model[index] = row;
            "try_set"
        }
        56 if random.below(3) == 0 => {
            let columns = std::mem::take(bulk).into_columns();
            *bulk = Bulk::from_columns(columns).expect("one length");
            "into_columns and from_columns"
        }
        57 => {
            bulk.shrink_to_fit();
            "shrink_to_fit"
        }
        58 if random.below(3) == 0 => {
            bulk.forget_derived();
            "forget_derived"
        }
        59 => {
            refresh(bulk);
            "refresh"
        }
        60 => {
            let columns = T::derived();
            (columns[random.below(columns.len())].refresh)(bulk);
            "refresh_columns"
        }
        61 => {
            let range = random.range(len);
            *other = bulk.slice(range.clone()).to_bulk();
            *other_model = model[range].to_vec();
            "to_bulk into the other"
        }
        _ if len > 0 => T::write(bulk, model, random),
        _ => "nothing",
    }
}

/// Miri meets the thread pool, to which several columns go at once, elsewhere.
fn refresh<T: Shape>(bulk: &Bulk<T>) {
    if cfg!(miri) {
        T::derived().iter().for_each(|column| (column.refresh)(bulk));
    } else {
        bulk.refresh();
    }
}

#[derive(SoA, Clone)]
struct Number {
    number: u32,
}

/// Few sequences under Miri, which is slow and looks more closely.
fn seeds(many: u64) -> std::ops::Range<u64> {
    0..if cfg!(miri) { 2 } else { many }
}

#[test]
fn columns_of_every_kind_are_never_stale() {
    never_stale::<Everything>(seeds(60));
}

#[test]
fn chains_are_never_stale_wherever_they_are_read() {
    never_stale::<Chain>(seeds(200));
}

#[test]
fn derived_columns_of_a_tuple_struct_are_never_stale() {
    never_stale::<Pair>(seeds(150));
}

#[test]
fn derived_columns_of_a_generic_record_are_never_stale() {
    never_stale::<Generic<Vec<u8>>>(seeds(150));
}

#[test]
fn derived_columns_without_size_are_never_stale() {
    never_stale::<Sizeless>(seeds(100));
}

#[test]
fn eager_columns_are_never_stale() {
    never_stale::<Eager>(seeds(150));
}

#[test]
fn seventy_derived_columns_of_one_hub_are_never_stale() {
    never_stale::<Wide>(0..if cfg!(miri) { 0 } else { 6 });
}

#[test]
fn owned_values_are_never_stale_and_dropped_once() {
    let before = Counted::alive();
    never_stale::<Owning>(seeds(100));
    assert_eq!(Counted::alive(), before);
}
