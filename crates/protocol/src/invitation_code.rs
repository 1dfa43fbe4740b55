//! The invitation code: the one line of text that lets the other side accept an invitation.
//!
//! ```text
//! xl1_ base64url( length of URL : 1 | invitation id : 16 | one-time key : 32
//!                 | SHA-256 of the source's public key : 32 | source node URL | CRC-32 : 4 )
//! ```
//!
//! The code is a secret until it is used: who has it can accept. The checksum is against typing errors only;
//! forgery is met by the one-time key (for the source) and the fingerprint (for the destination).

use crate::ErrorCode;
use crate::id::InvitationId;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::fmt;

const PREFIX: &str = "xl1_";
const ID_LEN: usize = 16;
const KEY_LEN: usize = 32;
const FINGERPRINT_LEN: usize = 32;
const FIXED_LEN: usize = 1 + ID_LEN + KEY_LEN + FINGERPRINT_LEN;
const CHECKSUM_LEN: usize = 4;
/// No longer text is looked at.
const TEXT_MAX: usize = 4000;

/// CRC-32 as of Ethernet and zip, computed without a table: the codes are short and the console small.
const CHECKSUM: crc::Crc<u32, crc::NoTable> =
    crc::Crc::<u32, crc::NoTable>::new(&crc::CRC_32_ISO_HDLC);

/// What an invitation code says.
#[derive(Clone, PartialEq, Eq)]
pub struct InvitationCode {
    /// Which invitation it is.
    pub invitation: InvitationId,
    /// The seed of the one-time key pair: with it the destination proves that it has the code.
    pub one_time_key: [u8; KEY_LEN],
    /// SHA-256 of the source's public key: with it the destination recognises the source.
    pub fingerprint: [u8; FINGERPRINT_LEN],
    /// Where the source's node is called.
    pub source_url: String,
}

impl fmt::Debug for InvitationCode {
    /// Never shows the one-time key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InvitationCode")
            .field("invitation", &self.invitation)
            .field("source_url", &self.source_url)
            .finish_non_exhaustive()
    }
}

impl InvitationCode {
    /// Writes the code. `None` when the invitation is no UUID or the URL longer than 255 bytes.
    pub fn encode(&self) -> Option<String> {
        let url_len = u8::try_from(self.source_url.len()).ok()?;
        let mut bytes = vec![url_len];
        bytes.extend(uuid_bytes(self.invitation.as_str())?);
        bytes.extend(self.one_time_key);
        bytes.extend(self.fingerprint);
        bytes.extend(self.source_url.as_bytes());
        let checksum = CHECKSUM.checksum(&bytes);
        bytes.extend(checksum.to_be_bytes());
        Some(format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// Reads a code as people paste it: white space, line breaks, quotes and invisible characters around and
    /// inside are forgiven.
    ///
    /// # Errors
    /// [`ErrorCode::CodeRequired`], [`ErrorCode::CodeNotAnInvitation`], [`ErrorCode::CodeNewerVersion`],
    /// [`ErrorCode::CodeTruncated`], [`ErrorCode::CodeDamaged`].
    pub fn decode(text: &str) -> Result<Self, ErrorCode> {
        if text.len() > TEXT_MAX {
            return Err(ErrorCode::CodeNotAnInvitation);
        }
        let code = clean(text);
        if code.is_empty() {
            return Err(ErrorCode::CodeRequired);
        }
        let payload = payload(&code)?;
        if !payload
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        {
            return Err(ErrorCode::CodeDamaged);
        }
        // Characters that do not fill a byte are the sign of a cut, and are left for the length to judge.
        let whole = if payload.len() % 4 == 1 {
            &payload[..payload.len() - 1]
        } else {
            payload
        };
        let bytes = lenient()
            .decode(whole)
            .map_err(|_| ErrorCode::CodeDamaged)?;
        parse(&bytes, payload.len())
    }
}

/// Accepts unused bits that are not zero, as a cut code has them.
fn lenient() -> base64::engine::GeneralPurpose {
    use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
    let config = GeneralPurposeConfig::new()
        .with_encode_padding(false)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone)
        .with_decode_allow_trailing_bits(true);
    GeneralPurpose::new(&base64::alphabet::URL_SAFE, config)
}

/// Removes what mail, chat and word processors put around and into a code.
fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| {
            !c.is_whitespace()
                && !c.is_control()
                && !matches!(c, '"' | '\'' | '`' | '<' | '>' | '“' | '”' | '‘' | '’' | '«' | '»' | '„' | '*' | ',' | '.' | ';')
                && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        })
        .collect()
}

/// What follows the prefix.
fn payload(code: &str) -> Result<&str, ErrorCode> {
    if let Some(payload) = code.strip_prefix(PREFIX) {
        return Ok(payload);
    }
    let version: String = code
        .strip_prefix("xl")
        .unwrap_or_default()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    if !version.is_empty() && version != "1" && code[2 + version.len()..].starts_with('_') {
        return Err(ErrorCode::CodeNewerVersion);
    }
    // The first characters of a code, and nothing more, were pasted.
    if PREFIX.starts_with(code) && code.len() >= 2 {
        return Err(ErrorCode::CodeTruncated);
    }
    Err(ErrorCode::CodeNotAnInvitation)
}

