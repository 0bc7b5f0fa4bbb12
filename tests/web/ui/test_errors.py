from http import HTTPStatus

import pytest
from django.test import RequestFactory

from fourfold.web.ui import errors
from tests.guards.page import POLICY, Page, problems

# The headers that the outermost middleware puts on every answer.
HEADERS = {
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "content-type": "text/html; charset=utf-8",
}


@pytest.mark.parametrize("status", [400, 403, 404, 411, 413, 429, 500, 503])
def test_an_error_page_keeps_every_rule_and_needs_nothing(status: int) -> None:
    answer = errors.answer(HTTPStatus(status))
    assert answer.status_code == status
    assert problems(Page("/anywhere", answer.content.decode(), HEADERS)) == []


def test_a_form_that_is_too_old_says_what_to_do() -> None:
    answer = errors.form_expired(RequestFactory().post("/n/"))
    assert answer.status_code == 403
    assert b"copy your words" in answer.content
    assert problems(Page("/n/", answer.content.decode(), HEADERS)) == []
