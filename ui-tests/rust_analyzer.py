#!/usr/bin/env python3
"""Asks rust-analyzer, over LSP, whether generated fields and methods complete.

Builds a small crate under `target/`, opens it in rust-analyzer and requests completions behind `bulk.`, `view.`, `proxy.` and a
token; exits with 1 if a name is missing, and with 0 and a loud SKIP where rust-analyzer is not installed.

    python3 ui-tests/rust_analyzer.py
"""

import json
import pathlib
import shutil
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
CRATE = ROOT / "target" / "rust-analyzer-check"
SECONDS = 240

PROGRAM = """use soakit::prelude::*;

#[derive(SoA, Clone, Debug, PartialEq)]
pub struct Place { pub latitude: f64, pub longitude: f64 }

#[derive(SoA, Clone, Debug, PartialEq)]
#[soa(derived(
    /// Degrees Celsius.
    pub celsius: f64 = |temperature| (temperature - 32.0) / 1.8,
    pub ranks: [u32] = |celsius, place.latitude| vec![0; celsius.len()],
))]
pub struct Weather {
    /// Degrees Fahrenheit.
    pub temperature: f64,
    pub gust_speed: Option<f64>,
    pub remark: String,
    #[soa(nested)]
    pub place: Place,
}

pub fn look(mut bulk: Bulk<Weather>) {
    let _ = bulk./*bulk*/temperature();
    let _ = bulk.place()./*nested*/latitude;
    let view = bulk.view();
    let _ = view./*view*/temperature;
    for proxy in &bulk {
        let _ = proxy./*proxy*/temperature;
    }
    let _ = bulk.col(|weather| weather./*token*/temperature);
    let _ = bulk.view_mut()./*view_mut*/temperature;
}
"""

EXPECTED = {
    "bulk": ["temperature", "celsius", "ranks", "temperature_mut", "gust_speed", "remark", "place", "place_mut", "push", "sort_by_key"],
    "nested": ["latitude", "longitude", "iter"],
    "view": ["temperature", "celsius", "ranks", "gust_speed", "remark", "place", "iter"],
    "proxy": ["temperature", "celsius", "ranks", "gust_speed", "remark", "place", "to_record"],
    "token": ["temperature", "celsius", "ranks", "gust_speed", "remark", "place"],
    "view_mut": ["temperature", "gust_speed", "place", "iter_mut"],
}


class Server:
    """A language server on the other end of two pipes."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.number = 0
        self.answers = {}
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            length = 0
            while (line := self.process.stdout.readline().strip()):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if length == 0:
                return
            message = json.loads(self.process.stdout.read(length))
            if "method" in message and "id" in message:
                self.send({"id": message["id"], "result": None})
            elif "id" in message:
                self.answers[message["id"]] = message

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def ask(self, method, params, deadline):
        self.number += 1
        number = self.number
        self.send({"id": number, "method": method, "params": params})
        while number not in self.answers:
            if time.monotonic() > deadline:
                raise TimeoutError(method)
            time.sleep(0.05)
        return self.answers.pop(number).get("result")


def completions(server, uri, name, deadline):
    """The labels behind a mark, asked again until the server has loaded the crate."""
    before = PROGRAM.index(f"/*{name}*/")
    line = PROGRAM.count("\n", 0, before)
    column = before - (PROGRAM.rfind("\n", 0, before) + 1)
    labels = set()
    while time.monotonic() < deadline:
        position = {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
        try:
            result = server.ask("textDocument/completion", position, deadline) or []
        except TimeoutError:
            break
        items = result["items"] if isinstance(result, dict) else result
        labels = {item["label"].split("(")[0].strip() for item in items}
        if all(expected in labels for expected in EXPECTED[name]):
            return labels
        time.sleep(1)
    return labels


def main():
    binary = shutil.which("rust-analyzer")
    if not binary or subprocess.run([binary, "--version"], capture_output=True).returncode != 0:
        print("!!!! SKIP: rust-analyzer is not installed !!!!")
        return 0
    (CRATE / "src").mkdir(parents=True, exist_ok=True)
    (CRATE / "src" / "lib.rs").write_text(PROGRAM)
    (CRATE / "Cargo.toml").write_text(
        '[package]\nname = "rust-analyzer-check"\nversion = "0.0.0"\nedition = "2024"\n\n'
        '[dependencies]\nsoakit = { path = "../../soakit" }\n\n[workspace]\n'
    )
    uri = (CRATE / "src" / "lib.rs").as_uri()
    server = Server([binary])
    deadline = time.monotonic() + SECONDS
    options = {"checkOnSave": False, "cachePriming": {"enable": False}}
    capabilities = {"textDocument": {"completion": {"completionItem": {"snippetSupport": False}}}}
    root = {"processId": None, "rootUri": CRATE.as_uri(), "capabilities": capabilities, "initializationOptions": options}
    server.ask("initialize", root, deadline)
    server.tell("initialized", {})
    document = {"uri": uri, "languageId": "rust", "version": 1, "text": PROGRAM}
    server.tell("textDocument/didOpen", {"textDocument": document})
    failed = False
    for name, expected in EXPECTED.items():
        labels = completions(server, uri, name, deadline)
        missing = [label for label in expected if label not in labels]
        failed |= bool(missing)
        print(f"{name}: " + (f"missing {', '.join(missing)}" if missing else f"{', '.join(expected)} complete"))
    server.process.kill()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
