//! Personas, from their making to their end.

use crate::support::{PAGE, serve};
use messenger_platform::models::PersonaCreation;

#[tokio::test]
async fn personas() {
    let (_server, client) = serve().await;
    let creation = PersonaCreation::new("Ada", "https://example.com/ada.png");
    let created = client.create_persona(PAGE, creation).await;
    let id = created
        .expect("it is created")
        .into_inner()
        .id
        .expect("an id");
    let listed = client.list_personas(PAGE).await.expect("an answer");
    let names = listed.data.iter().flatten().map(|it| it.name.as_deref());
    assert_eq!(names.collect::<Vec<_>>(), [Some("Ada")]);
    let persona = client.get_persona(id.clone()).await.expect("it is there");
    assert_eq!(persona.id, Some(id.clone()));
    let deleted = client.delete_persona(id.clone()).await.expect("an answer");
    assert_eq!(deleted.success, Some(true));
    let error = client.get_persona(id).await.expect_err("it is gone");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
}
