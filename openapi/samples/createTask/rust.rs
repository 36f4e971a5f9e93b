// cargo add serde_json; cargo add ureq --features json
use serde_json::{Value, json};
use std::{env, error::Error, time::Duration};

fn main() -> Result<(), Box<dyn Error>> {
    let base_url = env::var("HEFFL_BASE_URL").unwrap_or("https://api.heffl.com/api/v2".into());
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(30)))
        .max_redirects(0) // a redirect would take the key along
        .http_status_as_error(false)
        .build()
        .into();
    let mut response = agent
        .post(format!("{base_url}/tasks"))
        .header("x-api-key", env::var("HEFFL_API_KEY")?)
        .header("Content-Type", "application/json")
        .send_json(json!({
            "title": "Call Acme about the renewal",
            "description": "They asked for a quote with 40 seats.",
            "status": "OPEN",
            "type": "call",
            "priority": "HIGH",
            "startDate": "2026-12-01T09:00:00Z",
            "dueDate": "2026-12-01T09:30:00Z",
            "showTime": true,
            "durationMinutes": 30,
            "assigneeIds": ["usr_4kT9wQ2nVb"],
            "tagIds": ["tag_renewal26"],
            "entity": "deals",
            "entityId": "dl_7Hq3ZxP0sM",
            "cf_follow_up_type": "phone",
            "cf_seats": 40,
        }))?;
    if response.status() != 200 {
        return Err(format!("{}: {}", response.status(), response.body_mut().read_to_string()?).into());
    }
    let task: Value = response.body_mut().read_json()?;
    // Only an answer with an ID that doesn't say it is an error is a task.
    let is_error = |name: &str| ![json!(null), json!(false), json!(""), json!([]), json!({})].contains(&task[name]);
    match task["id"].as_str() {
        Some(id) if !is_error("error") && !is_error("errors") && task["success"] != false => println!("{id}"),
        _ => return Err(format!("The task may exist, look for it: {task}").into()),
    }
    Ok(())
}
