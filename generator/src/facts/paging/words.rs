//! Words: the names by which paging is known, in lower case and without anything but letters and digits, so that
//! `page_token`, `pageToken` and `page[token]` are one word. They are what APIs have in common; none is of one vendor.

/// Parameters that take a cursor, the likeliest first.
pub(super) const CURSORS: [&str; 16] = [
    "cursor",
    "pagecursor",
    "nextcursor",
    "pagetoken",
    "nextpagetoken",
    "nexttoken",
    "continuationtoken",
    "paginationtoken",
    "continue",
    "iterator",
    "marker",
    "pageafter",
    "startingafter",
    "after",
    "next",
    "page",
];

/// Parameters that take the id of the last item that was seen.
pub(super) const AFTER: [&str; 4] = ["startingafter", "after", "pageafter", "afterid"];

/// Parameters that count pages.
pub(super) const PAGES: [&str; 6] = [
    "page",
    "pagenumber",
    "pageno",
    "pagenum",
    "pageindex",
    "currentpage",
];

/// Parameters that count items.
pub(super) const OFFSETS: [&str; 4] = ["offset", "skip", "startat", "pageoffset"];

/// Parameters that say how large a page is to be.
pub(super) const SIZES: [&str; 12] = [
    "limit",
    "pagesize",
    "perpage",
    "pagelimit",
    "itemsperpage",
    "count",
    "take",
    "size",
    "top",
    "maxresults",
    "maxitems",
    "maxpagesize",
];

/// Objects of an answer that hold what there is to know of its place among the pages.
pub(super) const WRAPPERS: [&str; 16] = [
    "meta",
    "metadata",
    "paging",
    "pagination",
    "page",
    "pages",
    "pageinfo",
    "pageinformation",
    "links",
    "link",
    "cursors",
    "cursor",
    "next",
    "resultinfo",
    "responsemetadata",
    "responsemeta",
];

/// Properties that can be nothing else than the next cursor.
pub(super) const NEXT_CURSORS: [&str; 9] = [
    "nextcursor",
    "nextpagecursor",
    "nextpagetoken",
    "nexttoken",
    "nextcontinuationtoken",
    "continuationtoken",
    "nextmarker",
    "endcursor",
    "nextpageid",
];

/// Properties that are the next cursor inside of a [wrapper](WRAPPERS).
pub(super) const WRAPPED_CURSORS: [&str; 3] = ["after", "cursor", "continue"];

/// Properties that are the next cursor or the next URL.
pub(super) const NEXT: [&str; 2] = ["next", "nextpage"];

/// Properties that are the next URL.
pub(super) const NEXT_URLS: [&str; 7] = [
    "nexturl",
    "nexturi",
    "nextlink",
    "nexthref",
    "nextpageurl",
    "nextpageuri",
    "nextpagelink",
];

/// Properties that say whether there are more pages.
pub(super) const MORE: [&str; 6] = [
    "hasmore",
    "hasnext",
    "hasnextpage",
    "hasmoreitems",
    "hasmoreresults",
    "moreavailable",
];

/// Properties that say whether there are no more pages.
pub(super) const DONE: [&str; 4] = ["done", "last", "islast", "islastpage"];

/// Properties that are the id of the page's last item.
pub(super) const LAST_IDS: [&str; 1] = ["lastid"];

/// Properties that say how many pages there are.
pub(super) const PAGE_TOTALS: [&str; 5] = [
    "totalpages",
    "pagestotal",
    "totalpagecount",
    "lastpage",
    "numpages",
];

/// Properties that say how many items there are on all pages.
pub(super) const ITEM_TOTALS: [&str; 9] = [
    "total",
    "totalcount",
    "totalitems",
    "itemstotal",
    "totalresults",
    "totalrecords",
    "totalrecordcount",
    "totalelements",
    "totalhits",
];

/// Lists that hold the items whatever other lists there are.
pub(super) const ITEMS: [&str; 8] = [
    "data", "items", "results", "result", "values", "entries", "records", "elements",
];

/// Lists that never hold the items.
pub(super) const ASIDE: [&str; 5] = ["errors", "warnings", "notices", "included", "facets"];

/// Lists that hold something else than the items where there are other lists.
pub(super) const BESIDE: [&str; 2] = ["messages", "links"];

/// A name as a word.
pub(super) fn word(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_ascii_alphanumeric());
    letters.map(|c| c.to_ascii_lowercase()).collect()
}
