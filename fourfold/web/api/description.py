"""The description of the open directory for programs: OpenAPI 3.1, of exactly what is served."""

from __future__ import annotations

from typing import Any

from fourfold import __version__
from fourfold.data import forces
from fourfold.web.api.asking import (
    CHOOSING,
    MOST_PAGE,
    MOST_PER_PAGE,
    MOST_WORDS,
    OUTCODE,
    PAGING,
    USUAL_PER_PAGE,
)
from fourfold.web.api.asking import TIME as TIMES
from fourfold.web.api.hsds import DAYS

Fields = dict[str, Any]
PROFILE = "https://open-referral-uk-profile.readthedocs.io/en/latest/"
JSON = "application/json"
PROBLEM = "application/problem+json"
UUID = {"type": "string", "format": "uuid"}
TEXT = {"type": "string"}
TIME = {"type": "string", "pattern": f"^{TIMES.pattern}$"}

PARAMETERS: dict[str, tuple[str, Fields]] = {
    "page": ("Which page.", {"type": "integer", "minimum": 1, "maximum": MOST_PAGE, "default": 1}),
    "per_page": (
        "How many on a page.",
        {
            "type": "integer",
            "minimum": 1,
            "maximum": MOST_PER_PAGE,
            "default": USUAL_PER_PAGE,
        },
    ),
    "search": (
        "Words, all of which must be said of a service, or longer words that begin so. Never a "
        "whole postcode: it is refused.",
        {"type": "string", "maxLength": MOST_WORDS, "pattern": r"[A-Za-z0-9]"},
    ),
    "taxonomy_term_id": ("Services that have this word.", UUID),
    "taxonomy_id": ("Services that have any word of this list.", UUID),
    "start_time": ("Open by this time of the UK, by hours that somebody verified.", TIME),
    "end_time": ("Open until this time of the UK, by hours that somebody verified.", TIME),
    "day": (
        "Open on this day, by hours that somebody verified.",
        {"type": "string", "enum": list(DAYS)},
    ),
    "force": (
        "An extension: services for the area of this police force, by its id or the code of its "
        "area, those for the whole country too.",
        {"type": "string", "enum": [*forces.by_id(), *forces.by_code()]},
    ),
    "outcode": (
        "An extension: the same for the first part of a postcode, which may lie in the areas of "
        "several forces. 404 when no force is known for it.",
        {"type": "string", "pattern": f"^{OUTCODE.pattern}$"},
    ),
}
# Only the required fields are always there; others when they have a value.
NAMED = {
    "type": "object",
    "required": ["id", "name", "description"],
    "properties": {"id": UUID, "name": TEXT, "description": TEXT},
}
SERVICE = {
    "type": "object",
    "required": ["id", "name", "status", "description", "organization", "last_modified"],
    "properties": {
        "id": UUID,
        "organization_id": UUID,
        "name": TEXT,
        "description": TEXT,
        "url": {"type": "string", "format": "uri"},
        "status": {"type": "string", "enum": ["active", "defunct"]},
        "assured_date": {"type": "string", "format": "date"},
        "alert": TEXT,
        "last_modified": {"type": "string", "format": "date-time"},
        "organization": NAMED,
    },
}
NESTED = ("contacts", "schedules", "service_areas", "service_at_locations", "attributes")
FULL_SERVICE = {
    "allOf": [
        {"$ref": "#/components/schemas/Service"},
        {
            "type": "object",
            "required": list(NESTED),
            "properties": {
                each: {"type": "array", "items": {"type": "object", "required": ["id"]}}
                for each in NESTED
            },
        },
    ]
}
PLACE = {
    "type": "object",
    "required": ["id", "service_id", "location_id", "location", "service"],
    "properties": {
        "id": UUID,
        "service_id": UUID,
        "location_id": UUID,
        "location": {"type": "object", "required": ["id", "location_type"]},
        "service": {"$ref": "#/components/schemas/Service"},
    },
}
TERM = {
    "type": "object",
    "required": ["id", "name", "description", "term", "taxonomy", "taxonomy_id"],
    "properties": {
        "id": UUID,
        "name": TEXT,
        "description": TEXT,
        "term": TEXT,
        "taxonomy": TEXT,
        "taxonomy_id": UUID,
    },
}
PAGE = {
    "type": "object",
    "required": ["total_items", "total_pages", "page_number", "size", "contents"],
    "properties": {
        "total_items": {"type": "integer", "minimum": 0},
        "total_pages": {"type": "integer", "minimum": 0},
        "page_number": {"type": "integer", "minimum": 1},
        "size": {"type": "integer", "minimum": 0},
        "first_page": {"type": "boolean"},
        "last_page": {"type": "boolean"},
        "empty": {"type": "boolean"},
    },
}
ABOUT = {
    "type": "object",
    "required": ["version", "profile", "openapi_url"],
    "properties": {"version": TEXT, "profile": TEXT, "openapi_url": TEXT},
}
WRONG = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT},
}
SCHEMAS = {
    "About": ABOUT,
    "Service": SERVICE,
    "FullService": FULL_SERVICE,
    "ServiceAtLocation": PLACE,
    "Taxonomy": NAMED,
    "TaxonomyTerm": TERM,
    "Page": PAGE,
    "Problem": WRONG,
}


