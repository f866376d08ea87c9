//! A store behind HTTP on this machine, which remembers what it was asked: enough of HTTP/1.1 for range requests, and of S3 for
//! objects and uploads in parts.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};

/// What there is, and what was asked.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) objects: BTreeMap<String, Vec<u8>>,
    pub(crate) requests: Vec<String>,
    uploads: BTreeMap<String, BTreeMap<usize, Vec<u8>>>,
    /// Requests whose first line has this in it fail.
    pub(crate) refused: Option<String>,
}

/// A server; it runs until the program ends.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Server {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its address");
        let state = Arc::<Mutex<State>>::default();
        let shared = state.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = shared.clone();
                std::thread::spawn(move || serve(&stream, &state));
            }
        });
        Self { address, state }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no request panicked")
    }
}

/// Answers one request after the other, until the client leaves.
fn serve(stream: &TcpStream, state: &Mutex<State>) {
    let mut reader = BufReader::new(stream);
    while let Some(request) = request(&mut reader) {
        let answer = state.lock().expect("no request panicked").answer(request);
        let mut stream = stream;
        if stream.write_all(&answer).is_err() {
            return;
        }
    }
}

struct Request {
    /// The first line, without the version.
    line: String,
    /// The first byte and the last one.
    range: Option<(usize, usize)>,
    body: Vec<u8>,
}

fn request(reader: &mut impl BufRead) -> Option<Request> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|&bytes| bytes > 0)?;
    let (mut range, mut length) = (None, 0);
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let Some((name, value)) = header.trim_end().split_once(": ") else { break };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().ok()?,
            "range" => {
                let (first, last) = value.strip_prefix("bytes=")?.split_once('-')?;
                range = Some((first.parse().ok()?, last.parse().ok()?));
            }
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Request { line: line.trim_end().trim_end_matches(" HTTP/1.1").into(), range, body })
}

impl State {
    fn answer(&mut self, request: Request) -> Vec<u8> {
        let Request { line, range, body } = request;
        let range_text = range.map_or_else(String::new, |(first, last)| format!(" {first}-{last}"));
        self.requests.push(format!("{line}{range_text}"));
        if self.refused.as_ref().is_some_and(|refused| line.contains(refused)) {
            return respond("403 Forbidden", "", b"", false);
        }
        let (method, target) = line.split_once(' ').unwrap_or_default();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let parameter = |name: &str| {
            query
                .split('&')
                .find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name))
                .map(|(_, value)| value)
        };
        match (method, parameter("partNumber").and_then(|number| number.parse().ok())) {
            ("PUT", Some(number)) => {
                self.uploads.entry(path.into()).or_default().insert(number, body);
                respond("200 OK", "", b"", false)
            }
            ("PUT", None) => {
                self.objects.insert(path.into(), body);
                respond("201 Created", "", b"", false)
            }
            ("POST", _) if query.starts_with("uploads") => {
                self.uploads.insert(path.into(), BTreeMap::new());
                let answer = b"<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>";
                respond("200 OK", "", answer, false)
            }
            ("POST", _) => {
                let parts = self.uploads.remove(path).unwrap_or_default();
                self.objects.insert(path.into(), parts.into_values().flatten().collect());
                let answer = b"<CompleteMultipartUploadResult><ETag>\"1\"</ETag></CompleteMultipartUploadResult>";
                respond("200 OK", "", answer, false)
            }
            ("DELETE", _) => {
                self.uploads.remove(path);
                respond("204 No Content", "", b"", false)
            }
            ("GET" | "HEAD", _) => match self.objects.get(path) {
                None => respond("404 Not Found", "", b"", method == "HEAD"),
                Some(object) => match range {
                    None => respond("200 OK", "", object, method == "HEAD"),
                    Some((first, last)) => {
                        let last = last.min(object.len() - 1);
                        let header = format!("Content-Range: bytes {first}-{last}/{}\r\n", object.len());
                        respond("206 Partial Content", &header, &object[first..=last], method == "HEAD")
                    }
                },
            },
            _ => respond("405 Method Not Allowed", "", b"", false),
        }
    }

    /// Uploads in parts that are neither whole nor taken back.
    pub(crate) fn open_uploads(&self) -> usize {
        self.uploads.len()
    }
}

fn respond(status: &str, headers: &str, body: &[u8], is_head: bool) -> Vec<u8> {
    let mut answer = format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\nETag: \"1\"\r\nLast-Modified: Tue, 01 Jan 2013 05:00:00 GMT\r\n{headers}\r\n",
        body.len()
    )
    .into_bytes();
    if !is_head {
        answer.extend_from_slice(body);
    }
    answer
}
