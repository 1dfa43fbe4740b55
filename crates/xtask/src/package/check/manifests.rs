//! The two manifests: who, where to, with which rights, and which hub.

use serde_json::{Value, json};

use super::Defect;
use crate::package::manifest::{HUB, HUB_GROUP, HUB_TYPE, PAGE, SCOPES, TARGET};
use crate::package::{Options, Vsix};

pub fn defects(vsix: &Vsix, options: &Options) -> Vec<Defect> {
    let mut defects = Vec::new();
    let publisher = options.publisher.to_string();
    let version = options.version.to_string();
    for (what, expected, found) in [
        ("publisher", publisher.as_str(), &vsix.publisher),
        ("id", options.id(), &vsix.id),
        ("version", version.as_str(), &vsix.version),
    ] {
        if expected != found {
            defects.push(Defect::Identity {
                what,
                expected: expected.to_owned(),
                found: found.clone(),
            });
        }
    }
    if vsix.targets != [TARGET] {
        defects.push(Defect::Targets(vsix.targets.join(", ")));
    }
    if vsix
        .flags
        .iter()
        .any(|flag| flag.eq_ignore_ascii_case("public"))
    {
        defects.push(Defect::Public);
    }
    let contents = &vsix.contents;
    if contents["scopes"] != json!(SCOPES) {
        defects.push(Defect::Scopes(contents["scopes"].to_string()));
    }
    match contents["contributions"].as_array().map(Vec::as_slice) {
        Some([hub]) => defects.extend(hub_defects(vsix, hub)),
        _ => defects.push(Defect::Hub(
            "there is not exactly one contribution".to_owned(),
        )),
    }
    match (&contents["baseUri"], options.development) {
        (Value::Null, false) | (Value::String(_), true) => {}
        (Value::Null, true) => defects.push(Defect::NoBaseUri),
        (other, _) => defects.push(Defect::BaseUri(other.to_string())),
    }
    defects
}

fn hub_defects(vsix: &Vsix, hub: &Value) -> Vec<Defect> {
    let mut defects = Vec::new();
    let properties = &hub["properties"];
    for (what, found, expected) in [
        ("id", &hub["id"], json!(HUB)),
        ("type", &hub["type"], json!(HUB_TYPE)),
        ("targets", &hub["targets"], json!([HUB_GROUP])),
        ("page", &properties["uri"], json!(PAGE)),
    ] {
        if *found != expected {
            defects.push(Defect::Hub(format!(
                "its {what} is {found}, not {expected}"
            )));
        }
    }
    for theme in ["light", "dark"] {
        let icon = &properties["icon"][theme];
        let path = icon.as_str().and_then(|icon| icon.strip_prefix("asset://"));
        let is_there =
            |path: &str| vsix.files.contains_key(path) && vsix.addressable.contains(path);
        if !path.is_some_and(is_there) {
            defects.push(Defect::Icon(icon.to_string()));
        }
    }
    defects
}
