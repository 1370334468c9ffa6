//! Decimals: numbers as JSON writes them, compared and divided without rounding.
//!
//! A number's text comes in (RFC 8259, section 6). No float says what `0.1` is, so none is used.

use std::cmp::Ordering;
use std::fmt::{self, Display, Formatter};

/// `0.DIGITS` times ten to the power of `exponent`; the digits begin and end with no zero, and zero has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decimal {
    is_negative: bool,
    digits: Vec<u8>,
    exponent: i64,
}

impl Decimal {
    /// Reads a number; none where the text isn't one.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (is_negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = whole.bytes().chain(fraction.bytes());
        let all: Vec<u8> = all.collect();
        if all.is_empty() || !all.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let digits = all.iter().map(|digit| digit - b'0');
        let leading = digits.clone().take_while(|digit| *digit == 0).count();
        let mut digits: Vec<u8> = digits.skip(leading).collect();
        while digits.last() == Some(&0) {
            digits.pop();
        }
        let is_zero = digits.is_empty();
        let exponent = i64::from(exponent) + whole.len() as i64 - leading as i64;
        Some(Self {
            is_negative: is_negative && !is_zero,
            digits,
            exponent: if is_zero { 0 } else { exponent },
        })
    }

    /// Whether this is a whole number of times another one, which has at most 18 digits and isn't zero; none where it
    /// can't be told.
    pub(super) fn is_multiple_of(&self, other: &Self) -> Option<bool> {
        let divisor = other.digits.iter();
        if other.digits.is_empty() || other.digits.len() > 18 {
            return None;
        }
        let divisor = divisor.fold(0_u128, |sum, digit| sum * 10 + u128::from(*digit));
        // How many zeros follow the digits of this one, in units of the last digit of the other one.
        let own = self.exponent - self.digits.len() as i64;
        let zeros = own - (other.exponent - other.digits.len() as i64);
        if self.digits.is_empty() {
            return Some(true);
        }
        if zeros < 0 {
            return Some(false);
        }
        // The divisor has fewer than 60 factors of two and of five, so that more zeros than that change nothing.
        let zeros = zeros.min(64);
        let shifted = self.digits.iter().copied();
        let shifted = shifted.chain((0..zeros).map(|_| 0));
        let rest = shifted.fold(0_u128, |rest, digit| {
            (rest * 10 + u128::from(digit)) % divisor
        });
        Some(rest == 0)
    }

    fn magnitude(&self, other: &Self) -> Ordering {
        match (self.digits.is_empty(), other.digits.is_empty()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => {
                let by_digits = || self.digits.cmp(&other.digits);
                self.exponent.cmp(&other.exponent).then_with(by_digits)
            }
        }
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.is_negative, other.is_negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.magnitude(other),
            (true, true) => other.magnitude(self),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The same text for the same number.
impl Display for Decimal {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative { "-" } else { "" };
        write!(formatter, "{sign}0.")?;
        for digit in &self.digits {
            write!(formatter, "{digit}")?;
        }
        write!(formatter, "e{}", self.exponent)
    }
}
