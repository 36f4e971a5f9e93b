"""Drives the generated client through the vectors: a JSON line in, a JSON line out."""

import datetime
import json
import re
import sys
from typing import Any

from heffl import AuthenticatedClient
from heffl.api.tasks import create_task, get_task, list_tasks
from heffl.models import NewTask, OrderDirection, TaskType


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


def query(parameters: dict[str, Any]) -> dict[str, Any]:
    """The parameters of a list by their names in Python."""
    named = {re.sub("[A-Z]", lambda letter: "_" + letter[0].lower(), name): value for name, value in parameters.items()}
    if "order_dir" in named:
        named["order_dir"] = OrderDirection(named["order_dir"])
    return named


def call(job: dict[str, Any]) -> Any:
    client = AuthenticatedClient(
        base_url=job["baseUrl"], token=job["apiKey"], prefix="", auth_header_name="x-api-key"
    )
    if job["operation"] == "createTask":
        return create_task.sync_detailed(client=client, body=NewTask.from_dict(job["body"]))
    if job["operation"] == "getTask":
        return get_task.sync_detailed(client=client, **job["parameters"])
    return list_tasks.sync_detailed(client=client, **query(job["parameters"]))


def drive(job: dict[str, Any]) -> dict[str, Any]:
    try:
        answer = call(job)
    except (AttributeError, KeyError, TypeError, ValueError) as error:  # of the models; httpx's own are none of these
        return {"refused": repr(error)}
    return {"status": int(answer.status_code), "read": answer.parsed.to_dict() if answer.parsed else None}


for line in sys.stdin:
    job = json.loads(line)
    print(json.dumps({"name": job["name"], **drive(job)}))
