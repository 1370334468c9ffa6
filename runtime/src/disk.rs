//! Work on a disk, which may block for a moment: it goes in, and its outcome comes out, without keeping a reactor from
//! its other tasks where there is one.

use std::io;

/// Does the work: on a thread of Tokio's for blocking work if its runtime is at hand, else on the spot, and so for those
/// who wait on the spot anyway.
pub(crate) async fn run<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    #[cfg(all(feature = "blocking", feature = "reqwest"))]
    if crate::wait::is_waiting() {
        return work();
    }
    #[cfg(feature = "reqwest")]
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        let done = runtime.spawn_blocking(work).await;
        return done.unwrap_or_else(|error| Err(io::Error::other(error)));
    }
    work()
}
