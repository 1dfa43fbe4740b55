//! Something in front of Azure DevOps that can change who is who there: what an organisation's administrators can do, and
//! the local Azure DevOps has no pages for.

use super::azure::azure;
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Response, header};
use reqwest::Client;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// What is at the address just now.
#[derive(Clone, Debug)]
pub enum Behind {
    /// The organisation with this name.
    Organization(&'static str),
    /// The same, after everybody in it was made a reader.
    Demoted(&'static str),
    /// The same, asked with tokens that may not ask for permissions.
    WithoutScope(&'static str),
}

/// An address of an organisation.
pub struct Front {
    /// The organisation's URL.
    pub url: String,
    behind: Arc<Mutex<Behind>>,
}

impl Front {
    /// With this behind it.
    pub async fn of(behind: Behind) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/contoso", listener.local_addr().unwrap());
        let behind = Arc::new(Mutex::new(behind));
        let state = (super::client(), Arc::clone(&behind));
        let service = Router::new().fallback(pass).with_state(state);
        tokio::spawn(async move { axum::serve(listener, service).await });
        Self { url, behind }
    }

    /// From now on this is behind it.
    pub fn change(&self, behind: Behind) {
        *self.behind.lock().unwrap() = behind;
    }
}

async fn pass(
    State((client, behind)): State<(Client, Arc<Mutex<Behind>>)>,
    request: Request,
) -> Response<Body> {
    let behind = behind.lock().unwrap().clone();
    let rest = request.uri().to_string();
    let rest = rest.strip_prefix("/contoso").expect("the organisation");
    let permissions = rest.starts_with("/_apis/permissions");
    let mut headers = request.headers().clone();
    headers.remove(header::HOST);
    let organization = match behind {
        Behind::WithoutScope(_) if permissions => "forbidden",
        Behind::Organization(name) | Behind::WithoutScope(name) | Behind::Demoted(name) => name,
    };
    if permissions && let Behind::Demoted(name) = behind {
        let reader = azure()
            .access_token(name, local_azure_devops::Role::Reader)
            .unwrap();
        let reader = format!("Bearer {reader}").parse().unwrap();
        headers.insert(header::AUTHORIZATION, reader);
    }
    let url = format!("{}{rest}", azure().organization_url(organization));
    let answer = client.get(url).headers(headers).send().await.unwrap();
    let mut response = Response::builder().status(answer.status());
    if let Some(kind) = answer.headers().get(header::CONTENT_TYPE) {
        response = response.header(header::CONTENT_TYPE, kind);
    }
    response
        .body(Body::from(answer.bytes().await.unwrap()))
        .unwrap()
}