fn parse(bytes: &[u8], characters: usize) -> Result<InvitationCode, ErrorCode> {
    let Some(url_len) = bytes.first().map(|len| usize::from(*len)) else {
        return Err(ErrorCode::CodeTruncated);
    };
    let expected = FIXED_LEN + url_len + CHECKSUM_LEN;
    if characters < expected * 4 / 3 || bytes.len() < expected {
        return Err(ErrorCode::CodeTruncated);
    }
    if bytes.len() > expected || characters > (expected * 4).div_ceil(3) {
        return Err(ErrorCode::CodeDamaged);
    }
    let (content, checksum) = bytes.split_at(expected - CHECKSUM_LEN);
    if CHECKSUM.checksum(content).to_be_bytes() != checksum {
        return Err(ErrorCode::CodeDamaged);
    }
    let (fixed, url) = content.split_at(FIXED_LEN);
    let take = |from: usize, len: usize| fixed.get(from..from + len).unwrap_or_default();
    let damaged = |_| ErrorCode::CodeDamaged;
    Ok(InvitationCode {
        invitation: InvitationId::new(uuid_text(take(1, ID_LEN))),
        one_time_key: take(1 + ID_LEN, KEY_LEN).try_into().map_err(damaged)?,
        fingerprint: take(1 + ID_LEN + KEY_LEN, FINGERPRINT_LEN)
            .try_into()
            .map_err(damaged)?,
        source_url: String::from_utf8(url.to_vec()).map_err(|_| ErrorCode::CodeDamaged)?,
    })
}

fn uuid_bytes(text: &str) -> Option<[u8; ID_LEN]> {
    let digits: Vec<u8> = text.bytes().filter(|b| *b != b'-').collect();
    let mut bytes = [0; ID_LEN];
    if digits.len() != ID_LEN * 2 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

fn uuid_text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(36);
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push_str(&format!("{byte:02x}"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sample() -> InvitationCode {
        InvitationCode {
            invitation: InvitationId::new("0193a5c0-7b1e-7c3d-9f00-0123456789ab"),
            one_time_key: [7; 32],
            fingerprint: [9; 32],
            source_url: "https://node-a.example.net".into(),
        }
    }

    fn text() -> String {
        sample().encode().expect("encodes")
    }

    #[test]
    fn a_code_survives_and_has_about_a_hundred_and_fifty_characters() {
        assert_eq!(InvitationCode::decode(&text()), Ok(sample()));
        assert!((140..170).contains(&text().len()), "{}", text().len());
    }

    #[test]
    fn what_mail_and_chat_add_is_forgiven() {
        let code = text();
        let (start, end) = code.split_at(60);
        for pasted in [
            format!("  {code}\r\n"),
            format!("“{code}”"),
            format!("{start}\r\n    {end}"),
            format!("> {start}\n> {end}"),
            format!("\u{feff}{start}\u{200b}{end}"),
            format!("`{code}`."),
        ] {
            assert_eq!(InvitationCode::decode(&pasted), Ok(sample()), "{pasted}");
        }
    }

    #[test]
    fn a_cut_code_is_told_to_be_cut_wherever_it_was_cut() {
        let code = text();
        for len in 2..code.len() {
            assert_eq!(
                InvitationCode::decode(&code[..len]),
                Err(ErrorCode::CodeTruncated),
                "{len}"
            );
        }
    }

    #[test]
    fn other_texts_are_told_apart() {
        for (pasted, expected) in [
            (String::new(), ErrorCode::CodeRequired),
            (" \n\u{200b}".into(), ErrorCode::CodeRequired),
            ("hello".into(), ErrorCode::CodeNotAnInvitation),
            ("x".repeat(5000), ErrorCode::CodeNotAnInvitation),
            (
                text().replacen("xl1_", "xl2_", 1),
                ErrorCode::CodeNewerVersion,
            ),
            (
                text().replacen("xl1_", "xl12_", 1),
                ErrorCode::CodeNewerVersion,
            ),
            (format!("{}A", text()), ErrorCode::CodeDamaged),
            (text().replacen("x", "y", 1), ErrorCode::CodeNotAnInvitation),
            (format!("{}é", text()), ErrorCode::CodeDamaged),
        ] {
            assert_eq!(InvitationCode::decode(&pasted), Err(expected), "{pasted}");
        }
    }

    #[test]
    fn the_secret_is_not_in_what_a_log_would_show() {
        let shown = format!("{:?}", sample());
        assert!(
            !shown.contains("one_time_key") && !shown.contains("7, 7"),
            "{shown}"
        );
    }

    proptest! {
        #[test]
        fn any_code_survives(id in any::<[u8; 16]>(), key in any::<[u8; 32]>(), fingerprint in any::<[u8; 32]>(), url in "[a-z:/.]{0,255}") {
            let code = InvitationCode { invitation: InvitationId::new(uuid_text(&id)), one_time_key: key, fingerprint, source_url: url };
            prop_assert_eq!(InvitationCode::decode(&code.encode().expect("encodes")), Ok(code));
        }

        #[test]
        fn one_wrong_character_is_found(at in 6usize..140, replacement in "[A-Za-z0-9_-]") {
            let mut code = text();
            prop_assume!(code[at..=at] != replacement);
            code.replace_range(at..=at, &replacement);
            prop_assert_eq!(InvitationCode::decode(&code), Err(ErrorCode::CodeDamaged));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,200}") {
            let _ = InvitationCode::decode(&text);
            let _ = InvitationCode::decode(&format!("xl1_{text}"));
        }
    }
}
