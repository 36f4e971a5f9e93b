use std::io::{Error, stdin};

use heffl::{Client, types};
use progenitor_client::{Error as Failure, ResponseValue};
use reqwest::header::{HeaderName, HeaderValue};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

mod heffl {
    progenitor::generate_api!(spec = "openapi-3.0.json", interface = Builder);
}

/// A task as a user writes it: an enum, a date, a custom field, a null.
#[allow(dead_code)]
fn call_acme() -> types::builder::NewTask {
    let extra = json!({"cf_follow_up_type": "phone", "description": null});
    types::NewTask::builder()
        .title("Call Acme about the renewal")
        .type_(types::HefflTaskType::Call)
        .priority(types::HefflTaskPriority::High)
        .due_date(
            "2026-12-01T09:30:00Z"
                .parse::<chrono::DateTime<chrono::Utc>>()
                .ok(),
        )
        .assignee_ids(["usr_4kT9wQ2nVb".to_string()])
        .extra(extra.as_object().cloned().unwrap_or_default())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Job {
    name: String,
    base_url: String,
    api_key: String,
    operation: String,
    #[serde(default)]
    body: Value,
    #[serde(default)]
    parameters: Parameters,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Parameters {
    id: Option<String>,
    cursor: Option<String>,
    page_size: Option<f64>,
    search: Option<String>,
    order_by: Option<String>,
    order_dir: Option<types::OrderDir>,
    filters: Option<String>,
}

fn client_of(job: &Job) -> Client {
    let key = HeaderValue::from_str(&job.api_key).unwrap();
    let http = reqwest::Client::builder()
        .default_headers(
            [(HeaderName::from_static("x-api-key"), key)]
                .into_iter()
                .collect(),
        )
        .build()
        .unwrap();
    Client::new_with_client(&job.base_url, http)
}

async fn call(job: &Job) -> Result<(u16, Value), serde_json::Error> {
    let client = client_of(job);
    let given = &job.parameters;
    match job.operation.as_str() {
        "createTask" => {
            let task: types::NewTask = serde_json::from_value(job.body.clone())?;
            told(client.create_task().body(task).send().await)
        }
        "getTask" => told(
            client
                .get_task()
                .id(given.id.clone().unwrap_or_default())
                .send()
                .await,
        ),
        _ => {
            let mut list = client.list_tasks();
            if let Some(cursor) = &given.cursor {
                list = list.cursor(cursor);
            }
            if let Some(size) = given.page_size {
                list = list.page_size(size);
            }
            if let Some(text) = &given.search {
                list = list.search(text);
            }
            if let Some(field) = &given.order_by {
                list = list.order_by(field);
            }
            if let Some(direction) = given.order_dir {
                list = list.order_dir(direction);
            }
            if let Some(filters) = &given.filters {
                list = list.filters(filters);
            }
            told(list.send().await)
        }
    }
}

/// The error is a refusal of the typed layer; anything else that goes wrong is no result and panics.
fn told<T: Serialize>(
    result: Result<ResponseValue<T>, Failure<types::ErrorResponse>>,
) -> Result<(u16, Value), serde_json::Error> {
    match result {
        Ok(read) => Ok((
            read.status().as_u16(),
            serde_json::to_value(read.into_inner())?,
        )),
        Err(Failure::ErrorResponse(error)) => Ok((
            error.status().as_u16(),
            serde_json::to_value(error.into_inner())?,
        )),
        Err(Failure::InvalidResponsePayload(_, error)) => Err(error),
        Err(error) => panic!("{error}"),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    for line in stdin().lines() {
        let job: Job = serde_json::from_str(&line?)?;
        let report = match call(&job).await {
            Ok((status, read)) => json!({"name": job.name, "status": status, "read": read}),
            Err(error) => json!({"name": job.name, "refused": error.to_string()}),
        };
        println!("{report}");
    }
    Ok(())
}
