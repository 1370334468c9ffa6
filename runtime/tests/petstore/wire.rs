//! A server of one connection, on a real socket.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

use socket2::{Domain, Socket, Type};

use super::Client;

pub fn listen() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").expect("a port")
}

/// A port on which nobody listens, and which nobody else gets as long as this is kept.
pub fn refusing() -> TcpListener {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
    let any: SocketAddr = ([127, 0, 0, 1], 0).into();
    socket.bind(&any.into()).expect("a port");
    socket.into()
}

/// A builder of clients for whoever listens there.
pub fn builder(listener: &TcpListener) -> bindery_runtime::ClientBuilder<Client> {
    let address = listener.local_addr().expect("an address");
    Client::builder()
        .bearer("TOKEN")
        .credential("QueryKey", bindery_runtime::Credential::api_key("KEY"))
        .base_url(format!("http://{address}/v1"))
}

/// Serves one connection: reads the request's head, writes the answer, hangs up, and gives what it has read.
pub fn serve(answer: &'static str) -> (bindery_runtime::ClientBuilder<Client>, JoinHandle<String>) {
    let listener = listen();
    let builder = builder(&listener);
    let serving = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let head = read_head(&mut stream);
        stream.write_all(answer.as_bytes()).expect("an answer");
        head
    });
    (builder, serving)
}

pub fn read_head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).expect("a request") > 0 {
        head.extend(byte);
    }
    String::from_utf8(head).expect("UTF-8")
}
