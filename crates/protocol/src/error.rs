//! Every failure that console and node tell each other of: its stable code, and its sentence for people.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// Makes the closed list of failures from one table: variant, code on the wire, sentence for people.
macro_rules! failures {
    ($($(#[$doc:meta])* $variant:ident $code:literal $sentence:literal,)+) => {
        /// What went wrong. The code is stable: programs may branch on it. The sentence is for people,
        /// says what to do, and may change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum ErrorCode {
            $($(#[$doc])* #[doc = $sentence] #[cfg_attr(feature = "openapi", schema(rename = $code))] $variant,)+
            /// A failure that a newer node knows and this program does not; its problem's `detail` tells people.
            #[cfg_attr(feature = "openapi", schema(rename = "unrecognised"))]
            Unrecognised,
        }

        impl ErrorCode {
            /// All failures but [`ErrorCode::Unrecognised`].
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The stable code, as on the wire.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                    Self::Unrecognised => "unrecognised",
                }
            }

            /// Reads what [`ErrorCode::as_str`] wrote.
            pub fn parse(text: &str) -> Self {
                Self::ALL.iter().copied().find(|code| code.as_str() == text).unwrap_or(Self::Unrecognised)
            }

            /// The sentence for people.
            pub const fn sentence(self) -> &'static str {
                match self {
                    $(Self::$variant => $sentence,)+
                    Self::Unrecognised => "The node refused this for a reason that this version of the console doesn't know.",
                }
            }
        }
    };
}

