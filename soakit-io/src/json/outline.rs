//! [`Outline`]: what stands around the values of a record: braces, names, commas, and line ends where people read.

use soakit_runtime::record::Registry;

use super::encode::quote;

/// The fields of a record in their order, and the objects of nested records.
pub(super) struct Outline {
    pub(super) steps: Vec<Step>,
    /// For JSON that people read: the level that the record stands on.
    level: Option<usize>,
}

/// What comes next.
pub(super) enum Step {
    /// An object begins; with its name in quotes and a colon, but for the outermost.
    Open(String),
    /// The value of the next leaf stands here, behind its name; a leaf without a name stands nowhere.
    Leaf(Option<String>),
    /// The object ends.
    Close,
}

/// Text that is being written, and whether each open object has fields already.
#[derive(Default)]
pub(super) struct Page {
    pub(super) text: String,
    open: Vec<bool>,
}

impl Outline {
    pub(super) fn new(registry: &'static Registry, level: Option<usize>) -> Self {
        let mut outline = Self { steps: Vec::new(), level };
        outline.object(String::new(), registry);
        outline
    }

    fn object(&mut self, name: String, registry: &'static Registry) {
        self.steps.push(Step::Open(name));
        for column in registry.columns {
            let mut name = String::new();
            quote(column.name, &mut name);
            name.push_str(if self.level.is_some() { ": " } else { ":" });
            match column.nested {
                Some(nested) => self.object(name, nested),
                None => self.steps.push(Step::Leaf(Some(name))),
            }
        }
        if registry.columns.is_empty() {
            // A record without fields has a leaf, which stands nowhere.
            self.steps.push(Step::Leaf(None));
        }
        self.steps.push(Step::Close);
    }

    /// What stands before the value of each leaf, if all are written, and behind the last one.
    pub(super) fn leads(&self) -> (Vec<String>, String) {
        let (mut leads, mut page) = (Vec::new(), Page::default());
        for step in &self.steps {
            self.write(step, &mut page);
            if let Step::Leaf(_) = step {
                leads.push(core::mem::take(&mut page.text));
            }
        }
        (leads, page.text)
    }

    /// Writes what a step stands for, without a leaf's value.
    pub(super) fn write(&self, step: &Step, page: &mut Page) {
        match step {
            Step::Open(name) => {
                self.name(name, page);
                page.text.push('{');
                page.open.push(false);
            }
            Step::Leaf(Some(name)) => self.name(name, page),
            Step::Leaf(None) => {}
            Step::Close => {
                if page.open.pop() == Some(true) {
                    self.new_line(page);
                }
                page.text.push('}');
            }
        }
    }

    fn name(&self, name: &str, page: &mut Page) {
        if let Some(has_fields) = page.open.last_mut() {
            if core::mem::replace(has_fields, true) {
                page.text.push(',');
            }
            self.new_line(page);
        }
        page.text.push_str(name);
    }

    fn new_line(&self, page: &mut Page) {
        if let Some(level) = self.level {
            page.text.push('\n');
            page.text.extend(core::iter::repeat_n("  ", level + page.open.len()));
        }
    }
}
