//! [`text_codes`]: text as codes, which rank it in the order of its bytes.
//!
//! Text is sorted as any wide key is, a window of some bytes at a time ([`word`](super::word)), missing bytes as zeros; where
//! all bytes agree, the shorter text comes first. What all texts begin with is skipped. A few rows that agree so far are
//! compared to their ends, and many that are one text are left alone.
//!
//! A column of few different words is better interned: then only the words come here, with [`word_ranks`]. Missing text is
//! the caller's business: here it is the empty text.

use alloc::vec;
use alloc::vec::Vec;

use super::lots::Lots;
use super::sort::order;
use super::word::{Windows, row_bits, row_of};
use crate::pipeline::Run;

/// Up to so many rows that agree so far are compared.
const COMPARED: usize = 32;

/// The text of a row.
pub(crate) type TextOf<'a> = &'a (dyn Fn(usize) -> &'a str + Sync);

/// The rows in the order of their text; stable.
pub(crate) fn text_order(run: &Run, rows: usize, text: TextOf<'_>) -> Vec<u32> {
    assert!(u32::try_from(rows).is_ok(), "{rows} rows, where 32 bits number them");
    order(run, &TextWindows::new(run, rows, text))
}

/// Codes of text: the number of different texts that come before.
///
/// Equal text has one code, and codes are ordered as text is.
pub(crate) fn text_codes(run: &Run, rows: usize, text: TextOf<'_>) -> Vec<u64> {
    let order = text_order(run, rows, text);
    // First the ranks within a task, then those before it.
    let lots = Lots::new(vec![Vec::new(); run.tasks(rows)]);
    run.each(lots.len(), rows, &|task| {
        let mut rank = 0;
        let rank_of = |place: usize| {
            let differs = place > 0 && text(order[place - 1] as usize) != text(order[place] as usize);
            rank += u64::from(differs);
            rank
        };
        *lots.borrow(task) = run.task_rows(task, rows).map(rank_of).collect::<Vec<u64>>();
    });
    let mut codes = vec![0; rows];
    let (mut before, mut rows) = (0, order.iter());
    for ranks in lots.into_values() {
        for (rank, &row) in ranks.iter().zip(&mut rows) {
            codes[row as usize] = before + rank;
        }
        before += ranks.last().copied().unwrap_or(0);
    }
    codes
}

/// The rank of each of some different words.
pub(crate) fn word_ranks(run: &Run, words: usize, word: TextOf<'_>) -> Vec<u32> {
    let mut ranks = vec![0; words];
    for (rank, &word) in text_order(run, words, word).iter().enumerate() {
        // No more ranks than rows, which 32 bits number.
        ranks[word as usize] = rank as u32;
    }
    ranks
}

/// Text, some bytes at a time.
struct TextWindows<'a> {
    text: TextOf<'a>,
    rows: usize,
    row_bits: u32,
    /// The bytes that all texts begin with.
    prefix: usize,
    window_bytes: usize,
    /// The last window is the length.
    windows: usize,
}

impl<'a> TextWindows<'a> {
    fn new(run: &Run, rows: usize, text: TextOf<'a>) -> Self {
        let row_bits = row_bits(rows);
        let window_bytes = ((u64::BITS - row_bits) / 8) as usize;
        let mut keys = Self { text, rows, row_bits, prefix: 0, window_bytes, windows: 0 };
        if rows == 0 {
            return keys;
        }
        let first = text(0).as_bytes();
        let lots = Lots::new(vec![(0, 0); run.tasks(rows)]);
        run.each(lots.len(), rows, &|task| {
            let (mut prefix, mut longest) = (first.len(), 0);
            for row in run.task_rows(task, rows) {
                let text = text(row).as_bytes();
                longest = longest.max(text.len());
                if !text.starts_with(&first[..prefix]) {
                    prefix = first.iter().zip(text).take_while(|(left, right)| left == right).count();
                }
            }
            *lots.borrow(task) = (prefix, longest);
        });
        let all = lots.into_values().reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)));
        let (prefix, longest) = all.expect("there are rows, so there is a task");
        keys.prefix = prefix;
        keys.windows = (longest - prefix).div_ceil(window_bytes) + 1;
        keys
    }

    /// The word of a row.
    #[inline]
    fn word(&self, window: usize, row: usize) -> u64 {
        let bits = 8 * self.window_bytes as u32;
        let text = (self.text)(row).as_bytes();
        let key = if window + 1 == self.windows {
            // Four bytes at least, and nobody has four gigabytes of text for each of so many rows that it is no more.
            (text.len() as u64).min(u64::MAX >> (u64::BITS - bits))
        } else {
            let rest = text.get(self.prefix + window * self.window_bytes..).unwrap_or_default();
            let bytes = rest.first_chunk().copied().unwrap_or_else(|| {
                let mut bytes = [0; 8];
                bytes[..rest.len()].copy_from_slice(rest);
                bytes
            });
            u64::from_be_bytes(bytes) >> (u64::BITS - bits)
        };
        key << self.row_bits | row as u64
    }
}

