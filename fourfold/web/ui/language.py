"""Which language a page is in: its address says so, and nothing else does.

No cookie and no header of the browser decides it: a page must be the same for whoever opens it.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

ENGLISH, WELSH, EASY = "en", "cy", "easy"
# What Django's catalogues and `lang` attributes call them. Easy read is English.
CODES = {ENGLISH: "en-gb", WELSH: "cy", EASY: "en-gb"}


def language_of(path: str) -> str:
    """The language of an address: /cy/... is Welsh, /easy/... easy read, all others English."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in (WELSH, EASY) else ENGLISH


def without_language(path: str) -> str:
    """The address of the same page in English: /cy/support -> /support."""
    language = language_of(path)
    return path if language == ENGLISH else path.removeprefix(f"/{language}")


class Language:
    """Interface words in the language of the address, on pages and on errors."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with translation.override(CODES[language_of(request.path)]):
            return self.get_response(request)
