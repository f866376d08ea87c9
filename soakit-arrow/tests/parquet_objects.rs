//! Objects in stores: a directory, a server behind HTTP, one that speaks S3. What is read is what is asked for.

mod store;

use std::sync::Arc;

use soakit::arrow::ArrowError;
use soakit::arrow::parquet::object_store::aws::AmazonS3Builder;
use soakit::arrow::parquet::object_store::http::HttpBuilder;
use soakit::arrow::parquet::object_store::local::LocalFileSystem;
use soakit::arrow::parquet::object_store::path::Path;
use soakit::arrow::parquet::object_store::{ClientOptions, ObjectStore, RetryConfig};
use soakit::arrow::parquet::{self, Compression, Reader, Share, Writer};
use soakit::prelude::*;
use store::Server;

#[derive(SoA, Clone, Debug, PartialEq)]
struct Reading {
    day: u32,
    temp: Option<f64>,
    station: String,
}

fn readings(rows: u32) -> Bulk<Reading> {
    let reading = |day: u32| Reading {
        day,
        temp: (!day.is_multiple_of(5)).then(|| f64::from(day.wrapping_mul(2_654_435_761))),
        station: format!("station {}", day.wrapping_mul(40_503)),
    };
    (0..rows).map(reading).collect()
}

fn run<R>(work: impl Future<Output = R>) -> R {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(work)
}

/// Nothing is asked twice: a refusal is told at once.
fn once() -> RetryConfig {
    RetryConfig { max_retries: 0, ..RetryConfig::default() }
}

fn http(server: &Server) -> Arc<dyn ObjectStore> {
    let options = ClientOptions::new().with_allow_http(true);
    Arc::new(
        HttpBuilder::new()
            .with_url(server.url())
            .with_client_options(options)
            .with_retry(once())
            .build()
            .expect("a store"),
    )
}

fn s3(server: &Server) -> Arc<dyn ObjectStore> {
    let builder =
        AmazonS3Builder::new().with_endpoint(server.url()).with_bucket_name("bucket").with_region("us-east-1");
    Arc::new(builder.with_allow_http(true).with_skip_signature(true).with_retry(once()).build().expect("a store"))
}

/// Writes, reads whole, in chunks and filtered.
async fn exercise(store: Arc<dyn ObjectStore>) {
    let (path, written) = (Path::from("2013/january.parquet"), readings(50_000));
    Writer::new().row_group_rows(10_000).write_async(&store, &path, &written).await.expect("an object");
    let reader = Reader::<Reading>::new();
    assert_eq!(reader.read_async(&store, &path).await.expect("an object"), written);

    let mut chunks = reader.read_chunks_async(&store, &path, 7000).await.expect("an object");
    let mut read = Vec::new();
    while let Some(chunk) = chunks.next().await {
        read.push(chunk.expect("an object"));
    }
    assert!(read.iter().take(7).all(|chunk| chunk.len() == 7000));
    assert_eq!(Bulk::concat(read.iter().map(Bulk::view)), written);

    let filtered = Reader::<Reading>::new().filter(|r| r.day.between(21_000, 21_500) & r.temp.is_some());
    let mut chunks = filtered.read_chunks_async(&store, &path, 1 << 20).await.expect("an object");
    let read = chunks.next().await.transpose().expect("an object").unwrap_or_default();
    assert_eq!(read, written.query().filter(|r| r.day.between(21_000, 21_500) & r.temp.is_some()).to_bulk());
    assert_eq!(chunks.report().row_groups, Share { read: 1, skipped: 4 });

    let absent = reader.read_async(&store, &Path::from("2013/may.parquet")).await.expect_err("no such object");
    assert!(
        matches!(&absent, ArrowError::File { error, .. } if matches!(&**error, ArrowError::Io(error) if error.kind() == std::io::ErrorKind::NotFound)),
        "{absent:?}"
    );
    assert!(absent.to_string().starts_with("2013/may.parquet: "), "{absent}");
}

#[test]
fn a_directory_is_a_store() {
    let directory = std::env::temp_dir().join(format!("soakit-objects-{}", std::process::id()));
    std::fs::create_dir_all(&directory).expect("a directory for temporary files");
    let local = LocalFileSystem::new_with_prefix(&directory).expect("a store");
    run(exercise(Arc::new(local)));
    // The same file, read the other way.
    assert_eq!(parquet::read::<Reading>(directory.join("2013/january.parquet")).expect("a file"), readings(50_000));
    std::fs::remove_dir_all(&directory).expect("the directory");
}

