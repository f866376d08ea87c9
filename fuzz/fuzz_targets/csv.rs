//! CSV in any dialect: the first five bytes are options, the rest is the text.
#![no_main]

use fuzz::text::{Every, Few, Loose, Nothing, One};
use fuzz::{on_pools, shown};
use libfuzzer_sys::fuzz_target;
use soakit::csv::{Dialect, MissingColumns, NameCase, Quoting, Reader, Writer};
use soakit::io::{OnError, ReadColumn, WriteColumn};
use soakit::prelude::*;

fuzz_target!(|bytes: &[u8]| {
    let Some((options, text)) = bytes.split_first_chunk::<5>() else { return };
    match options[0] % 5 {
        0 => check::<Every>(options, text),
        1 => check::<Few>(options, text),
        2 => check::<One>(options, text),
        3 => check::<Loose>(options, text),
        _ => check::<Nothing>(options, text),
    }
});

fn dialect([_, delimiters, flags, more, _]: &[u8; 5]) -> Dialect {
    let has = |bit: u8| flags & 1 << bit != 0;
    let mut dialect = if more & 1 == 0 { Dialect::default() } else { Dialect::sframe() };
    dialect.delimiter = [",", ";", "::", " ", "\t", "  ", "aab", "", "\n", "é"][usize::from(delimiters % 10)].into();
    dialect.terminator = ["\n", "\n", "zzz", "\r\n", "aab", "", "|"][usize::from(delimiters / 10 % 7)].into();
    dialect.quote = [Some(b'"'), Some(b'"'), Some(b'\''), None][usize::from(flags & 3)];
    dialect.doubled_quote = has(2);
    dialect.escape = if has(3) { Some(b'\\') } else { None };
    dialect.comment = if has(4) { Some(b'#') } else { None };
    dialect.initial_space = has(5);
    dialect.quoted_newlines = has(6);
    dialect.brackets = has(7);
    dialect.quoted_na = more & 2 != 0;
    dialect.na = [vec![], vec!["NA".into()], vec!["NA".into(), String::new(), "-8".into()]]
        [usize::from(more >> 2 & 1) + usize::from(more >> 3 & 1)]
    .clone();
    dialect
}

fn reader(options: &[u8; 5], dialect: Dialect) -> Reader {
    let [.., more, reading] = *options;
    let mut reader = Reader::new().dialect(dialect).header(reading & 1 == 0).skip_records(usize::from(more >> 4 & 3));
    if reading & 2 != 0 {
        reader = reader.by_position();
    }
    if reading & 4 != 0 {
        reader = reader.missing_columns(MissingColumns::Fill).name_case(NameCase::Ignore);
    }
    if reading & 8 != 0 {
        reader = reader.on_error(OnError::Skip);
    }
    if reading & 16 != 0 {
        reader = reader.limit(usize::from(reading >> 6));
    }
    reader
}

fn check<T>(options: &[u8; 5], text: &[u8])
where
    T: SoA<Columns: ReadColumn + WriteColumn> + std::fmt::Debug,
    Bulk<T>: Send + Sync,
{
    let dialect = dialect(options);
    let reader = reader(options, dialect.clone());
    let read = |reader: &Reader| match reader.read_from_with_report::<T>(text) {
        Ok((rows, report)) => Ok((shown(rows), report)),
        Err(error) => Err(error.to_string()),
    };
    let whole = read(&reader);
    for bytes in [1, 1 + usize::from(options[4] >> 5) * 9] {
        for other in on_pools(|| read(&reader.clone().block_bytes(bytes))) {
            assert_eq!(whole, other, "blocks of {bytes} bytes");
        }
    }
    // What has no struct yet: types are guessed, and a struct is printed.
    if let Ok(inferred) = reader.infer_from(text) {
        assert!(inferred.to_string().contains("struct"));
    }
    let _ = reader.read_any_from(text);
    let Ok(rows) = reader.read_slice::<T>(text) else { return };
    let quoting = [Quoting::WhereNeeded, Quoting::NonNumeric, Quoting::All][usize::from(options[3] >> 6) % 3];
    let writer = Writer::new().dialect(dialect.clone()).quoting(quoting);
    // Dialects have texts that they cannot write.
    let Ok(written) = writer.to_string(&rows) else { return };
    match Reader::new().dialect(dialect).read_slice::<T>(written.as_bytes()) {
        Ok(again) => assert_eq!(shown(rows), shown(again), "written as {written:?}"),
        Err(error) => panic!("{error}; written as {written:?}"),
    }
}