impl Windows for TextWindows<'_> {
    fn rows(&self) -> usize {
        self.rows
    }

    fn windows(&self) -> usize {
        self.windows
    }

    fn window_bits(&self, _: usize) -> u32 {
        8 * self.window_bytes as u32
    }

    fn fill(&self, window: usize, start: usize, words: &mut [u64]) {
        for (offset, word) in words.iter_mut().enumerate() {
            *word = self.word(window, start + offset);
        }
    }

    fn refill(&self, window: usize, words: &mut [u64]) {
        for word in words {
            *word = self.word(window, row_of(*word, self.row_bits) as usize);
        }
    }

    fn finish(&self, words: &mut [u64]) -> bool {
        let text = |word: u64| (self.text)(row_of(word, self.row_bits) as usize);
        if words.len() <= COMPARED {
            words.sort_unstable_by(|&left, &right| text(left).cmp(text(right)).then(left.cmp(&right)));
            return true;
        }
        // Rows of one text are in the order of their rows.
        let (&first, others) = words.split_first().expect("more than some");
        others.iter().all(|&word| text(word) == text(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::sort::tests::{numbers, small_tasks, with_threads};
    use alloc::format;
    use alloc::string::String;

    fn texts(rows: usize) -> Vec<(&'static str, Vec<String>)> {
        let mut next = numbers(3);
        let mut column = |of: &dyn Fn(u64, usize) -> String| (0..rows).map(|row| of(next(), row)).collect::<Vec<_>>();
        vec![
            ("one text", column(&|_, _| "the same for all".into())),
            ("empty", column(&|_, _| String::new())),
            ("numbered", column(&|number, _| format!("Customer#{:09}", number >> 40))),
            ("few words", column(&|number, _| format!("carrier {}", number >> 60))),
            (
                "few long words",
                column(&|number, _| format!("{}{}", "x".repeat((number >> 62) as usize * 40), number >> 62)),
            ),
            ("prefixes of each other", column(&|number, _| "a".repeat((number >> 56) as usize))),
            ("zeros at the end", column(&|number, _| format!("a{}", "\0".repeat((number >> 60) as usize)))),
            ("zeros inside", column(&|number, _| format!("a{}{}", "\0".repeat((number >> 60) as usize), number >> 63))),
            (
                "any letters",
                column(&|number, _| char::from_u32((number >> 47) as u32).map_or("€".into(), String::from)),
            ),
            ("one long text", column(&|number, row| if row == 1 { "b".repeat(5000) } else { format!("{number:x}") })),
        ]
    }

    #[test]
    fn text_codes_rank_text_in_byte_order() {
        for rows in [0, 1, 2, 100, 70_000] {
            for (name, texts) in texts(rows) {
                let mut different: Vec<&str> = texts.iter().map(String::as_str).collect();
                different.sort_unstable();
                different.dedup();
                let rank = |text: &String| different.binary_search(&text.as_str()).unwrap() as u64;
                let expected: Vec<u64> = texts.iter().map(rank).collect();
                with_threads(|| {
                    let codes = text_codes(&small_tasks(), rows, &|row| &texts[row]);
                    assert!(codes == expected, "{name}, {rows} rows");
                });
                let ranks = word_ranks(&small_tasks(), different.len(), &|word| different[word]);
                assert!(ranks.iter().copied().eq(0..different.len() as u32), "{name}");
            }
        }
    }

    #[test]
    fn equal_text_keeps_the_order_of_its_rows() {
        let texts = ["b", "a", "b", "a\0", "a", ""];
        assert_eq!(text_order(&Run::default(), texts.len(), &|row| texts[row]), [5, 1, 4, 3, 0, 2]);
    }
}
