import json
import os
import sys
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener


class NoRedirects(HTTPRedirectHandler):
    """A redirect would take the key along."""

    def redirect_request(self, *args):
        return None


tasks_url = os.environ.get("HEFFL_BASE_URL", "https://api.heffl.com/api/v2") + "/tasks"
query = {"pageSize": 50}
while True:
    request = Request(f"{tasks_url}?{urlencode(query)}", headers={"x-api-key": os.environ["HEFFL_API_KEY"]})
    try:
        with build_opener(NoRedirects).open(request, timeout=30) as response:
            page = json.load(response)
    except HTTPError as error:
        sys.exit(f"{error.code}: {error.read().decode()}")
    # Only an answer with a list of tasks and its metadata is a page.
    if not isinstance(page, dict) or not isinstance(page.get("data"), list) or not isinstance(page.get("meta"), dict):
        sys.exit(f"Not a page: {json.dumps(page)}")
    for task in page["data"]:
        print(task["id"], task["title"])
    if not page["meta"].get("hasMore") or not page["meta"].get("nextCursor"):
        break
    query["cursor"] = page["meta"]["nextCursor"]
