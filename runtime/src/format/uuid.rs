//! UUIDs (`format: uuid`): 32 hexadecimal digits in five groups come in, and go out in the same letters.
//! None is made here: that needs a source of randomness, which is the caller's to choose.

use std::fmt::{self, Debug, Display, Formatter};
use std::str::FromStr;

use super::{compared, formatted};

/// A UUID, as `format: uuid` writes it (RFC 9562, section 4): `123e4567-e89b-12d3-a456-426614174000`, of any version.
///
/// Read: small and capital letters.
/// Written: in the letters that were read; in small ones when it wasn't read from a text.
/// Compared: by its number alone.
///
/// With the feature `uuid` it converts from and to the type of the crate `uuid`.
#[derive(Clone, Copy)]
pub struct Uuid {
    bytes: [u8; 16],
    /// Which digits are capital letters: a bit each, the last digit's the lowest.
    capitals: u32,
}

/// Where the groups end.
const HYPHENS: [usize; 4] = [8, 13, 18, 23];

impl Uuid {
    /// The UUID with these bytes, the most significant one first.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self { bytes, capitals: 0 }
    }

    /// The UUID that is this number.
    #[must_use]
    pub const fn from_u128(number: u128) -> Self {
        Self::from_bytes(number.to_be_bytes())
    }

    /// The bytes, the most significant one first.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.bytes
    }

    /// The number.
    #[must_use]
    pub const fn as_u128(&self) -> u128 {
        u128::from_be_bytes(self.bytes)
    }

    /// The digit that stands before `behind` others.
    fn digit(&self, behind: u32) -> Option<char> {
        let digit = char::from_digit((self.as_u128() >> (4 * behind)) as u32 & 0xf, 16)?;
        let is_capital = self.capitals >> behind & 1 == 1;
        Some(if is_capital {
            digit.to_ascii_uppercase()
        } else {
            digit
        })
    }
}

impl FromStr for Uuid {
    type Err = InvalidUuid;

    fn from_str(text: &str) -> Result<Self, InvalidUuid> {
        read(text).ok_or_else(|| InvalidUuid::new(text))
    }
}

fn read(text: &str) -> Option<Uuid> {
    if text.len() != 36 {
        return None;
    }
    let (mut number, mut capitals) = (0, 0);
    for (index, character) in text.chars().enumerate() {
        if HYPHENS.contains(&index) {
            (character == '-').then_some(())?;
            continue;
        }
        number = number << 4 | u128::from(character.to_digit(16)?);
        capitals = capitals << 1 | u32::from(character.is_ascii_uppercase());
    }
    Some(Uuid {
        capitals,
        ..Uuid::from_u128(number)
    })
}

compared!(Uuid by as_bytes);

impl Display for Uuid {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let mut text: String = (0..32)
            .rev()
            .filter_map(|behind| self.digit(behind))
            .collect();
        HYPHENS.iter().for_each(|index| text.insert(*index, '-'));
        formatter.pad(&text)
    }
}

impl Debug for Uuid {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(self, formatter)
    }
}

formatted! {
    Uuid,
    /// A text that isn't a UUID.
    InvalidUuid: "a UUID such as 123e4567-e89b-12d3-a456-426614174000"
}

#[cfg(feature = "uuid")]
impl From<uuid::Uuid> for Uuid {
    fn from(uuid: uuid::Uuid) -> Self {
        Self::from_bytes(uuid.into_bytes())
    }
}

#[cfg(feature = "uuid")]
impl From<Uuid> for uuid::Uuid {
    fn from(uuid: Uuid) -> Self {
        Self::from_bytes(uuid.bytes)
    }
}
