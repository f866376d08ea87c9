//! [`Interner`]: words as numbers, in the order of first appearance.
//!
//! ```text
//! arena: "LHRJFKEWR…"   ends: 3 6 9   prefixes: the first eight bytes of each, as a number
//! ```
//!
//! Most words that are keys are short. Up to eight bytes, prefix and length are the word, and nobody looks into the arena.
//!
//! Numbers say nothing about the order of words; ranks of words are made elsewhere. They do not depend on hashes either.

use alloc::{string::String, vec, vec::Vec};

use super::each::each_mut;
use super::slots::{Slots, first_bytes, hash_word};
use crate::pipeline::Run;

/// Words and their numbers.
#[derive(Clone, Default)]
pub(crate) struct Interner {
    arena: String,
    ends: Vec<usize>,
    prefixes: Vec<u64>,
    slots: Slots,
}

impl Interner {
    /// The number of a word, which gets the next one if it has none.
    ///
    /// # Panics
    /// At 4,294,967,295 words.
    pub(crate) fn intern(&mut self, word: &str) -> u32 {
        self.intern_with(first_bytes(word.as_bytes()), word)
    }

    /// As [`intern`](Self::intern), with the first bytes of the word.
    #[inline(always)]
    fn intern_with(&mut self, prefix: u64, word: &str) -> u32 {
        let hash = hash_word(prefix, word.as_bytes());
        self.slots.reserve(1);
        match self.slots.find(hash, |number| self.is(number, prefix, word)) {
            Ok(number) => number,
            Err(at) => {
                let number = self.ends.len() as u32;
                assert!(number != u32::MAX, "{number} words have numbers already");
                self.slots.take(at, hash, number);
                self.arena.push_str(word);
                self.ends.push(self.arena.len());
                self.prefixes.push(prefix);
                number
            }
        }
    }

    /// The number of a word, if it has one.
    pub(crate) fn get(&self, word: &str) -> Option<u32> {
        if self.ends.is_empty() {
            return None;
        }
        let prefix = first_bytes(word.as_bytes());
        self.slots.find(hash_word(prefix, word.as_bytes()), |number| self.is(number, prefix, word)).ok()
    }

    /// The number of words.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word of a number.
    pub(crate) fn word(&self, number: u32) -> &str {
        let number = number as usize;
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        &self.arena[start..self.ends[number]]
    }

    /// The words, by number.
    pub(crate) fn words(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|number| self.word(number as u32))
    }

    /// The bytes of words and table, for [`Run::hold`].
    pub(crate) fn bytes(&self) -> usize {
        self.arena.len() + self.len() * (size_of::<usize>() + size_of::<u64>()) + self.slots.bytes()
    }

    /// Whether a number is that of a word with this prefix.
    #[inline(always)]
    fn is(&self, number: u32, prefix: u64, word: &str) -> bool {
        if self.prefixes[number as usize] != prefix {
            return false;
        }
        same_after_prefix(self.word(number).as_bytes(), word.as_bytes())
    }
}

/// Whether two words with the same first eight bytes (zeros follow a shorter one) are the same.
///
/// Up to 16 bytes the last eight tell the rest; that saves a call to compare memory.
#[inline(always)]
fn same_after_prefix(known: &[u8], word: &[u8]) -> bool {
    known.len() == word.len()
        && (word.len() <= 8 || known.last_chunk::<8>() == word.last_chunk::<8>() && (word.len() <= 16 || known == word))
}

/// What one task finds.
struct Chunk<'c> {
    codes: &'c mut [u64],
    words: Interner,
}

