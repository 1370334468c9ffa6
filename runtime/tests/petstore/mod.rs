//! A small API as generated code declares it.

// Each test file is a crate of its own, which uses another part of this and exports nothing.
#![allow(dead_code, unreachable_pub, unused_imports)]

pub mod memory;
pub mod parts;
pub mod tokens;
pub mod wire;

use bindery_runtime::{Api, SecurityScheme, Server, ServerVariable};

pub use memory::Memory;

pub const SERVER: Server =
    Server::new("https://petstore.test/{version}/").variables(&[ServerVariable::new("version")
        .default("v1")
        .allowed(&["v1", "v2"])]);

static API: Api = Api::new("Petstore", "1.0")
    .servers(&[SERVER])
    .security_schemes(&[
        SecurityScheme::bearer("Token"),
        SecurityScheme::basic("Login"),
        SecurityScheme::api_key_header("HeaderKey", "X-Key"),
        SecurityScheme::api_key_query("QueryKey", "key"),
        SecurityScheme::api_key_cookie("CookieKey", "session"),
        SecurityScheme::unsupported("MutualTls"),
    ]);

#[derive(Debug, Clone)]
pub struct Client(bindery_runtime::Client);

impl From<bindery_runtime::Client> for Client {
    fn from(client: bindery_runtime::Client) -> Self {
        Self(client)
    }
}

impl Client {
    pub fn into_inner(self) -> bindery_runtime::Client {
        self.0
    }

    pub fn builder() -> bindery_runtime::ClientBuilder<Client> {
        bindery_runtime::ClientBuilder::new(&API)
    }
}

pub mod models {
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Pet {
        pub id: String,
        pub name: Option<String>,
        pub tags: Option<Vec<Tag>>,
    }

    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Tag {
        pub id: i64,
    }

    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub struct Problem {
        pub code: i64,
        pub message: Option<String>,
    }

    impl Pet {
        pub fn new(id: impl Into<String>) -> Self {
            Self {
                id: id.into(),
                name: None,
                tags: None,
            }
        }
    }
}

mod codec {
    ::bindery_runtime::object! {
        super::models::Pet { id: required "id", name: optional "name", tags: optional "tags" }
    }
    ::bindery_runtime::object! { super::models::Tag { id: required "id" } }
    ::bindery_runtime::object! {
        super::models::Problem { code: required "code", message: optional "message" }
    }
}

// Generated code has the same allowance.
#[allow(clippy::wrong_self_convention)]
pub mod endpoints {
    use super::Client;

    static GET_PET: ::bindery_runtime::Operation = ::bindery_runtime::Operation::new(
        "getPet",
        ::bindery_runtime::Method::GET,
        "/pets/{pet-id}",
    )
    .security(&[&["Token"]])
    .responses(&["200", "4XX", "503"]);

    static ADD_PET: ::bindery_runtime::Operation =
        ::bindery_runtime::Operation::new("addPet", ::bindery_runtime::Method::POST, "/pets")
            .security(&[&["HeaderKey", "CookieKey"], &["QueryKey"]])
            .responses(&["2xx", "default"]);

    static RENAME: ::bindery_runtime::Operation = ::bindery_runtime::Operation::new(
        "rename",
        ::bindery_runtime::Method::PUT,
        "/names/{name}.{kind}",
    )
    .security(&[&[], &["Login"]])
    .responses(&["204"]);

    static EXPORT: ::bindery_runtime::Operation =
        ::bindery_runtime::Operation::new("export", ::bindery_runtime::Method::GET, "/export")
            .security(&[&["MutualTls"], &["Undefined", "Token"]])
            .responses(&["200"]);

    static PING: ::bindery_runtime::Operation =
        ::bindery_runtime::Operation::new("ping", ::bindery_runtime::Method::GET, "/ping")
            .responses(&["200"]);

    static PICTURE: ::bindery_runtime::Operation =
        ::bindery_runtime::Operation::new("picture", ::bindery_runtime::Method::GET, "/picture")
            .responses(&["200", "404"]);

    static TELL: ::bindery_runtime::Operation =
        ::bindery_runtime::Operation::new("tell", ::bindery_runtime::Method::POST, "/tell")
            .responses(&["200", "202", "404"])
            .accepting("application/vnd.tag+json");

