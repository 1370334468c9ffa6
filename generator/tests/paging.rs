//! Paging as the user tells it: what is told is generated, what is found can be written down and told again, and what the
//! document doesn't have is refused. The rules by which paging is found are in `accept/paging_*.yaml`.

use std::path::Path;

use bindery::emit::Root;
use bindery::facts::Facts;
use bindery::render::Style;
use bindery::{Document, Options, PagingOf, Pagings};

fn open(told: &[&str]) -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/paging.yaml");
    let mut pagings = Pagings::default();
    for text in told {
        let one: PagingOf = text.parse().unwrap_or_else(|error| panic!("{error}"));
        pagings.add(one);
    }
    let options = Options {
        pagings,
        ..Options::default()
    };
    Document::open_with(path, options)
}

/// How the operation of this name pages.
fn paging(told: &[&str], operation: &str) -> Option<String> {
    let document = open(told);
    let api = document
        .api()
        .unwrap_or_else(|| panic!("{}", document.report(Style::Plain)));
    let operations = api.operations.iter();
    let index = operations
        .map(|it| &it.name.wire)
        .position(|id| id == operation);
    let facts = Facts::of(api);
    let paged = facts.paging.get(&index.expect("it is there"))?;
    Some(paged.paging.to_string())
}

/// What is told, and what is generated for it.
#[test]
fn what_is_told_is_generated() {
    let cases = [
        (
            "listPets=cursor:param=from,next=/found/next,from,more=found.more,items=found.pets",
            r#"cursor(::bindery_runtime::Parameter::query("from"),"/found/next,from",).while_true("/found/more").items("/found/pets")"#,
        ),
        (
            "GET /pets=cursor:param=from,last=key,more=found.anything.next,items=found.pets",
            r#"cursor(::bindery_runtime::Parameter::query("from"),"/key",).of_last_item().while_present("/found/anything/next").items("/found/pets")"#,
        ),
        (
            "listPets=offset:param=index,total=found.count,done=found.more,items=found.pets",
            r#"offset(::bindery_runtime::Parameter::query("index"),0,).total("/found/count").until_true("/found/more").items("/found/pets")"#,
        ),
        (
            "listPets=page:param=index,start=0,pages=found.count,items=found.pets",
            r#"page(::bindery_runtime::Parameter::query("index"),0,).pages("/found/count").items("/found/pets")"#,
        ),
        (
            "listPets=url:next=found.anything,items=found.pets",
            r#"url("/found/anything",).items("/found/pets")"#,
        ),
        (
            "tag:pets=link:items=found.pets",
            r#"link().items("/found/pets")"#,
        ),
        (
            "searchPets=cursor:body=from,next=/found/next,from,items=found.pets",
            r#"cursor_in_body("from","/found/next,from",).items("/found/pets")"#,
        ),
    ];
    for (told, generated) in cases {
        let files = open(&[told]).files(Root::Module).expect("bindings");
        let file = files.into_iter().find(|it| it.path == "endpoints.rs");
        let text = file.expect("it is one of them").text;
        let text: String = text.split_whitespace().collect();
        let generated = format!("::bindery_runtime::Paging::{generated}");
        let generated: String = generated.split_whitespace().collect();
        let loose = |text: &str| text.replace(",)", ")");
        assert!(loose(&text).contains(&loose(&generated)), "{told}: {text}");
        assert!(
            text.contains("page.found.and_then(|it|it.pets).unwrap_or_default()"),
            "{text}"
        );
    }
}

#[test]
fn what_is_found_can_be_told() {
    let found = paging(&[], "listOwners").expect("it pages");
    assert_eq!(found, "cursor:param=cursor,next=next_cursor,items=owners");
    assert_eq!(paging(&[], "listPets"), None);
    for told in [
        found.as_str(),
        "cursor:param=cursor,last=/a.b,more=next_cursor,items=owners",
        "page:param=cursor,start=-1,total=next_cursor,items=owners",
        "offset:param=cursor,start=3,items=owners",
        "url:next=next_cursor,items=owners",
        "link:items=owners",
    ] {
        let again = paging(&[&format!("listOwners={told}")], "listOwners");
        assert_eq!(again.as_deref(), Some(told));
    }
}

#[test]
fn what_is_told_goes_before_what_is_found() {
    let off = "listOwners=off";
    assert_eq!(paging(&[off], "listOwners"), None);
    let items = paging(&[off, "listOwners=url:next=next_cursor"], "listOwners");
    assert_eq!(items.as_deref(), Some("url:next=next_cursor,items=owners"));
}

#[test]
fn what_the_document_lacks_is_an_error() {
    let cases = [
        ("listPet=off", "did you mean `listPets`?"),
        ("tag:pet=off", "did you mean `tag:pets`?"),
        (
            "listOwners=page:param=cursr",
            "`listOwners` can't page as it is told: it has no query parameter `cursr`",
        ),
        ("listOwners=page:param=cursr", "did you mean `cursor`?"),
        (
            "listOwners=url:next=meta.next",
            "`meta.next` leads nowhere: there is no `meta`",
        ),
        (
            "listOwners=url:next=next_curser",
            "did you mean `next_cursor`?",
        ),
        (
            "listPets=link",
            "it isn't evident where its items are; say `items=`",
        ),
        (
            "listPets=link:items=found.count",
            "there is no list at `/found/count` in its answers",
        ),
        ("addPet=link", "its answers aren't JSON of one type"),
        (
            "tag:pets=url:next=none,items=found.pets",
            "there is no `none`",
        ),
        (
            "searchPets=link:items=found.pets",
            "only a `GET` can follow URLs",
        ),
        (
            "searchPets=cursor:body=form,next=found.count,items=found.pets",
            "did you mean `from`?",
        ),
        (
            "listPets=cursor:body=from,next=found.count,items=found.pets",
            "it has no body that is always JSON",
        ),
        (
            "listPets=page:param=index,start=one,items=found.pets",
            "`one` is no number to start at",
        ),
        (
            "listPets=cursor:param=from,last=id,items=found.pets",
            "`id` leads nowhere",
        ),
    ];
    for (told, message) in cases {
        let document = open(&[told]);
        let report = document.report(Style::Plain);
        assert!(
            document.api().is_none() && report.contains(message),
            "{told}: {report}"
        );
    }
}

#[test]
fn what_is_no_paging_is_refused() {
    let cases = [
        ("listPets", "isn't `SELECTOR=PAGING`"),
        ("listPets=curser:param=a", "isn't `SELECTOR=PAGING`"),
        ("listPets=cursor", "`cursor` needs `param=` or `body=`"),
        (
            "listPets=cursor:param=a,body=b,next=c",
            "`cursor` needs `param=` or `body=`",
        ),
        (
            "listPets=cursor:param=a",
            "`cursor` needs `next=` or `last=`",
        ),
        (
            "listPets=cursor:param=a,nxt=b,next=c",
            "did you mean `next`?",
        ),
        (
            "listPets=cursor:param=a,next=b,next=c",
            "`next=` is there twice",
        ),
        ("listPets=page:a", "`a` isn't `KEY=VALUE`"),
        ("listPets=off:items=a", "`items` is no key of `off`"),
        ("webhook:newPet=off", "webhooks don't page"),
        ("/pets=off", "lacks the method"),
    ];
    for (text, reason) in cases {
        let error = text.parse::<PagingOf>().expect_err(text).to_string();
        assert!(error.contains(reason), "{text}: {error}");
    }
    assert!(PagingOf::new("listPets", "curser:param=a").is_err());
}
