//! What may go from a thread to another. In a browser nothing does: what comes from its own functions can't be `Send`,
//! so there nothing is asked to be.

use std::pin::Pin;

use futures_core::Stream;

/// A boxed future, as an object-safe trait needs it; it is `Send`, except on wasm32.
#[cfg(not(target_arch = "wasm32"))]
pub type BoxFuture<'f, T> = Pin<Box<dyn Future<Output = T> + Send + 'f>>;
/// A boxed future, as an object-safe trait needs it; it is `Send`, except on wasm32.
#[cfg(target_arch = "wasm32")]
pub type BoxFuture<'f, T> = Pin<Box<dyn Future<Output = T> + 'f>>;

/// A boxed stream; it is `Send`, except on wasm32.
#[cfg(not(target_arch = "wasm32"))]
pub type BoxStream<T> = Pin<Box<dyn Stream<Item = T> + Send>>;
/// A boxed stream; it is `Send`, except on wasm32.
#[cfg(target_arch = "wasm32")]
pub type BoxStream<T> = Pin<Box<dyn Stream<Item = T>>>;

/// `Send`, except on wasm32, where everything is.
#[cfg(not(target_arch = "wasm32"))]
pub trait MaybeSend: Send {}
#[cfg(not(target_arch = "wasm32"))]
impl<T: Send + ?Sized> MaybeSend for T {}

/// `Send`, except on wasm32, where everything is.
#[cfg(target_arch = "wasm32")]
pub trait MaybeSend {}
#[cfg(target_arch = "wasm32")]
impl<T: ?Sized> MaybeSend for T {}
