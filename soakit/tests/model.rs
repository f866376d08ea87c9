//! Random operation sequences: a `Bulk<T>` does what a `Vec<T>` does, whatever comes after whatever.

mod support;

use soakit::prelude::*;
use soakit::{Permutation, Selection};
use support::{Mixed, Random};

/// Enough to meet every operation in many states; few under Miri, which is slow and looks more closely.
const SEQUENCES: u64 = if cfg!(miri) { 3 } else { 400 };
const STEPS: usize = if cfg!(miri) { 60 } else { 120 };

#[test]
fn bulk_does_what_vec_does() {
    for seed in 0..SEQUENCES {
        let mut random = Random::new(seed);
        let mut bulk: Bulk<Mixed> = Bulk::new();
        let mut model: Vec<Mixed> = Vec::new();
        for step in 0..STEPS {
            let operation = one_step(&mut random, &mut bulk, &mut model);
            assert_eq!(bulk, model, "seed {seed}, step {step}: {operation}");
            assert_eq!(bulk.len(), model.len());
            assert!(bulk.capacity() >= bulk.len());
        }
        assert_eq!(Vec::from(bulk), model, "seed {seed}");
    }
}

#[expect(clippy::too_many_lines, reason = "a list of operations")]
fn one_step(random: &mut Random, bulk: &mut Bulk<Mixed>, model: &mut Vec<Mixed>) -> &'static str {
    let len = model.len();
    match random.below(44) {
        0..=4 => {
            let row = Mixed::random(random);
            bulk.push(row.clone());
            model.push(row);
            "push"
        }
        5 => {
            assert_eq!(bulk.pop(), model.pop());
            "pop"
        }
        6 | 7 => {
            let (index, row) = (random.below(len + 1), Mixed::random(random));
            bulk.insert(index, row.clone());
            model.insert(index, row);
            "insert"
        }
        8 if len > 0 => {
            let index = random.below(len);
            assert_eq!(bulk.remove(index), model.remove(index));
            "remove"
        }
        9 if len > 0 => {
            let index = random.below(len);
            assert_eq!(bulk.swap_remove(index), model.swap_remove(index));
            "swap_remove"
        }
        10 if len > 0 => {
            let (a, b) = (random.below(len), random.below(len));
            bulk.swap(a, b);
            model.swap(a, b);
            "swap"
        }
        11 => {
            let rows = random.below(len + 3);
            bulk.truncate(rows);
            model.truncate(rows);
            "truncate"
        }
        12 => {
            let (rows, row) = (random.below(30), Mixed::random(random));
            bulk.resize(rows, row.clone());
            model.resize(rows, row);
            "resize"
        }
        13 if random.below(4) == 0 => {
            bulk.clear();
            model.clear();
            "clear"
        }
        14 => {
            let count = random.below(8);
            let mut more = Mixed::list(random, count);
            let mut other = Bulk::from(more.clone());
            bulk.append(&mut other);
            model.append(&mut more);
            assert!(other.is_empty());
            "append"
        }
        15 => {
            let count = random.below(8);
            let more = Mixed::list(random, count);
            bulk.extend(more.clone());
            model.extend(more);
            "extend"
        }
        16 => {
            let count = random.below(8);
            let more = Mixed::list(random, count);
            bulk.extend_from_slice(&more);
            model.extend_from_slice(&more);
            "extend_from_slice"
        }
        17 if len < 60 => {
            let range = random.range(len);
            bulk.extend_from_within(range.clone());
            model.extend_from_within(range);
            "extend_from_within"
        }
        18 => {
            let row = random.below(len + 1);
            let (tail, model_tail) = (bulk.split_off(row), model.split_off(row));
            assert_eq!(tail, model_tail);
            "split_off"
        }
        19 => {
            let range = random.range(len);
            let taken = random.below(range.len() + 1);
            let drained: Vec<_> = bulk.drain(range.clone()).take(taken).collect();
            let expected: Vec<_> = model.drain(range).take(taken).collect();
            assert_eq!(drained, expected);
            "drain"
        }
        20 => {
            let (range, count) = (random.range(len), random.below(5));
            let rows = Mixed::list(random, count);
            let removed: Vec<_> = bulk.splice(range.clone(), rows.clone()).collect();
            let expected: Vec<_> = model.splice(range, rows).collect();
            assert_eq!(removed, expected);
            "splice"
        }
        21 => {
            let divisor = random.below(4) as u32 + 1;
            bulk.retain(|row| row.id % divisor != 0);
            model.retain(|row| row.id % divisor != 0);
            "retain"
        }
        22 => {
            bulk.retain_mut(|row| {
                *row.id += 1;
                *row.id % 3 != 0
            });
            model.retain_mut(|row| {
                row.id += 1;
                row.id % 3 != 0
            });
            "retain_mut"
        }
        23 => {
            bulk.dedup_by_key(|row| *row.alive);
            model.dedup_by_key(|row| row.alive);
            "dedup_by_key"
        }
        24 => {
            bulk.dedup_by(|row, kept| row.name.len() < kept.name.len());
            model.dedup_by(|row, kept| row.name.len() < kept.name.len());
            "dedup_by"
        }
        25 => {
            bulk.reverse();
            model.reverse();
            "reverse"
        }
        26 => {
            let rows = random.below(len + 1);
            bulk.rotate_left(rows);
            model.rotate_left(rows);
            "rotate_left"
        }
        27 => {
            let rows = random.below(len + 1);
            bulk.rotate_right(rows);
            model.rotate_right(rows);
            "rotate_right"
        }
        28 if len > 0 => {
            let (index, row) = (random.below(len), Mixed::random(random));
            assert_eq!(bulk.replace(index, row.clone()), std::mem::replace(&mut model[index], row));
            "replace"
        }
        29 if len > 0 => {
            let index = random.below(len);
            assert_eq!(bulk.take(index), std::mem::take(&mut model[index]));
            "take"
        }
        30 if len > 0 => {
            let (index, name) = (random.below(len), "z".repeat(random.below(40)));
            bulk.set_cell(index, |row| row.name, name.clone());
            bulk.set_cell(index, |row| row.place.x, 77);
            model[index].name = name;
            model[index].place.x = 77;
            "set_cell"
        }
        31 => {
            for row in bulk.iter_mut() {
                *row.id += 1;
                *row.place.x -= 1;
            }
            for row in &mut *model {
                row.id += 1;
                row.place.x -= 1;
            }
            "iter_mut"
        }
        32 if len > 0 => {
            let index = random.below(len);
            let (weight, owner) = (random.flip().then_some(5), random.flip().then(|| Box::new(9)));
            let mut row = bulk.get_mut(index).expect("the row is there");
            row.weight.set(weight);
            assert_eq!(row.owner.replace(owner.clone()), std::mem::replace(&mut model[index].owner, owner));
            row.packed.set(weight.is_some());
            model[index].weight = weight;
            model[index].packed = weight.is_some();
            "get_mut"
        }
        33 => {
            bulk.sort_by_key(|row| (*row.alive, *row.id));
            model.sort_by_key(|row| (row.alive, row.id));
            "sort_by_key"
        }
        34 => {
            bulk.sort_by(|a, b| b.name.cmp(a.name).then(a.weight.cmp(&b.weight)));
            model.sort_by(|a, b| b.name.cmp(&a.name).then(a.weight.cmp(&b.weight)));
            "sort_by"
        }
        35 => {
            bulk.sort();
            model.sort();
            "sort"
        }
        36 => {
            let seed = random.below(1000) as u64;
            let order = {
                let mut numbers: Bulk<Mixed> = Bulk::new();
                numbers.resize(len, Mixed::default());
                numbers.iter_mut().zip(0..).for_each(|(row, number)| *row.id = number);
                numbers.shuffle(seed);
                Permutation::new(numbers.id().to_vec()).expect("a shuffle loses nothing")
            };
            bulk.shuffle(seed);
            *model = order.apply_to(model);
            "shuffle"
        }
        37 => {
            let flags: Vec<bool> = (0..len).map(|_| random.flip()).collect();
            let selection = Selection::from_flags(&flags);
            let expected: Vec<_> =
                model.iter().zip(&flags).filter(|(_, set)| **set).map(|(row, _)| row.clone()).collect();
            assert_eq!(bulk.select(&selection), expected);
            bulk.apply(&selection, |row| *row.alive ^= true);
            for (row, _) in model.iter_mut().zip(&flags).filter(|(_, set)| **set) {
                row.alive ^= true;
            }
            "select and apply"
        }
        38 if len > 0 => {
            let rows: Vec<u32> = (0..random.below(6)).map(|_| random.below(len) as u32).collect();
            let expected: Vec<_> = rows.iter().map(|&row| model[row as usize].clone()).collect();
            assert_eq!(bulk.gather(&rows), expected);
            "gather"
        }
        39 => {
            let clone = bulk.clone();
            assert_eq!(clone, *bulk);
            *bulk = clone;
            "clone"
        }
        40 => {
            bulk.shrink_to_fit();
            bulk.reserve(random.below(20));
            "shrink_to_fit and reserve"
        }
        41 => {
            let columns = std::mem::take(bulk).into_columns();
            *bulk = Bulk::from_columns(columns).expect("columns of one container have one length");
            "into_columns and from_columns"
        }
        42 if len > 0 => {
            let row = Mixed::random(random);
            bulk.fill(row.clone());
            model.fill(row);
            "fill"
        }
        _ => {
            let range = random.range(len);
            let view = bulk.slice(range.clone());
            assert_eq!(view.to_bulk(), model[range.clone()].to_vec());
            assert!(bulk.starts_with(bulk.slice(..range.start)));
            assert_eq!(
                bulk.iter().rev().map(|row| *row.id).collect::<Vec<_>>(),
                model.iter().rev().map(|row| row.id).collect::<Vec<_>>()
            );
            let chunks: Vec<usize> = view.chunks(3).map(|chunk| chunk.len()).collect();
            assert_eq!(chunks, model[range].chunks(3).map(<[Mixed]>::len).collect::<Vec<_>>());
            "read"
        }
    }
}

