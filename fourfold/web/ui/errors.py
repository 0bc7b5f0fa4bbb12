"""Our own error pages: Django's use inline styles, which our own policy forbids.

Each is rendered without a request: no context processor, session or database can fail it.
"""
# ruff: noqa: ARG001  Django calls these with arguments of its own choosing.

from __future__ import annotations

import sys
from http import HTTPStatus

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request made no sense; 413: it had more words or boxes than any form of ours."""
    if isinstance(exception, TOO_MUCH):
        return answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return answer(HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not this visitor's page."""
    return answer(HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page."""
    return answer(HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours; 503: the database takes nothing now, being full, busy or away."""
    if isinstance(sys.exc_info()[1], OperationalError):
        return answer(HTTPStatus.SERVICE_UNAVAILABLE)
    return answer(HTTPStatus.INTERNAL_SERVER_ERROR)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a private form without its token, most often one that stayed open too long."""
    page = render_to_string("ui/form_expired.html")
    return HttpResponse(page, status=HTTPStatus.FORBIDDEN)


def answer(status: HTTPStatus) -> HttpResponse:
    """The page for a status: 400, 403, 404, 411, 413, 429, 500 or 503."""
    return HttpResponse(render_to_string(f"{status:d}.html"), status=status)