def openapi(address: str) -> Fields:
    """The description of the directory at this address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Open directory of services",
            "version": __version__,
            "summary": "Who helps people who are stalked or harassed in the UK.",
            "description": (
                "Read only, without a key, in Open Referral UK 3.0. No cookie is set and nothing "
                "is noted about whoever asks. Each service says how it is known; a number is given "
                "only while it may be shown as current, so do not keep one for longer than a day."
            ),
        },
        "servers": [{"url": address}],
        "paths": {
            "/": _path("About this directory.", _ref("About")),
            "/openapi.json": _path("This description.", {"type": "object"}),
            "/services": _list("Services.", "Service", CHOOSING),
            "/services/{id}": _one("One service with all that belongs to it.", "FullService"),
            "/service_at_locations": _list("Where they are given.", "ServiceAtLocation", CHOOSING),
            "/service_at_locations/{id}": _one("One of these.", "ServiceAtLocation"),
            "/taxonomies": _list("Lists of words that services are sorted by.", "Taxonomy", ()),
            "/taxonomies/{id}": _one("One list.", "Taxonomy"),
            "/taxonomy_terms": _list("The words.", "TaxonomyTerm", ("taxonomy_id",)),
            "/taxonomy_terms/{id}": _one("One word.", "TaxonomyTerm"),
        },
        "components": {"schemas": SCHEMAS},
    }


def _ref(name: str) -> Fields:
    return {"$ref": f"#/components/schemas/{name}"}


def _path(summary: str, schema: Fields, parameters: tuple[Fields, ...] = ()) -> Fields:
    answers: Fields = {
        "200": {"description": "Here it is.", "content": {JSON: {"schema": schema}}},
        "304": {"description": "It is as it was when the ETag was given."},
        "400": _wrong("A parameter that cannot be answered."),
    }
    return {"get": {"summary": summary, "parameters": list(parameters), "responses": answers}}


def _list(summary: str, name: str, choosing: tuple[str, ...]) -> Fields:
    contents = {"type": "array", "items": _ref(name)}
    schema = {"allOf": [_ref("Page"), {"type": "object", "properties": {"contents": contents}}]}
    path = _path(summary, schema, tuple(_parameter(each) for each in (*PAGING, *choosing)))
    if "outcode" in choosing:
        path["get"]["responses"]["404"] = _wrong("An area of which nothing is known.")
    return path


def _one(summary: str, name: str) -> Fields:
    identifier = {"name": "id", "in": "path", "required": True, "schema": UUID}
    path = _path(summary, _ref(name), (identifier,))
    path["get"]["responses"]["404"] = _wrong("There is none of this identifier.")
    return path


def _parameter(name: str) -> Fields:
    said, schema = PARAMETERS[name]
    return {"name": name, "in": "query", "description": said, "schema": schema}


def _wrong(said: str) -> Fields:
    return {"description": said, "content": {PROBLEM: {"schema": _ref("Problem")}}}
