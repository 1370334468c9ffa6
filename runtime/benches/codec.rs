//! Reading and writing bodies: the runtime's tables against serde's derive on the same structs.
//!
//! `cargo bench -p bindery-runtime --bench codec`. `Derived` does less than the tables: it forgets properties that no
//! field takes. `Flattened` does the same as they.

mod support;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use serde::Serialize;
use serde::de::DeserializeOwned;
use support::derived::Derived;
use support::flattened::Flattened;
use support::tables::Tables;
use support::{SIZES, Size};

fn main() {
    divan::main();
}

#[divan::bench(types = [Tables, Derived, Flattened], args = SIZES)]
fn read<T: DeserializeOwned>(bencher: Bencher<'_, '_>, size: Size) {
    let page = size.page();
    bencher
        .counter(BytesCount::of_str(&page))
        .bench(|| serde_json::from_str::<T>(black_box(&page)).expect("a page"));
}

#[divan::bench(types = [Tables, Derived, Flattened], args = SIZES)]
fn write<T: Serialize + DeserializeOwned + Sync>(bencher: Bencher<'_, '_>, size: Size) {
    let page = size.page();
    let value: T = serde_json::from_str(&page).expect("a page");
    bencher
        .counter(BytesCount::of_str(&page))
        .bench(|| serde_json::to_vec(black_box(&value)).expect("it can be written"));
}
