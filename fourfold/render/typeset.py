"""Make a PDF from data and a template: PDF/A-2a and PDF/UA-1, the same bytes every time."""

import json
from dataclasses import asdict, replace
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any, Final

from fourfold.render import sandbox
from fourfold.render.composing import LATIN_ONLY, Compositor
from fourfold.render.errors import NotTypeset
from fourfold.render.view import Chronology, ExhibitList, FrontPage, Orders, Together

__all__ = ["GROUND", "press", "typeset"]

PRESS: Final = sandbox.Job(
    "fourfold.render.press",
    memory=4096 * sandbox.MIB,
    processor=240,
    patience=240.0,
    largest_answer=512 * sandbox.MIB,
    must_lock=False,
)
# What has thirty pages at most, whatever was typed to make it more.
SHORT_PRESS: Final = replace(PRESS, memory=1024 * sandbox.MIB, processor=60, patience=60.0)
SHORT: Final = ("leaflet", "letter")
GROUND: Final = "ground.typ"
COMMON: Final = "common.typ"
LACKS_GLYPH: Final = b"could not be displayed"


def typeset(template: str, view: FrontPage | Chronology | ExhibitList | Orders | Together) -> bytes:
    """The view of a pack as a PDF, by `templates/<template>.typ` after what all of them share.

    Raises NotTypeset when typst refuses the page, JobFailed when the worker ends without one.
    """
    made = view.imprint.made.astimezone(UTC)
    data = asdict(view)
    data["imprint"]["made"] = _parts(made)
    return press(template, data, made, after=(GROUND, COMMON))


def press(
    template: str,
    data: dict[str, Any],
    made: datetime,
    *,
    after: tuple[str, ...] = (),
    as_it_is: dict[str, Any] | None = None,
) -> bytes:
    """These data as a PDF dated `made`, by `templates/<template>.typ` after other sources.

    Texts in `data` are set in the typefaces we have; those in `as_it_is` are not text and go past
    the compositor. Raises as `typeset` does.
    """
    job = SHORT_PRESS if template in SHORT else PRESS
    source = "".join(map(_template, (*after, f"{template}.typ")))
    for compositor in (Compositor(), Compositor(LATIN_ONLY)):
        told = compositor.compose(data) | {"unprinted": compositor.unprinted} | (as_it_is or {})
        answer = sandbox.run(job, _order(source, told, made))
        # The table of characters is right one by one; shaping can still want a glyph that no
        # font has. Then everything but plain Latin letters is printed as numbers.
        if answer.startswith(b"%PDF-"):
            return answer
        if LACKS_GLYPH not in answer:
            break
    raise NotTypeset(template)


def _template(name: str) -> str:
    return files("fourfold.render").joinpath("templates", name).read_text(encoding="utf-8")


def _order(source: str, data: dict[str, Any], made: datetime) -> bytes:
    text = json.dumps(data, sort_keys=True)
    return json.dumps({"source": source, "data": text, "made": int(made.timestamp())}).encode()


def _parts(moment: datetime) -> dict[str, int]:
    names = ("year", "month", "day", "hour", "minute", "second")
    return {name: getattr(moment, name) for name in names}
