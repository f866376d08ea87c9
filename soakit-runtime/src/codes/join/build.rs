//! Building join tables.
//!
//! Direct tables are filled in the order of positions, or, for many rows, by parts of neighbouring codes. The others group
//! the rows first (grouping knows how to do that on several threads, with tables in the cache), and then move one entry for
//! each *code* into slots of their final size: no table beyond the cache grows, and rows with equal codes cost nothing there.

use alloc::{vec, vec::Vec};

use super::lookup::{Lookup, Open, Slot, fill};
use super::{JoinStrategy, JoinTable, MISS};
use crate::codes::each::each_mut;
use crate::codes::group::{GroupStrategy, Grouped, Partitioned, group};
use crate::codes::partition::{Partition, Split};
use crate::pipeline::Run;

/// From this many rows on, rows are sorted into parts before an open-addressing table is made of them.
const MANY_ROWS: usize = 1 << 18;
/// The same for direct tables, which sorting makes slower on few threads; and none that codes in order would fill from one end
/// to the other.
const MANY_DIRECT_ROWS: usize = 1 << 21;
/// No direct table has more slots than this.
const MOST_SLOTS: u64 = 1 << 31;
/// The smallest direct table that parts are worth: `1 << 16` slots of a part.
const PART_SLOTS: u32 = 16;

impl JoinTable {
    /// Builds the table of codes, of which none is above `largest`; the position of a row is its index.
    ///
    /// The strategy follows from rows and range; `strategy` forces one. A direct table that would be out of all proportion is
    /// a hashed one even then.
    pub(crate) fn build(run: &Run, codes: &[u64], largest: u64, strategy: Option<JoinStrategy>) -> Self {
        use JoinStrategy::{Direct, Hashed, Partitioned, PartitionedDirect};
        let many = codes.len() >= MANY_ROWS;
        let dense = largest < (codes.len() as u64).max(1 << 14).saturating_mul(4);
        // What is forced may be as sparse as one slot in 16.
        let feasible = largest < (codes.len() as u64).max(1 << 14).saturating_mul(16).min(MOST_SLOTS);
        let strategy = match strategy {
            None if dense && feasible => {
                if codes.len() < MANY_DIRECT_ROWS || codes.is_sorted() {
                    Direct
                } else {
                    PartitionedDirect
                }
            }
            None => {
                if many {
                    Partitioned
                } else {
                    Hashed
                }
            }
            Some(Direct) if !feasible => Hashed,
            Some(PartitionedDirect) if !feasible => Partitioned,
            Some(strategy) => strategy,
        };
        match strategy {
            Direct => direct(codes, largest as usize + 1),
            PartitionedDirect => partitioned_direct(run, codes, largest),
            Hashed => hashed(run, codes, largest),
            Partitioned => partitioned(run, codes, largest),
        }
    }
}

/// One slot for each code, filled in the order of positions.
fn direct(codes: &[u64], slots: usize) -> JoinTable {
    let mut values = vec![MISS; slots];
    let mut present = vec![0; slots.div_ceil(64)];
    let unique = fill_unique(&mut values, &mut present, codes.iter().copied().zip(0..));
    if unique {
        return JoinTable { lookup: Lookup::Direct { present, values }, starts: Vec::new(), positions: Vec::new() };
    }
    let mut starts = values;
    starts.fill(0);
    let mut positions = vec![0; codes.len()];
    list(&mut starts, 0, &mut positions, || codes.iter().copied().map(|code| code as u32).zip(0..));
    starts.push(codes.len() as u32);
    JoinTable { lookup: Lookup::Listed { present, slots }, starts, positions }
}

