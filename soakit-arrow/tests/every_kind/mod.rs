//! A record with a column of every kind, and random rows of it.

use soakit::column::Bits;
use soakit::prelude::*;
use soakit::{Decimal, WideDecimal};

#[derive(Clone, Copy, Debug, PartialEq, Cell)]
pub enum Airport {
    #[cell(rename = "EWR")]
    Newark,
    Kennedy,
    Guardia,
}

#[derive(Clone, Copy, Debug, PartialEq, Cell)]
pub struct Celsius(pub f32);

#[derive(SoA, Clone, Debug, PartialEq)]
pub struct Place {
    pub latitude: f64,
    #[soa(nested)]
    pub street: Street,
}

#[derive(SoA, Clone, Debug, PartialEq)]
pub struct Street {
    pub name: Option<String>,
    pub number: u16,
}

#[derive(SoA, Clone, Debug, PartialEq)]
pub struct Nothing;

/// A column of every kind.
#[derive(SoA, Clone, Debug, PartialEq)]
pub struct Every {
    /// A byte.
    pub byte: i8,
    pub short: Option<u16>,
    pub int: i32,
    #[soa(rename = "long one")]
    pub long: i64,
    pub word: Option<u64>,
    pub size: usize,
    pub huge: i128,
    pub single: f32,
    pub double: Option<f64>,
    pub flag: bool,
    pub perhaps: Option<bool>,
    #[soa(column = Bits)]
    pub bit: bool,
    pub letter: char,
    pub text: String,
    pub note: Option<String>,
    #[soa(column = Vec<String>)]
    pub owned: String,
    #[soa(dict)]
    pub carrier: String,
    #[soa(dict)]
    pub tail: Option<String>,
    pub price: Decimal<2>,
    pub discount: Option<Decimal<4>>,
    pub total: WideDecimal<3>,
    pub point: [f32; 3],
    pub spot: Option<[i16; 2]>,
    pub names: [String; 2],
    pub list: Vec<u32>,
    pub maybe_list: Option<Vec<String>>,
    pub lists: Vec<Vec<i8>>,
    pub airport: Airport,
    pub other: Option<Airport>,
    pub temperature: Celsius,
    pub feels: Option<Celsius>,
    pub day: jiff::civil::Date,
    pub instant: Option<jiff::Timestamp>,
    pub clock: jiff::civil::DateTime,
    pub time: jiff::civil::Time,
    pub span: jiff::SignedDuration,
    pub chrono_day: Option<chrono::NaiveDate>,
    pub chrono_instant: chrono::DateTime<chrono::Utc>,
    pub chrono_clock: chrono::NaiveDateTime,
    pub chrono_time: chrono::NaiveTime,
    pub chrono_span: chrono::TimeDelta,
    pub wait: std::time::Duration,
    #[soa(nested)]
    pub place: Place,
    #[soa(nested)]
    pub nothing: Nothing,
}

/// Numbers that look random, the same for the same seed.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn maybe<T>(&mut self, some: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.below(3) == 0 { None } else { Some(some(self)) }
    }

    fn text(&mut self) -> String {
        let length = self.below(6);
        (0..length).map(|_| ['a', 'é', '"', '漢', '\0', '🦀'][self.below(6) as usize]).collect()
    }

    fn word(&mut self) -> String {
        ["UA", "AA", "", "DL"][self.below(4) as usize].into()
    }

    fn airport(&mut self) -> Airport {
        [Airport::Newark, Airport::Kennedy, Airport::Guardia][self.below(3) as usize]
    }

    fn seconds(&mut self) -> i64 {
        self.below(8_000_000_000).cast_signed() - 4_000_000_000
    }

    fn instant(&mut self) -> jiff::Timestamp {
        let nanosecond = self.below(1_000_000_000) as i32;
        jiff::Timestamp::new(self.seconds(), nanosecond).expect("within jiff's years")
    }

    fn chrono_instant(&mut self) -> chrono::DateTime<chrono::Utc> {
        let nanosecond = self.below(1_000_000_000) as u32;
        chrono::DateTime::from_timestamp(self.seconds(), nanosecond).expect("within chrono's years")
    }

    fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let length = self.below(4);
        (0..length).map(|_| item(self)).collect()
    }

    pub fn row(&mut self) -> Every {
        let doubles = [0.0, -0.0, 1.5, f64::INFINITY, f64::NEG_INFINITY, f64::MIN_POSITIVE];
        Every {
            byte: self.next() as i8,
            short: self.maybe(|random| random.next() as u16),
            int: self.next() as i32,
            long: self.next().cast_signed(),
            word: self.maybe(Self::next),
            size: self.next() as usize,
            huge: i128::from(self.next()) * i128::from(self.next().cast_signed()) / 8,
            single: self.next() as f32,
            double: self.maybe(|random| doubles[random.below(6) as usize]),
            flag: self.below(2) == 0,
            perhaps: self.maybe(|random| random.below(2) == 0),
            bit: self.below(2) == 0,
            letter: ['a', '漢', '\0'][self.below(3) as usize],
            text: self.text(),
            note: self.maybe(Self::text),
            owned: self.text(),
            carrier: self.word(),
            tail: self.maybe(Self::word),
            price: Decimal::new(self.below(2_000_000).cast_signed() - 1_000_000),
            discount: self.maybe(|random| Decimal::new(random.below(10_000).cast_signed())),
            total: WideDecimal::new(i128::from(self.next()) * -1000),
            point: [self.next() as f32, 1.0, -2.0],
            spot: self.maybe(|random| [random.next() as i16, 7]),
            names: [self.text(), self.text()],
            list: self.list(|random| random.next() as u32),
            maybe_list: self.maybe(|random| random.list(Self::text)),
            lists: self.list(|random| random.list(|random| random.next() as i8)),
            airport: self.airport(),
            other: self.maybe(Self::airport),
            temperature: Celsius(self.below(60) as f32 - 20.0),
            feels: self.maybe(|random| Celsius(random.below(60) as f32)),
            day: self.instant().to_zoned(jiff::tz::TimeZone::UTC).date(),
            instant: self.maybe(Self::instant),
            clock: self.instant().to_zoned(jiff::tz::TimeZone::UTC).datetime(),
            time: self.instant().to_zoned(jiff::tz::TimeZone::UTC).time(),
            span: jiff::SignedDuration::new(self.seconds(), 5),
            chrono_day: self.maybe(|random| random.chrono_instant().date_naive()),
            chrono_instant: self.chrono_instant(),
            chrono_clock: self.chrono_instant().naive_utc(),
            chrono_time: self.chrono_instant().time(),
            chrono_span: chrono::TimeDelta::new(self.seconds(), 7).expect("within chrono's spans"),
            wait: std::time::Duration::from_nanos(self.below(1 << 60)),
            place: Place {
                latitude: self.below(180) as f64 - 90.0,
                street: Street { name: self.maybe(Self::text), number: self.next() as u16 },
            },
            nothing: Nothing,
        }
    }

    pub fn rows(&mut self, rows: usize) -> Vec<Every> {
        (0..rows).map(|_| self.row()).collect()
    }
}