failures! {
    // The request as a whole.
    MalformedRequest "malformed_request" "The node couldn't read this request. Reload the page and try again.",
    InvalidInput "invalid_input" "Some of the entries need a correction.",
    Unauthenticated "unauthenticated" "You aren't signed in.",
    SessionExpired "session_expired" "Your session has ended. Sign in again to go on.",
    SignInRefused "sign_in_refused" "The sign-in was refused.",
    SignInLinkUsed "sign_in_link_used" "This sign-in link has been used or is too old. Ask the node for a new one.",
    Forbidden "forbidden" "Only a Project Collection Administrator of this organisation may do this.",
    NotFound "not_found" "This doesn't exist, or no longer does.",
    MethodNotAllowed "method_not_allowed" "The node doesn't offer this action here.",
    RateLimited "rate_limited" "Too many requests in a short time. Wait a moment and try again.",
    PayloadTooLarge "payload_too_large" "This is more than the node accepts at once.",
    UnsupportedMediaType "unsupported_media_type" "The node reads JSON only.",
    IdempotencyKeyMissing "idempotency_key_missing" "This request needs an Idempotency-Key header of 16 to 128 letters, digits and hyphens.",
    IdempotencyKeyReused "idempotency_key_reused" "This was sent before with other content. Close the dialog and start again.",
    RequestTimeout "request_timeout" "The node took too long to answer.",
    PreconditionMissing "precondition_missing" "This request needs an If-Match header with the version that it changes.",
    ChangedMeanwhile "changed_meanwhile" "Somebody else has changed this in the meantime. Look at what they changed, and save again if yours should replace it.",
    Internal "internal" "The node met a failure of its own. It has been written to the node's log with this request's number.",

    // What the console meets before a node has answered.
    Offline "offline" "Your device is offline.",
    NodeUnreachable "node_unreachable" "The Crosslink node can't be reached.",
    NodeAnswerUnreadable "node_answer_unreadable" "The Crosslink node gave an answer that this page can't read. Reload the page.",

    // A field of a form.
    Required "required" "Fill in this field.",
    TooLong "too_long" "This is too long.",
    InvalidCharacters "invalid_characters" "This has characters that can't be seen. Type it again, by hand.",
    NameTaken "name_taken" "Another connection has this name already. Choose a different one.",
    ProjectRequired "project_required" "Select a project.",
    ProjectUnknown "project_unknown" "This project doesn't exist any more, or the node can't see it. Select another one.",
    ModeRequired "mode_required" "Choose a configuration type.",
    AccessRequired "access_required" "Say whether you have admin access to the destination.",
    FieldRequired "field_required" "Select a field.",
    FieldUnknown "field_unknown" "This field doesn't exist in this project any more. Select another one.",
    FilterEmpty "filter_empty" "Enter at least one value, or remove this filter.",
    TooMany "too_many" "These are more than Crosslink takes. Remove some.",
    MappingTwice "mapping_twice" "Another line writes to the same field already. Remove one of the two, or change its direction.",
    MappingReadOnly "mapping_read_only" "One of these fields can't be written. Change the direction, or select another field.",
    MappingKindsDiffer "mapping_kinds_differ" "These two fields have different types. Select fields of the same type.",

    // The destination.
    UrlRequired "url_required" "Enter the destination's URL, or turn on “I don't have a URL”.",
    UrlNotUnderstood "url_not_understood" "This doesn't look like a URL. It should read like https://example.crosslink.net.",
    UrlHasCredentials "url_has_credentials" "This URL has a user name or password in it. Remove everything up to the @ sign.",
    UrlPortNotAllowed "url_port_not_allowed" "Crosslink doesn't call this port. Use a URL without a port, or with one from 1024 up.",
    DestinationNotHttps "destination_not_https" "This URL isn't secure. Enter one that begins with https://.",
    DestinationUnresolved "destination_unresolved" "No host with this name was found. Check the spelling.",
    DestinationPrivate "destination_private" "This address is in a private network, which this node doesn't call. If you can't get a public URL, turn on “I don't have a URL”.",
    DestinationRefused "destination_refused" "Nothing listens at this address: the connection was refused. Check the URL and its port.",
    DestinationTimeout "destination_timeout" "This address didn't answer in time. Check the URL, or try again in a moment.",
    DestinationUnreachable "destination_unreachable" "No network leads to this address from your node just now. Check the URL, or try again in a moment.",
    DestinationTls "destination_tls" "The certificate of this address isn't valid, so nobody can be sure who answers there. Ask its administrator to renew it.",
    DestinationNoTls "destination_no_tls" "What listens at this address doesn't speak https. Check the URL and its port.",
    DestinationNoNode "destination_no_node" "There is no Crosslink node at this address. Ask the other side for the Crosslink URL in its General Settings.",
    DestinationIsTracker "destination_is_tracker" "This is an Azure DevOps organisation; where its Crosslink node is can't be told from it. Ask the other side for the Crosslink URL in its General Settings, or turn on “I don't have a URL”.",
    DestinationIsSelf "destination_is_self" "This is your own instance. Enter the URL of the other side.",
    DestinationBroken "destination_broken" "A server answered at this address, but with an error. Try again in a moment.",
    DestinationTooOld "destination_too_old" "The Crosslink node at this address speaks another version of the protocol. One of the two sides needs an update.",
    ConsoleUnknown "console_unknown" "The other side's node doesn't say where its console is. Its operator sets --console-url.",

    // Why a mode can't be chosen.
    ModeNeedsUrl "mode_needs_url" "This needs the destination's URL, because both sides are set up from here.",
    ModeUnsupportedByDestination "mode_unsupported_by_destination" "The destination's node doesn't offer this: its licence or its operator doesn't allow it.",
    ModeUnsupportedByTracker "mode_unsupported_by_tracker" "The destination's tracker isn't one that this works with.",
    DestinationTooOldForMode "destination_too_old_for_mode" "The destination's node is too old for this. Ask its operator to update it.",
    EvaluationOver "evaluation_over" "The 30-day evaluation is over. Basic connections go on being free; for this, enter a licence key in General Settings.",
    LicenceOver "licence_over" "The licence has ended. Basic connections are free; for this, enter a new licence key in General Settings.",
    OwnUrlMissing "own_url_missing" "Your node has no public URL, so the other side couldn't answer. Its operator sets it with --public-url.",
    OwnUrlUnreachable "own_url_unreachable" "Your node doesn't answer at its public URL, so the other side couldn't reach it. General Settings shows why.",

    // The licence key.
    LicenceKeyInvalid "licence_key_invalid" "This isn't a licence key for Crosslink, or a part of it is missing. Copy the whole key again.",
    LicenceKeyEnded "licence_key_ended" "The licence of this key has ended already. Ask for a new key.",
    LicenceKeyForOther "licence_key_for_other" "This key is for another organisation.",
    LicenceNotConfigured "licence_not_configured" "This node has no public key to check licence keys with. Its operator sets --licence-public-key.",

    // What can't be done with a connection, as it is now.
    NotAgreedYet "not_agreed_yet" "This can be done once both sides have agreed on the connection.",
    RemovedByOtherSide "removed_by_other_side" "The other side has deleted this connection. All that is left is to delete it here, too.",
    PausedByOtherSide "paused_by_other_side" "The other side has deactivated this connection. Only they can activate it again.",
    AlreadyDeactivated "already_deactivated" "Your side has deactivated this connection already.",
    AlreadyActive "already_active" "This connection is active already.",
    InvitationNotNeeded "invitation_not_needed" "Both sides have agreed on this connection; it needs no invitation any more.",
    InvitationNotYours "invitation_not_yours" "The other side made this invitation; only they can withdraw it or make a new one.",
    InvitationEnded "invitation_ended" "This invitation has ended already.",
    RulesFixed "rules_fixed" "In Basic mode the rules are generated and can't be changed.",
    RulesElsewhere "rules_elsewhere" "The side that initiated this connection configures both sides of it.",

    // Verifying admin access.
    VerificationNeeded "verification_needed" "Verify admin access to the destination first.",
    VerificationUnknown "verification_unknown" "This request for admin access doesn't exist any more. Whoever initiates the connection has to verify again.",
    VerificationExpired "verification_expired" "This request for admin access is too old. Whoever initiates the connection has to verify again.",
    VerificationDecided "verification_decided" "This request for admin access has been answered already.",
    VerificationDeclined "verification_declined" "The destination's administrator has declined the request.",
    VerificationForOther "verification_for_other" "Admin access was verified for another destination. Verify it for this one.",
    GrantMissing "grant_missing" "The destination hasn't granted admin access, or it is too old. Verify it again.",

    // Checking a connection.
    PeerCannotBeCalled "peer_cannot_be_called" "The other side has no URL that this node may call: it calls this node instead.",
    PeerNeverCalled "peer_never_called" "The other side hasn't called yet.",
    PeerSilent "peer_silent" "The other side hasn't called for a while.",
    CheckStoppedEarlier "check_stopped_earlier" "An earlier step failed.",
    OtherNodeAnswers "other_node_answers" "Another node answers at this address than the one that the connection was agreed on with.",
    PeerTooOld "peer_too_old" "The other side's node is too old for this. Its operator needs to update it.",

    // The invitation code, before any request.
    CodeRequired "code_required" "Paste the invitation code.",
    CodeNotAnInvitation "code_not_an_invitation" "This isn't a Crosslink invitation code. It begins with xl1_.",
    CodeTruncated "code_truncated" "A part of the code is missing. Copy the whole code, to its very end.",
    CodeDamaged "code_damaged" "The code has a typing error. Copy it again instead of typing it.",
    CodeNewerVersion "code_newer_version" "This code was made by a newer version of Crosslink. Your node needs an update to read it.",

    // The invitation, as its node sees it.
    InvitationOwn "invitation_own" "Your own instance made this code. Send it to the other side; they accept it there.",
    InvitationUnknown "invitation_unknown" "The other side doesn't know this invitation. Ask for a new code.",
    InvitationExpired "invitation_expired" "This invitation has expired. Ask the other side for a new code.",
    InvitationRevoked "invitation_revoked" "The other side has withdrawn this invitation. Ask for a new code.",
    InvitationUsed "invitation_used" "This invitation has been used already. Each code connects once; ask for a new one.",
    AcceptanceUnderWay "acceptance_under_way" "Your node is accepting this invitation already. The connection is in the list; it becomes active when the other side answers.",
    InvitationForOtherNode "invitation_for_other_node" "This invitation was made for another instance, not for yours.",
    InvitationProofWrong "invitation_proof_wrong" "The other side doesn't recognise this code. Ask for a new one.",
    SourceUnreachable "source_unreachable" "The side that sent the invitation can't be reached just now. Nothing was changed; try again in a moment.",
    SourcePrivate "source_private" "The side that sent the invitation is at a private or insecure address, which this node doesn't call.",
    SourceNotGenuine "source_not_genuine" "Another node answers at the inviting side's address than the one that made this code. Nothing was changed. Tell the other side's administrator.",

    // Azure DevOps.
    TrackerUnreachable "tracker_unreachable" "Azure DevOps can't be reached just now.",
    TrackerSignInNeeded "tracker_sign_in_needed" "Azure DevOps no longer accepts the node's access token. The node's operator sets a new one.",
    TrackerForbidden "tracker_forbidden" "The node's access token may not read this in Azure DevOps. It needs the scopes “Project and team: read” and, for Visual mode, “Work items: read”.",
    TrackerThrottled "tracker_throttled" "Azure DevOps asks the node to slow down. Try again in a minute.",
    TrackerNotFound "tracker_not_found" "Azure DevOps doesn't know this organisation. The node's operator checks its URL.",
    TrackerUnexpected "tracker_unexpected" "Azure DevOps gave an answer that the node can't read.",

    // Between nodes.
    PeerSignatureInvalid "peer_signature_invalid" "The signature of this request isn't valid.",
    PeerClocksDiffer "peer_clocks_differ" "The clocks of the two nodes are more than half a minute apart. Their operators set them right; then try again.",
    PeerReplayed "peer_replayed" "This request was sent before.",
    PeerConnectionUnknown "peer_connection_unknown" "The other side doesn't know this connection any more.",
    PeerConnectionRemoved "peer_connection_removed" "The other side has deleted this connection.",
}

