//! Hashes that are the same everywhere and always: sketches that were made apart must fit together.
//!
//! No defence against keys that somebody chose to collide; a sketch then says something wrong, a table gets slow.

/// The hash of a code: the finalizer of SplitMix64. Different codes have different hashes.
#[inline(always)]
pub(crate) fn hash_code(code: u64) -> u64 {
    let mut hash = code.wrapping_add(0x9E37_79B9_7F4A_7C15);
    hash = (hash ^ hash >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    hash = (hash ^ hash >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ hash >> 31
}

/// The hash of a key of several codes.
#[inline]
pub(crate) fn hash_codes(codes: &[u64]) -> u64 {
    codes.iter().fold(codes.len() as u64, |hash, code| hash_code(hash.rotate_left(23) ^ code))
}

/// The hash of bytes, eight at a time: for text that has no code.
pub(crate) fn hash_bytes(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let hash = words.iter().fold(bytes.len() as u64, |hash, word| fold(hash, u64::from_le_bytes(*word)));
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    hash_code(fold(hash, u64::from_le_bytes(last)))
}

/// Both halves of a product: what multiplication leaves at the top comes back to the bottom.
#[inline(always)]
fn fold(hash: u64, word: u64) -> u64 {
    let product = u128::from(hash ^ 0xA076_1D64_78BD_642F) * u128::from(word ^ 0xE703_7ED1_A0B4_28DB);
    (product as u64 ^ (product >> 64) as u64).wrapping_add(hash.rotate_left(29))
}

#[cfg(test)]
mod tests {
    use alloc::{format, vec::Vec};

    use super::*;

    #[test]
    fn hashes_do_not_change() {
        assert_eq!(hash_code(0), 0xE220_A839_7B1D_CDAF);
        assert_eq!(hash_code(1), 0x910A_2DEC_8902_5CC1);
    }

    #[test]
    fn neighbours_differ() {
        let mut hashes: Vec<u64> = (0..2000).map(|number| hash_bytes(format!("key{number}").as_bytes())).collect();
        hashes.extend((0..40).map(|zeros| hash_bytes(&[0; 40][..zeros])));
        hashes.extend((0..50).flat_map(|left| (0..50).map(move |right| hash_codes(&[left, right]))));
        let all = hashes.len();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), all);
    }
}
