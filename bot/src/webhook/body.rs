//! The bytes of a body, of any server's type: as many as are allowed, or why there are none.

use http_body::Body;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use messenger_platform::runtime::Bytes;

use super::Refused;

/// Reads a body up to a limit.
pub(super) async fn read<B>(body: B, limit: usize) -> Result<Bytes, Refused>
where
    B: Body,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let collected = Limited::new(body, limit).collect().await;
    let body = collected.map_err(|error| match error.is::<LengthLimitError>() {
        true => Refused::TooLong,
        false => Refused::Broken,
    });
    Ok(body?.to_bytes())
}
