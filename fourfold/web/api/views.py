"""The open directory: read only, without a key, a cookie or a visit, in Open Referral UK 3.0."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import parse_etags

from fourfold.data import areas
from fourfold.web.api import description, hsds, queries, terms
from fourfold.web.api.asking import CHOOSING, PAGING, Ask, BadAsk, read
from fourfold.web.api.hsds import Fields

VERSION = "HSDS-UK-3.0"
METHODS = "GET, HEAD, OPTIONS"
# A number that was withdrawn must not live on in caches.
KEPT_SECONDS = 60
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
}
Answer = Callable[..., Fields | None]


def _answers(*known: str) -> Callable[[Answer], Callable[..., HttpResponse]]:
    """A view of what an answer holds, for an address that may have the `known` parameters."""

    def outer(answer: Answer) -> Callable[..., HttpResponse]:
        @wraps(answer)
        def inner(request: HttpRequest, **named: Any) -> HttpResponse:
            if request.method == "OPTIONS":
                return _options()
            if request.method not in ("GET", "HEAD"):
                return not_taken()
            try:
                fields = answer(read(request, known), **named)
            except BadAsk as problem:
                return wrong(problem.status, problem.why)
            return not_there() if fields is None else _json(request, fields)

        return inner

    return outer


@_answers()
def about(_ask: Ask) -> Fields:
    """Which version this is, and where it is described."""
    described = f"{_address()}/openapi.json"
    return {"version": VERSION, "profile": description.PROFILE, "openapi_url": described}


@_answers()
def openapi(_ask: Ask) -> Fields:
    """The description for programs."""
    return description.openapi(_address())


@_answers(*PAGING, *CHOOSING)
def services(ask: Ask) -> Fields:
    """Services, a page at a time."""
    return queries.page(_chosen(ask), ask, lambda each: each.listed)


@_answers()
def service(_ask: Ask, id: str) -> Fields | None:
    """One service."""
    found = queries.catalogue(timezone.localdate()).by_id.get(id)
    return found.full if found else None


@_answers(*PAGING, *CHOOSING)
def places(ask: Ask) -> Fields:
    """Where services are given, a page at a time."""
    return queries.page(_chosen(ask), ask, _place)


@_answers()
def place(_ask: Ask, id: str) -> Fields | None:
    """Where one service is given."""
    found = queries.catalogue(timezone.localdate()).by_id.values()
    return next((shown for shown in map(_place, found) if shown["id"] == id), None)


@_answers(*PAGING)
def taxonomies(ask: Ask) -> Fields:
    """The lists of words that services are sorted by."""
    return queries.page(terms.TAXONOMIES, ask, hsds.taxonomy)


@_answers()
def taxonomy(_ask: Ask, id: str) -> Fields | None:
    """One list."""
    return next((hsds.taxonomy(each) for each in terms.TAXONOMIES if each.id == id), None)


@_answers(*PAGING, "taxonomy_id")
def taxonomy_terms(ask: Ask) -> Fields:
    """The words of these lists."""
    return queries.page(queries.all_terms(ask), ask, dict)


@_answers()
def taxonomy_term(_ask: Ask, id: str) -> Fields | None:
    """One word."""
    return next((each for each in queries.all_terms(Ask()) if each["id"] == id), None)


def not_there() -> HttpResponse:
    """404."""
    return wrong(HTTPStatus.NOT_FOUND, "There is nothing at this address.")


def not_taken() -> HttpResponse:
    """405: nothing is ever written here."""
    response = wrong(HTTPStatus.METHOD_NOT_ALLOWED, f"Only {METHODS} are taken.")
    response.headers["Allow"] = METHODS
    return response


def wrong(status: HTTPStatus, detail: str) -> HttpResponse:
    """What cannot be answered, as a problem document (RFC 9457)."""
    fields = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail}
    body = msgspec.json.encode(fields)
    return HttpResponse(body, "application/problem+json", status, headers=OPEN)


def _chosen(ask: Ask) -> list[queries.Listed]:
    drawn = queries.catalogue(timezone.localdate())
    return queries.choose(drawn, ask, lambda: areas.current(settings.DATA))


def _place(each: queries.Listed) -> Fields:
    return hsds.at_location(each.service, each.listed)


def _address() -> str:
    return f"{settings.ORIGIN}/api"


def _json(request: HttpRequest, fields: Fields) -> HttpResponse:
    body = msgspec.json.encode(fields)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    more = OPEN | {"ETag": etag, "Vary": "Sec-Fetch-Mode"}
    # Somebody who opens it as a page leaves nothing of it in her browser.
    is_page = request.headers.get("Sec-Fetch-Mode") == "navigate"
    more["Cache-Control"] = "no-store" if is_page else f"public, max-age={KEPT_SECONDS}"
    has = parse_etags(request.headers.get("If-None-Match", ""))
    if {etag, f"W/{etag}", "*"}.intersection(has):
        return _empty(HTTPStatus.NOT_MODIFIED, more)
    return HttpResponse(body, "application/json", headers=more)


def _options() -> HttpResponse:
    more = {
        "Allow": METHODS,
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": "If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
    return _empty(HTTPStatus.NO_CONTENT, OPEN | more)


def _empty(status: HTTPStatus, headers: dict[str, str]) -> HttpResponse:
    response = HttpResponse(status=status, headers=headers)
    del response.headers["Content-Type"]
    return response
