require "json"
require "net/http"

url = URI("#{ENV.fetch("HEFFL_BASE_URL", "https://api.heffl.com/api/v2")}/tasks")
task = {
  title: "Call Acme about the renewal",
  description: "They asked for a quote with 40 seats.",
  status: "OPEN",
  type: "call",
  priority: "HIGH",
  startDate: "2026-12-01T09:00:00Z",
  dueDate: "2026-12-01T09:30:00Z",
  showTime: true,
  durationMinutes: 30,
  assigneeIds: ["usr_4kT9wQ2nVb"],
  tagIds: ["tag_renewal26"],
  entity: "deals",
  entityId: "dl_7Hq3ZxP0sM",
  cf_follow_up_type: "phone",
  cf_seats: 40
}
headers = { "x-api-key" => ENV.fetch("HEFFL_API_KEY"), "Content-Type" => "application/json" }

# It follows no redirect, which would take the key along, and it sends a POST only once.
http = Net::HTTP.start(url.host, url.port, use_ssl: url.scheme == "https", open_timeout: 30, read_timeout: 30)
response = http.post(url.path, task.to_json, headers)
abort "#{response.code}: #{response.body}" unless response.code == "200"
created = JSON.parse(response.body)
# Only an answer with an ID that doesn't say it is an error is a task.
says_error = ->(value) { ![nil, false, "", [], {}].include?(value) }
unless created.is_a?(Hash) && created["id"] && created["success"] != false && created.values_at("error", "errors").none?(&says_error)
  abort "The task may exist, look for it: #{response.body}"
end
puts created["id"]
