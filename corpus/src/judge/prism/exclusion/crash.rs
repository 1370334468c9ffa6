//! Calls that Prism itself doesn't survive: an operation and the values for it come in, the judges that can't be asked
//! and the cause go out. All later requests would have no judge.

use bindery::ir::{Api, Header, Location, Operation, Parameter, Shape, Style};
use serde_json::Value;

use crate::judge::parts::{has_parts, is_object};
use crate::judge::prism::calls;

/// The judges that can't be asked.
type Spared = Vec<&'static str>;

/// The causes, in the order in which they are looked for.
pub(super) const CAUSES: [&str; 4] = [ABSENT_HEADER, DELIMITED_OBJECT, COMMAS, OWN_HEADER];

const ABSENT_HEADER: &str = "Prism ends when a header is absent that would be a list or an object (https://github.com/stoplightio/prism/blob/master/packages/http/src/validator/deserializers/style/simple.ts)";
const DELIMITED_OBJECT: &str = "Prism ends over objects with spaces or pipes between their parts (https://github.com/stoplightio/prism/blob/master/packages/http/src/validator/deserializers/style/delimited.ts)";
const COMMAS: &str = "Prism ends over commas between the parts of a path parameter (https://github.com/stoplightio/prism/blob/master/packages/http/src/validator/deserializers/style/simple.ts)";
const OWN_HEADER: &str = "Prism ends over its own answer when that has a header of a list or an object (https://github.com/stoplightio/prism/blob/master/packages/http/src/validator/deserializers/style/simple.ts)";

/// Why a call isn't made, if it isn't.
pub(in crate::judge::prism) fn crash(
    operation: &Operation,
    api: &Api,
    values: &Value,
) -> Option<(Spared, &'static str)> {
    let value = |parameter: &Parameter| values.pointer(&calls::pointer(parameter));
    let any = |is: &dyn Fn(&Parameter) -> bool| operation.parameters.iter().any(is);
    let both = vec!["mock", "proxy"];
    let is_complex_header =
        |it: &Parameter| it.location == Location::Header && has_parts(&it.ty, api);
    if any(&|it| is_complex_header(it) && value(it).is_none()) {
        Some((both, ABSENT_HEADER))
    } else if any(&|it| is_delimited_object(it, api)) {
        Some((both, DELIMITED_OBJECT))
    } else if any(&|it| value(it).is_some_and(|value| has_commas(it, value))) {
        Some((both, COMMAS))
    } else {
        answers_complex_headers(operation, api).then(|| (vec!["mock"], OWN_HEADER))
    }
}

fn answers_complex_headers(operation: &Operation, api: &Api) -> bool {
    let answered = operation.headers.map(|id| &api[id].shape);
    let has_complex = |headers: &Vec<Header>| headers.iter().any(|it| has_parts(&it.ty, api));
    matches!(answered, Some(Shape::Headers(headers)) if has_complex(headers))
}

fn is_delimited_object(parameter: &Parameter, api: &Api) -> bool {
    let style = parameter.style;
    matches!(style, Some(Style::SpaceDelimited | Style::PipeDelimited))
        && is_object(&parameter.ty, api)
}

/// Whether the text of a path parameter has commas between its parts (OpenAPI 3.0.4, "Style Examples").
fn has_commas(parameter: &Parameter, value: &Value) -> bool {
    let explodes = parameter.explode == Some(true);
    let is_simple = !matches!(
        parameter.style,
        Some(Style::Label | Style::Matrix | Style::Json)
    );
    let separates = is_simple || !explodes;
    parameter.location == Location::Path
        && match value {
            Value::Array(items) => items.len() > 1 && separates,
            Value::Object(properties) if explodes => properties.len() > 1 && is_simple,
            Value::Object(properties) => !properties.is_empty(),
            _ => false,
        }
}
