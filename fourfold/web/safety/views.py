"""Exit: end the visit, make the browser forget what it can, and go somewhere ordinary."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from fourfold.web.safety.middleware import comes_from_elsewhere, set_visit_cookie
from fourfold.web.safety.session import VisitRequest


@require_safe
def leave(request: VisitRequest) -> HttpResponse:
    """End the visit and send the browser to the neutral site.

    A link, not a form: a form may not lead to another site under our content policy. Setting an
    HttpOnly cookie is what keeps Chromium from bringing our pages back whole on Back, so one is
    set even for somebody who had none; it lasts seconds. Another site that links here ends
    nothing, or it could sign the owner out.
    """
    response = HttpResponseRedirect(settings.EXIT_URL)
    if comes_from_elsewhere(request):
        return response
    request.session.end()
    set_visit_cookie(response, "left", max_age=5)
    request.session.drop_cookie = False
    response.delete_cookie(settings.CSRF_COOKIE_NAME, samesite="Strict")
    # Never "cache": it takes Chromium seconds, and our pages are not cached anyway.
    response.headers["Clear-Site-Data"] = '"cookies", "storage"'
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
