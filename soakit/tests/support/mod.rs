//! What the tests share: a generator of random numbers and a record with a column of every kind.
#![allow(dead_code, missing_docs, unreachable_pub, reason = "each test program uses a part")]

use soakit::SoA;

/// Xorshift: random enough to choose operations, and the same everywhere.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound.max(1)
    }

    pub fn flip(&mut self) -> bool {
        self.below(2) == 1
    }

    /// A range within `len` rows.
    pub fn range(&mut self, len: usize) -> std::ops::Range<usize> {
        let (a, b) = (self.below(len + 1), self.below(len + 1));
        a.min(b)..a.max(b)
    }
}

#[derive(SoA, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    pub x: i32,
    pub label: Option<String>,
}

/// A column of every kind, some of which own memory.
#[derive(SoA, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Mixed {
    pub id: u32,
    pub name: String,
    pub weight: Option<i64>,
    pub tags: Vec<u8>,
    #[soa(dict)]
    pub class: String,
    #[soa(dict)]
    pub sub: Option<String>,
    #[soa(nested)]
    pub place: Place,
    pub alive: bool,
    #[soa(column = soakit::column::Bits)]
    pub packed: bool,
    pub owner: Option<Box<u16>>,
    pub nothing: (),
}

impl Mixed {
    pub fn random(random: &mut Random) -> Self {
        let some = random.flip();
        Self {
            id: random.below(50) as u32,
            name: "näme".repeat(random.below(4)),
            weight: random.flip().then(|| random.below(9) as i64),
            tags: vec![random.below(256) as u8; random.below(3)],
            class: format!("class {}", random.below(3)),
            sub: some.then(|| format!("sub {}", random.below(3))),
            place: Place { x: random.below(5) as i32, label: random.flip().then(|| "y".repeat(random.below(30))) },
            alive: random.flip(),
            packed: random.flip(),
            owner: random.flip().then(|| Box::new(random.below(7) as u16)),
            nothing: (),
        }
    }

    pub fn list(random: &mut Random, rows: usize) -> Vec<Self> {
        (0..rows).map(|_| Self::random(random)).collect()
    }
}