impl Serialize for ErrorCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// By hand, because what derives it compares each text in code of its own, which the console would have to download.
impl<'de> Deserialize<'de> for ErrorCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = ErrorCode;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the code of a failure")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<ErrorCode, E> {
                Ok(ErrorCode::parse(text))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sentence())
    }
}

impl std::error::Error for ErrorCode {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_failure_has_its_own_code_and_sentence() {
        let codes: HashSet<_> = ErrorCode::ALL.iter().map(|code| code.as_str()).collect();
        let sentences: HashSet<_> = ErrorCode::ALL.iter().map(|code| code.sentence()).collect();
        assert_eq!(codes.len(), ErrorCode::ALL.len());
        assert_eq!(sentences.len(), ErrorCode::ALL.len());
    }

    #[test]
    fn every_sentence_reads_like_one() {
        for code in ErrorCode::ALL {
            let sentence = code.sentence();
            assert!(sentence.starts_with(char::is_uppercase), "{sentence}");
            assert!(
                sentence.ends_with('.') && !sentence.contains("  "),
                "{sentence}"
            );
            assert!(
                !sentence.contains('_') || sentence.contains("xl1_"),
                "no raw code: {sentence}"
            );
        }
    }

    #[test]
    fn codes_survive_json() {
        for code in ErrorCode::ALL {
            let json = serde_json::to_string(code).expect("serialises");
            assert_eq!(json, format!("\"{}\"", code.as_str()));
            assert_eq!(
                serde_json::from_str::<ErrorCode>(&json).expect("reads"),
                *code
            );
        }
    }

    #[test]
    fn a_code_from_a_newer_node_is_read_as_unrecognised() {
        let code: ErrorCode = serde_json::from_str("\"moon_phase_wrong\"").expect("reads");
        assert_eq!(code, ErrorCode::Unrecognised);
    }
}
