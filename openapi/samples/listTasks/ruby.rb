require "json"
require "net/http"

url = URI("#{ENV.fetch("HEFFL_BASE_URL", "https://api.heffl.com/api/v2")}/tasks")
headers = { "x-api-key" => ENV.fetch("HEFFL_API_KEY") }
query = { pageSize: 50 }

# It follows no redirect, which would take the key along.
http = Net::HTTP.start(url.host, url.port, use_ssl: url.scheme == "https", open_timeout: 30, read_timeout: 30)
loop do
  url.query = URI.encode_www_form(query)
  response = http.get(url.request_uri, headers)
  abort "#{response.code}: #{response.body}" unless response.code == "200"
  page = JSON.parse(response.body)
  # Only an answer with a list of tasks and its metadata is a page.
  is_page = page.is_a?(Hash) && page["data"].is_a?(Array) && page["meta"].is_a?(Hash)
  abort "Not a page: #{response.body}" unless is_page
  page["data"].each { |task| puts "#{task["id"]} #{task["title"]}" }
  break unless page["meta"]["hasMore"] && page["meta"]["nextCursor"]
  query[:cursor] = page["meta"]["nextCursor"]
end
