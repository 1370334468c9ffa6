//! Moments in time from and to the standard library's clock. Both ways can fail: RFC 3339 ends with the year 9999, and a
//! platform's clock may begin late.

use std::time::{Duration, SystemTime};

use jiff::SignedDuration;

use super::{DateTime, InvalidDateTime};

impl TryFrom<SystemTime> for DateTime {
    type Error = InvalidDateTime;

    fn try_from(time: SystemTime) -> Result<Self, InvalidDateTime> {
        let since_epoch = SignedDuration::system_until(SystemTime::UNIX_EPOCH, time);
        Self::in_utc(since_epoch.map_err(|_| InvalidDateTime::new("a system time"))?)
    }
}

impl TryFrom<&DateTime> for SystemTime {
    type Error = InvalidDateTime;

    fn try_from(moment: &DateTime) -> Result<Self, InvalidDateTime> {
        let seconds = Duration::from_secs(moment.unix_seconds.unsigned_abs());
        let whole = if moment.unix_seconds < 0 {
            SystemTime::UNIX_EPOCH.checked_sub(seconds)
        } else {
            SystemTime::UNIX_EPOCH.checked_add(seconds)
        };
        whole
            .and_then(|whole| whole.checked_add(Duration::from_nanos(moment.subsec_nanos.into())))
            .ok_or_else(|| InvalidDateTime::new(&moment.text))
    }
}

impl TryFrom<DateTime> for SystemTime {
    type Error = InvalidDateTime;

    fn try_from(moment: DateTime) -> Result<Self, InvalidDateTime> {
        (&moment).try_into()
    }
}
