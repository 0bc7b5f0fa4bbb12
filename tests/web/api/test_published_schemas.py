"""Every answer against the published schemas of the UK profile of Open Referral 3.0.

They are not ours to copy. Collected when FOURFOLD_HSDS_SCHEMAS names a folder that has them:
service.json, service_list.json and service_at_location.json, as compiled by the profile.
"""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.web.api.asked import told

FORMATS = FormatChecker(["uuid", "date", "email"])


@FORMATS.checks("date-time", raises=ValueError)
def is_moment(text: object) -> bool:
    return not isinstance(text, str) or datetime.fromisoformat(text).tzinfo is not None


@FORMATS.checks("uri", raises=ValueError)
def is_address(text: object) -> bool:
    return not isinstance(text, str) or bool(urlsplit(text).scheme and urlsplit(text).netloc)


def schema(name: str) -> Draft202012Validator:
    text = Path(os.environ["FOURFOLD_HSDS_SCHEMAS"], f"{name}.json").read_text()
    return Draft202012Validator(json.loads(text), format_checker=FORMATS)


def every(path: str) -> list[dict[str, Any]]:
    pages = told(path, per_page="100")["total_pages"]
    return [
        each
        for number in range(pages)
        for each in told(path, per_page="100", page=str(number + 1))["contents"]
    ]


@pytest.fixture(params=["the release", "invented"])
def _directory(request: pytest.FixtureRequest) -> None:
    if request.param == "invented":
        request.getfixturevalue("invented")


@pytest.mark.usefixtures("_directory")
class TestPublishedSchemas:
    def test_the_list_of_services_is_valid(self) -> None:
        validator = schema("service_list")
        for each in every("services"):
            validator.validate(each)

    def test_every_whole_service_is_valid(self) -> None:
        validator = schema("service")
        for each in every("services"):
            validator.validate(told(f"services/{each['id']}"))

    def test_where_they_are_given_is_valid(self) -> None:
        validator = schema("service_at_location")
        for each in every("service_at_locations"):
            validator.validate(each)


def test_a_service_without_a_status_is_not_valid_so_these_schemas_do_check() -> None:
    (first,) = told("services", per_page="1")["contents"]
    del first["status"]
    assert not schema("service_list").is_valid(first)
    assert not schema("service").is_valid(first | {"status": "active", "contacts": {}})
