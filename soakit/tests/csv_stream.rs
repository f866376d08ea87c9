//! A stream of any length is read in chunks, in memory that does not grow with it.
#![cfg(feature = "io")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::io::{self, Read};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use soakit::prelude::*;

/// The system's memory, and how much of it was in use at most.
struct Counted;

static IN_USE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static MEMORY: Counted = Counted;

// SAFETY: all is left to the system's allocator; counting allocates nothing.
unsafe impl GlobalAlloc for Counted {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        PEAK.fetch_max(IN_USE.fetch_add(layout.size(), Relaxed) + layout.size(), Relaxed);
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Relaxed);
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[derive(SoA)]
struct Trade {
    symbol: String,
    size: u32,
    price: Option<f64>,
}

/// So many rows of text, made as they are read.
struct Rows {
    next: u64,
    rows: u64,
    line: Vec<u8>,
}

impl Read for Rows {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut written = 0;
        while written < buffer.len() {
            if self.line.is_empty() {
                if self.next == self.rows {
                    break;
                }
                let row = self.next;
                self.line = if row.is_multiple_of(5) {
                    format!("\"S,{}\",{},NA\n", row % 100, row % 1000).into_bytes()
                } else {
                    format!("S{},{},{}.25\n", row % 100, row % 1000, row % 50).into_bytes()
                };
                self.next += 1;
            }
            let count = self.line.len().min(buffer.len() - written);
            buffer[written..written + count].copy_from_slice(&self.line[..count]);
            self.line.drain(..count);
            written += count;
        }
        Ok(written)
    }
}

/// The rows that were read, and the bytes in use at the worst moment.
fn read(rows: u64) -> (u64, u64, usize) {
    let source = Rows { next: 0, rows, line: b"symbol,size,price\n".to_vec() };
    let before = IN_USE.load(Relaxed);
    PEAK.store(before, Relaxed);
    let (mut count, mut total) = (0, 0);
    for chunk in soakit::csv::Reader::new().read_chunks_from::<Trade>(source, 10_000) {
        let chunk = chunk.expect("good rows");
        count += chunk.len() as u64;
        total += chunk.size().iter().map(|size| u64::from(*size)).sum::<u64>();
    }
    (count, total, PEAK.load(Relaxed) - before)
}

#[test]
fn memory_does_not_grow_with_the_stream() {
    let sum = |rows: u64| (0..rows).map(|row| row % 1000).sum::<u64>();
    let (count, total, small) = read(300_000);
    assert_eq!((count, total), (300_000, sum(300_000)));
    let (count, total, large) = read(1_500_000);
    assert_eq!((count, total), (1_500_000, sum(1_500_000)));
    assert!(large < small + (4 << 20), "{small} bytes became {large}");
    assert!(large < 24 << 20, "{large} bytes");
}
