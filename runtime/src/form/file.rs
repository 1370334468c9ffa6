//! Files: content that a multipart form carries, with what the server is told about it. A path is opened when the form
//! is sent, not here.

use std::fmt::{self, Debug, Formatter};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::content::Content;
use crate::{Body, Presence};

/// A file to upload.
///
/// A file without a name of its own is sent under the name of its property, because servers tell files from text by
/// there being a file name.
///
/// Its content is bytes, or is read when the form is sent: from a path, or from a stream. A form of bytes and paths alone
/// is sent with its length and can be sent again; a stream can be sent once, whoever of the file's clones is first, and
/// makes it fail the next time. Files are equal if all that is told of them is, and their content is the same bytes, the
/// same path or the very same stream.
///
/// ```
/// use bindery_runtime::File;
///
/// let named = File::new("cat.png", b"..".to_vec()).with_content_type("image/png");
/// let unnamed = File::from(b"..".to_vec());
/// let stored = File::from_path("/tmp/cat.png");
/// # assert_eq!((named.name(), unnamed.name()), (Some("cat.png"), None));
/// # assert_eq!((stored.name(), stored.bytes()), (Some("cat.png"), None));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    name: Option<String>,
    content_type: Option<String>,
    headers: HeaderMap,
    content: Content,
}

impl File {
    /// A file of this name, with bytes or with anything else that a [`Body`] can be.
    #[must_use]
    pub fn new(name: impl Into<String>, content: impl Into<Body>) -> Self {
        Self::from(content.into()).with_name(name)
    }

    /// The file at a path, under its own name. It is read as [`Body::from_path`] has it.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn from_path(path: impl Into<std::path::PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_name().map(|name| name.to_string_lossy());
        let name = name.map(|name| name.into_owned());
        Self {
            name,
            ..Self::from(Body::from_path(path))
        }
    }

    /// The same file under another name.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The same file with a media type. One that no header can hold makes the call fail when it is sent.
    #[must_use]
    pub fn with_content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// The same file with a further header of its part, such as `Content-Language`. Those that the form writes by itself,
    /// `Content-Disposition` and `Content-Type`, make the call fail when it is sent.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.append(name, value);
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

    /// The further headers of its part.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The file's content, if it is bytes.
    #[must_use]
    pub fn bytes(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    pub(super) fn content(&self) -> &Content {
        &self.content
    }
}

impl From<Body> for File {
    fn from(body: Body) -> Self {
        Self {
            name: None,
            content_type: None,
            headers: HeaderMap::new(),
            content: body.into(),
        }
    }
}

impl From<Bytes> for File {
    fn from(bytes: Bytes) -> Self {
        Body::from(bytes).into()
    }
}

impl From<Vec<u8>> for File {
    fn from(bytes: Vec<u8>) -> Self {
        Body::from(bytes).into()
    }
}

/// Shows how long the content is: it may be a secret, and is seldom text. Nor are values of headers shown.
impl Debug for File {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("File");
        shown
            .field("name", &self.name)
            .field("content_type", &self.content_type);
        if !self.headers.is_empty() {
            let names: Vec<_> = self.headers.keys().collect();
            shown.field("headers", &names);
        }
        shown.field("content", &self.content).finish()
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
