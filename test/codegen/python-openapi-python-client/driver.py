"""Drives the generated client through the vectors: a JSON line in, a JSON line out."""

import datetime
import json
import sys
from typing import Any

from heffl import AuthenticatedClient
from heffl.api.tasks import create_task
from heffl.models import NewTask, TaskType


def by_hand() -> NewTask:
    """How a user writes a task. Compiled, never called."""
    task = NewTask(
        title="Call Acme",
        type_=TaskType.CALL,
        priority=None,
        due_date=datetime.datetime(2026, 12, 1, 9, 30, tzinfo=datetime.timezone.utc),
    )
    task["cf_follow_up_type"] = "phone"
    return task


def drive(base_url: str, api_key: str, body: dict[str, Any]) -> dict[str, Any]:
    try:
        task = NewTask.from_dict(body)
    except (KeyError, TypeError, ValueError) as error:
        return {"refused": repr(error)}
    client = AuthenticatedClient(base_url=base_url, token=api_key, prefix="", auth_header_name="x-api-key")
    try:
        answer = create_task.sync_detailed(client=client, body=task)
    except (KeyError, TypeError, ValueError) as error:  # what came isn't in the model; httpx's own errors are none of these
        return {"refused": repr(error)}
    return {"status": int(answer.status_code), "read": answer.parsed.to_dict() if answer.parsed else None}


for line in sys.stdin:
    job = json.loads(line)
    print(json.dumps({"name": job["name"], **drive(job["baseUrl"], job["apiKey"], job["body"])}))
