"""What every page may use: the service's name, its language, the top navigation, the way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fourfold.web.ui.language import ENGLISH, WELSH, language_of, without_language

LEAVE = "/leave"
PRIVATE = "/n/"
OPERATORS = "/o/"


@dataclass(frozen=True, slots=True)
class Link:
    """One item of the top navigation; `is_here` marks the part that the page belongs to.

    `is_english` marks what leads from a Welsh page to an English one.
    """

    path: str
    text: str | Promise
    is_here: bool = False
    is_english: bool = False


# Paths, not route names: pages that show an error must not depend on the table of routes.
NAVIGATION = (
    Link("/understand/", _("Understand")),
    Link("/support", _("Support")),
    Link("/orders/", _("Orders")),
    Link("/rights/", _("Rights")),
    Link("/safer/", _("Stay safer")),
    Link(PRIVATE, _("My notes")),
)


def page(request: HttpRequest) -> dict[str, Any]:
    """The context processor named in the settings."""
    language = language_of(request.path)
    # Only the public half is translated; easy-read pages lead to the ordinary ones.
    prefix = f"/{WELSH}" if language == WELSH else ""
    is_private = request.path.startswith((PRIVATE, OPERATORS))
    return {
        "service_name": settings.SERVICE_NAME,
        "leave": LEAVE,
        "is_private": is_private,
        "idle_seconds": settings.IDLE_SECONDS,
        "language": language,
        "prefix": prefix,
        "feedback": ("" if language == ENGLISH else f"/{language}") + "/feedback",
        "navigation": [_link(link, prefix, request.path) for link in NAVIGATION],
    }


def _link(link: Link, prefix: str, path: str) -> Link:
    is_here = without_language(path).startswith(link.path)
    if link.path == PRIVATE:
        return Link(link.path, link.text, is_here, is_english=bool(prefix))
    return Link(prefix + link.path, link.text, is_here)
