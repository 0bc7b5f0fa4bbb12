"""Rules that every list of helplines has to keep, whoever mends a number next."""

import re

from fourfold.core.support.service import Need
from fourfold.data import directory

# Retired, and still printed by other lists: never to be shown again.
RETIRED = {"08088029999"}
# Round the clock, each read in a source; all other hours are left out.
DAY_AND_NIGHT = {
    "victim-support",
    "national-domestic-abuse-helpline",
    "rape-crisis",
    "samaritans",
    "scotland-domestic-abuse",
}


def digits(number: str) -> str:
    return number.replace(" ", "")


def test_every_helpline_can_be_reached_and_says_how_it_is_known() -> None:
    for line in directory.national():
        assert line.number or line.site, line.id
        assert re.fullmatch(r"[\d ]*", line.number), line.id
        assert len(digits(line.number)) in (0, 6, 8, 10, 11), line.id
        assert line.who.endswith("."), line.id
        assert line.provenance.source, line.id
        assert line.provenance.review_by > line.provenance.checked, line.id
        assert not line.site or line.site.startswith("https://"), line.id


def test_ids_and_numbers_are_there_once() -> None:
    lines = directory.national()
    assert len({line.id for line in lines}) == len(lines)
    numbers = [digits(line.number) for line in lines if line.number]
    assert len(set(numbers)) == len(numbers)


def test_no_retired_number_is_shown() -> None:
    assert not RETIRED & {digits(line.number) for line in directory.national()}


def test_only_hours_that_a_source_confirms_are_shown() -> None:
    assert {line.id for line in directory.national() if line.is_always_open} == DAY_AND_NIGHT
    assert not any(re.search(r"\d (am|pm)|\d:\d\d|24", line.who) for line in directory.national())


def test_every_need_has_somebody_to_call() -> None:
    assert {line.need for line in directory.national()} == set(Need)


def test_the_first_call_is_there() -> None:
    line = directory.by_id()["national-stalking-helpline"]
    assert digits(line.number) == "08088020300"


def test_a_welsh_name_says_where_it_was_read() -> None:
    named = [line for line in directory.national() if line.cy or line.cy_source]
    assert named
    assert all(line.cy and line.cy_source for line in named)
