//! What is found wrong with forms.

use crate::client::{Answer, send, serve};

const DOCUMENT: &str = "
openapi: 3.0.3
info: { title: Forms, version: '1' }
paths:
  /pairs:
    post:
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              additionalProperties: false
              required: [name]
              properties:
                name: { type: string }
                age: { type: integer }
                tags: { type: array, items: { type: string, enum: [a, b] } }
                home: { type: object, required: [city], properties: { city: { type: string } } }
                ids: { type: array, items: { type: integer } }
                deep: { type: object }
            encoding: { ids: { style: form, explode: false }, deep: { style: deepObject } }
      responses: { '204': { description: Done. } }
  /parts:
    post:
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema: { $ref: '#/components/schemas/Upload' }
            encoding: { photo: { contentType: 'image/png, image/gif' }, about: { contentType: application/json } }
      responses: { '204': { description: Done. } }
  /mixed:
    post:
      requestBody: { content: { multipart/mixed: { schema: { type: object, required: [a] } } } }
      responses: { '204': { description: Done. } }
components:
  schemas:
    Base: { type: object, required: [photo], properties: { photo: { type: string, format: binary } } }
    Upload:
      allOf:
        - { $ref: '#/components/schemas/Base' }
        - type: object
          properties:
            about: { type: object, properties: { size: { type: integer } } }
            pages: { type: array, items: { type: string, format: binary } }
            count: { type: integer }
";

const V2: &str = "
swagger: '2.0'
info: { title: Forms, version: '1' }
paths:
  /pets:
    post:
      consumes: [application/x-www-form-urlencoded, multipart/form-data]
      parameters:
        - { name: name, in: formData, type: string, required: true }
        - { name: age, in: formData, type: integer }
        - { name: tags, in: formData, type: array, items: { type: string } }
        - { name: photo, in: formData, type: file }
      responses: { '204': { description: Done. } }
";

const PAIRS: &str = "application/x-www-form-urlencoded";

/// What is wrong with each body, at which pointers.
async fn check(document: &str, target: &str, content_type: &str, cases: &[(&str, &[&str])]) {
    let server = serve(document).await;
    for (body, wrong) in cases {
        let body = body.replace('\n', "\r\n");
        let headers = [("content-type", content_type)];
        let answer: Answer = send(&server, target, &headers, body.clone())
            .await
            .expect("an answer");
        if wrong.is_empty() {
            assert_eq!(answer.status, 204, "{body}: {}", answer.text());
            continue;
        }
        let expected: Vec<String> = wrong.iter().map(|at| format!("body {at}")).collect();
        assert_eq!(answer.violations(), (400, expected), "{body}");
    }
}

#[tokio::test]
async fn pairs_are_read_by_the_schema() {
    let cases: [(&str, &[&str]); 11] = [
        ("name=Rex", &[]),
        (
            "name=1&age=7&tags=a&tags=b&home=%7B%22city%22%3A%22Rome%22%7D",
            &[],
        ),
        ("name=a+b%26&ids=1,2&deep%5Bcolor%5D=red", &[]),
        ("age=7", &["/name"]),
        ("name=Rex&age=old", &["/age"]),
        ("name=Rex&tags=c", &["/tags/0"]),
        ("name=Rex&home=%7B%7D", &["/home/city"]),
        ("name=Rex&home=Rome", &["/home"]),
        ("name=Rex&name=Max", &["/name", "/name"]),
        ("name=Rex&other=1", &["/other"]),
        ("name=Rex&a%2Fb=1", &["/a~1b"]),
    ];
    check(DOCUMENT, "POST /pairs", PAIRS, &cases).await;
}

#[tokio::test]
async fn parts_are_read_by_the_schema() {
    let photo = "--B\nContent-Disposition: form-data; name=\"photo\"; filename=\"a\"\nContent-Type: image/png\n\nx\n";
    let about =
        "--B\nContent-Disposition: form-data; name=\"about\"\nContent-Type: application/json\n\n";
    let end = "--B--\n";
    let whole = format!("{photo}{about}{{\"size\":1}}\n{end}");
    let count = "--B\nContent-Disposition: form-data; name=\"count\"\n\nmany\n";
    let page = "--B\nContent-Disposition: form-data; name=\"pages\"; filename=\"p\"\n\n1\n";
    let bodies = [
        whole.clone(),
        format!("{page}{page}{whole}"),
        format!("{about}{{}}\n{end}"),
        format!("{photo}{about}{{\"size\":\"big\"}}\n{end}"),
        whole.replace("image/png", "image/jpeg"),
        whole.replace("Content-Type: application/json\n", ""),
        format!("{count}{whole}"),
        whole.replace("name=\"about\"", "filename=\"a\""),
        "no parts".to_owned(),
    ];
    let wrong: [&[&str]; 9] = [
        &[],
        &[],
        &["/photo"],
        &["/about/size"],
        &["/photo"],
        &["/about"],
        &["/count"],
        &[""],
        &[""],
    ];
    let cases: Vec<(&str, &[&str])> = bodies.iter().map(String::as_str).zip(wrong).collect();
    let content_type = "multipart/form-data; boundary=B";
    check(DOCUMENT, "POST /parts", content_type, &cases).await;
    check(
        DOCUMENT,
        "POST /parts",
        "multipart/form-data",
        &[("x", &[""])],
    )
    .await;
}

#[tokio::test]
async fn other_multipart_types_are_taken_apart_too() {
    let named = "--B\nContent-Disposition: form-data; name=\"a\"\n\nx\n--B--\n";
    let unnamed = "--B\nContent-Type: text/plain\n\nx\n--B--\n";
    let cases: [(&str, &[&str]); 2] = [(named, &[]), (unnamed, &["/a"])];
    check(
        DOCUMENT,
        "POST /mixed",
        "multipart/mixed; boundary=B",
        &cases,
    )
    .await;
}

#[tokio::test]
async fn fields_of_2_0_are_checked_one_by_one() {
    let cases: [(&str, &[&str]); 4] = [
        ("name=Rex&age=7&tags=a,b", &[]),
        ("age=7", &["/name"]),
        ("name=Rex&age=old", &["/age"]),
        ("name=Rex&name=Max", &["/name"]),
    ];
    check(V2, "POST /pets", PAIRS, &cases).await;
    let part = "--B\nContent-Disposition: form-data; name=\"name\"\n\nRex\n--B--\n";
    let file = "--B\nContent-Disposition: form-data; name=\"photo\"; filename=\"p\"\n\n1\n--B--\n";
    let cases: [(&str, &[&str]); 2] = [(part, &[]), (file, &["/name"])];
    check(V2, "POST /pets", "multipart/form-data; boundary=B", &cases).await;
}
