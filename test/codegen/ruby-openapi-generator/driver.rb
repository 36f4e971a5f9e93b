# frozen_string_literal: true

require 'json'
require 'uri'
require_relative 'open_models'

# The task that a body says, as a user makes it: values go to `new` as they are.
def build(body)
  attributes = Heffl::NewTask.attribute_map.select { |_, key| body.key?(key.to_s) }
  task = Heffl::NewTask.new(attributes.transform_values { |key| body[key.to_s] })
  task.additional_properties.merge!(body.except(*attributes.values.map(&:to_s)))
  task
end

def tasks_api(job)
  config = Heffl::Configuration.new
  base = URI(job['baseUrl'])
  config.server_index = nil
  config.scheme = base.scheme
  config.host = base.authority
  config.base_path = base.path
  config.api_key['x-api-key'] = job['apiKey']
  Heffl::TasksApi.new(Heffl::ApiClient.new(config))
end

def call(job)
  case job['operation']
  when 'createTask' then tasks_api(job).create_task_with_http_info(build(job['body']))
  when 'getTask' then tasks_api(job).get_task_with_http_info(job['parameters']['id'])
  else
    options = job['parameters'].transform_keys { |name| name.gsub(/[A-Z]/) { |letter| "_#{letter.downcase}" }.to_sym }
    tasks_api(job).list_tasks_with_http_info(options)
  end
end

def drive(job)
  read, status = call(job)
  { status: status, read: read&.to_hash }
rescue Heffl::ApiError => e
  error = Heffl::ErrorResponse.build_from_hash(JSON.parse(e.response_body))
  { status: e.code, read: error.to_hash }
rescue RuntimeError, ArgumentError => e # what the models say of a task or an answer that they don't take
  { refused: e.message }
end

# By hand, as a user writes it.
def by_hand
  task = Heffl::NewTask.new(
    title: 'Call Acme about the renewal',
    description: nil,
    priority: Heffl::HefflTaskPriority::HIGH,
    due_date: Time.now.iso8601,
    duration_minutes: 30,
    assignee_ids: ['usr_4kT9wQ2nVb'],
    entity: Heffl::HefflTaskEntity::DEALS,
    entity_id: 'dl_7Hq3ZxP0sM'
  )
  task.additional_properties['cf_seats'] = 40
  task
end

$stdin.each_line(chomp: true) do |line|
  job = JSON.parse(line)
  puts JSON.generate({ name: job['name'], **drive(job) })
end
