//! The eight tables of TPC-H, one record each, named as one would name them without a prefix for every table.
//!
//! Money and quantities are exact decimals. Texts of few distinct words are dictionaries; a filter then asks each word once.

use jiff::civil::Date;
use soakit::{Bulk, Decimal, SoA};

/// All tables.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// Five regions of the world.
    pub regions: Bulk<Region>,
    /// 25 nations.
    pub nations: Bulk<Nation>,
    /// 10,000 suppliers at scale 1.
    pub suppliers: Bulk<Supplier>,
    /// 150,000 customers at scale 1, a third of whom never order.
    pub customers: Bulk<Customer>,
    /// 200,000 parts at scale 1.
    pub parts: Bulk<Part>,
    /// Four suppliers for each part.
    pub part_suppliers: Bulk<PartSupplier>,
    /// 1,500,000 orders at scale 1.
    pub orders: Bulk<Order>,
    /// One to seven lines for each order.
    pub line_items: Bulk<LineItem>,
}

/// A region of the world.
#[derive(SoA, Clone, Debug, PartialEq)]
pub struct Region {
    /// The primary key.
    pub region_key: i32,
    /// Such as `EUROPE`.
    #[soa(dict)]
    pub name: String,
    /// Made-up sentences.
    pub comment: String,
}

/// A nation.
#[derive(SoA, Clone, Debug, PartialEq)]
pub struct Nation {
    /// The primary key.
    pub nation_key: i32,
    /// Such as `GERMANY`.
    #[soa(dict)]
    pub name: String,
    /// Its [`Region`].
    pub region_key: i32,
    /// Made-up sentences.
    pub comment: String,
}

/// Somebody who sells parts.
#[derive(SoA, Clone, Debug, PartialEq)]
pub struct Supplier {
    /// The primary key.
    pub supplier_key: i32,
    /// Such as `Supplier#000000001`.
    pub name: String,
    /// Random characters.
    pub address: String,
    /// Its [`Nation`].
    pub nation_key: i32,
    /// Begins with a country code of two digits.
    pub phone: String,
    /// What it is owed.
    pub account_balance: Decimal<2>,
    /// Made-up sentences; some tell of complaints.
    pub comment: String,
}

/// Somebody who orders.
#[derive(SoA, Clone, Debug, PartialEq)]
pub struct Customer {
    /// The primary key.
    pub customer_key: i32,
    /// Such as `Customer#000000001`.
    pub name: String,
    /// Random characters.
    pub address: String,
    /// Its [`Nation`].
    pub nation_key: i32,
    /// Begins with a country code of two digits.
    pub phone: String,
    /// What it has.
    pub account_balance: Decimal<2>,
    /// Such as `BUILDING`.
    #[soa(dict)]
    pub market_segment: String,
    /// Made-up sentences.
    pub comment: String,
}

/// Something that is sold.
#[derive(SoA, Clone, Debug, PartialEq)]
pub struct Part {
    /// The primary key.
    pub part_key: i32,
    /// Five colours.
    pub name: String,
    /// Such as `Manufacturer#1`.
    #[soa(dict)]
    pub manufacturer: String,
    /// Such as `Brand#13`.
    #[soa(dict)]
    pub brand: String,
    /// Size, finish and metal, such as `PROMO BURNISHED COPPER`.
    #[soa(dict)]
    pub kind: String,
    /// From 1 to 50.
    pub size: i32,
    /// Such as `JUMBO PKG`.
    #[soa(dict)]
    pub container: String,
    /// What a customer pays for one.
    pub retail_price: Decimal<2>,
    /// Made-up sentences.
    pub comment: String,
}

/// A part as one supplier has it.
#[derive(SoA, Clone, Debug, PartialEq)]
pub struct PartSupplier {
    /// The [`Part`]; half of the primary key.
    pub part_key: i32,
    /// The [`Supplier`]; half of the primary key.
    pub supplier_key: i32,
    /// How many are there.
    pub available: i32,
    /// What the supplier wants for one.
    pub supply_cost: Decimal<2>,
    /// Made-up sentences.
    pub comment: String,
}

/// An order.
#[derive(SoA, Clone, Debug, PartialEq)]
pub struct Order {
    /// The primary key; sparse.
    pub order_key: i32,
    /// The [`Customer`].
    pub customer_key: i32,
    /// `F`ulfilled, `O`pen, or `P`artly fulfilled.
    #[soa(dict)]
    pub status: String,
    /// The sum of its lines with discount and tax.
    pub total_price: Decimal<2>,
    /// The day it was made.
    pub order_date: Date,
    /// Such as `1-URGENT`.
    #[soa(dict)]
    pub priority: String,
    /// Such as `Clerk#000000001`.
    pub clerk: String,
    /// Always 0.
    pub ship_priority: i32,
    /// Made-up sentences.
    pub comment: String,
}

/// A line of an order.
#[derive(SoA, Clone, Debug, PartialEq)]
pub struct LineItem {
    /// The [`Order`]; half of the primary key.
    pub order_key: i32,
    /// The [`Part`].
    pub part_key: i32,
    /// The [`Supplier`].
    pub supplier_key: i32,
    /// The line in its order; half of the primary key.
    pub line_number: i32,
    /// How many.
    pub quantity: Decimal<2>,
    /// What all of them cost.
    pub extended_price: Decimal<2>,
    /// The part of the price that need not be paid.
    pub discount: Decimal<2>,
    /// The part of the price that is paid on top.
    pub tax: Decimal<2>,
    /// `R`eturned, `A`ccepted, or `N`either.
    #[soa(dict)]
    pub return_flag: String,
    /// `O`pen or `F`ulfilled.
    #[soa(dict)]
    pub line_status: String,
    /// The day it left.
    pub ship_date: Date,
    /// The day it was promised for.
    pub commit_date: Date,
    /// The day it came.
    pub receipt_date: Date,
    /// Such as `DELIVER IN PERSON`.
    #[soa(dict)]
    pub ship_instructions: String,
    /// Such as `AIR`.
    #[soa(dict)]
    pub ship_mode: String,
    /// Made-up sentences.
    pub comment: String,
}
