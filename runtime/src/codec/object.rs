//! JSON objects: a table of fields goes in, serde's `Serialize` and `Deserialize` come out.
//!
//! What is expanded for a type is only what needs its fields: their slots, the list of them, and the struct's literal.
//! Everything else is in `reader` and `fields`, behind `dyn`, and compiled once for all types. Nothing is renamed here:
//! a table has the names of the wire.

use std::fmt::{self, Formatter};
use std::marker::PhantomData;

use serde::de::{Deserializer, MapAccess, Visitor};

use super::reader::{Entries, Reader};
use super::row::Row;

/// Implements `serde::Serialize` and `serde::Deserialize` for a struct from a table of its fields.
///
/// Each row says how a field is spelled and when it is there:
///
/// | row | field | reading | writing |
/// |---|---|---|---|
/// | `field: required "name"` | `T` | must be there | always |
/// | `field: optional "name"` | `Option<T>` | absent and `null` are `None` | `None` is left out |
/// | `field: nullable "name"` | `Option<T>` | must be there | `None` is `null` |
/// | `field: presence "name"` | [`Presence<T>`](crate::Presence) | absent and `null` differ | `Absent` is left out |
/// | `field: untyped "name"` | `Option<Value>` | absent is `None`, `null` a value | `None` is left out |
/// | `..field` (last) | [`AdditionalProperties<V>`](crate::AdditionalProperties) | every key that no row takes | after the others |
///
/// `whole` behind the word, and behind `..field` as `..field: whole`, is for integers and for lists and maps of them: it
/// reads `2.0` as the integer 2, as JSON Schema has it.
///
/// A key that no row takes is ignored when there is no `..field`. Of duplicate keys the last one wins.
///
/// # Errors
/// Reading fails when a required or nullable property is missing, and the error names it. Writing fails when the
/// additional properties have a key that a row takes, since the object would carry it twice.
///
/// ```
/// pub struct Profile { pub id: String, pub name: Option<String> }
/// bindery_runtime::object! { Profile { id: required "id", name: optional "display-name" } }
///
/// let profile: Profile = serde_json::from_str(r#"{"id": "1", "display-name": null}"#)?;
/// assert_eq!(serde_json::to_string(&profile)?, r#"{"id":"1"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! object {
    ($object:path { $($field:ident : $row:ident $($kind:ident)? $name:literal),* $(,)? $(..$rest:ident $(: $rest_kind:ident)? $(,)?)? }) => {
        impl $crate::__private::Serialize for $object {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::write(
                    serializer,
                    <Self as $crate::__private::Object>::ROWS,
                    &[$(&$crate::__private::$row::field(&self.$field),)* $(&self.$rest)?],
                )
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $object {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::object(deserializer)
            }
        }

        impl $crate::__private::Object for $object {
            const ROWS: &'static [$crate::__private::Row] =
                &[$($crate::__private::$row::row($name)),*];

            fn read<'de, R: $crate::__private::Reader<'de>>(
                reader: &mut R,
            ) -> ::core::option::Option<Self> {
                $(let mut $field = $crate::__private::$row::slot();)*
                $(let mut $rest = $crate::AdditionalProperties::new();)?
                $crate::__private::Reader::read(reader, &mut [
                    $($crate::__slot!($($kind)? $field),)*
                    $($crate::__slot!($($rest_kind)? $rest))?
                ]);
                // One pattern rather than a check of each field, which would drop what is left each time.
                if let ($($crate::__pattern!($row $field),)*) = ($($crate::__filled!($row $field),)*) {
                    ::core::option::Option::Some(Self { $($field,)* $($rest,)? })
                } else {
                    ::core::option::Option::None
                }
            }
        }
    };
}

/// Where a value goes, for the rows of `object!`.
#[doc(hidden)]
#[macro_export]
macro_rules! __slot {
    (whole $field:ident) => {
        &mut $crate::__private::Slot(&mut $field)
    };
    ($field:ident) => {
        &mut $field
    };
}

/// The pattern of a slot that isn't the field itself, for the rows of `object!`.
#[doc(hidden)]
#[macro_export]
macro_rules! __pattern {
    (required $field:ident) => {
        $crate::__private::Full(::core::option::Option::Some($field))
    };
    (nullable $field:ident) => {
        $crate::__private::Full(::core::option::Option::Some($field))
    };
    (untyped $field:ident) => {
        $crate::__private::Full($field)
    };
    ($row:ident $field:ident) => {
        ()
    };
}

/// The slot that [`__pattern!`](crate::__pattern) is for. A slot that is the field itself stays where it is: moving it
/// would cost time for each object.
#[doc(hidden)]
#[macro_export]
macro_rules! __filled {
    (required $field:ident) => {
        $field
    };
    (nullable $field:ident) => {
        $field
    };
    (untyped $field:ident) => {
        $field
    };
    ($row:ident $field:ident) => {
        ()
    };
}

/// A struct with a table: what [`object!`](crate::object) implements besides serde's traits.
pub trait Object: Sized {
    /// The rows of the table.
    const ROWS: &'static [Row];

    /// Reads an object; there is none where a required property is missing or something can't be read, which the reader
    /// knows more of. Neither a `Result` nor the type of an error is here, since it takes the compiler a fifth less time to
    /// check a table without them.
    fn read<'de, R: Reader<'de>>(reader: &mut R) -> Option<Self>;
}

/// Reads an object by its table.
pub fn object<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        let mut entries = Entries::new(access, T::ROWS);
        let object = T::read(&mut entries);
        entries.finish(object)
    }
}
