"""Public pages drawn once a day: nine tenths of what a request costs is drawing the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

View = Callable[..., HttpResponse]
_drawn: dict[tuple[str, ...], bytes] = {}
_MOST = 1000


def drawn_daily(view: View) -> View:
    """For a view whose page depends on its address, the day and the language, and on nobody.

    What raises, such as a page that is not there, is not kept; so there are never more pages than
    the library has, and yesterday's go when there are many.
    """

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        day, language = timezone.localdate().isoformat(), get_language() or ""
        key = (request.path, day, language, settings.SERVICE_NAME)
        page = _drawn.get(key)
        if page is None:
            page = view(request, *args, **kwargs).content
            if len(_drawn) >= _MOST:
                _drawn.clear()
            _drawn[key] = page
        return HttpResponse(page)

    return inner
