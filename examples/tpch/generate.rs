//! Fills the tables with the rows that the benchmark's own generator makes, here through the crate `tpchgen`.
//!
//! A scale decides everything: the same rows come on every machine. Each table is made on a thread of its own; the two large
//! ones take most of the time.

use std::thread;

use jiff::civil::{Date, date};
use soakit::{Bulk, Decimal};
use tpchgen::dates::{TOTAL_DATE_RANGE, TPCHDate};
use tpchgen::decimal::TPCHDecimal;
use tpchgen::generators::{
    CustomerGenerator, LineItemGenerator, NationGenerator, OrderGenerator, PartGenerator, PartSuppGenerator,
    RegionGenerator, SupplierGenerator,
};

use super::tables::{Customer, LineItem, Nation, Order, Part, PartSupplier, Region, Supplier, Tables};

impl Tables {
    /// The smallest scale: ten suppliers.
    pub const LEAST_SCALE: f64 = 0.001;
    /// The largest scale whose keys fit 32 bits.
    pub const GREATEST_SCALE: f64 = 300.0;

    /// The tables at a scale, in gigabytes of text.
    ///
    /// # Panics
    /// When the scale is out of range.
    #[must_use]
    pub fn generate(scale: f64) -> Self {
        assert!((Self::LEAST_SCALE..=Self::GREATEST_SCALE).contains(&scale), "no tables at scale {scale}");
        let calendar = &Calendar::new();
        thread::scope(|threads| {
            let line_items = threads.spawn(|| line_items(scale, calendar));
            let orders = threads.spawn(|| orders(scale, calendar));
            let part_suppliers = threads.spawn(|| part_suppliers(scale));
            let parts = threads.spawn(|| parts(scale));
            let customers = threads.spawn(|| customers(scale));
            Self {
                regions: regions(scale),
                nations: nations(scale),
                suppliers: suppliers(scale),
                customers: done(customers),
                parts: done(parts),
                part_suppliers: done(part_suppliers),
                orders: done(orders),
                line_items: done(line_items),
            }
        })
    }
}

/// What a thread has made.
fn done<T>(thread: thread::ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// The seven years in which everything happens, by day: a look-up is cheaper than a division for each of four dates a row.
struct Calendar(Vec<Date>);

impl Calendar {
    fn new() -> Self {
        let days = std::iter::successors(Some(date(1992, 1, 1)), |day| day.tomorrow().ok());
        Self(days.take(TOTAL_DATE_RANGE as usize).collect())
    }

    fn day(&self, day: TPCHDate) -> Date {
        self.0[day.into_inner() as usize]
    }
}

/// A key; scales up to [`Tables::GREATEST_SCALE`] have none that is larger.
fn key(key: i64) -> i32 {
    i32::try_from(key).expect("keys fit 32 bits at this scale")
}

fn cents(amount: TPCHDecimal) -> Decimal<2> {
    Decimal::new(amount.into_inner())
}

fn regions(scale: f64) -> Bulk<Region> {
    let region = |row: tpchgen::generators::Region| Region {
        region_key: key(row.r_regionkey),
        name: row.r_name.into(),
        comment: row.r_comment.into(),
    };
    RegionGenerator::new(scale, 1, 1).iter().map(region).collect()
}

fn nations(scale: f64) -> Bulk<Nation> {
    let nation = |row: tpchgen::generators::Nation| Nation {
        nation_key: key(row.n_nationkey),
        name: row.n_name.into(),
        region_key: key(row.n_regionkey),
        comment: row.n_comment.into(),
    };
    NationGenerator::new(scale, 1, 1).iter().map(nation).collect()
}

fn suppliers(scale: f64) -> Bulk<Supplier> {
    let supplier = |row: tpchgen::generators::Supplier| Supplier {
        supplier_key: key(row.s_suppkey),
        name: row.s_name.to_string(),
        address: row.s_address.to_string(),
        nation_key: key(row.s_nationkey),
        phone: row.s_phone.to_string(),
        account_balance: cents(row.s_acctbal),
        comment: row.s_comment,
    };
    SupplierGenerator::new(scale, 1, 1).iter().map(supplier).collect()
}

fn customers(scale: f64) -> Bulk<Customer> {
    let customer = |row: tpchgen::generators::Customer| Customer {
        customer_key: key(row.c_custkey),
        name: row.c_name.to_string(),
        address: row.c_address.to_string(),
        nation_key: key(row.c_nationkey),
        phone: row.c_phone.to_string(),
        account_balance: cents(row.c_acctbal),
        market_segment: row.c_mktsegment.into(),
        comment: row.c_comment.into(),
    };
    CustomerGenerator::new(scale, 1, 1).iter().map(customer).collect()
}

fn parts(scale: f64) -> Bulk<Part> {
    let part = |row: tpchgen::generators::Part| Part {
        part_key: key(row.p_partkey),
        name: row.p_name.to_string(),
        manufacturer: row.p_mfgr.to_string(),
        brand: row.p_brand.to_string(),
        kind: row.p_type.into(),
        size: row.p_size,
        container: row.p_container.into(),
        retail_price: cents(row.p_retailprice),
        comment: row.p_comment.into(),
    };
    PartGenerator::new(scale, 1, 1).iter().map(part).collect()
}

fn part_suppliers(scale: f64) -> Bulk<PartSupplier> {
    let part_supplier = |row: tpchgen::generators::PartSupp| PartSupplier {
        part_key: key(row.ps_partkey),
        supplier_key: key(row.ps_suppkey),
        available: row.ps_availqty,
        supply_cost: cents(row.ps_supplycost),
        comment: row.ps_comment.into(),
    };
    PartSuppGenerator::new(scale, 1, 1).iter().map(part_supplier).collect()
}

fn orders(scale: f64, calendar: &Calendar) -> Bulk<Order> {
    let order = |row: tpchgen::generators::Order| Order {
        order_key: key(row.o_orderkey),
        customer_key: key(row.o_custkey),
        status: row.o_orderstatus.as_str().into(),
        total_price: cents(row.o_totalprice),
        order_date: calendar.day(row.o_orderdate),
        priority: row.o_orderpriority.into(),
        clerk: row.o_clerk.to_string(),
        ship_priority: row.o_shippriority,
        comment: row.o_comment.into(),
    };
    OrderGenerator::new(scale, 1, 1).iter().map(order).collect()
}

fn line_items(scale: f64, calendar: &Calendar) -> Bulk<LineItem> {
    let line_item = |row: tpchgen::generators::LineItem| LineItem {
        order_key: key(row.l_orderkey),
        part_key: key(row.l_partkey),
        supplier_key: key(row.l_suppkey),
        line_number: row.l_linenumber,
        quantity: Decimal::from_int(row.l_quantity),
        extended_price: cents(row.l_extendedprice),
        discount: cents(row.l_discount),
        tax: cents(row.l_tax),
        return_flag: row.l_returnflag.into(),
        line_status: row.l_linestatus.into(),
        ship_date: calendar.day(row.l_shipdate),
        commit_date: calendar.day(row.l_commitdate),
        receipt_date: calendar.day(row.l_receiptdate),
        ship_instructions: row.l_shipinstruct.into(),
        ship_mode: row.l_shipmode.into(),
        comment: row.l_comment.into(),
    };
    LineItemGenerator::new(scale, 1, 1).iter().map(line_item).collect()
}
