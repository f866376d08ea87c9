//! The grammar of lists and maps: `[1, 2]`, `[1;2]`, `[p, "q"]`, `{"a": 1, b: 2}`.
//!
//! [`Walk`] goes through a structure token by token, without a stack of calls: it tells where a structure ends (which the CSV
//! tokenizer asks), what its items are ([`items`](super::items): typed lists and maps), and how it is nested (values whose type is known at run time
//! only). So there is one grammar, for all of them.
//!
//! - Lists: items between `,`; between numbers also `;`. Maps: pairs of items with `:` between, pairs between `,` or blanks.
//! - An item is a structure, a text in quotes of either kind (C escapes; `""` is a quote inside `"`), or bare text, which ends
//!   before `,` `;` and brackets, in maps also before `:` and blanks. Quoted text that something follows is bare text.
//! - An item of a list, or a value of a map, may be empty: it is missing.
//!
//! Every byte is looked at a bounded number of times: quoted text that turns out to be bare is read again, but a second search
//! for the same quote ends at the first quote that the search before has passed.

use core::ops::Range;

/// How deep structures may be nested; what is deeper is no structure.
pub(crate) const MAX_DEPTH: u32 = 64;

/// What stands next in a structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// `[`
    OpenList,
    /// `{`
    OpenMap,
    /// The bracket that belongs to the last open one.
    Close,
    /// Bare text without blanks around it; empty if the item is missing.
    Bare {
        /// Where it begins.
        start: usize,
        /// Where it ends.
        end: usize,
    },
    /// Text in quotes.
    Quoted {
        /// Where it begins, behind the quote.
        start: usize,
        /// Where it ends, before the quote.
        end: usize,
    },
}

/// The bytes do not follow the grammar.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Malformed;

/// What may come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expect {
    /// An item, or the closing bracket: nothing has been seen since the opening one.
    First,
    /// An item of a list, or the key of a pair.
    Item,
    /// The value of a pair.
    Value,
    /// What separates an item of a list, or a pair, from the next; or the closing bracket.
    Separator,
    /// `:`
    Colon,
}

/// A way through the structure that bytes begin with.
pub(crate) struct Walk<'a> {
    bytes: &'a [u8],
    place: usize,
    /// How far somebody has looked.
    reach: usize,
    expect: Expect,
    depth: u32,
    /// A bit for each open bracket, the innermost lowest: whether it is a map.
    maps: u64,
    /// Whether the innermost is the value of a pair. Of the others, a bit each.
    values: u64,
    /// Whether it has items that are texts.
    texts: u64,
    /// Whether it has a `;`, which texts have not.
    semicolons: u64,
}

