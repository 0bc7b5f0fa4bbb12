"""Exit: end the visit, make the browser forget what it can, and go somewhere ordinary."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from fourfold.web.safety.middleware import (
    comes_from_elsewhere,
    set_left_cookie,
    to_neutral_site,
)
from fourfold.web.safety.session import VisitRequest

log = logging.getLogger(__name__)


@require_safe
def leave(request: VisitRequest) -> HttpResponse:
    """End the visit and send the browser to the neutral site.

    A link, not a form: a form may not lead to another site under our content policy. A changed
    HttpOnly cookie is what keeps Chromium from bringing our pages back whole on Back, so one is
    set even for somebody who had none; `AfterExit` reads it when Back asks for them again. Another
    site that links here ends nothing, or it could sign the owner out.
    """
    response = to_neutral_site()
    if comes_from_elsewhere(request):
        return response
    _end_visit(request)
    request.session.drop_cookie = False
    set_left_cookie(response)
    response.delete_cookie(settings.CSRF_COOKIE_NAME, samesite="Strict")
    # Never "cache": it takes Chromium seconds, and our pages are not cached anyway. Never
    # "cookies": Chromium then also drops the one just set, and our pages came back on Back.
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


def _end_visit(request: VisitRequest) -> None:
    """End the visit; when the database takes nothing, its disk being full, leaving comes first.

    The browser loses the cookie all the same, without which the row is useless until it is swept.
    """
    try:
        request.session.end()
    except DatabaseError as error:
        log.error("a visit could not be ended: %s", type(error).__name__)
