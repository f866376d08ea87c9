//! Laws of tokenizers, over random texts of the letters that dialects care about.

use super::{CsvTokenizer, tokenizer};
use super::{Dialect, General, Plain, Terminator};
use crate::table::{Slots, Span, Table, Tokenizer};

/// A xorshift generator: the tests need many cases, not good numbers.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % bound
    }

    fn flag(&mut self) -> bool {
        self.below(2) == 0
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    fn text(&mut self) -> Vec<u8> {
        (0..self.below(40)).map(|_| self.pick(b",,,\"\"\n\n\r ;x1\\[]{}:#\t")).collect()
    }

    fn dialect(&mut self) -> Dialect {
        Dialect {
            delimiter: self.pick(&[",", ",", "", " ", "  ", ",;", "\t", ", ", "\n"]).into(),
            terminator: self.pick(&["\n", "\n", "\n", "", "x", ";;", "11x"]).into(),
            quote: self.pick(&[None, Some(b'"'), Some(b'"')]),
            doubled_quote: self.flag(),
            escape: self.pick(&[None, Some(b'\\')]),
            comment: self.pick(&[None, None, Some(b'#')]),
            initial_space: self.flag(),
            quoted_newlines: self.flag(),
            brackets: self.flag(),
            ..Dialect::default()
        }
    }
}

/// Rows and bad records, in the order of the text: cells as they stand, with the letter of their kind in front.
fn rows(tokenizer: &dyn Tokenizer, block: &[u8], columns: usize, out: &mut Vec<String>) {
    let slots = Slots { of_column: (0..columns).map(Some).collect(), width: columns };
    let mut table = Table::default();
    table.clear(columns);
    tokenizer.fill(block, &slots, &mut table);
    let mut found: Vec<(usize, String)> = Vec::new();
    for (record, spans) in table.records.iter().zip(table.spans.chunks_exact(columns)) {
        let cell = |span: &Span| {
            let kind = if span.is_quoted() { 'q' } else { 'b' };
            format!("{kind}{:?}", block[span.start()..span.end()].escape_ascii().to_string())
        };
        found.push((record.start(), spans.iter().map(cell).collect()));
    }
    for (record, problem) in &table.bad {
        let text = block[record.start()..record.end()].escape_ascii();
        found.push((record.start(), format!("{problem}: {text}")));
    }
    found.sort();
    out.extend(found.into_iter().map(|(_, row)| row));
}

#[test]
fn plain_and_general_agree() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut count = 0;
    for _ in 0..20_000 {
        let dialect = Dialect {
            delimiter: random.pick(&[",", " ", "\t", "1"]).into(),
            terminator: "\n".into(),
            comment: None,
            initial_space: false,
            quoted_newlines: true,
            brackets: false,
            ..random.dialect()
        };
        let plain = tokenizer(&dialect, &[]).expect("a dialect");
        let syntax = plain.syntax().clone();
        let delimiter = dialect.delimiter.as_bytes()[0];
        let plain = Plain { delimiter, quote: dialect.quote, syntax: syntax.clone() };
        let general = General {
            delimiter: vec![delimiter],
            terminator: Terminator::Line,
            quote: dialect.quote,
            comment: None,
            skips_blanks: false,
            quoted_newlines: true,
            brackets: false,
            structured: Vec::new(),
            syntax,
        };
        let text = random.text();
        let shown = text.escape_ascii().to_string();
        let columns = 1 + random.below(3);
        let (mut expected, mut found) = (Vec::new(), Vec::new());
        rows(&plain, &text, columns, &mut expected);
        rows(&general, &text, columns, &mut found);
        assert_eq!(found, expected, "{dialect:?} {shown}");
        assert_eq!(general.first_record(&text), plain.first_record(&text), "{dialect:?} {shown}");
        for (target, is_last) in [(1, false), (1, true), (7, false), (7, true)] {
            assert_eq!(general.cuts(&text, is_last, target), plain.cuts(&text, is_last, target), "{dialect:?} {shown}");
        }
        count += found.len();
    }
    assert!(count > 20_000, "only {count} rows were compared");
}

#[test]
fn cutting_into_blocks_changes_nothing() {
    let mut random = Random(0x0123_4567_89AB_CDEF);
    let (mut count, mut cut_count) = (0, 0);
    for _ in 0..40_000 {
        let dialect = random.dialect();
        let structured = [random.flag(), random.flag(), false];
        let tokenizer = tokenizer(&dialect, &structured).expect("a dialect");
        let text = random.text();
        let columns = 1 + random.below(3);
        let mut whole = Vec::new();
        rows(&*tokenizer, &text, columns, &mut whole);

        let (mut pieces, mut start, mut end) = (Vec::new(), 0, 0);
        let target = 1 + random.below(9);
        while start < text.len() {
            end = (end + 1 + random.below(12)).min(text.len());
            let mut from = 0;
            for cut in tokenizer.cuts(&text[start..end], end == text.len(), target) {
                rows(&*tokenizer, &text[start + from..start + cut], columns, &mut pieces);
                from = cut;
                cut_count += 1;
            }
            start += from;
        }
        assert_eq!(pieces, whole, "{dialect:?} {structured:?} {}", text.escape_ascii());
        count += whole.len();
    }
    assert!(count > 40_000 && cut_count > 40_000, "only {count} rows and {cut_count} blocks");
}

/// Each bracket is a cell's first letter, and the structure that it begins ends nowhere. Depth bounds how often a byte is
/// looked at, unless quotes hide brackets from each other: such a record is refused.
#[test]
fn brackets_never_take_the_square_of_a_record() {
    let dialect = Dialect { brackets: true, ..Dialect::default() };
    let tokenizer = tokenizer(&dialect, &[]).expect("a dialect");
    let hidden = "brackets that are never closed";
    for (unit, outcome) in [
        ("[,", "5001 cells where"),
        ("[a,", "5001 cells where"),
        ("{a:[,", "5001 cells where"),
        ("['a,", hidden),
        ("[\",'\\',", hidden),
        ("['\\,", hidden),
    ] {
        let mut found = Vec::new();
        rows(&*tokenizer, unit.repeat(5_000).as_bytes(), 1, &mut found);
        assert_eq!(found.len(), 1, "{unit}");
        assert!(found[0].starts_with(outcome), "{unit}: {:.60}", found[0]);
    }
}
