"""A service of the directory in the words of Open Referral UK 3.0 (HSDS).

Nothing is said that the directory does not hold: a field it has no value for is left out. Numbers,
text numbers and addresses appear only while they may be shown as current; `alert` says why not.

Source: the UK profile of the Open Referral Human Services Data Specification, version 3.0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.support.force import Force
from fourfold.core.support.hours import Opening
from fourfold.core.support.service import Service, Standing
from fourfold.web.api import terms
from fourfold.web.api.terms import Taxonomy, Term, identifier

Fields = dict[str, Any]
REACHABLE = (Standing.VERIFIED, Standing.READ)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# The end of a day as other programs can read it: "24:00" is refused by many.
DAY_AND_NIGHT = ("00:00", "23:59")
# The postcode directory's stand-in for Northern Ireland is no code of an area.
STAND_IN = "N99999999"
WHOLE = {
    Jurisdiction.ENGLAND_AND_WALES: "England and Wales",
    Jurisdiction.SCOTLAND: "Scotland",
    Jurisdiction.NORTHERN_IRELAND: "Northern Ireland",
    Jurisdiction.UNITED_KINGDOM: "United Kingdom",
}
UNKNOWN_BODY = "This directory does not record who runs a service; its own name stands for that."
ALERTS = {
    Standing.READ: "Read in {source}, on {checked}. Nobody has rung it for this directory.",
    Standing.NAME_ONLY: (
        "Only its name is known. Ask for it on the police number 101 or on a national helpline."
    ),
    Standing.PAST_REVIEW: (
        "It should have been checked again by {review_by}, so its number is left out."
    ),
    Standing.ENDED: "Its contract has run out, or it was withdrawn. Do not send anybody there.",
}
TIMES = "Times in the United Kingdom. They may differ on bank holidays."


def listed(service: Service, today: date) -> Fields:
    """A service with what there is once of it, as the list of services shows it."""
    standing = service.standing(today)
    known = service.provenance
    words = {"source": known.source, "checked": known.checked, "review_by": known.review_by}
    alert = ALERTS.get(standing, "").format(**words)
    return _there(
        id=service_id(service),
        organization_id=identifier("organization", service.id),
        name=service.name,
        description=service.who,
        url=service.site if standing in REACHABLE else "",
        status="defunct" if standing is Standing.ENDED else "active",
        assured_date=service.verified_on.isoformat() if service.verified_on else "",
        alert=alert,
        last_modified=f"{_changed(service, today)}T00:00:00.000Z",
        organization={
            "id": identifier("organization", service.id),
            "name": service.name,
            "description": UNKNOWN_BODY,
        },
    )


def full(service: Service, forces: Mapping[str, Force], today: date) -> Fields:
    """A service with everything that belongs to it; `forces` by their ids."""
    standing = service.standing(today)
    place = {key: value for key, value in at_location(service).items() if key != "service"}
    return listed(service, today) | {
        "contacts": [*_contacts(service, standing)],
        "schedules": [*_schedules(service, standing)],
        "service_areas": [*_areas(service, forces)],
        "service_at_locations": [place],
        "attributes": [
            _attribute(service, taxonomy, word) for taxonomy, word in terms.of(service, standing)
        ],
    }


def at_location(service: Service, inside: Fields | None = None) -> Fields:
    """Where a service is given: by phone and online; places to visit are not kept here."""
    location_id = identifier("location", service.id)
    return _there(
        id=identifier("place", service.id),
        service_id=service_id(service),
        location_id=location_id,
        location={"id": location_id, "location_type": "virtual", "name": "By phone or online"},
        service=inside,
    )


def taxonomy(each: Taxonomy) -> Fields:
    """One list of words."""
    return {"id": each.id, "name": each.name, "description": each.description}


def term(each: Taxonomy, word: Term) -> Fields:
    """One word of a list."""
    return {
        "id": word.id,
        "name": word.name,
        "description": word.description,
        "term": word.name,
        "taxonomy": each.name,
        "taxonomy_id": each.id,
    }


def service_id(service: Service) -> str:
    """The identifier of a service, the same in every installation that has it."""
    return identifier("service", service.id)


def _changed(service: Service, today: date) -> date:
    """The last day on which something became different, also by a day having passed."""
    passed = (service.provenance.review_by, service.contract_end)
    days = [each + timedelta(days=1) for each in passed if each is not None and each < today]
    return max(service.provenance.checked, service.verified_on or date.min, *days)


def _there(**fields: Any) -> Fields:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value not in ("", None)}


def _contacts(service: Service, standing: Standing) -> Iterator[Fields]:
    """How it is reached: the number that is rung, and the one that takes texts."""
    ways = {"voice": service.number, "text": service.text}
    if standing not in REACHABLE or not any(ways.values()):
        return
    contact_id = identifier("contact", service.id)
    phones = [
        {
            "id": identifier(f"phone/{kind}", service.id),
            "contact_id": contact_id,
            "number": number,
            "type": kind,
            "description": PHONES[kind],
        }
        for kind, number in ways.items()
        if number
    ]
    yield {
        "id": contact_id,
        "service_id": service_id(service),
        "name": service.name,
        "phones": phones,
    }


PHONES = {
    "voice": "To ring. A call may show in the phone’s call log, or on a bill.",
    "text": "For text messages. They stay on the phone, and may show on a bill.",
}


def _schedules(service: Service, standing: Standing) -> Iterator[Fields]:
    """The hours that somebody verified, the days with the same hours together."""
    if standing in REACHABLE and service.is_always_open:
        yield _schedule(service, *DAY_AND_NIGHT, DAYS)
    elif standing is Standing.VERIFIED:
        days: dict[tuple[str, str], list[str]] = defaultdict(list)
        for each in sorted(set(service.hours), key=_in_the_week):
            days[each.opens, each.closes].append(DAYS[each.weekday])
        for (opens, closes), names in days.items():
            yield _schedule(service, opens, closes, names)


def _in_the_week(each: Opening) -> tuple[int, str]:
    return each.weekday, each.opens


def _schedule(service: Service, opens: str, closes: str, days: Any) -> Fields:
    return {
        "id": identifier(f"schedule/{opens}-{closes}", service.id),
        "service_id": service_id(service),
        "freq": "WEEKLY",
        "interval": 1,
        "byday": ",".join(days),
        "opens_at": opens,
        "closes_at": min(closes, DAY_AND_NIGHT[1]),
        "description": TIMES,
    }


def _areas(service: Service, forces: Mapping[str, Force]) -> Iterator[Fields]:
    """Where it helps: the areas of police forces, or all of where one law holds."""
    if not service.forces:
        where = service.provenance.jurisdiction
        yield _area(service, where, WHOLE[where])
    for force in (forces[each] for each in service.forces if each in forces):
        code = {"extent": force.code, "extent_type": "text"} if force.code != STAND_IN else {}
        yield _area(service, force.id, f"The area of {force.name}") | code


def _area(service: Service, slug: str, name: str) -> Fields:
    return {
        "id": identifier(f"area/{slug}", service.id),
        "service_id": service_id(service),
        "name": name,
        "service_area": name,
    }


def _attribute(service: Service, taxonomy: Taxonomy, word: Term) -> Fields:
    return {
        "id": identifier(f"attribute/{word.id}", service.id),
        "link_id": service_id(service),
        "link_type": "service",
        "taxonomy_term_id": word.id,
        "taxonomy_term": term(taxonomy, word),
    }
