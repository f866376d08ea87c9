//! Finding a few bytes among many, 64 at a time.
//!
//! The cells of a text are short: a search for the next delimiter that starts anew for each of them costs more than the
//! cell. [`Scan`] looks at 64 bytes at once, which the compiler turns into vector comparisons, and hands out the places
//! one by one from a bit mask. (`memchr`, which is used wherever runs are long, has no such form.)

/// The places of three bytes in a text, in order, from any place on.
#[derive(Clone, Copy)]
pub(crate) struct Scan<'a> {
    bytes: &'a [u8],
    needles: [u8; 3],
    /// Where the 64 bytes begin that `mask` is of.
    base: usize,
    /// A bit for each place that has not been handed out.
    mask: u64,
}

const WIDTH: usize = 64;

impl<'a> Scan<'a> {
    pub(crate) fn new(bytes: &'a [u8], needles: [u8; 3]) -> Self {
        let mut scan = Self { bytes, needles, base: 0, mask: 0 };
        scan.look();
        scan
    }

    /// The next place.
    #[inline(always)]
    pub(crate) fn next(&mut self) -> Option<usize> {
        while self.mask == 0 {
            self.base += WIDTH;
            if self.base >= self.bytes.len() {
                // Stays behind the end, however often it is asked.
                self.base -= WIDTH;
                return None;
            }
            self.look();
        }
        let place = self.base + self.mask.trailing_zeros() as usize;
        self.mask &= self.mask - 1;
        Some(place)
    }

    /// Goes on at `place`, which is not before places that were handed out.
    #[inline(always)]
    pub(crate) fn jump(&mut self, place: usize) {
        let base = place / WIDTH * WIDTH;
        if base != self.base {
            self.base = base;
            self.look();
        }
        self.mask &= u64::MAX << (place % WIDTH);
    }

    #[inline(always)]
    fn look(&mut self) {
        let rest = self.bytes.get(self.base..).unwrap_or_default();
        self.mask = match rest.first_chunk::<WIDTH>() {
            Some(bytes) => places(bytes, self.needles),
            None => {
                let mut padded = [0; WIDTH];
                padded[..rest.len()].copy_from_slice(rest);
                // Zeros could be a needle: places behind the end do not count.
                places(&padded, self.needles) & !(u64::MAX << rest.len())
            }
        };
    }
}

/// A bit for each byte that is a needle.
#[inline(always)]
fn places(bytes: &[u8; WIDTH], [a, b, c]: [u8; 3]) -> u64 {
    let mut hits = [0_u8; WIDTH];
    for (hit, byte) in hits.iter_mut().zip(bytes) {
        *hit = u8::from(*byte == a) | u8::from(*byte == b) | u8::from(*byte == c);
    }
    let mut mask = 0;
    for (index, eight) in hits.as_chunks::<8>().0.iter().enumerate() {
        // Each byte is 0 or 1; the product gathers byte i as bit i in the top byte.
        let gathered = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        mask |= gathered << (8 * index);
    }
    mask
}

#[cfg(test)]
mod tests {
    use super::Scan;

    #[test]
    fn every_place_is_found_once_and_in_order() {
        for length in 0..200 {
            for seed in 0..7_usize {
                let bytes: Vec<u8> =
                    (0..length).map(|i| [b',', b'\n', b'a', b'\r', 0][(i * (seed + 3) + seed * i * i) % 5]).collect();
                let found = |from: usize| (from..length).filter(|i| b",\n\r".contains(&bytes[*i])).collect::<Vec<_>>();
                let mut scan = Scan::new(&bytes, *b",\n\r");
                assert_eq!(core::iter::from_fn(|| scan.next()).collect::<Vec<_>>(), found(0));
                assert_eq!(scan.next(), None);
                for from in 0..length {
                    let mut scan = Scan::new(&bytes, *b",\n\r");
                    scan.jump(from);
                    assert_eq!(core::iter::from_fn(|| scan.next()).collect::<Vec<_>>(), found(from));
                }
            }
        }
    }
}
