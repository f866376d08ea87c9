//! A table on the terminal: a title, column heads, and numbers that line up.

/// Rows of text under a title.
pub struct Table<'t> {
    title: &'t str,
    rows: Vec<Vec<String>>,
}

impl<'t> Table<'t> {
    /// A table without rows.
    pub fn new(title: &'t str, heads: &[&str]) -> Self {
        Self { title, rows: vec![heads.iter().map(ToString::to_string).collect()] }
    }

    /// Adds a row.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.into());
    }

    /// Prints the table, each column as wide as its widest cell.
    pub fn print(&self) {
        println!("{}", self.title);
        let width = |column: usize| self.rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..self.rows[0].len()).map(width).collect();
        for row in &self.rows {
            let cells = row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:>width$}"));
            println!("  {}", cells.collect::<Vec<_>>().join("  "));
        }
        println!();
    }
}
