//! The server: a script for each connection goes in, and the requests that it has read come out.

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use socket2::SockRef;

use crate::petstore::wire;

/// What the server does next with a connection. After the last step it hangs up.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// Reads a request to its end.
    Read,
    Send(Vec<u8>),
    /// Sends these bytes one by one, with a pause before each.
    Drip(Vec<u8>, Duration),
    /// Sends these bytes again and again, until nobody takes them.
    SendForever(&'static [u8]),
    /// Says that nothing more will be sent, and leaves the other direction open.
    HalfClose,
    /// Hangs up without a goodbye, so that the other side's next look at the connection fails.
    Reset,
    /// Does nothing until the client hangs up.
    Stall,
}

/// A request as it came over the wire.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    /// The request line and the headers.
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Seen {
    pub(crate) fn method(&self) -> &str {
        self.head.split(' ').next().unwrap_or_default()
    }

    /// The value of the header with this lowercase name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().skip(1);
        lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

pub(crate) struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
    /// Keeps a port on which nobody listens.
    _refusing: Option<TcpListener>,
}

impl Server {
    /// Plays one script for each connection, in their order. A connection more than there are scripts is answered in a
    /// way that no test expects.
    pub(crate) fn start(scripts: impl IntoIterator<Item = Vec<Step>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let seen = Arc::<Mutex<Vec<Seen>>>::default();
        let scripts: Vec<_> = scripts.into_iter().collect();
        let noted = Arc::clone(&seen);
        thread::spawn(move || accept(&listener, scripts, &noted));
        Self {
            address,
            seen,
            _refusing: None,
        }
    }

    /// A port on which nobody listens.
    pub(crate) fn refusing() -> Self {
        let listener = wire::refusing();
        Self {
            address: listener.local_addr().expect("an address"),
            seen: Arc::default(),
            _refusing: Some(listener),
        }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.clone()
    }

    /// The methods of the requests that came, in their order.
    pub(crate) fn methods(&self) -> Vec<String> {
        let seen = self.seen();
        seen.iter().map(|seen| seen.method().to_owned()).collect()
    }
}

/// A script that reads a request and sends this.
pub(crate) fn answering(answer: impl Into<Vec<u8>>) -> Vec<Step> {
    vec![Step::Read, Step::Send(answer.into())]
}

/// An answer with a body of JSON, after which the connection stays usable.
pub(crate) fn json(status: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n"
    );
    (head + body).into_bytes()
}

fn accept(listener: &TcpListener, scripts: Vec<Vec<Step>>, seen: &Arc<Mutex<Vec<Seen>>>) {
    let unexpected = answering(json("418 Unexpected", "\"a connection too many\""));
    let scripts = scripts.into_iter().chain(std::iter::repeat(unexpected));
    for (connection, script) in listener.incoming().zip(scripts) {
        let (Ok(connection), seen) = (connection, Arc::clone(seen)) else {
            return;
        };
        // An error is the client's hanging up, which every script has to expect.
        thread::spawn(move || play(&connection, script, &seen).ok());
    }
}

fn play(connection: &TcpStream, script: Vec<Step>, seen: &Mutex<Vec<Seen>>) -> io::Result<()> {
    let mut reader = BufReader::new(connection);
    for step in script {
        match step {
            Step::Read => {
                let request = read(&mut reader)?;
                let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                seen.push(request);
            }
            Step::Send(bytes) => (&*connection).write_all(&bytes)?,
            Step::Drip(bytes, pause) => drip(connection, &bytes, pause)?,
            Step::SendForever(bytes) => loop {
                (&*connection).write_all(bytes)?;
            },
            Step::HalfClose => connection.shutdown(Shutdown::Write)?,
            Step::Reset => return SockRef::from(connection).set_linger(Some(Duration::ZERO)),
            Step::Stall => drop(io::copy(&mut reader, &mut io::sink())?),
        }
    }
    Ok(())
}

fn drip(mut connection: &TcpStream, bytes: &[u8], pause: Duration) -> io::Result<()> {
    for byte in bytes {
        thread::sleep(pause);
        connection.write_all(&[*byte])?;
    }
    Ok(())
}

/// Reads a request whose body has a length, is chunked, or is none.
fn read(reader: &mut impl BufRead) -> io::Result<Seen> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head)? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
    }
    let mut seen = Seen {
        head,
        body: Vec::new(),
    };
    match (
        seen.header("content-length"),
        seen.header("transfer-encoding"),
    ) {
        (Some(length), _) => {
            let length = length.parse().map_err(|_| ErrorKind::InvalidData)?;
            reader.take(length).read_to_end(&mut seen.body)?;
        }
        (None, Some(_)) => read_chunks(reader, &mut seen.body)?,
        (None, None) => {}
    }
    Ok(seen)
}

fn read_chunks(reader: &mut impl BufRead, body: &mut Vec<u8>) -> io::Result<()> {
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let length =
            u64::from_str_radix(line.trim_end(), 16).map_err(|_| ErrorKind::InvalidData)?;
        reader.take(length).read_to_end(body)?;
        reader.read_line(&mut line)?;
        if length == 0 {
            return Ok(());
        }
    }
}