/// Interns a column: its words, and the number of each row's word as a code.
///
/// Tasks number the words of their own rows, and their tables are merged in order: that part is serial, and as long as there
/// are different words in all tasks together.
pub(crate) fn intern_column<'w>(
    run: &Run,
    rows: usize,
    get: &(dyn Fn(usize) -> &'w str + Sync),
) -> (Interner, Vec<u64>) {
    let mut codes = vec![0; rows];
    // With many words, each further task would find most of them again, and merging would cost more than it saves.
    let tasks = if has_many_words(rows, get) { 8 } else { 32 };
    let chunk_rows = (1 << 14).max(rows.div_ceil(tasks));
    let mut chunks: Vec<_> =
        codes.chunks_mut(chunk_rows).map(|codes| Chunk { codes, words: Interner::default() }).collect();
    each_mut(run, rows, &mut chunks, &|index, Chunk { codes, words }| {
        // Rows that come in runs of one word, as sorted ones do, need no table.
        let mut last: Option<(u64, &str, u64)> = None;
        for (row, code) in (index * chunk_rows..).zip(codes.iter_mut()) {
            let word = get(row);
            let prefix = first_bytes(word.as_bytes());
            *code = match last {
                Some((before, known, code))
                    if before == prefix && same_after_prefix(known.as_bytes(), word.as_bytes()) =>
                {
                    code
                }
                _ => u64::from(words.intern_with(prefix, word)),
            };
            last = Some((prefix, word, *code));
        }
    });
    let _held = run.hold(chunks.iter().map(|chunk| chunk.words.bytes()).sum());
    let mut all = chunks.first_mut().map(|first| core::mem::take(&mut first.words)).unwrap_or_default();
    let maps: Vec<Vec<u64>> =
        chunks.iter().map(|chunk| chunk.words.words().map(|word| u64::from(all.intern(word))).collect()).collect();
    each_mut(run, rows, &mut chunks, &|index, chunk| {
        // The first chunk's words are those that `all` began with: its map is empty.
        let map = &maps[index];
        if index > 0 {
            chunk.codes.iter_mut().for_each(|code| *code = map[*code as usize]);
        }
    });
    (all, codes)
}

/// Whether most rows of a small sample, evenly spread, have words of their own.
fn has_many_words<'w>(rows: usize, get: &(dyn Fn(usize) -> &'w str + Sync)) -> bool {
    const SAMPLE: usize = 1024;
    if rows < SAMPLE {
        return false;
    }
    let mut words = Interner::default();
    for sample in 0..SAMPLE {
        words.intern(get(rows / SAMPLE * sample));
    }
    words.len() > SAMPLE / 2
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{Interner, intern_column};
    use crate::codes::testing::{mixed, on_threads};
    use crate::pipeline::Run;

    #[test]
    fn words_are_numbered_by_first_appearance() {
        let mut words = Interner::default();
        assert_eq!(words.get(""), None);
        let numbers = ["b", "a", "", "b", "abcdefgh", "abcdefghi", "", "abcdefghj"].map(|word| words.intern(word));
        assert_eq!(numbers, [0, 1, 2, 0, 3, 4, 2, 5]);
        assert_eq!(words.words().collect::<Vec<_>>(), ["b", "a", "", "abcdefgh", "abcdefghi", "abcdefghj"]);
        assert_eq!((words.get("abcdefghi"), words.get("abc")), (Some(4), None));
    }

    #[test]
    fn zeros_at_the_end_make_other_words() {
        let mut words = Interner::default();
        assert_eq!(["a", "a\0", "a\0\0", ""].map(|word| words.intern(word)), [0, 1, 2, 3]);
    }

    #[test]
    fn columns_are_interned_as_a_hash_map_does() {
        for (rows, different) in [(0, 1), (1, 1), (1000, 10), (100_000, 1), (100_000, 50), (100_000, 80_000)] {
            let row = |row: usize| "ä".repeat((mixed(row as u64) % different % 7) as usize);
            let words: Vec<String> =
                (0..rows).map(|index| format!("{}{}", row(index), mixed(index as u64) % different)).collect();
            let mut known = HashMap::new();
            let expected: Vec<u64> = words
                .iter()
                .map(|word| {
                    let next = known.len() as u64;
                    *known.entry(word).or_insert(next)
                })
                .collect();
            for threads in [1, 2, 7] {
                on_threads(threads, |run| {
                    let (interner, codes) = intern_column(run, rows, &|row| words[row].as_str());
                    assert!(codes == expected, "{rows} rows, {different} words, {threads} threads");
                    assert_eq!(interner.len(), known.len());
                    assert!(
                        interner.words().enumerate().all(|(number, word)| known[&word.to_string()] == number as u64)
                    );
                });
            }
        }
    }

    #[test]
    fn an_empty_column_has_no_words() {
        let (words, codes) = intern_column(&Run::default(), 0, &|_| unreachable!("no rows"));
        assert_eq!((words.len(), codes.len()), (0, 0));
    }
}
