require "json"
require "net/http"

id = "tsk_2Jd8RyW6Lc"
url = URI("#{ENV.fetch("HEFFL_BASE_URL", "https://api.heffl.com/api/v2")}/tasks/#{id}")

# It follows no redirect, which would take the key along.
http = Net::HTTP.start(url.host, url.port, use_ssl: url.scheme == "https", open_timeout: 30, read_timeout: 30)
response = http.get(url.request_uri, { "x-api-key" => ENV.fetch("HEFFL_API_KEY") })
abort "#{response.code}: #{response.body}" unless response.code == "200"
task = JSON.parse(response.body)
# Only an answer with this ID is the task.
abort "Not the task: #{response.body}" unless task.is_a?(Hash) && task["id"] == id
puts task["title"]
