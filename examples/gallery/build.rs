//! Makes the bindings of `gallery.yaml` whenever it changes.

fn main() {
    bindery::Build::new("gallery.yaml").strict().run();
}
