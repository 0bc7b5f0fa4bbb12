"""The way in to the open directory, ahead of all that knows of visits.

What is asked under /api/ is answered here: no cookie is read or set, no session is looked for, no
form is taken. So the one part of the service that other sites may read cannot reach anything else.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from fourfold.web.api import views
from fourfold.web.safety.middleware import is_our_host

PREFIX = "/api/"


class Door:
    """Answers what is asked under /api/; leads everything else on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        if not is_our_host(request):
            return views.wrong(HTTPStatus.BAD_REQUEST, "This is not the name of this service.")
        try:
            view, _, named = resolve(request.path_info)
        except Resolver404:
            return views.not_there()
        response: HttpResponseBase = view(request, **named)
        return response
