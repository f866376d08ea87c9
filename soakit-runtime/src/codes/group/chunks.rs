//! Few groups: each task numbers those of its chunk, the tables are merged, and the numbers of each chunk are replaced.

use alloc::vec::Vec;

use super::Groups;
use crate::codes::each::each_mut;
use crate::codes::local::{LocalTable, Merged};
use crate::pipeline::Run;

/// What one task finds.
struct Chunk<'g> {
    ids: &'g mut [u32],
    firsts: Vec<u32>,
    table: Option<LocalTable>,
}

/// Groups codes below `slots`, or any; there are about so many `groups`.
pub(super) fn group(run: &Run, codes: &[u64], slots: Option<usize>, groups: usize) -> Groups {
    let rows = codes.len();
    let mut ids = alloc::vec![0; rows];
    // At most 32 tables, and of large ones fewer, so that clearing and merging them stay little beside the rows.
    let chunk_rows = (1 << 16).max(rows.div_ceil(32)).max(rows.div_ceil(8).min(groups * 16));
    let mut chunks: Vec<_> =
        ids.chunks_mut(chunk_rows).map(|ids| Chunk { ids, firsts: Vec::new(), table: None }).collect();
    each_mut(run, rows, &mut chunks, &|index, Chunk { ids, firsts, table }| {
        let start = index * chunk_rows;
        let mut local = slots.map_or_else(|| LocalTable::hashed(0), LocalTable::direct);
        local.probe(&codes[start..start + ids.len()], ids, |row| firsts.push((start + row) as u32));
        *table = Some(local);
    });
    let tables: Vec<LocalTable> = chunks.iter_mut().filter_map(|chunk| chunk.table.take()).collect();
    let _held = run.hold(tables.iter().map(LocalTable::bytes).sum());
    if tables.len() < 2 {
        let firsts = chunks.pop().map(|chunk| chunk.firsts).unwrap_or_default();
        return Groups { ids, firsts };
    }
    let merged = Merged::new(&tables);
    drop(tables);
    let mut firsts = Vec::with_capacity(merged.codes.len());
    for (chunk, map) in chunks.iter().zip(&merged.maps) {
        for (&first, &group) in chunk.firsts.iter().zip(map) {
            if group as usize == firsts.len() {
                firsts.push(first);
            }
        }
    }
    each_mut(run, rows, &mut chunks, &|index, chunk| {
        let map = &merged.maps[index];
        // Nothing to do where the chunk met its groups in the order of all.
        if map.iter().zip(0..).any(|(&group, local)| group != local) {
            for id in chunk.ids.iter_mut() {
                *id = map[*id as usize];
            }
        }
    });
    Groups { ids, firsts }
}
