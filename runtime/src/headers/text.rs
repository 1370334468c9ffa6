//! A header's text as serde reads it: the type that is wanted says whether it is one value, a list or an object. Errors
//! say what was expected and never what is there.

use std::fmt::{self, Display, Formatter};

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, Error, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

/// A text in the style `simple`.
#[derive(Clone, Copy)]
pub(super) struct Text<'h> {
    pub(super) text: &'h str,
    /// Between the items of a list.
    pub(super) separator: char,
    /// Whether an object's keys and values are joined by `=`.
    pub(super) is_exploded: bool,
}

/// Why a text isn't a value of the type that is wanted.
#[derive(Debug)]
pub(super) struct Mismatch(pub(super) &'static str);

impl<'h> Text<'h> {
    fn items(self) -> impl Iterator<Item = Text<'h>> {
        let items = self.text.split(self.separator).map(str::trim);
        let items = items.filter(|item| !item.is_empty());
        items.map(move |text| Text { text, ..self })
    }

    /// The keys and values of an object.
    fn entries(self) -> Vec<(&'h str, Text<'h>)> {
        if self.is_exploded {
            let pair = |item: Text<'h>| {
                let (key, text) = item.text.split_once('=').unwrap_or((item.text, ""));
                (key, Text { text, ..item })
            };
            return self.items().map(pair).collect();
        }
        let items: Vec<_> = self.items().collect();
        let pairs = items.chunks_exact(2);
        pairs
            .filter_map(|pair| match pair {
                [key, value] => Some((key.text, *value)),
                _ => None,
            })
            .collect()
    }
}

/// Reads a number as each of serde's kinds of them.
macro_rules! numbers {
    ($($deserialize:ident $visit:ident)*) => {
        $(fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
            match self.text.trim().parse() {
                Ok(number) => visitor.$visit(number),
                Err(_) => Err(Mismatch("it isn't a number of its type")),
            }
        })*
    };
}

impl<'de> Deserializer<'de> for Text<'de> {
    type Error = Mismatch;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_borrowed_str(self.text)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        match self.text.trim().parse() {
            Ok(truth) => visitor.visit_bool(truth),
            Err(_) => Err(Mismatch("it is neither `true` nor `false`")),
        }
    }

    numbers! {
        deserialize_i8 visit_i8
        deserialize_i16 visit_i16
        deserialize_i32 visit_i32
        deserialize_i64 visit_i64
        deserialize_i128 visit_i128
        deserialize_u8 visit_u8
        deserialize_u16 visit_u16
        deserialize_u32 visit_u32
        deserialize_u64 visit_u64
        deserialize_u128 visit_u128
        deserialize_f32 visit_f32
        deserialize_f64 visit_f64
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_seq(SeqDeserializer::new(self.items()))
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        let mut items = SeqDeserializer::new(self.items());
        let tuple = visitor.visit_seq(&mut items)?;
        items.end()?;
        Ok(tuple)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_map(MapDeserializer::new(self.entries().into_iter()))
    }

    forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct tuple_struct struct enum identifier
        ignored_any
    }
}

impl<'h> IntoDeserializer<'h, Mismatch> for Text<'h> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl Error for Mismatch {
    fn custom<T: Display>(_: T) -> Self {
        Self("its value isn't of its type")
    }
}

impl Display for Mismatch {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

impl std::error::Error for Mismatch {}
