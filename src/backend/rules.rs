//! The calls about sync rules, and about what they are made of.

use super::client::{Call, read};
use super::{Api, ApiError};
use crosslink_protocol::id::{ConnectionId, ProjectId};
use crosslink_protocol::peer::FieldList;
use crosslink_protocol::project::ProjectPage;
use crosslink_protocol::rules::{Rules, RulesVersions, SaveRules};
use crosslink_protocol::visual::Field;
use gloo_net::http::Method;
use web_sys::AbortSignal;

impl Api {
    /// The rules of a connection, as they are now.
    ///
    /// # Errors
    /// Why there is no answer; so for each call below.
    pub async fn rules(&self, connection: &ConnectionId) -> Result<Rules, ApiError> {
        let path = format!("connections/{connection}/rules");
        read(&self.call(Call::new(Method::GET, &path)).await?.body)
    }

    /// Saves rules in place of this version.
    ///
    /// # Errors
    /// What is wrong with them, at `outgoing`, `incoming`, `mappings.3`, ...; `changed_meanwhile` where another version
    /// is the newest; or why there is no answer.
    pub async fn save_rules(
        &self,
        connection: &ConnectionId,
        version: u32,
        rules: &SaveRules,
    ) -> Result<Rules, ApiError> {
        let path = format!("connections/{connection}/rules");
        let tag = format!("\"{version}\"");
        let call = Call {
            headers: &[("if-match", &tag)],
            body: Some(serde_json::to_string(rules).map_err(|_| ApiError::Unreadable)?),
            ..Call::new(Method::PUT, &path)
        };
        read(&self.call(call).await?.body)
    }

    /// A page of the versions of the rules, newest first.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn rules_versions(
        &self,
        connection: &ConnectionId,
        cursor: Option<&str>,
        abort: &AbortSignal,
    ) -> Result<RulesVersions, ApiError> {
        let path = format!("connections/{connection}/rules/versions");
        let query: Vec<_> = cursor
            .map(|cursor| ("cursor", cursor.to_owned()))
            .into_iter()
            .collect();
        let call = Call {
            query: &query,
            ..Call::new(Method::GET, &path)
        };
        read(&self.call(call.abort(Some(abort))).await?.body)
    }

    /// One version of the rules.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn rules_version(
        &self,
        connection: &ConnectionId,
        version: u32,
        abort: &AbortSignal,
    ) -> Result<Rules, ApiError> {
        let path = format!("connections/{connection}/rules/versions/{version}");
        let call = Call::new(Method::GET, &path).abort(Some(abort));
        read(&self.call(call).await?.body)
    }

    /// A page of the other side's projects; only for Visual connections.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn remote_projects(
        &self,
        connection: &ConnectionId,
        search: &str,
        cursor: Option<&str>,
        abort: &AbortSignal,
    ) -> Result<ProjectPage, ApiError> {
        let path = format!("connections/{connection}/remote/projects");
        let mut query = vec![("search", search.trim().to_owned())];
        query.extend(cursor.map(|cursor| ("cursor", cursor.to_owned())));
        let call = Call {
            query: &query,
            ..Call::new(Method::GET, &path)
        };
        read(&self.call(call.abort(Some(abort))).await?.body)
    }

    /// The fields of a project: of the own instance, or, where a connection is given, of its other side.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn fields(
        &self,
        remote: Option<&ConnectionId>,
        project: &ProjectId,
        abort: &AbortSignal,
    ) -> Result<Vec<Field>, ApiError> {
        let path = remote.map_or("fields".to_owned(), |connection| {
            format!("connections/{connection}/remote/fields")
        });
        let call = Call {
            query: &[("project", project.to_string())],
            ..Call::new(Method::GET, &path)
        };
        let list: FieldList = read(&self.call(call.abort(Some(abort))).await?.body)?;
        Ok(list.items)
    }
}
