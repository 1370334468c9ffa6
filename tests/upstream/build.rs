//! Makes the bindings of `spec/messenger.yaml` alone.

fn main() {
    bindery::Build::new("../../spec/messenger.yaml")
        .strict()
        .run();
}