#[test]
fn a_server_behind_http_is_a_store() {
    let server = Server::start();
    run(exercise(http(&server)));
}

#[test]
fn a_server_that_speaks_s3_is_a_store() {
    let server = Server::start();
    run(exercise(s3(&server)));
    assert!(server.state().objects.contains_key("/bucket/2013/january.parquet"));
}

#[test]
fn only_what_is_needed_is_asked_for() {
    let server = Server::start();
    let bytes = Writer::new().row_group_rows(10_000).write_to(Vec::new(), &readings(100_000)).expect("a file");
    let length = bytes.len();
    server.state().objects.insert("/r.parquet".into(), bytes);
    let requested = |filtered: Reader<'_, Reading>| {
        server.state().requests.clear();
        let (store, path) = (http(&server), Path::from("r.parquet"));
        let rows = run(filtered.read_async(&store, &path)).expect("an object").len();
        let ranges: Vec<(usize, usize)> = server
            .state()
            .requests
            .iter()
            .filter_map(|request| {
                let (first, last) = request.strip_prefix("GET /r.parquet ")?.split_once('-')?;
                Some((first.parse().ok()?, last.parse().ok()?))
            })
            .collect();
        assert_eq!(ranges.len() + 1, server.state().requests.len(), "one question for the length, and ranges");
        (rows, ranges.iter().map(|(first, last)| last - first + 1).sum::<usize>(), ranges.len())
    };
    let (rows, all, _) = requested(Reader::new());
    assert!(rows == 100_000 && all >= length, "{all} of {length}");
    let (rows, few, requests) = requested(Reader::<Reading>::new().filter(|r| r.day.eq(34_567)));
    assert!(rows == 1 && few < length / 3 && requests <= 4, "{few} of {length} in {requests} requests");
    let (rows, none, requests) = requested(Reader::<Reading>::new().filter(|r| r.day.gt(100_000)));
    assert!(rows == 0 && none < 100_000 && requests <= 2, "{none} of {length} in {requests} requests");
}

#[test]
fn a_large_object_is_sent_in_parts_and_there_when_it_is_whole() {
    let server = Server::start();
    let (store, path, large) = (s3(&server), Path::from("large.parquet"), readings(1_000_000));
    let told = std::sync::Mutex::new(Vec::new());
    let writer = || Writer::new().compression(Compression::None).row_group_rows(250_000);
    let progress = |rows| told.lock().expect("one thread").push(rows);
    run(writer().progress(progress).write_async(&store, &path, &large)).expect("an object");
    let parts = server.state().requests.iter().filter(|request| request.contains("partNumber")).count();
    assert!(parts >= 2, "{parts} parts");
    let read = run(Reader::<Reading>::new().read_async(&store, &path)).expect("an object");
    assert_eq!(read, large);
    assert_eq!(told.lock().expect("one thread").last(), Some(&1_000_000));

    // One part fails: the object is as it was, and the upload is taken back.
    server.state().refused = Some("partNumber=2".into());
    let error = run(writer().write_async(&store, &path, &readings(999_000))).expect_err("a part is refused");
    assert!(error.to_string().starts_with("large.parquet: "), "{error}");
    server.state().refused = None;
    assert_eq!(server.state().open_uploads(), 0);
    assert_eq!(run(Reader::<Reading>::new().read_async(&store, &path)).expect("an object"), large);
}

#[test]
fn an_object_that_lies_is_an_error() {
    let server = Server::start();
    let bytes = Writer::new().write_to(Vec::new(), &readings(100)).expect("a file");
    let store = http(&server);
    let path = Path::from("r.parquet");
    for length in [0, 4, 11, bytes.len() / 2, bytes.len() - 1] {
        server.state().objects.insert("/r.parquet".into(), bytes[..length].to_vec());
        let error = run(Reader::<Reading>::new().read_async(&store, &path)).expect_err("a part of a file");
        assert!(error.to_string().starts_with("r.parquet: no Parquet file"), "{error}");
    }
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    for byte in (0..bytes.len()).step_by(7) {
        let mut flipped = bytes.clone();
        flipped[byte] ^= 0x81;
        server.state().objects.insert("/r.parquet".into(), flipped);
        let filtered = Reader::<Reading>::new().filter(|r| r.day.lt(50));
        if let Ok(rows) = run(filtered.read_async(&store, &path)) {
            assert!(rows.len() <= 100);
        }
    }
    std::panic::set_hook(hook);
}
