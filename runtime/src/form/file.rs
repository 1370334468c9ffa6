//! Files: bytes that a multipart form carries, with what the server is told about them. Reading them from a disk is
//! the caller's business.

use std::fmt::{self, Debug, Formatter};

use bytes::Bytes;

use crate::Presence;

/// A file to upload.
///
/// A file without a name of its own is sent under the name of its property, because servers tell files from text by
/// there being a file name.
///
/// ```
/// use bindery_runtime::File;
///
/// let named = File::new("cat.png", b"..".to_vec()).with_content_type("image/png");
/// let unnamed = File::from(b"..".to_vec());
/// # assert_eq!((named.name(), unnamed.name()), (Some("cat.png"), None));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    name: Option<String>,
    content_type: Option<String>,
    bytes: Bytes,
}

impl File {
    /// A file of this name.
    #[must_use]
    pub fn new(name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self {
            name: Some(name.into()),
            ..Self::from(bytes.into())
        }
    }

    /// The same file with a media type. One that no header can hold makes the call fail when it is sent.
    #[must_use]
    pub fn with_content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// The file's name.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The file's media type.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The file's content.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }
}

impl From<Bytes> for File {
    fn from(bytes: Bytes) -> Self {
        Self {
            name: None,
            content_type: None,
            bytes,
        }
    }
}

impl From<Vec<u8>> for File {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

/// Shows how long the content is: it may be a secret, and is seldom text.
impl Debug for File {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("File")
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .field("length", &self.bytes.len())
            .finish()
    }
}

/// What a property of files can be: a [`File`], several, or perhaps none.
pub trait Files {
    /// The files.
    fn files(&self) -> impl Iterator<Item = &File>;
}

impl Files for File {
    fn files(&self) -> impl Iterator<Item = &File> {
        std::iter::once(self)
    }
}

impl<T: Files> Files for Vec<T> {
    fn files(&self) -> impl Iterator<Item = &File> {
        self.iter().flat_map(Files::files)
    }
}

impl<T: Files> Files for Option<T> {
    fn files(&self) -> impl Iterator<Item = &File> {
        self.iter().flat_map(Files::files)
    }
}

impl<T: Files> Files for Presence<T> {
    fn files(&self) -> impl Iterator<Item = &File> {
        self.as_ref()
            .into_option()
            .into_iter()
            .flat_map(Files::files)
    }
}
