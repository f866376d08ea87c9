//! A drawing of a record's dependency graph.

use alloc::{format, string::String, vec::Vec};
use core::fmt::Write;

use super::Registry;

impl Registry {
    /// The columns and what the derived ones depend on, as a flowchart in the language of Mermaid.
    ///
    /// Fields are rectangles, row-wise derived columns have round corners, column-wise ones are hexagons. Arrows lead from a
    /// dependency to what depends on it. Fields that nothing depends on stand alone.
    ///
    /// # Source
    /// <https://mermaid.js.org/syntax/flowchart.html>
    #[must_use]
    pub fn to_mermaid(&self) -> String {
        let nodes = self.nodes();
        let mut text = String::from("flowchart LR\n");
        for (index, node) in nodes.iter().enumerate() {
            let label = node.label().replace('"', "#quot;");
            let (open, close) = match node.shape {
                Shape::Field => ("[", "]"),
                Shape::RowWise => ("(", ")"),
                Shape::ColumnWise => ("{{", "}}"),
            };
            let _ = writeln!(text, "    n{index}{open}\"{label}\"{close}");
        }
        for (from, to) in self.edges(&nodes) {
            let _ = writeln!(text, "    n{from} --> n{to}");
        }
        text
    }

    /// The same drawing in the language of Graphviz.
    ///
    /// # Source
    /// <https://graphviz.org/doc/info/lang.html>
    #[must_use]
    pub fn to_dot(&self) -> String {
        let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
        let nodes = self.nodes();
        let mut text = format!("digraph {} {{\n    rankdir=LR;\n", quoted(self.name));
        for node in &nodes {
            let shape = match node.shape {
                Shape::Field => "box",
                Shape::RowWise => "ellipse",
                Shape::ColumnWise => "hexagon",
            };
            let _ = writeln!(text, "    {} [label={}, shape={shape}];", quoted(&node.name), quoted(&node.label()));
        }
        for (from, to) in self.edges(&nodes) {
            let _ = writeln!(text, "    {} -> {};", quoted(&nodes[from].name), quoted(&nodes[to].name));
        }
        text.push_str("}\n");
        text
    }

    fn nodes(&self) -> Vec<Node> {
        let mut nodes = Vec::new();
        self.fields("", &mut nodes);
        for column in self.derived {
            let is_column_wise = column.derivation.is_some_and(|derivation| derivation.is_column_wise);
            let shape = if is_column_wise { Shape::ColumnWise } else { Shape::RowWise };
            nodes.push(Node { name: column.name.into(), type_name: column.type_name, shape });
        }
        nodes
    }

    /// The leaves, and every nested record that a derived column depends on as a whole.
    fn fields(&self, prefix: &str, nodes: &mut Vec<Node>) {
        for column in self.columns {
            let name = format!("{prefix}{}", column.name);
            nodes.push(Node { name: name.clone(), type_name: column.type_name, shape: Shape::Field });
            if let Some(nested) = column.nested {
                nested.fields(&format!("{name}."), nodes);
            }
        }
    }

    fn edges(&self, nodes: &[Node]) -> Vec<(usize, usize)> {
        let index = |name: &str| nodes.iter().position(|node| node.name == name);
        let mut edges = Vec::new();
        for column in self.derived {
            for dependency in column.derivation.map_or(&[][..], |derivation| derivation.dependencies) {
                if let (Some(from), Some(to)) = (index(dependency), index(column.name)) {
                    edges.push((from, to));
                }
            }
        }
        edges
    }
}

struct Node {
    name: String,
    type_name: &'static str,
    shape: Shape,
}

impl Node {
    fn label(&self) -> String {
        format!("{}: {}", self.name, self.type_name)
    }
}

#[derive(Clone, Copy)]
enum Shape {
    Field,
    RowWise,
    ColumnWise,
}
