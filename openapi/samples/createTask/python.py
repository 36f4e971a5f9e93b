import json
import os
import sys
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener


class NoRedirects(HTTPRedirectHandler):
    """A redirect would take the key along."""

    def redirect_request(self, *args):
        return None


request = Request(
    os.environ.get("HEFFL_BASE_URL", "https://api.heffl.com/api/v2") + "/tasks",
    headers={
        "x-api-key": os.environ["HEFFL_API_KEY"],
        "Content-Type": "application/json",
    },
    data=json.dumps({
        "title": "Call Acme about the renewal",
        "description": "They asked for a quote with 40 seats.",
        "status": "OPEN",
        "type": "call",
        "priority": "HIGH",
        "startDate": "2026-12-01T09:00:00Z",
        "dueDate": "2026-12-01T09:30:00Z",
        "showTime": True,
        "durationMinutes": 30,
        "assigneeIds": ["usr_4kT9wQ2nVb"],
        "tagIds": ["tag_renewal26"],
        "entity": "deals",
        "entityId": "dl_7Hq3ZxP0sM",
        "cf_follow_up_type": "phone",
        "cf_seats": 40,
    }).encode(),
)
try:
    with build_opener(NoRedirects).open(request, timeout=30) as response:
        task = json.load(response)
except HTTPError as error:
    sys.exit(f"{error.code}: {error.read().decode()}")
# Only an answer with an ID that doesn't say it is an error is a task.
created = isinstance(task, dict) and task.get("id") and not (task.get("error") or task.get("errors"))
if not created or task.get("success") is False:
    sys.exit(f"The task may exist, look for it: {json.dumps(task)}")
print(task["id"])
