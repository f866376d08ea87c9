//! The crates that are built: one for each contender, in three versions.

use std::fmt::Write as _;

use crate::containers::contender::Role;

/// What a crate contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Thirty structs with the derive alone.
    Bare,
    /// The same structs, and a function for each that calls nine operations: generic code is compiled where it is used,
    /// so a bare crate tells little about what a program pays.
    Used,
    /// One struct of four fields with Debug, Clone and PartialEq.
    Expanded,
}

impl Content {
    /// The part of the crate's name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Content::Bare => "bare",
            Content::Used => "used",
            Content::Expanded => "expanded",
        }
    }
}

/// A contender of the compile benchmark.
pub(crate) struct Case {
    /// The name in the table.
    pub(crate) name: &'static str,
    /// How it counts.
    pub(crate) role: Role,
    /// The line under `[dependencies]`; `{root}` stands for the workspace.
    pub(crate) dependency: &'static str,
    /// The first lines of the crate.
    prelude: &'static str,
    /// The attributes of a struct with the derive alone.
    bare: &'static str,
    /// The attributes of a struct with Debug, Clone and PartialEq, also on what is generated where the library can.
    full: &'static str,
    /// A new container of `{record}`.
    container: &'static str,
    /// The column `x` of `container`.
    column: &'static str,
}

/// All contenders.
pub(crate) const CASES: &[Case] = &[
    Case {
        name: "soakit",
        role: Role::Ours,
        dependency: "soakit = { path = \"{root}/soakit\" }",
        prelude: "use soakit::prelude::*;",
        bare: "#[derive(SoA)]",
        full: "#[derive(Debug, Clone, PartialEq, SoA)]",
        container: "Bulk::<{record}>::new()",
        column: "container.x()",
    },
    Case {
        name: "soa_derive",
        role: Role::Peer,
        dependency: "soa_derive = \"=0.14.0\"",
        prelude: "use soa_derive::StructOfArray;",
        bare: "#[derive(StructOfArray)]",
        full: "#[derive(Debug, Clone, PartialEq, StructOfArray)]\n#[soa_derive(Debug, Clone, PartialEq)]",
        container: "{record}Vec::new()",
        column: "container.x",
    },
    Case {
        name: "layout",
        role: Role::Peer,
        dependency: "layout = \"=0.2.4\"",
        prelude: "use layout::SOA;",
        bare: "#[derive(SOA)]",
        full: "#[derive(Debug, Clone, PartialEq, SOA)]\n#[layout(Debug, Clone, PartialEq)]",
        container: "{record}Vec::new()",
        column: "container.x",
    },
    Case {
        name: "soa-rs",
        role: Role::Peer,
        dependency: "soa-rs = \"=1.0.1\"",
        prelude: "use soa_rs::{Soa, SoaClone, Soars};",
        bare: "#[derive(Soars)]",
        full: "#[derive(Debug, Clone, PartialEq, Soars, SoaClone)]\n#[soa_derive(Debug, PartialEq)]",
        container: "Soa::<{record}>::new()",
        column: "container.x()",
    },
    Case {
        name: "Clone alone",
        role: Role::Rows,
        dependency: "",
        prelude: "",
        bare: "#[derive(Clone)]",
        full: "#[derive(Debug, Clone, PartialEq)]",
        container: "Vec::<{record}>::new()",
        column: "container.iter().map(|row| row.x).collect::<Vec<f64>>()",
    },
];

const STRUCT_COUNT: usize = 30;

const FIELDS: &str = "    pub id: u64,
    pub station: u32,
    pub level: u8,
    pub valid: bool,
    pub x: f64,
    pub y: f64,
    pub z: f64,
    pub shift: i32,
";

impl Case {
    /// The source of the crate.
    pub(crate) fn source(&self, content: Content) -> String {
        let mut source = format!("#![allow(unused_imports, unsafe_op_in_unsafe_fn)]\n\n{}\n", self.prelude);
        if content == Content::Expanded {
            let fields = "    pub id: u64,\n    pub x: f64,\n    pub y: f64,\n    pub z: f64,\n";
            let _ = write!(source, "\n{}\npub struct Numeric {{\n{fields}}}\n", self.full);
            return source;
        }
        for number in 0..STRUCT_COUNT {
            let record = format!("Record{number}");
            let _ = write!(source, "\n{}\npub struct {record} {{\n{FIELDS}}}\n", self.bare);
            if content == Content::Used {
                source.push_str(&self.operations(&record));
            }
        }
        source
    }

    /// A function that calls extend, push, insert, swap_remove, reserve, get, iter, truncate and reads a column.
    fn operations(&self, record: &str) -> String {
        let container = self.container.replace("{record}", record);
        let (function, column) = (record.to_lowercase(), self.column);
        format!(
            "
pub fn use_{function}(rows: Vec<{record}>, last: {record}, first: {record}) -> f64 {{
    let mut container = {container};
    container.extend(rows);
    container.push(last);
    container.insert(0, first);
    let removed = container.swap_remove(1);
    container.reserve(16);
    let one = container.get(0).map_or(0.0, |row| row.x.to_owned());
    let all: f64 = container.iter().map(|row| row.y * row.z).sum();
    let column: f64 = {column}.iter().sum();
    container.truncate(8);
    removed.x + one + all + column
}}
"
        )
    }
}