/// One slot for each code, each part of neighbouring codes filled by one task.
fn partitioned_direct(run: &Run, codes: &[u64], largest: u64) -> JoinTable {
    let slots = largest as usize + 1;
    let shift = PART_SLOTS.max((64 - largest.leading_zeros()).saturating_sub(10));
    let part_slots = 1_usize << shift;
    let split = Split::Range { shift, parts: slots.div_ceil(part_slots) };
    let partition = Partition::new(run, codes, split);
    let _held = run.hold(partition.bytes());
    let mut values = vec![MISS; slots];
    let mut present = vec![0; slots.div_ceil(64)];
    let entries = |part: usize| {
        let base = (part as u64) << shift;
        let partition = &partition;
        (0..partition.chunk_count()).map(move |chunk| partition.run_range(chunk, part)).flat_map(move |rows| {
            let codes = partition.codes()[rows.clone()].iter().map(move |code| code - base);
            codes.zip(partition.positions()[rows].iter().copied())
        })
    };
    let mut tasks: Vec<_> = values
        .chunks_mut(part_slots)
        .zip(present.chunks_mut(part_slots / 64))
        .map(|(values, present)| (values, present, false))
        .collect();
    each_mut(run, codes.len(), &mut tasks, &|part, (values, present, unique)| {
        *unique = fill_unique(values, present, entries(part));
    });
    if tasks.iter().all(|(_, _, unique)| *unique) {
        return JoinTable { lookup: Lookup::Direct { present, values }, starts: Vec::new(), positions: Vec::new() };
    }
    let mut starts = values;
    let mut positions = vec![0; codes.len()];
    let mut tasks = Vec::new();
    let (mut rest, mut before) = (positions.as_mut_slice(), 0_usize);
    for (part, starts) in starts.chunks_mut(part_slots).enumerate() {
        let (positions, after) = rest.split_at_mut(partition.part_rows(part));
        rest = after;
        let start = before;
        before += positions.len();
        tasks.push((starts, positions, start as u32));
    }
    each_mut(run, codes.len(), &mut tasks, &|part, (starts, positions, start)| {
        starts.fill(0);
        list(starts, *start, positions, || entries(part).map(|(code, position)| (code as u32, position)));
    });
    starts.push(codes.len() as u32);
    JoinTable { lookup: Lookup::Listed { present, slots }, starts, positions }
}

/// Puts the position of each code into its slot and marks it; answers whether no code came twice.
///
/// It goes on after the first code that came twice, because the marks are wanted.
fn fill_unique(values: &mut [u32], present: &mut [u64], entries: impl Iterator<Item = (u64, u32)>) -> bool {
    let mut unique = true;
    for (code, position) in entries {
        let slot = code as usize;
        unique &= values[slot] == MISS;
        values[slot] = position;
        present[slot / 64] |= 1 << (slot % 64);
    }
    unique
}

/// Lists positions by group: `starts`, all zero, becomes where each group's begin, counted from `base`.
fn list<I: Iterator<Item = (u32, u32)>>(starts: &mut [u32], base: u32, positions: &mut [u32], entries: impl Fn() -> I) {
    for (group, _) in entries() {
        starts[group as usize] += 1;
    }
    // First the ends; moving backwards through the positions would need them reversed, so the beginnings serve as cursors
    // and are put back by one shift.
    let mut next = 0;
    for start in starts.iter_mut() {
        next += core::mem::replace(start, next);
    }
    for (group, position) in entries() {
        let cursor = &mut starts[group as usize];
        positions[*cursor as usize] = position;
        *cursor += 1;
    }
    let mut before = 0;
    for start in starts.iter_mut() {
        before = core::mem::replace(start, before);
        *start += base;
    }
}

