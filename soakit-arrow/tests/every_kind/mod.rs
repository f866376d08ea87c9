//! A record with a column of every kind, and random rows of it.

use soakit::column::Bits;
use soakit::prelude::*;
use soakit::{Decimal, WideDecimal};

#[derive(Clone, Copy, Debug, PartialEq, Cell)]
pub(crate) enum Airport {
    #[cell(rename = "EWR")]
    Newark,
    Kennedy,
    Guardia,
}

#[derive(Clone, Copy, Debug, PartialEq, Cell)]
pub(crate) struct Celsius(pub(crate) f32);

#[derive(SoA, Clone, Debug, PartialEq)]
pub(crate) struct Place {
    pub(crate) latitude: f64,
    #[soa(nested)]
    pub(crate) street: Street,
}

#[derive(SoA, Clone, Debug, PartialEq)]
pub(crate) struct Street {
    pub(crate) name: Option<String>,
    pub(crate) number: u16,
}

#[derive(SoA, Clone, Debug, PartialEq)]
pub(crate) struct Nothing;

/// A column of every kind.
#[derive(SoA, Clone, Debug, PartialEq)]
pub(crate) struct Every {
    /// A byte.
    pub(crate) byte: i8,
    pub(crate) short: Option<u16>,
    pub(crate) int: i32,
    #[soa(rename = "long one")]
    pub(crate) long: i64,
    pub(crate) word: Option<u64>,
    pub(crate) size: usize,
    pub(crate) huge: i128,
    pub(crate) single: f32,
    pub(crate) double: Option<f64>,
    pub(crate) flag: bool,
    pub(crate) perhaps: Option<bool>,
    #[soa(column = Bits)]
    pub(crate) bit: bool,
    pub(crate) letter: char,
    pub(crate) text: String,
    pub(crate) note: Option<String>,
    #[soa(column = Vec<String>)]
    pub(crate) owned: String,
    #[soa(dict)]
    pub(crate) carrier: String,
    #[soa(dict)]
    pub(crate) tail: Option<String>,
    pub(crate) price: Decimal<2>,
    pub(crate) discount: Option<Decimal<4>>,
    pub(crate) total: WideDecimal<3>,
    pub(crate) point: [f32; 3],
    pub(crate) spot: Option<[i16; 2]>,
    pub(crate) names: [String; 2],
    pub(crate) list: Vec<u32>,
    pub(crate) maybe_list: Option<Vec<String>>,
    pub(crate) lists: Vec<Vec<i8>>,
    pub(crate) airport: Airport,
    pub(crate) other: Option<Airport>,
    pub(crate) temperature: Celsius,
    pub(crate) feels: Option<Celsius>,
    pub(crate) day: jiff::civil::Date,
    pub(crate) instant: Option<jiff::Timestamp>,
    pub(crate) clock: jiff::civil::DateTime,
    pub(crate) time: jiff::civil::Time,
    pub(crate) span: jiff::SignedDuration,
    pub(crate) chrono_day: Option<chrono::NaiveDate>,
    pub(crate) chrono_instant: chrono::DateTime<chrono::Utc>,
    pub(crate) chrono_clock: chrono::NaiveDateTime,
    pub(crate) chrono_time: chrono::NaiveTime,
    pub(crate) chrono_span: chrono::TimeDelta,
    pub(crate) wait: std::time::Duration,
    #[soa(nested)]
    pub(crate) place: Place,
    #[soa(nested)]
    pub(crate) nothing: Nothing,
}

/// Numbers that look random, the same for the same seed.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(crate) fn below(&mut self, end: u64) -> u64 {
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

    pub(crate) fn row(&mut self) -> Every {
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

    pub(crate) fn rows(&mut self, rows: usize) -> Vec<Every> {
        (0..rows).map(|_| self.row()).collect()
    }
}
