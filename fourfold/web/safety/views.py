"""Exit: end the visit, make the browser forget what it can, and go somewhere ordinary."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from fourfold.web.safety.middleware import (
    comes_from_elsewhere,
    set_left_cookie,
    to_neutral_site,
)
from fourfold.web.safety.patience import patience
from fourfold.web.safety.session import VisitRequest, end_visit

# How long leaving waits while others write to the database. She sees our page until it is done.
EXIT_PATIENCE = 0.1
LATER = ThreadPoolExecutor(1, "exit")
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
    """End the visit; when the database takes nothing just now, leaving comes first.

    The browser loses the cookie all the same. The row is removed as soon as the database can be
    written to; when that fails too, the disk being full, it is useless until it is swept.
    """
    name = request.session.row_name
    try:
        with patience(EXIT_PATIENCE):
            request.session.end()
    except DatabaseError as error:
        log.warning("a visit is ended after the answer: %s", type(error).__name__)
        LATER.submit(_end_later, name)


def _end_later(name: str) -> None:
    try:
        end_visit(name)
    except DatabaseError as error:
        log.error("a visit could not be ended: %s", type(error).__name__)
    finally:
        connection.close()
