//! `benchmarks io --stream`: a stream as long as one likes, read in chunks. What is shown is that memory does not grow with it.

use std::io::Read;
use std::time::Instant;

use soakit::csv;

use super::data;
use super::memory;
use super::record::Group;

/// Rows of the block that the stream repeats.
const BLOCK_ROWS: usize = 100_000;

/// Rows of a chunk.
const CHUNK_ROWS: usize = 100_000;

/// After this share of the bytes, memory has what it needs.
const START: u64 = 10;

/// Reads so many bytes of CSV, and prints the peak of memory at its start and at its end.
pub(super) fn run(bytes: u64) -> Result<(), String> {
    let (header, block) = data::csv_block(BLOCK_ROWS).map_err(|error| error.to_string())?;
    let repeats = bytes.div_ceil(block.len() as u64).max(START);
    let bytes = header.len() as u64 + repeats * block.len() as u64;
    let sum = data::groups(BLOCK_ROWS).map(|row| i64::from(row.v1)).sum::<i64>() * repeats as i64;
    let source = header.chain(Repeated { block: &block, position: 0, repeats });

    println!("| bytes read | rows | peak of memory, MiB | seconds |\n|---:|---:|---:|---:|");
    memory::reset_peak();
    let started = Instant::now();
    let (mut row_count, mut found, mut said) = (0, 0, 0);
    let rows_of_stream = repeats * BLOCK_ROWS as u64;
    for chunk in csv::Reader::new().read_chunks_from::<Group>(source, CHUNK_ROWS) {
        let chunk = chunk.map_err(|error| error.to_string())?;
        row_count += chunk.len() as u64;
        found += chunk.v1().iter().map(|&v1| i64::from(v1)).sum::<i64>();
        let share = row_count * START / rows_of_stream;
        if share > said {
            said = share;
            let peak = memory::peak_kib().map_or_else(|| String::from("–"), |peak| (peak / 1024).to_string());
            let seconds = started.elapsed().as_secs_f64();
            println!("| {:.2e} | {row_count} | {peak} | {seconds:.1} |", bytes as f64 * share as f64 / START as f64);
        }
    }
    if (row_count, found) != (rows_of_stream, sum) {
        return Err(format!("{row_count} rows with a sum of {found}, where {rows_of_stream} and {sum} were written"));
    }
    Ok(())
}

/// A block of bytes again and again.
struct Repeated<'b> {
    block: &'b [u8],
    position: usize,
    repeats: u64,
}

impl Read for Repeated<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.repeats == 0 {
            return Ok(0);
        }
        let read = (&self.block[self.position..]).read(buffer)?;
        self.position += read;
        if self.position == self.block.len() {
            self.position = 0;
            self.repeats -= 1;
        }
        Ok(read)
    }
}
