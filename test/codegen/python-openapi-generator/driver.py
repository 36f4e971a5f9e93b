"""Drives the generated client through the vectors: a JSON line in, a JSON line out."""

import json
import re
import sys
from datetime import datetime, timezone
from typing import Any

from heffl import ApiClient, ApiException, Configuration, HefflTaskPriority, NewTask, OrderDir, TasksApi
from pydantic import ValidationError


def by_hand() -> NewTask:
    """How a user writes a task. Compiled, never called."""
    return NewTask(
        title="Call Acme about the renewal",
        description=None,
        priority=HefflTaskPriority.HIGH,
        dueDate=datetime(2026, 12, 1, 9, 30, tzinfo=timezone.utc),
        durationMinutes=30,
        assigneeIds=["usr_4kT9wQ2nVb"],
        additional_properties={"cf_seats": 40},
    )


# By their JSON names. `from_dict` isn't used, since it makes null of what is missing, and null is sent.
FIELDS = {field.alias or name for name, field in NewTask.model_fields.items()}


def build(body: dict[str, Any]) -> NewTask:
    known = {key: value for key, value in body.items() if key in FIELDS}
    custom = {key: value for key, value in body.items() if key not in FIELDS}
    return NewTask.model_validate({**known, "additional_properties": custom})


def query(parameters: dict[str, Any]) -> dict[str, Any]:
    """The parameters of a list by their names in Python."""
    named = {re.sub("[A-Z]", lambda letter: "_" + letter[0].lower(), name): value for name, value in parameters.items()}
    if "order_dir" in named:
        named["order_dir"] = OrderDir(named["order_dir"])
    return named


def call(job: dict[str, Any]) -> Any:
    api = TasksApi(ApiClient(Configuration(host=job["baseUrl"], api_key={"apiKey": job["apiKey"]})))
    if job["operation"] == "createTask":
        return api.create_task_with_http_info(build(job["body"]))
    if job["operation"] == "getTask":
        return api.get_task_with_http_info(**job["parameters"])
    return api.list_tasks_with_http_info(**query(job["parameters"]))


def drive(job: dict[str, Any]) -> dict[str, Any]:
    try:
        answer = call(job)
    except ValidationError as error:
        return {"refused": str(error)}
    except ApiException as error:
        assert error.data is not None
        return {"status": error.status, "read": error.data.to_dict()}
    return {"status": answer.status_code, "read": answer.data.to_dict()}


for line in sys.stdin:
    job = json.loads(line)
    print(json.dumps({"name": job["name"], **drive(job)}, default=datetime.isoformat))
