//! Enums whose values have one text each.

/// Makes an enum whose variants have one text each, the same in JSON, in URLs and in storage.
///
/// Reading is written by hand: what serde derives compares each text in code of its own, which the console would have to
/// download.
macro_rules! text_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $name {
            $($(#[$vdoc])* #[cfg_attr(feature = "openapi", schema(rename = $text))] $variant,)+
        }

        impl $name {
            /// Every value, in the order in which people meet them.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The value as text: in JSON, in URLs, in storage.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// Reads what `as_str` wrote.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == text)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                Self::parse(&text).ok_or_else(|| serde::de::Error::custom("an unknown value"))
            }
        }
    };
}

pub(crate) use text_enum;
