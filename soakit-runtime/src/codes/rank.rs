//! [`text_codes`]: text as codes, which rank it in the order of its bytes.
//!
//! Text is sorted as any wide key is, a window at a time ([`word`](super::word)). What all texts begin with is skipped, and
//! bytes are numbered by those that occur at all, from 1 on: digits take four bits, so that a window holds ten of them and
//! not five. A number of 0 stands for the end of the text, so that the shorter comes first. A few rows that agree so far are
//! compared to their ends; many skip what they have in common, be it all.
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
    order(run, &TextWindows::new(run, rows, text))
}

/// Codes of text: the number of different texts that come before.
///
/// Equal text has one code, and codes are ordered as text is.
pub(crate) fn text_codes(run: &Run, rows: usize, text: TextOf<'_>) -> Vec<u64> {
    let keys = TextWindows::new(run, rows, text);
    let order = order(run, &keys);
    // First the ranks within a task, then those before it.
    let lots = Lots::new(vec![Vec::new(); run.tasks(rows)]);
    run.each(lots.len(), rows, &|task| {
        let mut rank = 0;
        let rank_of = |place: usize| {
            rank += u32::from(place > 0 && keys.differ(order[place - 1], order[place]));
            rank
        };
        *lots.borrow(task) = run.task_rows(task, rows).map(rank_of).collect::<Vec<u32>>();
    });
    let mut codes = vec![0; rows];
    let (mut before, mut rows) = (0, order.iter());
    for ranks in lots.into_values() {
        for (&rank, &row) in ranks.iter().zip(&mut rows) {
            codes[row as usize] = before + u64::from(rank);
        }
        before += ranks.last().map_or(0, |&rank| u64::from(rank));
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
    row_bits: u32,
    /// The bytes that all texts begin with.
    prefix: usize,
    /// The numbers of the bytes that occur behind the prefix.
    numbers: [u16; 256],
    byte_bits: u32,
    window_bytes: usize,
    windows: usize,
    /// The words of the first window: text is looked up once, where it stands in line.
    first: Vec<u64>,
}

impl<'a> TextWindows<'a> {
    fn new(run: &Run, rows: usize, text: TextOf<'a>) -> Self {
        assert!(u32::try_from(rows).is_ok(), "{rows} rows, where 32 bits number them");
        let Survey { prefix, longest, occurs } = Survey::of(run, rows, text);
        let mut numbers = [0; 256];
        let mut last = 0_u16;
        for (number, _) in numbers.iter_mut().zip(occurs).filter(|(_, occurs)| *occurs) {
            last += 1;
            *number = last;
        }
        let byte_bits = (u16::BITS - last.leading_zeros()).max(1);
        let row_bits = row_bits(rows);
        let window_bytes = ((u64::BITS - row_bits) / byte_bits) as usize;
        let windows = (longest - prefix).div_ceil(window_bytes);
        let mut keys = Self { text, row_bits, prefix, numbers, byte_bits, window_bytes, windows, first: Vec::new() };
        let mut first = vec![0; rows];
        let task_rows = run.task_rows(0, rows).len();
        let lots = Lots::chunks(&mut first, task_rows);
        run.each(lots.len(), rows, &|task| {
            for (word, row) in lots.borrow(task).iter_mut().zip(task * task_rows..) {
                *word = keys.word(0, row);
            }
        });
        drop(lots);
        keys.first = first;
        keys
    }

    /// The word of a row.
    fn word(&self, window: usize, row: usize) -> u64 {
        let text = (self.text)(row).as_bytes();
        let rest = text.get(self.prefix + window * self.window_bytes..).unwrap_or_default();
        let bytes = &rest[..rest.len().min(self.window_bytes)];
        let key = bytes.iter().fold(0, |key, &byte| key << self.byte_bits | u64::from(self.numbers[usize::from(byte)]));
        // One shift at a time: all of them might be as many bits as there are.
        let shift = (self.window_bytes - bytes.len()) as u32 * self.byte_bits;
        key.checked_shl(shift).unwrap_or(0) << self.row_bits | row as u64
    }

    /// Whether the texts of two rows differ.
    fn differ(&self, left: u32, right: u32) -> bool {
        let [left, right] = [left, right].map(|row| row as usize);
        (self.first[left] ^ self.first[right]) >> self.row_bits != 0
            || (self.windows > 1 && (self.text)(left) != (self.text)(right))
    }
}

/// What texts have in common.
struct Survey {
    prefix: usize,
    longest: usize,
    /// The bytes behind the prefix.
    occurs: [bool; 256],
}

impl Survey {
    fn of(run: &Run, rows: usize, text: TextOf<'_>) -> Self {
        if rows == 0 {
            return Self { prefix: 0, longest: 0, occurs: [false; 256] };
        }
        let first = text(0).as_bytes();
        let lots = Lots::new((0..run.tasks(rows)).map(|_| None));
        run.each(lots.len(), rows, &|task| {
            let mut survey = Self { prefix: first.len(), longest: 0, occurs: [false; 256] };
            for row in run.task_rows(task, rows) {
                let text = text(row).as_bytes();
                survey.longest = survey.longest.max(text.len());
                if !text.starts_with(&first[..survey.prefix]) {
                    survey.prefix = first.iter().zip(text).take_while(|(left, right)| left == right).count();
                }
                for &byte in &text[survey.prefix..] {
                    survey.occurs[usize::from(byte)] = true;
                }
            }
            *lots.borrow(task) = Some(survey);
        });
        let all = lots.into_values().flatten().reduce(|mut all, one| {
            all.prefix = all.prefix.min(one.prefix);
            all.longest = all.longest.max(one.longest);
            all.occurs.iter_mut().zip(one.occurs).for_each(|(all, one)| *all |= one);
            all
        });
        let mut all = all.expect("there are rows, so there is a task");
        // Where the prefix became shorter, the rows before had the bytes of the first.
        for &byte in &first[all.prefix..] {
            all.occurs[usize::from(byte)] = true;
        }
        all
    }
}

impl Windows for TextWindows<'_> {
    fn rows(&self) -> usize {
        self.first.len()
    }

    fn windows(&self) -> usize {
        self.windows
    }

    fn window_bits(&self, _: usize) -> u32 {
        self.byte_bits * self.window_bytes as u32
    }

    fn fill(&self, window: usize, start: usize, words: &mut [u64]) {
        // Only the first window is read in the order of the rows.
        debug_assert_eq!(window, 0);
        words.copy_from_slice(&self.first[start..start + words.len()]);
    }

    fn refill(&self, window: usize, words: &mut [u64]) {
        for word in words {
            *word = self.word(window, row_of(*word, self.row_bits) as usize);
        }
    }

    fn skip(&self, window: usize, words: &mut [u64]) -> Option<usize> {
        let text = |word: u64| (self.text)(row_of(word, self.row_bits) as usize).as_bytes();
        if words.len() <= COMPARED {
            words.sort_unstable_by(|&left, &right| text(left).cmp(text(right)).then(left.cmp(&right)));
            return None;
        }
        let rest = |word: u64| text(word).get(self.prefix + window * self.window_bytes..).unwrap_or_default();
        let (&first, others) = words.split_first().expect("more than some");
        let first = rest(first);
        let (mut common, mut one_text) = (first.len(), true);
        for rest in others.iter().map(|&word| rest(word)) {
            one_text &= rest.len() == first.len();
            if !rest.starts_with(&first[..common]) {
                one_text = false;
                common = first.iter().zip(rest).take_while(|(left, right)| left == right).count();
                if common < self.window_bytes {
                    return Some(window);
                }
            }
        }
        // Rows of one text are in their order. Others differ in a byte that there is, and so in a window that there is.
        if one_text { None } else { Some(window + common / self.window_bytes) }
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
