//! Keeps `generated/` equal to what the generator makes of `spec/messenger.yaml` and its overlay.

fn main() {
    bindery::Build::new("spec/messenger.yaml")
        .overlay("spec/messenger.overlay.yaml")
        .guide("docs/guide.md")
        .in_tree("generated")
        .lib_rs()
        .strict()
        .run();
}
