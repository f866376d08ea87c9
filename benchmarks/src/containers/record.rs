//! The two records, written once and derived by each library in a module of its own.
//!
//! Every library emits `NumericVec` and the like beside the struct, so one struct cannot carry all derives. The macros
//! [`numeric_record`] and [`mixed_record`] repeat the same struct under the attributes of one library. Values depend on
//! the row number alone: all contenders hold the same rows, and their results can be compared.

/// Which values the rows get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keys {
    /// Random and distinct.
    Distinct,
    /// The group column has a hundred values.
    Hundred,
}

/// A record that the benchmark can make and compare.
pub(crate) trait Record: Clone + 'static {
    /// The record of a row.
    fn generate(row: u64, keys: Keys) -> Self;

    /// A number that depends on each field, and on which field it is.
    fn mix_all(&self) -> u64;
}

/// The finalizer of SplitMix64: distinct inputs give distinct, random-looking outputs.
#[inline]
pub(crate) fn scramble(seed: u64) -> u64 {
    let seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let seed = (seed ^ (seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let seed = (seed ^ (seed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    seed ^ (seed >> 31)
}

/// A number between -1 and 1: products of such numbers neither overflow nor become subnormal in any number of updates.
#[inline]
pub(crate) fn signed_unit(bits: u64) -> f64 {
    (bits as i64 as f64) / (i64::MAX as f64)
}

/// Defines `Numeric`: four fields of eight bytes.
macro_rules! numeric_record {
    ($(#[$attribute:meta])*) => {
        $(#[$attribute])*
        pub struct Numeric {
            pub id: u64,
            pub x: f64,
            pub y: f64,
            pub z: f64,
        }

        impl Numeric {
            /// Folds all fields into a number, so cheaply that the loop can still be vectorised: what is measured is
            /// how the container hands out rows.
            #[inline(always)]
            pub(crate) fn mix(id: &u64, x: &f64, y: &f64, z: &f64) -> u64 {
                id.wrapping_add(x.to_bits()).wrapping_add(y.to_bits() << 1).wrapping_add(z.to_bits() << 2)
            }
        }

        impl $crate::containers::record::Record for Numeric {
            #[inline]
            fn generate(row: u64, keys: $crate::containers::record::Keys) -> Self {
                use $crate::containers::record::{Keys, scramble, signed_unit};
                let id = scramble(row);
                Numeric {
                    id: if keys == Keys::Hundred { id % 100 } else { id },
                    x: signed_unit(scramble(id)),
                    y: signed_unit(scramble(id ^ 1)),
                    z: signed_unit(scramble(id ^ 2)),
                }
            }

            #[inline(always)]
            fn mix_all(&self) -> u64 {
                Numeric::mix(&self.id, &self.x, &self.y, &self.z)
            }
        }
    };
}

/// Defines `Mixed`: ten fields of several widths, one of them text and one that may be missing.
macro_rules! mixed_record {
    ($(#[$attribute:meta])*) => {
        $(#[$attribute])*
        pub struct Mixed {
            pub id: u64,
            pub station: u32,
            pub level: u8,
            pub valid: bool,
            pub x: f64,
            pub y: f64,
            pub z: f64,
            pub gust: Option<f64>,
            pub name: String,
            pub shift: i32,
        }

        impl Mixed {
            /// As for `Numeric`. Of the text, the length and the first byte: a row that is read without its text would
            /// spare libraries that keep `String`s the way to the heap.
            #[inline(always)]
            #[expect(clippy::too_many_arguments, reason = "one for each field")]
            pub(crate) fn mix(
                id: &u64,
                station: &u32,
                level: &u8,
                valid: &bool,
                x: &f64,
                y: &f64,
                z: &f64,
                gust: &Option<f64>,
                name: &str,
                shift: &i32,
            ) -> u64 {
                id.wrapping_add(x.to_bits())
                    .wrapping_add(y.to_bits() << 1)
                    .wrapping_add(z.to_bits() << 2)
                    .wrapping_add(u64::from(*station) << 3)
                    .wrapping_add(u64::from(*level) << 4)
                    .wrapping_add(u64::from(*valid) << 5)
                    .wrapping_add(gust.map_or(1, |gust| gust.to_bits() << 6))
                    .wrapping_add((name.len() as u64) << 7)
                    .wrapping_add(u64::from(name.as_bytes().first().copied().unwrap_or(1)) << 8)
                    .wrapping_add((*shift as u64) << 9)
            }
        }

        impl $crate::containers::record::Record for Mixed {
            #[inline]
            fn generate(row: u64, _keys: $crate::containers::record::Keys) -> Self {
                use $crate::containers::record::{place_name, scramble, signed_unit};
                let id = scramble(row);
                let more = scramble(id);
                Mixed {
                    id,
                    station: (more % 100) as u32,
                    level: (more >> 8) as u8,
                    valid: more >> 16 & 1 == 1,
                    x: signed_unit(more),
                    y: signed_unit(scramble(id ^ 1)),
                    z: signed_unit(scramble(id ^ 2)),
                    gust: (more >> 17 & 3 != 0).then(|| signed_unit(id)),
                    name: place_name(id),
                    shift: (more >> 32) as i32,
                }
            }

            #[inline(always)]
            fn mix_all(&self) -> u64 {
                Mixed::mix(
                    &self.id, &self.station, &self.level, &self.valid, &self.x, &self.y, &self.z, &self.gust,
                    &self.name, &self.shift,
                )
            }
        }
    };
}

pub(crate) use {mixed_record, numeric_record};

/// A text of eight to sixteen lower-case letters, allocated at its length.
#[inline]
pub(crate) fn place_name(bits: u64) -> String {
    let length = 8 + (bits >> 60) as usize / 2;
    let mut name = String::with_capacity(length);
    for place in 0..length {
        name.push(char::from(b'a' + (bits >> (3 * place)) as u8 % 26));
    }
    name
}
