//! How the files of this folder write their texts.

/// Makes a function of each text: `name "Text";`, or with parts that differ, `name(part) "Text with {part}";`, or with a number
/// that decides between two forms, `name[count] "1 text | {count} texts";`.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident $([$count:ident])? $(($($part:ident),+))? $english:literal;)+) => {
        $(text! { $(#[$doc])* $name $([$count])? $(($($part),+))? $english })+

        /// The texts of this file.
        pub(super) const ENTRIES: &[super::Entry] = &[
            $(super::Entry {
                name: stringify!($name),
                english: $english,
                parts: &[$(stringify!($count),)? $($(stringify!($part)),+)?],
            },)+
        ];
    };
}

/// One of them.
macro_rules! text {
    ($(#[$doc:meta])* $name:ident $english:literal) => {
        $(#[$doc])*
        pub fn $name() -> &'static str {
            super::language::spoken(const { super::language::key(stringify!($name)) }, $english)
        }
    };
    ($(#[$doc:meta])* $name:ident ($($part:ident),+) $english:literal) => {
        $(#[$doc])*
        pub fn $name($($part: impl std::fmt::Display),+) -> String {
            let text = super::language::spoken(const { super::language::key(stringify!($name)) }, $english);
            super::language::fill(text, &[$((stringify!($part), &$part)),+])
        }
    };
    ($(#[$doc:meta])* $name:ident [$count:ident] $(($($part:ident),+))? $english:literal) => {
        $(#[$doc])*
        pub fn $name($count: impl TryInto<i64> $($(, $part: impl std::fmt::Display)+)?) -> String {
            let text = super::language::spoken(const { super::language::key(stringify!($name)) }, $english);
            let $count = $count.try_into().unwrap_or(i64::MAX);
            super::language::fill(
                super::language::form(text, $count),
                &[(stringify!($count), &super::language::number($count)) $($(, (stringify!($part), &$part))+)?],
            )
        }
    };
}
