//! `call!`: what the call type of each operation has in common. It is expanded once for each operation, so it only
//! forwards; `#[inline]` keeps it out of the compiled crate until somebody calls the operation.

/// Gives a tuple struct around a [`Call`](crate::Call), which is an [`Endpoint`](crate::Endpoint), what every call has:
/// `.await`, `send`, `into_request`, `prepare`, and what changes one call: `with_timeout`, `with_throughput`,
/// `with_response_limit`, `with_retry`, `with_header`, `with_query`, `with_json_property` and `without_validation`.
///
/// ```
/// use bindery_runtime::decode::{Empty, Json};
/// use bindery_runtime::{Endpoint, Method, Operation};
///
/// pub struct GetName<'c>(bindery_runtime::Call<'c>);
///
/// impl Endpoint for GetName<'_> {
///     const OPERATION: &'static Operation = &Operation::new("getName", Method::GET, "/name");
///     type Success = Json<Vec<String>>;
///     type Failure = Empty;
/// }
///
/// bindery_runtime::call!(GetName);
/// ```
#[macro_export]
macro_rules! call {
    ($call:ident) => {
        impl<'c> $call<'c> {
            /// Sends the call; awaiting it does the same.
            ///
            /// # Errors
            /// Everything that [`Error`]($crate::Error) lists.
            #[inline]
            pub fn send(self) -> $crate::Sending<'c, Self> {
                self.0.send::<Self>()
            }

            $crate::__send_blocking!();

            /// The complete request instead of sending it.
            ///
            /// # Errors
            /// [`Error::InvalidRequest`]($crate::Error::InvalidRequest) only.
            #[inline]
            pub fn into_request(self) -> $crate::Requested<Self> {
                self.0.into_request::<Self>()
            }

            /// The complete request instead of sending it, with credentials that a provider may have to be asked for.
            ///
            /// # Errors
            /// [`Error::InvalidRequest`]($crate::Error::InvalidRequest), and what providers of credentials fail with.
            #[inline]
            pub fn prepare(self) -> $crate::Preparing<'c, Self> {
                self.0.prepare::<Self>()
            }

            /// The same call with another time: for the whole exchange, or each step of one that is read as it comes.
            #[inline]
            pub fn with_timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.with_timeout(timeout))
            }

            /// The same call with another throughput than the client's for what is a stream of it.
            #[inline]
            pub fn with_throughput(self, throughput: $crate::Throughput) -> Self {
                Self(self.0.with_throughput(throughput))
            }

            /// The same call with another limit for what is kept of its answer.
            #[inline]
            pub fn with_response_limit(self, bytes: usize) -> Self {
                Self(self.0.with_response_limit(bytes))
            }

            /// The same call with a header, instead of any that it would have otherwise.
            #[inline]
            pub fn with_header(self, name: $crate::HeaderName, value: $crate::HeaderValue) -> Self {
                Self(self.0.with_header(name, value))
            }

            /// The same call with another policy for retries than the client's.
            #[inline]
            pub fn with_retry(self, policy: $crate::RetryPolicy) -> Self {
                Self(self.0.with_retry(policy))
            }

            /// The same call with a query parameter that the document doesn't know.
            #[inline]
            pub fn with_query(self, name: &str, value: &str) -> Self {
                Self(self.0.with_query(name, value))
            }

            /// The same call with a property of its JSON body that the document doesn't know.
            #[inline]
            pub fn with_json_property(
                self,
                name: &str,
                value: impl $crate::__private::Serialize,
            ) -> Self {
                Self(self.0.with_json_property(name, &value))
            }

            /// The same call, sent whether or not its values keep to the document.
            #[inline]
            pub fn without_validation(self) -> Self {
                Self(self.0.without_validation())
            }
        }

        impl<'c> ::core::future::IntoFuture for $call<'c> {
            type Output = $crate::Answered<Self>;
            type IntoFuture = $crate::Sending<'c, Self>;

            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                self.send()
            }
        }
    };
}

/// The blocking way to send a call, with the feature `blocking`. It is a macro of its own because the features that count
/// are those of this crate, not those of the crate that `call!` is expanded in.
#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! __send_blocking {
    () => {
        /// Sends the call and waits for the answer on this thread, for clients made by
        /// [`build_blocking`]($crate::ClientBuilder::build_blocking).
        ///
        /// # Errors
        /// Everything that [`Error`]($crate::Error) lists.
        #[inline]
        pub fn send_blocking(self) -> $crate::Answered<Self> {
            self.0.send_blocking::<Self>()
        }
    };
}

/// The blocking way to send a call: there is none without the feature `blocking`.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __send_blocking {
    () => {};
}
