//! Why a signature isn't that of a body. The signature itself is never shown: with it a body could be sent again.

use std::error::Error;
use std::fmt::{self, Display, Formatter};

/// Why a signature isn't that of a body. For the sender all of it is one: 403.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureError {
    /// There is no header `X-Hub-Signature-256`.
    Missing,
    /// There is more than one of them.
    Repeated,
    /// It doesn't begin with `sha256=`.
    Scheme,
    /// It hasn't 64 digits.
    Length {
        /// How many it has.
        digits: usize,
    },
    /// It has something else than a hexadecimal digit.
    Digit {
        /// How many bytes of the header's value are before it.
        position: usize,
    },
    /// It is well-formed, but of another body or by another secret.
    Mismatch,
}

impl Display for SignatureError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => formatter.write_str(
                "there is no header X-Hub-Signature-256: Meta sends it with every webhook, so this is none, or a proxy dropped it",
            ),
            Self::Repeated => formatter.write_str("there are several headers X-Hub-Signature-256"),
            Self::Scheme => {
                formatter.write_str("the signature doesn't begin with `sha256=`, as that of SHA-256 does")
            }
            Self::Length { digits } => write!(
                formatter,
                "the signature has {digits} digits behind `sha256=`, where SHA-256 has 64"
            ),
            Self::Digit { position } => write!(
                formatter,
                "byte {position} of the signature isn't a hexadecimal digit"
            ),
            Self::Mismatch => formatter.write_str(
                "the signature isn't that of this body: it was made with another app's secret, or the body isn't, byte for byte, what was sent",
            ),
        }
    }
}

impl Error for SignatureError {}
