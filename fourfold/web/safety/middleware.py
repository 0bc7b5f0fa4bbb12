"""The outer rings of every request: who may post, how much, and what every answer says."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from fourfold.web.safety import bodies
from fourfold.web.safety.ration import NoRoom
from fourfold.web.safety.session import Session
from fourfold.web.ui.errors import answer

GetResponse = Callable[[HttpRequest], HttpResponseBase]
READ_ONLY = ("GET", "HEAD", "OPTIONS")
TOO_LARGE = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
# How long a browser that left by Exit finds only the neutral site here.
AWAY_SECONDS = 5 * 60
LEFT = re.compile(r"left\.([0-9]{1,12})\Z")

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "media-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
FEATURES_OFF = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "microphone",
    "payment",
    "publickey-credentials-get",
    "usb",
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in FEATURES_OFF),
    # Not no-referrer: browsers then send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}


class Headers:
    """Safe headers on every answer; a view may only make its own content policy stricter."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.ORIGIN.is_https:
            response.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
        # Static files carry a cache rule of their own; everything else is never kept.
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class OwnPagesOnly:
    """Only under our own name; a post only from our own pages, refused before its body is read."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_our_host(request):
            return answer(HTTPStatus.BAD_REQUEST)
        if request.method not in READ_ONLY and not comes_from_us(request):
            return answer(HTTPStatus.FORBIDDEN)
        return self.get_response(request)


def is_our_host(request: HttpRequest) -> bool:
    """Whether the browser asked for us by our name: another site's may be made to lead here."""
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def comes_from_us(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages sent this request."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return is_own_address(request, request.headers.get("Origin", ""))


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Whether another site sent the browser here; a typed address or a bookmark did not."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        is_navigation = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
        return site not in ("same-origin", "none") or not is_navigation
    referer = request.headers.get("Referer", "")
    return bool(referer) and not is_own_address(request, referer)


def is_own_address(request: HttpRequest, address: str) -> bool:
    """Whether `address` begins with our own scheme, host and port."""
    parts = urlsplit(address)
    return parts.scheme == settings.ORIGIN.scheme and parts.netloc == request.get_host()


class AfterExit:
    """After Exit our pages lead to the neutral site, so that Back finds nothing of ours.

    For some minutes all of them do. After that, those she had reached by our own links still do,
    which is how Back asks for them; coming in anew, by address or bookmark, opens the site again.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        left = LEFT.match(request.COOKIES.get(settings.VISIT_COOKIE, ""))
        if left is None or request.method not in READ_ONLY:
            return self.get_response(request)
        if comes_from_us(request) or time.time() - int(left[1]) < AWAY_SECONDS:
            return to_neutral_site()
        response = self.get_response(request)
        drop_visit_cookie(response)
        return response


def to_neutral_site() -> HttpResponseRedirect:
    """Lead to the neutral site, which is not told where from."""
    response = HttpResponseRedirect(settings.EXIT_URL)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


class Sessions:
    """Give each request its lazy session, and the browser the cookie when one is needed."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        session = Session(request.COOKIES.get(settings.VISIT_COOKIE), bodies.asker(request))
        request.session = session  # type: ignore[assignment]
        response = self.get_response(request)
        if session.set_cookie:
            set_visit_cookie(response, session.set_cookie)
        elif session.drop_cookie:
            drop_visit_cookie(response)
        return response

    def process_exception(
        self,
        request: HttpRequest,
        exception: Exception,
    ) -> HttpResponse | None:
        """Say kindly that an answer could not be kept."""
        return answer(HTTPStatus.SERVICE_UNAVAILABLE) if isinstance(exception, NoRoom) else None


def set_visit_cookie(response: HttpResponseBase, value: str, **more: Any) -> None:
    """The service's one cookie: gone with the browser, unreadable to script, never sent along."""
    response.set_cookie(
        settings.VISIT_COOKIE,
        value,
        secure=settings.ORIGIN.is_https,
        httponly=True,
        **{"samesite": "Strict", **more},
    )


def set_left_cookie(response: HttpResponseBase) -> None:
    """The same cookie, emptied of the visit: it says only when this browser left by Exit.

    Lax, because Back to a page that another site had linked to sends no Strict cookie.
    """
    set_visit_cookie(response, f"left.{int(time.time())}", samesite="Lax")


def drop_visit_cookie(response: HttpResponseBase) -> None:
    """Take the cookie away."""
    set_visit_cookie(response, "", max_age=0)


class BodyLimits:
    """Decide from the headers alone whether a body may be read, and where files in it go."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            response = self.get_response(request)
        finally:
            place = getattr(request, "upload_place", None)
            if place:
                place.give_back()
        if response.streaming and not bodies.hold_a_place(response, request.session.record_id):  # type: ignore[attr-defined]
            response.close()
            return answer(HTTPStatus.SERVICE_UNAVAILABLE)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.method != "POST":
            return None
        length = request.headers.get("Content-Length", "")
        if not length.isdecimal():
            return answer(HTTPStatus.LENGTH_REQUIRED)
        make_handler = getattr(view, "make_upload_handler", None)
        if make_handler:
            handler = make_handler(request)
            if handler is None:
                return HttpResponseRedirect(reverse("accounts:sign-in"), status=303)
            request.upload_handlers = [handler]
        if int(length) <= settings.MAX_FORM:
            return _read_form(request, keeps_halves=bool(make_handler))
        return _admit_upload(request) if make_handler else answer(TOO_LARGE)


def _read_form(request: HttpRequest, *, keeps_halves: bool) -> HttpResponse | None:
    """Read all of a form before anything is done with it: half a form must change nothing.

    A view that takes files asks for itself, and keeps what did arrive as a draft.
    """
    if not bodies.read_form(request):
        return answer(HTTPStatus.SERVICE_UNAVAILABLE)
    if bodies.is_cut(request) and not keeps_halves:
        return answer(HTTPStatus.BAD_REQUEST)
    return None


def _admit_upload(request: HttpRequest) -> HttpResponse | None:
    """Take a place for a body that is read as it comes; `BodyLimits` gives it back."""
    place = bodies.UPLOADS.take(request.session.record_id)  # type: ignore[attr-defined]
    if place is None:
        return answer(HTTPStatus.SERVICE_UNAVAILABLE)
    request.upload_place = place  # type: ignore[attr-defined]
    return None
