//! Path templates (OpenAPI 3.0.3, section 3.2): a template and encoded values go in, the path comes out behind a base URL.
//!
//! A template expression may be a part of a segment (`/{sid}.json`, `/{x},{y}`). Values aren't checked here: those that
//! would change the path (empty, `.`, `..`) have been refused when they were encoded. A fragment, by which some documents
//! tell operations apart, is never sent (RFC 9110, section 4.2.5).

use crate::percent;

/// Adds the filled template to a URL; `value` gives the encoded text for a name.
///
/// # Errors
/// A message, when a name has no value, or the template doesn't start with a slash (after the base URL, it would then
/// name another host).
pub(crate) fn fill<'v>(
    url: &mut String,
    template: &str,
    value: impl Fn(&str) -> Option<&'v str>,
) -> Result<(), String> {
    if !template.starts_with('/') {
        return Err(format!(
            "the path `{template}` of the document doesn't start with `/`"
        ));
    }
    let mut rest = template.split('#').next().unwrap_or_default();
    while let Some((literal, name, after)) = next_expression(rest) {
        let value = value(name).ok_or_else(|| format!("the path parameter `{name}` isn't set"))?;
        url.extend(percent::template(literal));
        url.push_str(value);
        rest = after;
    }
    url.extend(percent::template(rest));
    Ok(())
}

/// Splits at the first `{name}`: what stands before it, the name, what comes after.
fn next_expression(template: &str) -> Option<(&str, &str, &str)> {
    let (literal, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((literal, name, after))
}
