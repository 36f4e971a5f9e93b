# Only an answer with an "id" and without an "error" is a task: otherwise look for it before you send again.
curl --fail-with-body --max-time 30 "${HEFFL_BASE_URL:-https://api.heffl.com/api/v2}/tasks" \
  --header "x-api-key: ${HEFFL_API_KEY:?}" \
  --header "Content-Type: application/json" \
  --data '{
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
    "cf_seats": 40
  }'
