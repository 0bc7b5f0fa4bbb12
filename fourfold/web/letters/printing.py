"""A letter as a file: set in turn with other owners', its name tells nothing; it is not kept."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from fourfold.core.letters.letter import Letter
from fourfold.core.letters.plain import NOTICE, filled
from fourfold.render.errors import RenderError
from fourfold.render.letter import Part, Sheet, Wording, letter_pdf
from fourfold.web.guidance.shelf import SHELF
from fourfold.web.safety import bodies

RETRY_SECONDS = "30"
log = logging.getLogger("fourfold.letters")


def sheet(letter: Letter, today: date) -> Sheet:
    """What stands on the paper."""
    return Sheet(
        heading=letter.heading,
        notice=NOTICE,
        made=today,
        parts=tuple(Part(part.heading, part.text) for part in filled(letter)),
        wording=Wording(
            file_title=_("Document"),
            page=_("Page {} of {}"),
            foot=_("A draft in my own words. Not legal advice."),
            unprinted_title=_("Characters that could not be printed"),
            unprinted_note=_(
                "The typefaces of this document lack the characters below. In the text each "
                "stands as its number in square brackets."
            ),
        ),
    )


def pdf_of(request: HttpRequest, letter: Letter, today: date) -> HttpResponse:
    """The letter as a PDF to be saved; a page that asks for patience when it cannot be made now."""
    pdf = _in_turn(request, lambda: letter_pdf(sheet(letter, today)))
    if pdf is None:
        status = HTTPStatus.SERVICE_UNAVAILABLE
        busy = render(request, "letters/busy.html", status=status)
        busy["Retry-After"] = RETRY_SECONDS
        return busy
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="document-{today}.pdf"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _in_turn(request: HttpRequest, make: Callable[[], bytes]) -> bytes | None:
    place = bodies.OWN_SHEETS.wait_for(bodies.asker(request), bodies.LEAFLET_PATIENCE)
    if place is None:
        return None
    try:
        return SHELF.own(make)
    except RenderError as error:
        log.error("a letter could not be made: %s", type(error).__name__)
        return None
    finally:
        place.give_back()
