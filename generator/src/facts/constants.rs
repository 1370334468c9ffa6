//! Constants: which required properties have one value in the document, so that nobody needs to be asked for it.

use std::collections::BTreeMap;

use crate::ir::{Api, Field, Presence, Shape, Type, TypeId};

/// The only value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Constant {
    /// The enum that has it.
    pub of: TypeId,
    /// Its variant.
    pub variant: String,
}

/// The fields, by type and position, with their only values.
pub(super) fn constants(api: &Api) -> BTreeMap<(TypeId, usize), Constant> {
    let mut constants = BTreeMap::new();
    for (id, def) in api.types.iter().enumerate() {
        if let Shape::Object(object) = &def.shape {
            let fields = object.fields.iter().enumerate();
            let of_object = fields
                .filter_map(|(index, field)| Some(((TypeId(id), index), constant(field, api)?)));
            constants.extend(of_object);
        }
    }
    constants
}

fn constant(field: &Field, api: &Api) -> Option<Constant> {
    let (Type::Named(of), Presence::Required) = (&field.ty, field.presence) else {
        return None;
    };
    let Shape::Enum(listed) = api.definition(*of) else {
        return None;
    };
    let [variant] = listed.variants.as_slice() else {
        return None;
    };
    Some(Constant {
        of: *of,
        variant: variant.name.rust.clone(),
    })
}
