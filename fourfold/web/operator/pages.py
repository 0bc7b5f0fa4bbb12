"""How an operator's page is drawn: it hides itself when nobody has touched it for a while."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def page(request: HttpRequest, template: str, **words: Any) -> HttpResponse:
    """The page of a template."""
    idle = {"idle_seconds": settings.OPERATOR_IDLE_SECONDS}
    return render(request, template, {**words, **idle})
