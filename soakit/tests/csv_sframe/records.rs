//! Records: where they end, and what they are when they are not whole.

use soakit::csv::{Dialect, Reader};
use soakit::prelude::*;

use crate::harness::{Case, records, some};

records! {
    Note { number: i64, note: String }
    NoteHalf { note: String }
}

fn note(number: i64, text: &str) -> Note {
    Note { number: Some(number), note: some(text) }
}

#[test]
fn lines_end_records_unless_quotes_may_hold_them() {
    let text = "number,note\n1,\"two\r\nlines\"\n2,x\n";
    let error = Case::new(|_| ()).reader().read_slice::<Note>(text.as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), "input:2 (byte 12): a quote is never closed, in `1,\"two`");
    let case = Case::new(|dialect| dialect.quoted_newlines = true);
    case.check(text, &[note(1, "two\r\nlines"), note(2, "x")]);
}

#[test]
fn long_files_are_cut_between_records_only() {
    for end in ["\r\n", "\r", "zzz"] {
        let row = |number: i64| note(number, if number % 3 == 0 { "a,\"b\"" } else { "[c" });
        let rows: Vec<Note> = (0..60_000).map(row).collect();
        let mut text = format!("number,note{end}");
        for row in &rows {
            let cell = if row.note == some("[c") { "[c" } else { "\"a,\\\"b\\\"\"" };
            text += &format!("{},{cell}{end}", row.number.unwrap_or_default());
        }
        assert!(text.len() > 2 << 18, "several blocks");
        let terminator = if end == "zzz" { end } else { "\n" };
        Case::new(|dialect| dialect.terminator = terminator.into()).check(&text, &rows);
    }
}

#[test]
fn files_without_rows_have_none() {
    let case = Case::new(|dialect| dialect.comment = Some(b'#'));
    for text in ["", "\n", "# nothing\n", "number,note", "number,note\n\n  \n# end\n", "\u{FEFF}number,note\n"] {
        case.check::<Note>(text, &[]);
    }
    case.check("\u{FEFF}note,number\nx,1\n", &[note(1, "x")]);
}

#[test]
fn a_name_that_is_there_twice_is_refused_if_it_is_wanted() {
    let reader = Reader::new().dialect(Dialect::sframe());
    let error = reader.read_slice::<Note>(b"number,note,note\n1,x,y\n").unwrap_err();
    assert_eq!(error.to_string(), "input: `note` and `note` are both column `note`");
    let rows = reader.read_slice::<Note>(b"number,other,other,note\n1,a,b,x\n").unwrap();
    assert_eq!(rows, Bulk::from([note(1, "x")]));
}

#[test]
fn a_header_with_an_open_quote_is_no_header() {
    for dialect in [Dialect::sframe(), Dialect::default()] {
        let error = Reader::new().dialect(dialect).read_slice::<Note>(b"number,note,\"rest\n1,x,y\n").unwrap_err();
        assert!(error.to_string().starts_with("input:1 (byte 0): a quote is never closed"), "{error}");
    }
}

#[test]
fn options_that_contradict_each_other_are_refused() {
    let read = |reader: Reader| reader.read_slice::<Note>(b"number,note\n").unwrap_err().to_string();
    assert_eq!(read(Reader::new().comment(b'"')), "the quote begins a comment");
    assert_eq!(read(Reader::new().delimiter("\",")), "the delimiter or the terminator begins with the quote");
    assert_eq!(read(Reader::new().comment(b'#').terminator("#")), "the delimiter or the terminator begins a comment");
}
