//! A client that waits on the spot, of a server that listens already.

use std::net::TcpListener;

use crate::petstore::Client;
use crate::petstore::wire::{self};
use bindery_runtime::RetryPolicy;

pub(crate) fn client(listener: &TcpListener) -> Client {
    let builder = wire::builder(listener).retry(RetryPolicy::none());
    builder.build_blocking().expect("a client")
}
