//! Project names such as a large company has, the same at every first start.

const AREAS: [&str; 40] = [
    "Payments",
    "Warehouse",
    "Logistics",
    "Checkout",
    "Identity",
    "Billing",
    "Customer",
    "Field Service",
    "Fleet",
    "Firmware",
    "Fraud Detection",
    "Catalogue",
    "Pricing",
    "Search",
    "Mobile",
    "Web Shop",
    "Loyalty",
    "Onboarding",
    "Human Resources",
    "Payroll",
    "Procurement",
    "Treasury",
    "Risk",
    "Compliance",
    "Claims",
    "Underwriting",
    "Data Lake",
    "Telemetry",
    "Observability",
    "Network",
    "Workplace",
    "Energy",
    "Manufacturing",
    "Quality",
    "Returns",
    "Shipping",
    "Supplier",
    "Partner",
    "Notification",
    "Document",
];

const KINDS: [&str; 25] = [
    "Platform",
    "Services",
    "Portal",
    "Gateway",
    "Analytics",
    "Migration",
    "Integration",
    "Automation",
    "Reporting",
    "Core",
    "Hub",
    "Tools",
    "Operations",
    "Modernisation",
    "App",
    "API",
    "Insights",
    "Planning",
    "Archive",
    "Security",
    "Support",
    "Rollout",
    "Research",
    "Sandbox",
    "Legacy",
];

const SUFFIXES: [&str; 5] = ["2", "3", "EMEA", "APAC", "2030"];

/// Names that a careless program gets wrong: other scripts, accents, dots, brackets, single letters.
const UNUSUAL: [&str; 5] = [
    "Zürich – Größenänderung",
    "東京 物流",
    "Équipe Réseau (Montréal)",
    "R.O.C.K.E.T.",
    "Z",
];

/// The projects of the small organisation.
pub(crate) const SMALL: [&str; 12] = [
    "Contract Management",
    "Customer Care",
    "Data Platform",
    "Event Ticketing",
    "Factory Floor",
    "Infrastructure",
    "Mobile Banking",
    "Operations Centre",
    "Product Design",
    "Smart Metering",
    "Website Relaunch",
    "Wholesale",
];

/// The first `count` names of the large organisation; all different, for any `count` up to
/// about six thousand.
pub(crate) fn large(count: usize) -> impl Iterator<Item = String> {
    let plain = pairs().map(|(area, kind)| format!("{area} {kind}"));
    let again = SUFFIXES
        .iter()
        .flat_map(|suffix| pairs().map(move |(area, kind)| format!("{area} {kind} {suffix}")));
    UNUSUAL
        .into_iter()
        .map(String::from)
        .chain(plain)
        .chain(again)
        .take(count)
}

/// Every area with every kind, neighbours differing in both.
fn pairs() -> impl Iterator<Item = (&'static str, &'static str)> {
    (0..KINDS.len()).flat_map(|round| {
        AREAS
            .iter()
            .enumerate()
            .map(move |(at, area)| (*area, KINDS[(at + round) % KINDS.len()]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_large_organisation_has_as_many_different_names_as_asked_for() {
        // Project names differ in more than case.
        let names: HashSet<_> = large(6_000).map(|name| name.to_lowercase()).collect();
        assert_eq!(names.len(), 6_000);
    }

    #[test]
    fn names_are_the_same_every_time_and_allowed_in_azure_devops() {
        assert!(large(1_200).eq(large(1_200)));
        for name in large(1_200).chain(SMALL.map(String::from)) {
            assert!(name.chars().count() <= 64, "{name} is too long");
            assert!(
                !name
                    .contains(r#"/:\~&%;@'"?<>|#$*}{,+=[]"#.chars().collect::<Vec<_>>().as_slice()),
                "{name} has a character that Azure DevOps refuses"
            );
        }
    }
}
