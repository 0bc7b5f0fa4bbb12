"""What every page may use: the service's name, the top navigation and where Exit leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LEAVE = "/leave"
PRIVATE = "/n/"
OPERATORS = "/o/"


@dataclass(frozen=True, slots=True)
class Link:
    """One item of the top navigation; `is_here` marks the part that the page belongs to."""

    path: str
    text: str | Promise
    is_here: bool = False


# Paths, not route names: pages that show an error must not depend on the table of routes.
NAVIGATION = (
    Link("/understand/", _("Understand")),
    Link("/support", _("Support")),
    Link(PRIVATE, _("My notes")),
)


def page(request: HttpRequest) -> dict[str, Any]:
    """The context processor named in the settings."""
    is_private = request.path.startswith((PRIVATE, OPERATORS))
    return {
        "service_name": settings.SERVICE_NAME,
        "leave": LEAVE,
        "is_private": is_private,
        "idle_seconds": settings.IDLE_SECONDS,
        "navigation": [
            Link(link.path, link.text, request.path.startswith(link.path)) for link in NAVIGATION
        ],
    }