    static FETCH: ::bindery_runtime::Operation =
        ::bindery_runtime::Operation::new("fetch", ::bindery_runtime::Method::GET, "/fetch")
            .responses(&["200", "2XX"]);

    static LIST_PETS: ::bindery_runtime::Operation =
        ::bindery_runtime::Operation::new("listPets", ::bindery_runtime::Method::GET, "/pets")
            .security(&[&["Token", "QueryKey"]])
            .responses(&["200"]);

    impl Client {
        #[inline]
        pub fn get_pet(&self, pet_id: impl Into<String>) -> GetPet<'_> {
            let mut call = self.0.call::<GetPet<'_>>();
            call.parameter(::bindery_runtime::Parameter::path("pet-id"), &pet_id.into());
            GetPet(call)
        }

        #[inline]
        pub fn add_pet(&self, body: super::models::Pet) -> AddPet<'_> {
            let mut call = self.0.call::<AddPet<'_>>();
            call.json_body("application/json", &body);
            AddPet(call)
        }

        #[inline]
        pub fn rename(&self, name: impl Into<String>, kind: impl Into<String>) -> Rename<'_> {
            let mut call = self.0.call::<Rename<'_>>();
            call.parameter(::bindery_runtime::Parameter::path("name"), &name.into());
            call.parameter(::bindery_runtime::Parameter::path("kind"), &kind.into());
            Rename(call)
        }

        #[inline]
        pub fn export(&self) -> Export<'_> {
            Export(self.0.call::<Export<'_>>())
        }

        #[inline]
        pub fn ping(&self) -> Ping<'_> {
            Ping(self.0.call::<Ping<'_>>())
        }

        #[inline]
        pub fn picture(&self) -> Picture<'_> {
            Picture(self.0.call::<Picture<'_>>())
        }

        #[inline]
        pub fn tell(&self) -> Tell<'_> {
            Tell(self.0.call::<Tell<'_>>())
        }

        #[inline]
        pub fn list_pets(&self) -> ListPets<'_> {
            ListPets(self.0.call::<ListPets<'_>>())
        }

        #[inline]
        pub fn fetch(&self) -> Fetch<'_> {
            Fetch(self.0.call::<Fetch<'_>>())
        }
    }

    #[derive(Debug)]
    #[must_use = "a call does nothing until it is awaited"]
    pub struct GetPet<'c>(::bindery_runtime::Call<'c>);
    impl GetPet<'_> {
        #[inline]
        pub fn fields(mut self, fields: impl Into<String>) -> Self {
            self.0.parameter(
                ::bindery_runtime::Parameter::query("fields"),
                &fields.into(),
            );
            self
        }

        #[inline]
        pub fn trace(mut self, trace: impl Into<String>) -> Self {
            self.0.parameter(
                ::bindery_runtime::Parameter::header("X-Trace"),
                &trace.into(),
            );
            self
        }

        #[inline]
        pub fn theme(mut self, theme: impl Into<String>) -> Self {
            self.0
                .parameter(::bindery_runtime::Parameter::cookie("theme"), &theme.into());
            self
        }
    }
    impl ::bindery_runtime::Endpoint for GetPet<'_> {
        const OPERATION: &'static ::bindery_runtime::Operation = &GET_PET;
        type Success = ::bindery_runtime::decode::Json<super::models::Pet>;
        type Failure = ::bindery_runtime::decode::Json<super::models::Problem>;
    }
    ::bindery_runtime::call!(GetPet);

    #[derive(Debug)]
    #[must_use = "a call does nothing until it is awaited"]
    pub struct AddPet<'c>(::bindery_runtime::Call<'c>);
    impl ::bindery_runtime::Endpoint for AddPet<'_> {
        const OPERATION: &'static ::bindery_runtime::Operation = &ADD_PET;
        type Success = ::bindery_runtime::decode::Json<::std::vec::Vec<super::models::Pet>>;
        type Failure = ::bindery_runtime::decode::Text;
    }
    ::bindery_runtime::call!(AddPet);

    #[derive(Debug)]
    #[must_use = "a call does nothing until it is awaited"]
    pub struct Rename<'c>(::bindery_runtime::Call<'c>);
    impl ::bindery_runtime::Endpoint for Rename<'_> {
        const OPERATION: &'static ::bindery_runtime::Operation = &RENAME;
        type Success = ::bindery_runtime::decode::Empty;
        type Failure = ::bindery_runtime::decode::Empty;
    }
    ::bindery_runtime::call!(Rename);

    #[derive(Debug)]
    #[must_use = "a call does nothing until it is awaited"]
    pub struct Export<'c>(::bindery_runtime::Call<'c>);
    impl ::bindery_runtime::Endpoint for Export<'_> {
        const OPERATION: &'static ::bindery_runtime::Operation = &EXPORT;
        type Success = ::bindery_runtime::decode::Binary;
        type Failure = ::bindery_runtime::decode::Binary;
    }
    ::bindery_runtime::call!(Export);

    #[derive(Debug)]
    #[must_use = "a call does nothing until it is awaited"]
    pub struct Ping<'c>(::bindery_runtime::Call<'c>);
    impl ::bindery_runtime::Endpoint for Ping<'_> {
        const OPERATION: &'static ::bindery_runtime::Operation = &PING;
        type Success = ::bindery_runtime::decode::Text;
        type Failure = ::bindery_runtime::decode::Empty;
    }
    ::bindery_runtime::call!(Ping);

    #[derive(Debug)]
    #[must_use = "a call does nothing until it is awaited"]
    pub struct Picture<'c>(::bindery_runtime::Call<'c>);
    impl ::bindery_runtime::Endpoint for Picture<'_> {
        const OPERATION: &'static ::bindery_runtime::Operation = &PICTURE;
        type Success = ::bindery_runtime::decode::Stream;
        type Failure = ::bindery_runtime::decode::Json<super::models::Problem>;
    }
    ::bindery_runtime::call!(Picture);

    #[derive(Debug)]
    #[must_use = "a call does nothing until it is awaited"]
    pub struct Tell<'c>(::bindery_runtime::Call<'c>);
    impl<'c> Tell<'c> {
        #[inline]
        pub fn as_events(
            self,
        ) -> ::bindery_runtime::CallAs<
            'c,
            Self,
            ::bindery_runtime::decode::Events<super::models::Tag>,
        > {
            self.0.accepting("text/event-stream")
        }

        #[inline]
        pub fn as_lines(
            self,
        ) -> ::bindery_runtime::CallAs<'c, Self, ::bindery_runtime::decode::Lines<super::models::Tag>>
        {
            self.0.accepting("application/jsonl, application/json-seq")
        }
    }
    impl ::bindery_runtime::Endpoint for Tell<'_> {
        const OPERATION: &'static ::bindery_runtime::Operation = &TELL;
        type Success = ::bindery_runtime::decode::Json<super::models::Tag>;
        type Failure = ::bindery_runtime::decode::Json<super::models::Problem>;
    }
    ::bindery_runtime::call!(Tell);

    #[derive(Debug)]
    pub enum Fetched {
        Status200(super::models::Tag),
        Status2xx(::bindery_runtime::Download),
    }
    ::bindery_runtime::answers! {
        Fetched { Status200: json "200", Status2xx: stream "2XX" }
    }

    #[derive(Debug)]
    #[must_use = "a call does nothing until it is awaited"]
    pub struct Fetch<'c>(::bindery_runtime::Call<'c>);
    impl ::bindery_runtime::Endpoint for Fetch<'_> {
        const OPERATION: &'static ::bindery_runtime::Operation = &FETCH;
        type Success = Fetched;
        type Failure = ::bindery_runtime::decode::Empty;
    }
    ::bindery_runtime::call!(Fetch);

    #[derive(Debug)]
    #[must_use = "a call does nothing until it is awaited"]
    pub struct ListPets<'c>(::bindery_runtime::Call<'c>);
    impl ::bindery_runtime::Endpoint for ListPets<'_> {
        const OPERATION: &'static ::bindery_runtime::Operation = &LIST_PETS;
        type Success = ::bindery_runtime::decode::Json<::std::vec::Vec<super::models::Pet>>;
        type Failure = ::bindery_runtime::decode::Empty;
    }
    ::bindery_runtime::call!(ListPets);
    impl ::bindery_runtime::Paged for ListPets<'_> {
        type Item = super::models::Pet;
        const PAGING: ::bindery_runtime::Paging = ::bindery_runtime::Paging::link();
        #[inline]
        fn items_of(page: Vec<super::models::Pet>) -> Vec<Self::Item> {
            page
        }
    }
    ::bindery_runtime::paged!(ListPets);
}
