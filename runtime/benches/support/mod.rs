//! What the benchmarks have in common: pages of conversations as chat APIs give them, in three sizes.

// Each benchmark is a crate of its own, which uses another part of this and exports nothing.
#![allow(dead_code, unreachable_pub)]

pub mod derived;
pub mod flattened;
pub mod tables;

use std::fmt::Write;

/// The sizes of the bodies: a small answer, a long page, an export.
pub const SIZES: [Size; 3] = [
    Size {
        name: "1 KB",
        items: 2,
    },
    Size {
        name: "100 KB",
        items: 220,
    },
    Size {
        name: "5 MB",
        items: 11_000,
    },
];

#[derive(Clone, Copy)]
pub struct Size {
    name: &'static str,
    items: usize,
}

impl std::fmt::Display for Size {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name)
    }
}

impl Size {
    /// A page of so many messages.
    pub fn page(self) -> String {
        let mut page = String::from(r#"{"data":["#);
        for n in 0..self.items {
            let comma = if n == 0 { "" } else { "," };
            write!(page, "{comma}{}", message(n)).expect("a string takes everything");
        }
        page.push_str(r#"],"next":"cursor-2","total":11000}"#);
        page
    }
}

/// About 450 bytes, with what occurs in such messages: text with an escape, times, numbers, lists, null, a flag.
fn message(n: usize) -> String {
    format!(
        concat!(
            r#"{{"id":"mid.{n:012}","created_time":"2026-04-18T17:53:03+0000","kind":"{kind}","from":{{"id":"10000{n}","#,
            r#""name":"Ada \"the first\" Lovelace","email":null}},"message":"Hello! How can I help you today? Our shop is"#,
            r#" open until {hour} o'clock.","tags":["inbox","read","source:chat"],"attachments":[{{"id":{n},"#,
            r#""mime_type":"image/png","size":{size},"ratio":1.{n}}}],"is_echo":{echo}}}"#
        ),
        n = n,
        kind = ["RESPONSE", "UPDATE", "MESSAGE_TAG"][n % 3],
        hour = n % 24,
        size = n * 1021,
        echo = n.is_multiple_of(2),
    )
}

/// The structs, once for each way in which they are read and written.
#[macro_export]
macro_rules! structs {
    ($(#[$item:meta])* $page:ident, rest: $(#[$rest:meta])* $rest_type:ty) => {
        $(#[$item])*
        pub struct $page {
            pub data: Vec<Message>,
            pub next: Option<String>,
            pub total: Option<i64>,
            $(#[$rest])*
            pub additional_properties: $rest_type,
        }

        $(#[$item])*
        pub struct Message {
            pub id: String,
            pub created_time: String,
            pub kind: Option<Kind>,
            pub from: Option<Person>,
            pub message: Option<String>,
            pub tags: Option<Vec<String>>,
            pub attachments: Option<Vec<Attachment>>,
            pub is_echo: Option<bool>,
            $(#[$rest])*
            pub additional_properties: $rest_type,
        }

        $(#[$item])*
        pub struct Person {
            pub id: String,
            pub name: Option<String>,
            pub email: Option<String>,
            $(#[$rest])*
            pub additional_properties: $rest_type,
        }

        $(#[$item])*
        pub struct Attachment {
            pub id: i64,
            pub mime_type: Option<String>,
            pub size: Option<i64>,
            pub ratio: Option<f64>,
            $(#[$rest])*
            pub additional_properties: $rest_type,
        }
    };
}