/// Open addressing, filled by one task.
fn hashed(run: &Run, codes: &[u64], largest: u64) -> JoinTable {
    let grouped = group(run, codes, largest, Some(GroupStrategy::Hashed));
    let _held = run.hold(grouped.bytes());
    let Grouped::Whole(groups) = grouped else { unreachable!("a hashed table is not in parts") };
    // Groups are numbered by first appearance: if codes are unique, the group is the position.
    let entries = || groups.firsts.iter().map(|&first| codes[first as usize]).zip(0..);
    let lookup = if u64::fits(largest) {
        Lookup::Narrow(one_part(groups.firsts.len(), entries()))
    } else {
        Lookup::Wide(one_part(groups.firsts.len(), entries()))
    };
    if groups.firsts.len() == codes.len() {
        return JoinTable { lookup, starts: Vec::new(), positions: Vec::new() };
    }
    let mut starts = vec![0; groups.firsts.len()];
    let mut positions = vec![0; codes.len()];
    list(&mut starts, 0, &mut positions, || groups.ids.iter().copied().zip(0..));
    starts.push(codes.len() as u32);
    JoinTable { lookup, starts, positions }
}

fn one_part<S: Slot>(codes: usize, entries: impl Iterator<Item = (u64, u32)>) -> Open<S> {
    let mut open = Open::new(1, codes);
    let bits = open.bits();
    fill(&mut open.slots, bits, entries);
    open
}

/// Open addressing, each part of hashes filled by one task.
fn partitioned(run: &Run, codes: &[u64], largest: u64) -> JoinTable {
    // Parts of about 2^14 rows: with few codes each, they are only smaller than they could be.
    let bits = (codes.len() >> 14).next_power_of_two().trailing_zeros().clamp(4, 10);
    let parts = Partitioned::unordered(run, codes, Split::Hash { bits });
    let _held = run.hold(parts.bytes());
    let groups: usize = (0..parts.part_count()).map(|part| parts.part(part).group_count()).sum();
    let unique = groups == codes.len();
    let lookup = if u64::fits(largest) {
        Lookup::Narrow(all_parts(run, &parts, unique))
    } else {
        Lookup::Wide(all_parts(run, &parts, unique))
    };
    if unique {
        return JoinTable { lookup, starts: Vec::new(), positions: Vec::new() };
    }
    let mut starts = vec![0; groups];
    let mut positions = vec![0; codes.len()];
    let mut tasks = Vec::new();
    let (mut rest_starts, mut rest_positions, mut before) = (starts.as_mut_slice(), positions.as_mut_slice(), 0_usize);
    for part in (0..parts.part_count()).map(|part| parts.part(part)) {
        let (starts, after_starts) = rest_starts.split_at_mut(part.group_count());
        let (positions, after_positions) = rest_positions.split_at_mut(part.row_count());
        (rest_starts, rest_positions) = (after_starts, after_positions);
        let start = before;
        before += positions.len();
        tasks.push((starts, positions, start as u32));
    }
    each_mut(run, codes.len(), &mut tasks, &|index, (starts, positions, start)| {
        let part = parts.part(index);
        list(starts, *start, positions, || {
            part.runs().flat_map(|(positions, groups)| groups.iter().copied().zip(positions.iter().copied()))
        });
    });
    starts.push(codes.len() as u32);
    JoinTable { lookup, starts, positions }
}

/// The values are positions if the codes are unique, else groups, numbered part after part.
fn all_parts<S: Slot>(run: &Run, parts: &Partitioned, unique: bool) -> Open<S> {
    let count = parts.part_count();
    let most = (0..count).map(|part| parts.part(part).group_count()).max().unwrap_or(0);
    let mut open = Open::new(count, most);
    let (bits, part_slots) = (open.bits(), open.part_slots());
    let mut before = 0;
    let mut tasks: Vec<_> = open
        .slots
        .chunks_mut(part_slots)
        .enumerate()
        .map(|(part, slots)| {
            let start = before;
            before += parts.part(part).group_count() as u32;
            (slots, start)
        })
        .collect();
    each_mut(run, count * part_slots, &mut tasks, &|index, (slots, start)| {
        let part = parts.part(index);
        let codes = part.codes().iter().copied();
        if unique {
            fill(slots, bits, codes.zip(part.firsts().iter().copied()));
        } else {
            fill(slots, bits, codes.zip(*start..));
        }
    });
    open
}
