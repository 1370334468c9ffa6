//! Connections that tell when they are cut. A body without a length ends with its connection, and ureq takes whatever
//! ends that for the end of the body: a connection that is reset, and one of TLS that ends without saying so (RFC 9112,
//! section 9.8). So such errors reach it as errors of no kind that it knows, with the cause as their source.
//!
//! ureq may change what is used here with each minor version, so the version of it that is asked for has a fixed one.

use std::io;

use ureq::Error;
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, Transport};

/// What makes such a connection of any other.
#[derive(Debug)]
pub(super) struct Candid;

/// A connection that tells when it is cut.
#[derive(Debug)]
pub(super) struct Connection<T>(T);

impl<T: Transport> Connector<T> for Candid {
    type Out = Connection<T>;

    fn connect(
        &self,
        _: &ConnectionDetails<'_>,
        chained: Option<T>,
    ) -> Result<Option<Self::Out>, Error> {
        Ok(chained.map(Connection))
    }
}

impl<T: Transport> Transport for Connection<T> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.0.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        self.0.transmit_output(amount, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.0.await_input(timeout).map_err(told)
    }

    fn is_open(&mut self) -> bool {
        self.0.is_open()
    }

    fn is_tls(&self) -> bool {
        self.0.is_tls()
    }
}

/// The error, as one that isn't taken for an end.
fn told(error: Error) -> Error {
    match error {
        Error::Io(error) if is_cut(error.kind()) => Error::Io(io::Error::other(error)),
        error => error,
    }
}

fn is_cut(kind: io::ErrorKind) -> bool {
    matches!(
        kind,
        io::ErrorKind::UnexpectedEof
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
    )
}
