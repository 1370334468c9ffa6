//! Constants: which required properties have one value in the document, so that nobody needs to be asked for it.

use std::collections::BTreeMap;

use crate::ir::{Api, Field, Presence, Shape, Type, TypeId};

/// The fields, by type and position, with the enum that has their only value.
pub(super) fn constants(api: &Api) -> BTreeMap<(TypeId, usize), TypeId> {
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

fn constant(field: &Field, api: &Api) -> Option<TypeId> {
    let Type::Named(id) = field.ty else {
        return None;
    };
    let Shape::Enum(listed) = &api[id].shape else {
        return None;
    };
    let is_constant = field.presence == Presence::Required && listed.variants.len() == 1;
    is_constant.then_some(id)
}
