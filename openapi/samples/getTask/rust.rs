// cargo add serde_json; cargo add ureq --features json
use serde_json::Value;
use std::{env, error::Error, time::Duration};

fn main() -> Result<(), Box<dyn Error>> {
    let id = "tsk_2Jd8RyW6Lc";
    let base_url = env::var("HEFFL_BASE_URL").unwrap_or("https://api.heffl.com/api/v2".into());
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(30)))
        .max_redirects(0) // a redirect would take the key along
        .http_status_as_error(false)
        .build()
        .into();
    let mut response = agent
        .get(format!("{base_url}/tasks/{id}"))
        .header("x-api-key", env::var("HEFFL_API_KEY")?)
        .call()?;
    if response.status() != 200 {
        return Err(format!("{}: {}", response.status(), response.body_mut().read_to_string()?).into());
    }
    let task: Value = response.body_mut().read_json()?;
    // Only an answer with this ID is the task.
    if task["id"] != id {
        return Err(format!("Not the task: {task}").into());
    }
    println!("{}", task["title"].as_str().unwrap_or_default());
    Ok(())
}
