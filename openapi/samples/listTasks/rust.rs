// cargo add serde_json; cargo add ureq --features json
use serde_json::Value;
use std::{env, error::Error, time::Duration};

fn main() -> Result<(), Box<dyn Error>> {
    let base_url = env::var("HEFFL_BASE_URL").unwrap_or("https://api.heffl.com/api/v2".into());
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(30)))
        .max_redirects(0) // a redirect would take the key along
        .http_status_as_error(false)
        .build()
        .into();
    let mut cursor = None;
    loop {
        let mut response = agent
            .get(format!("{base_url}/tasks"))
            .query("pageSize", "50")
            .query_pairs(cursor.as_deref().map(|next| ("cursor", next)))
            .header("x-api-key", env::var("HEFFL_API_KEY")?)
            .call()?;
        if response.status() != 200 {
            return Err(format!("{}: {}", response.status(), response.body_mut().read_to_string()?).into());
        }
        let page: Value = response.body_mut().read_json()?;
        // Only an answer with a list of tasks and its metadata is a page.
        let (Some(tasks), Some(meta)) = (page["data"].as_array(), page["meta"].as_object()) else {
            return Err(format!("Not a page: {page}").into());
        };
        for task in tasks {
            println!("{} {}", task["id"].as_str().unwrap_or_default(), task["title"].as_str().unwrap_or_default());
        }
        match meta.get("nextCursor").and_then(Value::as_str) {
            Some(next) if page["meta"]["hasMore"] == true => cursor = Some(next.to_string()),
            _ => return Ok(()),
        }
    }
}
