"""Rules that every list of services has to keep, whoever mends a number next."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.support import columns
from fourfold.core.support.force import Nation
from fourfold.core.support.service import Need, Service, Standing
from fourfold.data import directory, forces
from tests.table import over

# Round the clock, each read in a source; all other hours are left out.
DAY_AND_NIGHT = {
    "victim-support",
    "national-domestic-abuse-helpline",
    "rape-crisis",
    "samaritans",
    "scotland-domestic-abuse",
}
# A day on which the list was made, and one on which nothing of it has fallen due.
MADE = date(2026, 11, 26)
LAWS = {
    Nation.ENGLAND: Jurisdiction.ENGLAND_AND_WALES,
    Nation.WALES: Jurisdiction.ENGLAND_AND_WALES,
    Nation.SCOTLAND: Jurisdiction.SCOTLAND,
    Nation.NORTHERN_IRELAND: Jurisdiction.NORTHERN_IRELAND,
}


def digits(number: str) -> str:
    return number.replace(" ", "")


def test_every_helpline_can_be_reached() -> None:
    for line in directory.national():
        assert line.number or line.site, line.id
        assert not line.forces, line.id


@over("line", directory.everything(), lambda line: line.id)
def test_every_service_says_how_it_is_known(line: Service) -> None:
    assert re.fullmatch(r"[\d ]*", line.number)
    assert len(digits(line.number)) in (0, 6, 8, 10, 11)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", line.id)
    assert line.who.endswith(".")
    assert line.provenance.source
    assert line.provenance.review_by > line.provenance.checked
    assert not line.site or line.site.startswith("https://")


@over("line", directory.everything(), lambda line: line.id)
def test_every_service_keeps_the_rules_that_hold_for_operators(line: Service) -> None:
    laws = {force.id: LAWS[force.nation] for force in forces.load()}
    rules = columns.Rules(laws, directory.retired(), MADE)
    assert columns.from_cells(columns.to_cells(line), rules) == line


def test_ids_and_numbers_are_there_once() -> None:
    lines = directory.everything()
    assert len({line.id for line in lines}) == len(lines)
    numbers = [digits(line.number) for line in lines if line.number]
    assert len(set(numbers)) == len(numbers)


def test_no_retired_number_is_shown_or_noted() -> None:
    for line in directory.everything():
        for words in (line.number, line.text, line.who, line.note, line.site):
            assert not any(number in digits(words) for number in directory.retired()), line.id


@pytest.mark.parametrize(
    "number", ["08088029999", "08009523000", "03003730978", "03300881339", "01612001950"]
)
def test_the_numbers_known_to_be_retired_are_on_that_list(number: str) -> None:
    assert number in directory.retired()


def test_only_hours_that_a_source_confirms_are_shown() -> None:
    lines = directory.everything()
    assert {line.id for line in lines if line.is_always_open} == DAY_AND_NIGHT
    assert not any(re.search(r"\d ?(am|pm)|\d:\d\d|24", line.who) for line in lines)
    assert not any(line.hours for line in lines)


def test_nobody_has_rung_what_comes_with_a_release() -> None:
    assert not any(line.verified_on for line in directory.everything())


def test_every_need_has_somebody_to_call() -> None:
    assert {line.need for line in directory.national()} == set(Need)


def test_the_first_call_is_there() -> None:
    line = directory.by_id()["national-stalking-helpline"]
    assert digits(line.number) == "08088020300"


def test_a_welsh_name_says_where_it_was_read() -> None:
    named = [line for line in directory.national() if line.cy or line.cy_source]
    assert named
    assert all(line.cy and line.cy_source for line in named)


def test_a_local_service_names_forces_that_there_are_and_their_law() -> None:
    for line in directory.local():
        known = [forces.by_id()[force] for force in line.forces]
        assert known, line.id
        assert {LAWS[force.nation] for force in known} == {line.provenance.jurisdiction}, line.id


def test_local_services_are_looked_at_again_after_ninety_days() -> None:
    for line in directory.local():
        known = line.provenance
        assert known.review_by == known.checked + timedelta(days=90), line.id


def test_what_may_be_shown_of_the_local_services() -> None:
    counted = Counter(line.standing(MADE) for line in directory.local())
    assert counted == {
        Standing.READ: 35,
        Standing.NAME_ONLY: 54,
        Standing.ENDED: 7,
    }


@pytest.mark.parametrize(
    ("force", "need", "number"),
    [
        ("metropolitan", Need.ANY_CRIME, "08081689291"),
        ("merseyside", Need.ANY_CRIME, "08081743080"),
        ("greater-manchester", Need.ANY_CRIME, "08008766155"),
        ("northumbria", Need.ANY_CRIME, "08000113116"),
        ("nottinghamshire", Need.ANY_CRIME, "08003047575"),
        ("derbyshire", Need.ANY_CRIME, "08006126505"),
        ("west-midlands", Need.STALKING, "01215530090"),
        ("sussex", Need.STALKING, "01273234773"),
        ("scotland", Need.HOME, "01312266606"),
    ],
)
def test_local_numbers_are_those_that_were_read(force: str, need: Need, number: str) -> None:
    found = [line for line in directory.local() if force in line.forces and line.need is need]
    shown = {digits(line.number) for line in found if line.standing(MADE) is Standing.READ}
    assert number in shown


def test_a_service_of_two_counties_stands_here_once() -> None:
    (line,) = [line for line in directory.local() if "norfolk" in line.forces]
    assert line.forces == ("norfolk", "suffolk")


def test_a_local_name_for_a_national_number_does_not_repeat_the_number() -> None:
    for each in ("london-stalking-support-service", "victim-support-cumbria"):
        assert directory.by_id()[each].number == ""
