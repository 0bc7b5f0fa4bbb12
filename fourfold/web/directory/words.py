"""The directory's codes in words, for whoever keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.support.columns import Fault
from fourfold.core.support.service import Audience, Need, Standing
from fourfold.data import forces
from fourfold.web.directory.queries import Why
from fourfold.web.directory.rows import Kind
from fourfold.web.directory.sheet import BadSheet

NEEDS = {
    Need.STALKING: _("Stalking"),
    Need.ANY_CRIME: _("Any crime"),
    Need.HOME: _("A partner, ex-partner or family"),
    Need.SEXUAL: _("Sexual violence"),
    Need.ONLINE: _("Online, pictures and accounts"),
    Need.YOUNG: _("Young people"),
    Need.TALK: _("Somebody to talk to"),
    Need.OWN_BEHAVIOUR: _("Own behaviour"),
}
AUDIENCES = {
    Audience.WOMEN: _("Women"),
    Audience.MEN: _("Men"),
    Audience.LGBT: _("LGBT+ people"),
    Audience.UNDER_18: _("People under 18"),
    Audience.DISABLED: _("Disabled people"),
    Audience.WELSH: _("In Welsh"),
    Audience.BSL: _("In British Sign Language"),
    Audience.HONOUR: _("So-called honour-based abuse"),
    Audience.ONLINE: _("Abuse online"),
    Audience.WORK: _("Trouble at work"),
}
JURISDICTIONS = {
    Jurisdiction.UNITED_KINGDOM: _("All of the United Kingdom"),
    Jurisdiction.ENGLAND_AND_WALES: _("England and Wales"),
    Jurisdiction.SCOTLAND: _("Scotland"),
    Jurisdiction.NORTHERN_IRELAND: _("Northern Ireland"),
}
STANDINGS = {
    Standing.VERIFIED: _("Shown: somebody rang it"),
    Standing.READ: _("Shown: read in a source"),
    Standing.NAME_ONLY: _("Name only: no way to reach it is shown"),
    Standing.PAST_REVIEW: _("Past its day: not shown as current"),
    Standing.ENDED: _("Not shown: ended or withdrawn"),
}
REASONS = {
    Why.RELEASE: _("A new version of the program says something else"),
    Why.PAST_REVIEW: _("Past its day: ring it again"),
    Why.CONTRACT: _("Its contract ends within 60 days, or has ended"),
    Why.NEVER_VERIFIED: _("Nobody has rung it yet"),
}
KINDS = {
    Kind.ADDED: _("Added"),
    Kind.CHANGED: _("Changed"),
    Kind.VERIFIED: _("Rung and found right"),
    Kind.WITHDRAWN: _("Withdrawn"),
    Kind.BROUGHT_BACK: _("Brought back"),
    Kind.IMPORTED: _("Changed by a table"),
    Kind.RELEASE: _("Changed by a new version of the program"),
    Kind.TAKEN: _("Taken over from a new version of the program"),
    Kind.KEPT: _("Kept against a new version of the program"),
}
COLUMNS = {
    "id": _("Id"),
    "name": _("Name"),
    "need": _("What it helps with"),
    "who": _("Who it is for"),
    "number": _("Phone number"),
    "text": _("Number for text messages"),
    "site": _("Website"),
    "forces": _("Police forces"),
    "jurisdiction": _("Where"),
    "audiences": _("For whom in particular"),
    "day_and_night": _("Open day and night"),
    "hours": _("Opening hours"),
    "source": _("Source"),
    "checked": _("Checked on"),
    "review_by": _("To be checked again by"),
    "verified_on": _("Rung on"),
    "contract_end": _("End of the contract"),
    "old_number": _("Sources too old to show the number"),
    "withdrawn": _("Withdrawn"),
    "note": _("Note for whoever keeps the directory"),
    "welsh_name": _("Welsh name"),
    "welsh_source": _("Where the Welsh name was read"),
}
FAULTS = {
    "missing": _("Write something here: it is needed"),
    "long": _("That is too long: use at most %(detail)s characters"),
    "id": _("Use small letters, figures and single hyphens, such as kent-victims"),
    "twice": _("This id stands in the table more than once"),
    "taken": _("There is a service of this name already: choose another name"),
    "need": _("This is none of the things that a service helps with: %(detail)s"),
    "jurisdiction": _("This is no part of the United Kingdom as the directory names them"),
    "phone": _("This is not a number of the United Kingdom: check each figure"),
    "phone-dear": _("This number costs more than a usual call: find another one"),
    "retired": _("This number is retired or a known misprint: it must not be shown"),
    "site": _("Give the whole address, beginning with https://"),
    "force": _("There is no police force of this id: %(detail)s"),
    "force-law": _("This force is not in that part of the United Kingdom: %(detail)s"),
    "audience": _("This is none of the groups of the directory: %(detail)s"),
    "flag": _("Say yes or no"),
    "day": _("This is no day: write it like 2027-01-31"),
    "future": _("This day has not come yet"),
    "review-early": _("Choose a day after the one on which it was checked"),
    "review-late": _("Choose a day within a year after it was checked"),
    "review-same": _("Choose a new day only when you have checked it today"),
    "hours": _("Write hours like 09:30-16:00, several with commas between"),
    "hours-order": _("Hours must come in their order and not run into each other"),
    "hours-always": _("Either it is open day and night or it has hours: not both"),
    "hours-unverified": _("Give hours only for a service that somebody has rung"),
    "welsh": _("Give the Welsh name together with where it was read"),
    "known": _("Say how you know: what you changed decides whom people reach"),
}
SHEETS = {
    "large": _("The file is too large. A table of the directory has less than 512 KB."),
    "encoding": _("The file is not in UTF-8. Save it as “CSV UTF-8” and try again."),
    "empty": _("Choose a file that is not empty."),
    "columns": _(
        "The first line must have the columns of the table that you can download here, and no "
        "others. Wrong or missing: %(detail)s"
    ),
    "broken": _("This is not a table: line %(detail)s has a quote or a comma out of place."),
    "rows": _("The table has more than 2,000 rows."),
}


def fault(found: Fault) -> str:
    """What is wrong, as a sentence without its stop."""
    return str(FAULTS[found.code]) % {"detail": found.detail}


def told(found: Fault) -> str:
    """What is wrong, with the column that it is wrong in."""
    return f"{column(found.column)}: {fault(found)}"


def bad_sheet(found: BadSheet) -> str:
    """Why a file could not be read."""
    return str(SHEETS[found.code]) % {"detail": found.detail}


def value(name: str, said: str) -> str:
    """What a column says, as a page says it."""
    if name in ("checked", "review_by", "verified_on", "contract_end") and said:
        return date_format(date.fromisoformat(said), "j F Y")
    named = _names().get(name)
    return ", ".join(str(named.get(each, each)) for each in said.split("; ")) if named else said


def _names() -> dict[str, Mapping[Any, object]]:
    """What stands for the codes of a column that has any."""
    areas = {force.id: force.name for force in forces.load()}
    return {"need": NEEDS, "jurisdiction": JURISDICTIONS, "audiences": AUDIENCES, "forces": areas}


def column(name: str) -> str:
    """A column's name on the page."""
    return str(COLUMNS[name])
