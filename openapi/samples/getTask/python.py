import json
import os
import sys
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener


class NoRedirects(HTTPRedirectHandler):
    """A redirect would take the key along."""

    def redirect_request(self, *args):
        return None


task_id = "tsk_2Jd8RyW6Lc"
request = Request(
    os.environ.get("HEFFL_BASE_URL", "https://api.heffl.com/api/v2") + f"/tasks/{task_id}",
    headers={"x-api-key": os.environ["HEFFL_API_KEY"]},
)
try:
    with build_opener(NoRedirects).open(request, timeout=30) as response:
        task = json.load(response)
except HTTPError as error:
    sys.exit(f"{error.code}: {error.read().decode()}")
# Only an answer with this ID is the task.
if not isinstance(task, dict) or task.get("id") != task_id:
    sys.exit(f"Not the task: {json.dumps(task)}")
print(task["title"])
