//! The queries of TPC-H, a file each, with the specification's validation parameters.
//!
//! A query is a function from the tables to an [`Answer`], in the rows and columns of its file in `answers/`.

use super::answer::Answer;
use super::tables::Tables;

/// A query.
#[derive(Clone, Copy)]
pub struct Query {
    /// Its number in the specification, from 1.
    pub number: usize,
    /// Its title in the specification.
    pub title: &'static str,
    /// Answers it.
    pub run: fn(&Tables) -> Answer,
}

/// Names a module of this folder for each query, and lists them all.
macro_rules! queries {
    ($($number:literal $module:ident $title:literal,)*) => {
        $(mod $module;)*

        /// The queries, in order of their numbers.
        pub const QUERIES: &[Query] = &[$(Query { number: $number, title: $title, run: $module::run }),*];
    };
}

queries! {
    1 q01 "Pricing summary report",
    2 q02 "Minimum cost supplier",
    3 q03 "Shipping priority",
    4 q04 "Order priority checking",
    5 q05 "Local supplier volume",
    6 q06 "Forecasting revenue change",
    7 q07 "Volume shipping",
    8 q08 "National market share",
    9 q09 "Product type profit measure",
    10 q10 "Returned item reporting",
    11 q11 "Important stock identification",
    12 q12 "Shipping modes and order priority",
    13 q13 "Customer distribution",
    14 q14 "Promotion effect",
    15 q15 "Top supplier",
    16 q16 "Parts/supplier relationship",
    17 q17 "Small-quantity-order revenue",
    18 q18 "Large volume customer",
    19 q19 "Discounted revenue",
    20 q20 "Potential part promotion",
    21 q21 "Suppliers who kept orders waiting",
    22 q22 "Global sales opportunity",
}

#[cfg(test)]
mod naive;

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::super::check::{SCALE, check};
    use super::*;

    static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::generate(SCALE));

    /// Runs all of them before it complains, so that one run tells of every wrong answer.
    fn all_agree(queries: &[Query]) {
        let wrong = queries.iter().filter_map(|query| check(query.number, &(query.run)(&TABLES)).err());
        let wrong: Vec<String> = wrong.map(|mismatch| mismatch.to_string()).collect();
        assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    }

    #[test]
    fn every_query_gives_the_expected_answer() {
        all_agree(QUERIES);
    }

    /// A scale at which no answer is empty or zero. Doubles may differ in their last digits.
    #[test]
    fn every_query_gives_the_answer_of_a_plain_loop() {
        let tables = Tables::generate(0.05);
        for query in QUERIES {
            for plain in super::naive::LOOPS.iter().filter(|plain| plain.number == query.number) {
                let (found, expected) = ((query.run)(&tables), (plain.run)(&tables));
                assert!(found.agrees_with(&expected), "query {}: expected\n{expected}found\n{found}", query.number);
            }
        }
    }

    #[test]
    fn plain_loops_give_the_expected_answers() {
        all_agree(super::naive::LOOPS);
    }

    #[test]
    fn tables_have_the_rows_of_the_specification() {
        let Tables { regions, nations, suppliers, customers, parts, part_suppliers, orders, line_items } = &*TABLES;
        assert_eq!((regions.len(), nations.len(), suppliers.len()), (5, 25, 100));
        assert_eq!((customers.len(), parts.len(), part_suppliers.len()), (1500, 2000, 8000));
        assert_eq!((orders.len(), line_items.len()), (15_000, 60_175));
    }

    #[test]
    fn queries_stand_in_order_of_their_numbers() {
        assert!(QUERIES.is_sorted_by_key(|query| query.number));
    }
}