#[test]
fn comparison_and_hashing_agree_with_vec() {
    use std::hash::{BuildHasher, RandomState};
    let hasher = RandomState::new();
    for seed in 0..SEQUENCES {
        let mut random = Random::new(seed + 10_000);
        let rows = random.below(4);
        let a = Mixed::list(&mut random, rows);
        let mut b = a.clone();
        if random.flip() && !b.is_empty() {
            let last = b.len() - 1;
            b[last] = Mixed::random(&mut random);
        }
        let (bulk_a, bulk_b): (Bulk<Mixed>, Bulk<Mixed>) = (a.clone().into(), b.clone().into());
        assert_eq!(bulk_a == bulk_b, a == b);
        assert_eq!(bulk_a.cmp(&bulk_b), a.cmp(&b));
        assert_eq!(bulk_a.partial_cmp(&bulk_b), a.partial_cmp(&b));
        if a == b {
            assert_eq!(hasher.hash_one(&bulk_a), hasher.hash_one(&bulk_b));
        }
        for row in &a {
            assert!(bulk_a.contains(row));
        }
    }
}

#[test]
fn partitions_are_in_order_of_first_appearance_and_keep_row_order() {
    for seed in 0..SEQUENCES {
        let mut random = Random::new(seed + 20_000);
        let rows = random.below(40);
        let model = Mixed::list(&mut random, rows);
        let bulk: Bulk<Mixed> = model.clone().into();
        type Group<'m> = ((&'m str, Option<i64>), Vec<u32>);
        let mut expected: Vec<Group<'_>> = Vec::new();
        for (row, number) in model.iter().zip(0..) {
            let key = (row.class.as_str(), row.weight);
            match expected.iter_mut().find(|(known, _)| *known == key) {
                Some((_, rows)) => rows.push(number),
                None => expected.push((key, vec![number])),
            }
        }
        let partitions = bulk.partition_by(|row| (row.class, row.weight));
        assert_eq!(partitions.len(), expected.len());
        for (partition, (key, rows)) in partitions.iter().zip(&expected) {
            assert_eq!((partition.key().0, partition.key().1.copied()), *key);
            assert_eq!(partition.rows(), rows);
            let ids: Vec<u32> = partition.col(|row| row.id).copied().collect();
            assert_eq!(ids, rows.iter().map(|&row| model[row as usize].id).collect::<Vec<_>>());
        }
    }
}
