//! Keeps `generated/` equal to what the generator makes of `spec/messenger.yaml`.

fn main() {
    bindery::Build::new("spec/messenger.yaml")
        .in_tree("generated")
        .lib_rs()
        .strict()
        .run();
}
