//! Classes of errors: a code and a subcode go in, and what a caller can do about it comes out.

/// What can be done about an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Class {
    /// Too many calls; this one did nothing. Going on calling makes it last longer.
    Throttled,
    /// Graph is down or overloaded; it isn't known whether the call did anything.
    Transient,
    /// The access token is expired, revoked or malformed, or `appsecret_proof` is wrong: another token is needed.
    Auth,
    /// The app or the page isn't allowed to do this.
    Permission,
    /// More than 24 hours have passed since the user wrote.
    WindowClosed,
    /// This user can't be written to: blocked, gone or unknown.
    Recipient,
    /// The request is wrong.
    Parameter,
    /// Meta's policies forbid it, now or for good.
    Policy,
    /// Another app controls the conversation.
    ThreadControl,
    /// The messages were sent all the same: sending again would send them twice.
    AlreadySent,
    /// None that is documented.
    Unknown,
}

impl Class {
    /// The class of a code and a subcode; of others than those that are documented, whether they are said to pass.
    pub(super) fn of(code: Option<i64>, subcode: Option<i64>, is_transient: bool) -> Self {
        let known = code.map_or(Self::Unknown, |code| of_subcode(code, subcode));
        match known {
            Self::Unknown if is_transient => Self::Transient,
            known => known,
        }
    }
}

/// Subcodes go first: with some a code means something else than without.
fn of_subcode(code: i64, subcode: Option<i64>) -> Class {
    let Some(subcode) = subcode else {
        return of_code(code);
    };
    match (code, subcode) {
        // Limits on marketing, and warnings of abuse: no wait helps.
        (4, 2018354) | (613, 1893016 | 2018338) | (9, 2018352) | (2, 2018344) => Class::Policy,
        (1, 1357046) => Class::AlreadySent,
        (1, 99) => Class::Permission,
        (10, 2018278 | 2018065 | 2534022) => Class::WindowClosed,
        (10, 2018108 | 1893015) | (200, 1545041) | (100, 2018001 | 2534014) => Class::Recipient,
        (100, 2534037) | (_, 2018300 | 2018321) => Class::ThreadControl,
        _ => of_code(code),
    }
}

fn of_code(code: i64) -> Class {
    match code {
        4 | 17 | 32 | 341 | 613 | 80000..=80006 | 80008 | 80009 | 80014 => Class::Throttled,
        1 | 2 | 1200 => Class::Transient,
        102 | 104 | 190 => Class::Auth,
        3 | 10 | 200..=299 => Class::Permission,
        551 => Class::Recipient,
        100 | 803 => Class::Parameter,
        368 => Class::Policy,
        2018300 | 2018321 => Class::ThreadControl,
        _ => Class::Unknown,
    }
}
