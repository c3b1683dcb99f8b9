"""The published description: complete, its examples are true, and the API keeps to it whatever it is sent (schemathesis)."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.rest.examples import DEAL, DRAFT
from tests.api.world import World

#: Schemathesis draws from ``random`` inside its own strategies; Hypothesis seeds it for each example all the same.
pytestmark = pytest.mark.filterwarnings("ignore:Do not use the .random. module inside strategies")


def _description(instance: World) -> dict[str, Any]:
    found: dict[str, Any] = instance.client.get("/v1/openapi.json").json()
    return found


def test_every_operation_says_what_it_does_and_which_problems_it_answers_with(instance: World) -> None:
    operations = [
        (method, path, operation)
        for path, methods in _description(instance)["paths"].items()
        for method, operation in methods.items()
    ]
    assert len(operations) >= 14
    for method, path, operation in operations:
        assert operation.get("summary"), (method, path)
        assert operation.get("tags"), (method, path)
        problem = operation["responses"]["default"]["content"]["application/problem+json"]
        assert problem["schema"]["$ref"].endswith("/Problem"), (method, path)


def test_every_place_that_issue_and_readme_name_is_there(instance: World) -> None:
    paths = _description(instance)["paths"]
    for method, path in (
        ("put", "/v1/deals/{external_id}"),
        ("post", "/v1/reviews"),
        ("get", "/v1/reviews/{review_id}"),
        ("post", "/v1/reviews/{review_id}/decisions"),
        ("post", "/v1/reviews/{review_id}/signatures"),
        ("get", "/v1/reviews/{review_id}/packet"),
        ("post", "/v1/verify"),
    ):
        assert method in paths[path]


def test_the_examples_are_true(instance: World) -> None:
    assert instance.put_deal("ann", DEAL).status_code == 201
    assert instance.post("ann", "/v1/reviews", DRAFT).status_code == 202


@pytest.fixture(scope="module")
def address(instance: World) -> Iterator[str]:
    """The running instance behind a real socket."""
    server = uvicorn.Server(uvicorn.Config(instance.client.app, port=0, lifespan="off", log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)


schemathesis.serializer.alias("application/pdf", "application/octet-stream")
_CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def _keeps_to_its_description(instance: World, address: str, examples: int) -> None:
    schema = schemathesis.openapi.from_dict(_description(instance))
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) >= 14
    for operation in operations:

        @seed(20260302)
        @settings(
            max_examples=examples,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(), known=st.booleans())
        def attempt(case: schemathesis.Case, known: bool) -> None:
            case.headers.update(instance.headers("ann") if known else {})
            case.call_and_validate(base_url=address, checks=_CHECKS, timeout=60)

        attempt()


def test_the_api_keeps_to_its_description(instance: World, address: str) -> None:
    _keeps_to_its_description(instance, address, examples=4)


@pytest.mark.slow
def test_the_api_keeps_to_its_description_at_length(instance: World, address: str) -> None:
    _keeps_to_its_description(instance, address, examples=300)
