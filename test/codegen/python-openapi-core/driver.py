"""Says of each vector whether openapi-core accepts its body, and its answer where it has one."""

import json
import os
import sys
from typing import Any

from openapi_core import OpenAPI
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockRequest, MockResponse

openapi = OpenAPI.from_file_path(os.environ["DOCUMENT"])


def reason(error: Exception) -> str:
    cause = error.__cause__
    return f"{error!r} {getattr(cause, 'schema_errors', cause)!r}"


def judge(body: Any, answer: dict[str, Any] | None) -> dict[str, Any]:
    request = MockRequest(
        "https://api.heffl.com", "post", "/api/v2/tasks",
        headers={"x-api-key": "key"}, data=json.dumps(body).encode(), content_type="application/json",
    )
    try:
        openapi.validate_request(request)
    except OpenAPIError as error:
        return {"accepted": False, "why": reason(error)}
    if answer is None:
        return {"accepted": True}
    headers = {"RateLimit-Reset": value for value in answer.get("headers", {}).values()}
    response = MockResponse(
        json.dumps(answer["body"]).encode(), status_code=answer["status"], headers=headers,
        content_type="application/json",
    )
    try:
        openapi.validate_response(request, response)
    except OpenAPIError as error:
        return {"accepted": True, "answerAccepted": False, "why": reason(error)}
    return {"accepted": True, "answerAccepted": True}


for line in sys.stdin:
    job = json.loads(line)
    print(json.dumps({"name": job["name"], **judge(job["body"], job.get("answer"))}))
