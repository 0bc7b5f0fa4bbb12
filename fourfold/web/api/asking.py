"""What a program asks for in an address, read strictly: a slip must not look like an empty answer.

A whole postcode tells nearly a front door, and addresses are kept in many places. One is refused
here wherever it stands, and not repeated.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from itertools import pairwise
from typing import Any

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest

from fourfold.core.kernel.errors import PostcodeError
from fourfold.core.kernel.postcode import Extent, Postcode
from fourfold.data import forces
from fourfold.web.api.hsds import DAYS

MOST_WORDS = 200
MOST_ADDRESS = 4_000
MOST_PER_PAGE = 100
USUAL_PER_PAGE = 50
MOST_PAGE = 1_000_000
OUTCODE = re.compile(r"[A-Za-z]{1,2}[0-9][0-9A-Za-z]?")
TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?Z?")
UUID_SHAPE = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
APART = re.compile(r"[\W_]+")

PAGING = ("page", "per_page")
CHOOSING = (
    "search",
    "taxonomy_term_id",
    "taxonomy_id",
    "start_time",
    "end_time",
    "day",
    "force",
    "outcode",
)
NO_POSTCODE = (
    "A whole postcode is not taken in an address, where it may be kept. Ask by `outcode`, its "
    "first part, or by `force`."
)
NO_AGES = "Ages are not kept here, and a filter by them would hide services. See `description`."
# What the profile knows, and is not answered here, with the reason.
REFUSED = {
    "postcode": NO_POSTCODE,
    "proximity": NO_POSTCODE,
    "minimum_age": NO_AGES,
    "maximum_age": NO_AGES,
}


class BadAsk(Exception):
    """Something in the address that cannot be answered; `why` says what would be right."""

    status = HTTPStatus.BAD_REQUEST

    def __init__(self, parameter: str, why: str) -> None:
        super().__init__(parameter, why)
        self.why = f"{parameter}: {why}" if parameter else why


class NotThere(BadAsk):
    """An area of which nothing is known."""

    status = HTTPStatus.NOT_FOUND


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: which page of which services. What was not asked for is empty."""

    page: int = 1
    per_page: int = USUAL_PER_PAGE
    search: str = ""
    taxonomy_term_id: str = ""
    taxonomy_id: str = ""
    start_time: str = ""
    end_time: str = ""
    day: str = ""
    force: str = ""
    outcode: str = ""


def read(request: HttpRequest, known: tuple[str, ...]) -> Ask:
    """The question in an address that may have the `known` parameters; raises BadAsk."""
    try:
        sent = request.GET.lists()
    except TooManyFieldsSent:
        raise BadAsk("", "There are too many parameters.") from None
    # Each word of it is looked at, so its length is what an answer costs.
    if len(request.META.get("QUERY_STRING", "")) > MOST_ADDRESS:
        raise BadAsk("", "The address is too long.")
    given = {name: [str(each) for each in values] for name, values in sent}
    for name, values in given.items():
        if any(_has_postcode(value) for value in (name, *values)):
            raise BadAsk("postcode" if name not in known else name, NO_POSTCODE)
        if name in REFUSED:
            raise BadAsk(name, REFUSED[name])
        if name not in known:
            raise BadAsk("", f"It may have only these parameters: {', '.join(known) or 'none'}.")
        if len(values) != 1:
            raise BadAsk(name, "It may be given once.")
    return Ask(**{name: READERS[name](name, values[0]) for name, values in given.items()})


def _has_postcode(text: str) -> bool:
    """Whether a whole postcode, or all but its last letter, stands in a text."""
    if UUID_SHAPE.fullmatch(text):
        return False
    words = APART.split(text)
    return any(map(_is_postcode, (text, *words, *map("".join, pairwise(words)))))


def _is_postcode(text: str) -> bool:
    try:
        return Postcode.parse(text).extent in (Extent.UNIT, Extent.GROUP)
    except PostcodeError as error:
        return error.code == "several"


def _number(name: str, text: str, most: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 9 and 1 <= int(text) <= most):
        raise BadAsk(name, f"It is a whole number from 1 to {most}.")
    return int(text)


def _page(name: str, text: str) -> int:
    return _number(name, text, MOST_PAGE)


def _per_page(name: str, text: str) -> int:
    return _number(name, text, MOST_PER_PAGE)


def _search(name: str, text: str) -> str:
    if len(text) > MOST_WORDS:
        raise BadAsk(name, f"It has at most {MOST_WORDS} characters.")
    if not APART.sub("", text):
        raise BadAsk(name, "It has at least one word.")
    return text


def _uuid(name: str, text: str) -> str:
    if not UUID_SHAPE.fullmatch(text):
        raise BadAsk(name, "It is an identifier (UUID) of this directory.")
    return text.lower()


def _time(name: str, text: str) -> str:
    if not TIME.fullmatch(text):
        raise BadAsk(name, "It is a time of the United Kingdom, such as 09:30.")
    return text[:5]


def _day(name: str, text: str) -> str:
    if text not in DAYS:
        raise BadAsk(name, f"It is one of {', '.join(DAYS)}.")
    return text


def _force(name: str, text: str) -> str:
    """The id of a force."""
    found = forces.by_id().get(text) or forces.by_code().get(text)
    if found is None:
        known = ", ".join(forces.by_id())
        raise BadAsk(name, f"It is a police force, by the code of its area or one of: {known}.")
    return found.id


def _outcode(name: str, text: str) -> str:
    if not OUTCODE.fullmatch(text):
        raise BadAsk(name, "It is the first part of a postcode, such as SW1A.")
    return text.upper()


READERS: dict[str, Callable[[str, str], Any]] = {
    "page": _page,
    "per_page": _per_page,
    "search": _search,
    "taxonomy_term_id": _uuid,
    "taxonomy_id": _uuid,
    "start_time": _time,
    "end_time": _time,
    "day": _day,
    "force": _force,
    "outcode": _outcode,
}