impl<'a> Walk<'a> {
    /// Begins at the first byte, which is `[` or `{`.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, place: 0, reach: 0, expect: Expect::Item, depth: 0, maps: 0, values: 0, texts: 0, semicolons: 0 }
    }

    /// How many brackets are open.
    pub(crate) fn depth(&self) -> u32 {
        self.depth
    }

    /// Where the last token ends.
    pub(crate) fn place(&self) -> usize {
        self.place
    }

    /// How many bytes have been looked at.
    pub(crate) fn reach(&self) -> usize {
        self.reach.max(self.place)
    }

    /// The next token. Not to be called behind the end of the structure, where no bracket is open.
    pub(crate) fn token(&mut self) -> Result<Token, Malformed> {
        loop {
            let is_behind_blank = self.skip_blanks();
            let byte = *self.bytes.get(self.place).ok_or(Malformed)?;
            match self.expect {
                Expect::First | Expect::Item | Expect::Value => return self.item(byte),
                Expect::Colon if byte == b':' => {
                    self.place += 1;
                    self.expect = Expect::Value;
                }
                Expect::Colon => return Err(Malformed),
                Expect::Separator => match byte {
                    b']' | b'}' => return self.close(byte),
                    b',' => {
                        self.place += 1;
                        self.expect = Expect::Item;
                    }
                    b';' if !self.is_in_map() => {
                        self.semicolons |= 1;
                        self.refuse_mixture()?;
                        self.place += 1;
                        self.expect = Expect::Item;
                    }
                    _ if self.is_in_map() && is_behind_blank => self.expect = Expect::Item,
                    _ => return Err(Malformed),
                },
            }
        }
    }

    fn is_in_map(&self) -> bool {
        self.depth > 0 && self.maps & 1 == 1
    }

    fn is_key(&self) -> bool {
        self.is_in_map() && self.expect != Expect::Value
    }

    /// `;` stands between numbers and structures only: a text may hold one.
    fn refuse_mixture(&self) -> Result<(), Malformed> {
        if self.texts & self.semicolons & 1 == 1 { Err(Malformed) } else { Ok(()) }
    }

    fn skip_blanks(&mut self) -> bool {
        let from = self.place;
        self.place = behind_blanks(self.bytes, from);
        self.place > from
    }

    /// What stands behind an item.
    fn after_item(&mut self) {
        self.expect = if self.is_key() { Expect::Colon } else { Expect::Separator };
    }

    fn item(&mut self, byte: u8) -> Result<Token, Malformed> {
        match byte {
            b'[' | b'{' => return self.open(byte),
            b']' | b'}' if self.expect == Expect::First => return self.close(byte),
            b',' | b';' | b']' | b'}' => {
                if self.is_key() {
                    return Err(Malformed);
                }
                self.after_item();
                return Ok(Token::Bare { start: self.place, end: self.place });
            }
            b':' if self.is_in_map() => return Err(Malformed),
            b'"' | b'\'' => {
                if let Some(text) = self.quoted(byte) {
                    self.texts |= 1;
                    self.refuse_mixture()?;
                    self.place = text.end + 1;
                    self.after_item();
                    return Ok(Token::Quoted { start: text.start, end: text.end });
                }
            }
            _ => {}
        }
        let text = self.bare();
        if !self.is_in_map() && !looks_numeric(&self.bytes[text.clone()]) {
            self.texts |= 1;
            self.refuse_mixture()?;
        }
        self.place = text.end;
        self.after_item();
        Ok(Token::Bare { start: text.start, end: text.end })
    }

    fn open(&mut self, bracket: u8) -> Result<Token, Malformed> {
        if self.depth == MAX_DEPTH {
            return Err(Malformed);
        }
        // The key or value that begins here has ended when the bracket is closed.
        self.values = self.values << 1 | u64::from(!self.is_key());
        self.depth += 1;
        self.maps = self.maps << 1 | u64::from(bracket == b'{');
        self.texts <<= 1;
        self.semicolons <<= 1;
        self.place += 1;
        self.expect = Expect::First;
        Ok(if bracket == b'{' { Token::OpenMap } else { Token::OpenList })
    }

    fn close(&mut self, bracket: u8) -> Result<Token, Malformed> {
        if self.is_in_map() != (bracket == b'}') || self.depth == 0 {
            return Err(Malformed);
        }
        self.expect = if self.values & 1 == 1 { Expect::Separator } else { Expect::Colon };
        self.depth -= 1;
        self.maps >>= 1;
        self.values >>= 1;
        self.texts >>= 1;
        self.semicolons >>= 1;
        self.place += 1;
        Ok(Token::Close)
    }

    /// The text in quotes that begins here, if it ends and what follows may follow an item.
    fn quoted(&mut self, quote: u8) -> Option<Range<usize>> {
        let start = self.place + 1;
        let mut from = start;
        let end = loop {
            let Some(found) = memchr::memchr2(quote, b'\\', &self.bytes[from..]) else {
                self.reach = self.bytes.len();
                return None;
            };
            let place = from + found;
            let is_pair = quote == b'"' && self.bytes.get(place + 1) == Some(&quote);
            if self.bytes[place] == quote && !is_pair {
                break place;
            }
            from = (place + 2).min(self.bytes.len());
        };
        self.reach = self.reach.max(end + 1);
        let next = behind_blanks(self.bytes, end + 1);
        let follows = match self.bytes.get(next)? {
            b':' => self.is_key(),
            b',' => !self.is_key(),
            b']' | b';' => !self.is_in_map(),
            b'}' => self.is_in_map() && !self.is_key(),
            _ => self.is_in_map() && !self.is_key() && next > end + 1,
        };
        follows.then_some(start..end)
    }

    /// The bare text that begins here.
    fn bare(&self) -> Range<usize> {
        let rest = &self.bytes[self.place..];
        let is_in_map = self.is_in_map();
        let ends = |byte: &u8| match byte {
            b',' | b';' | b'[' | b']' | b'{' | b'}' => true,
            b':' => is_in_map,
            byte => is_in_map && byte.is_ascii_whitespace(),
        };
        let text = &rest[..rest.iter().position(ends).unwrap_or(rest.len())];
        self.place..self.place + text.trim_ascii_end().len()
    }
}

fn behind_blanks(bytes: &[u8], from: usize) -> usize {
    let blanks = bytes[from..].iter().position(|byte| !byte.is_ascii_whitespace());
    blanks.map_or(bytes.len(), |blanks| from + blanks)
}

/// Whether a bare text may be a number, or several with blanks between.
fn looks_numeric(text: &[u8]) -> bool {
    let is_digit = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E' | b' ' | b'\t');
    text.iter().all(is_digit)
        || str::from_utf8(text)
            .is_ok_and(|text| text.split_ascii_whitespace().all(|number| number.parse::<f64>().is_ok()))
}

/// Where the structure that the bytes begin with ends; or how many bytes tell that there is none.
pub(crate) fn extent(bytes: &[u8]) -> Result<usize, usize> {
    let mut walk = Walk::new(bytes);
    loop {
        if walk.token().is_err() {
            return Err(walk.reach());
        }
        if walk.depth() == 0 {
            return Ok(walk.place());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_DEPTH, extent};

    #[test]
    fn a_structure_ends_at_its_bracket_however_the_text_goes_on() {
        assert_eq!(extent(b"[1,[2],{a:']'}],x]"), Ok(15));
        assert_eq!(extent(b"{}}"), Ok(2));
        assert_eq!(extent(b"[a,b"), Err(4));
        assert_eq!(extent(b"[a{,b,c"), Err(2));
    }

    #[test]
    fn depth_is_bounded() {
        let depth = MAX_DEPTH as usize;
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(extent(nested(depth).as_bytes()), Ok(2 * depth));
        assert_eq!(extent(nested(depth + 1).as_bytes()), Err(depth));
    }
}
