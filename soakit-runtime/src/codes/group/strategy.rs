//! Which table groups: from the number of rows, the range of codes, and a sample; never from the number of threads.

use super::Split;
use crate::codes::local::LocalTable;

/// How groups are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GroupStrategy {
    /// A slot for each code; a table for each task, merged.
    Direct,
    /// Open addressing; a table for each task, merged.
    Hashed,
    /// Parts by the top bits of codes, a slot for each code.
    PartitionedDirect,
    /// Parts by the top bits of hashes, open addressing.
    Partitioned,
}

impl GroupStrategy {
    /// Every strategy, for those who compare them.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 4] = [Self::Direct, Self::Hashed, Self::PartitionedDirect, Self::Partitioned];
}

/// A strategy with its numbers.
pub(super) enum Plan {
    Direct { slots: usize },
    Hashed { groups: usize },
    Parts(Split),
}

/// Direct tables of one task up to this many slots stay in the second cache.
const DIRECT_SLOTS: u64 = 1 << 18;
/// Up to this many groups, tables of tasks stay in the second cache, and merging them is little beside the rows.
const FEW_GROUPS: usize = 1 << 14;
/// Up to this many rows there is one task, and its table is small.
const FEW_ROWS: usize = 1 << 16;
/// Groups of a part: tables of about 200 KB.
const PART_GROUPS: usize = 1 << 13;
/// Slots of a part, of four bytes each.
const PART_SLOTS: u32 = 16;
/// No direct table has more slots than this.
const MOST_SLOTS: u64 = 1 << 32;

/// The plan for codes up to `largest`.
pub(super) fn choose(codes: &[u64], largest: u64, forced: Option<GroupStrategy>) -> Plan {
    let dense = largest < (codes.len() as u64).max(1024).saturating_mul(4);
    match forced {
        None if dense && largest < DIRECT_SLOTS => Plan::Direct { slots: largest as usize + 1 },
        None if codes.len() <= FEW_ROWS => Plan::Hashed { groups: codes.len() },
        None => match estimate(codes) {
            groups if groups <= FEW_GROUPS => Plan::Hashed { groups },
            _ if dense => ranges(largest),
            groups => hashes(groups),
        },
        Some(GroupStrategy::Direct) if largest < MOST_SLOTS.min(DIRECT_SLOTS.max(codes.len() as u64 * 16)) => {
            Plan::Direct { slots: largest as usize + 1 }
        }
        Some(GroupStrategy::Direct | GroupStrategy::Hashed) => Plan::Hashed { groups: estimate(codes) },
        Some(GroupStrategy::PartitionedDirect) if largest < MOST_SLOTS.min((codes.len() as u64 + 4096) * 16) => {
            ranges(largest)
        }
        Some(GroupStrategy::PartitionedDirect | GroupStrategy::Partitioned) => hashes(estimate(codes)),
    }
}

/// Parts of neighbouring codes.
fn ranges(largest: u64) -> Plan {
    // Wider parts where there would be too many of them.
    let shift = PART_SLOTS.max((64 - largest.leading_zeros()).saturating_sub(10));
    Plan::Parts(Split::Range { shift, parts: (largest >> shift) as usize + 1 })
}

/// Parts by hash, enough for the groups.
fn hashes(groups: usize) -> Plan {
    let bits = groups.div_ceil(PART_GROUPS).next_power_of_two().trailing_zeros();
    // Fewer than 16 would starve threads; more than 1024 make runs of a part too short.
    Plan::Parts(Split::Hash { bits: bits.clamp(4, 10) })
}

/// About how many different codes there are.
///
/// Counts how many codes of a sample occur in it once and twice (Chao, 1984: different + once² / (2 · twice)). Rows of the
/// sample are drawn with a fixed seed, so the same codes always give the same answer.
pub(super) fn estimate(codes: &[u64]) -> usize {
    const SAMPLE: usize = 1 << 14;
    let rows = codes.len();
    let mut table = LocalTable::hashed(SAMPLE.min(rows));
    let mut counts = [0_u8; SAMPLE];
    let mut ids = [0; 1024];
    let mut drawn = [0; 1024];
    let all = rows <= SAMPLE;
    let mut state = 0x1234_5678_9abc_def1_u64;
    for start in (0..SAMPLE.min(rows)).step_by(1024) {
        let batch = 1024.min(rows - start);
        for (offset, code) in drawn[..batch].iter_mut().enumerate() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let row = if all { start + offset } else { ((u128::from(state) * rows as u128) >> 64) as usize };
            *code = codes[row];
        }
        table.probe_batch(&drawn[..batch], &mut ids[..batch]);
        for &id in &ids[..batch] {
            counts[id as usize] = counts[id as usize].saturating_add(1);
        }
    }
    let different = table.group_count();
    if all {
        return different;
    }
    let times = |times: u8| counts[..different].iter().filter(|&&count| count == times).count();
    let (once, twice) = (times(1), times(2).max(1));
    (different + once * once / (2 * twice)).min(rows)
}
