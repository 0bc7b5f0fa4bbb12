"""Which services are shown near a force, what moves up, and what never goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.kernel.provenance import Jurisdiction, Provenance, Status
from fourfold.core.support.choosing import EXPECTED, Choice, choose, laws
from fourfold.core.support.force import Force, Nation
from fourfold.core.support.service import Audience, Need, Service

TODAY = date(2026, 11, 25)
FIRST = "helpline"
KNOWN = Provenance(
    "a page", Status.SOURCE, Jurisdiction.UNITED_KINGDOM, date(2026, 11, 1), date(2027, 2, 1)
)


def force(name: str, nation: Nation = Nation.ENGLAND) -> Force:
    return Force(name, name.title(), name.upper(), nation, "https://example.org", KNOWN)


def service(
    name: str,
    need: Need = Need.HOME,
    where: Jurisdiction = Jurisdiction.UNITED_KINGDOM,
    **more: object,
) -> Service:
    known = replace(KNOWN, jurisdiction=where)
    told: dict[str, object] = {"number": "0800 1", **more}
    return Service(id=name, name=name, need=need, who="Anyone.", provenance=known, **told)  # type: ignore[arg-type]


KENT, ESSEX = force("kent"), force("essex")
GWENT = force("gwent", Nation.WALES)
SCOTLAND = force("scotland", Nation.SCOTLAND)
ULSTER = force("ulster", Nation.NORTHERN_IRELAND)
ENGLAND_AND_WALES = Jurisdiction.ENGLAND_AND_WALES
HELPLINE = service(FIRST, Need.STALKING)
SERVICES = (
    service("men", audiences=(Audience.MEN,)),
    service("anyone"),
    HELPLINE,
    service("kent-victims", Need.ANY_CRIME, ENGLAND_AND_WALES, forces=("kent",)),
    service("kent-stalking", Need.STALKING, ENGLAND_AND_WALES, forces=("kent", "sussex")),
    service("kent-home", Need.HOME, ENGLAND_AND_WALES, forces=("kent",)),
    service("kent-men", forces=("kent",), audiences=(Audience.MEN,)),
    service("essex-victims", Need.ANY_CRIME, ENGLAND_AND_WALES, forces=("essex",)),
    service("ours", Need.ANY_CRIME, ENGLAND_AND_WALES),
    service("scots", Need.ANY_CRIME, Jurisdiction.SCOTLAND),
    service("irish", Need.HOME, Jurisdiction.NORTHERN_IRELAND),
    service("deaf-women", Need.SEXUAL, audiences=(Audience.BSL, Audience.WOMEN)),
    service("gone", is_withdrawn=True),
    service("over", Need.ANY_CRIME, forces=("kent",), contract_end=date(2026, 11, 24)),
)


def names(services: tuple[Service, ...]) -> list[str]:
    return [each.id for each in services]


def near(*forces: Force, wants: tuple[Audience, ...] = ()) -> Choice:
    return choose(SERVICES, forces, wants, TODAY, FIRST)


def local(choice: Choice) -> dict[str, list[str]]:
    return {
        each.force.id: [one.id for group in each.groups for one in group.services]
        for each in choice.local
    }


def national(choice: Choice) -> list[str]:
    return [each.id for group in choice.national for each in group.services]


def everything(choice: Choice) -> list[str]:
    near_by = chain.from_iterable(local(choice).values())
    first = [choice.first.id] if choice.first else []
    return [*first, *names(choice.fitting), *near_by, *national(choice)]


def test_local_services_come_by_need_those_for_stalking_and_victims_first() -> None:
    shown = {"kent": ["kent-stalking", "kent-victims", "kent-home", "kent-men"]}
    assert local(near(KENT)) == shown


def test_each_of_several_forces_has_its_own_services() -> None:
    found = local(near(ESSEX, KENT))
    assert list(found) == ["essex", "kent"]
    assert found["essex"] == ["essex-victims"]


def test_what_is_not_known_of_an_area_is_said() -> None:
    kent, essex, gwent = near(KENT, ESSEX, GWENT).local
    assert kent.not_known == ()
    assert essex.not_known == (Need.STALKING,)
    assert gwent.not_known == (Need.STALKING, Need.ANY_CRIME)


def test_a_service_of_a_nation_with_one_police_force_is_known_of_its_area() -> None:
    scottish = service("s", Need.ANY_CRIME, where=Jurisdiction.SCOTLAND)
    english = service("e", Need.ANY_CRIME, where=ENGLAND_AND_WALES)
    for force_, missing in ((SCOTLAND, (Need.STALKING,)), (GWENT, EXPECTED), (ULSTER, EXPECTED)):
        choice = choose((scottish, english), (force_,), (), TODAY, FIRST)
        assert choice.local[0].not_known == missing, force_.id


@pytest.mark.parametrize(
    ("forces", "shown"),
    [
        ((KENT,), {"ours"}),
        ((GWENT,), {"ours"}),
        ((SCOTLAND,), {"scots"}),
        ((ULSTER,), {"irish"}),
        ((ESSEX, SCOTLAND), {"ours", "scots"}),
        ((), set()),
    ],
)
def test_national_services_are_those_of_the_law_of_the_area(
    forces: tuple[Force, ...], shown: set[str]
) -> None:
    everywhere = {"anyone", "men", "deaf-women"}
    assert set(national(near(*forces))) == everywhere | shown


def test_laws_are_each_named_once_the_likeliest_first() -> None:
    assert laws((SCOTLAND, KENT, GWENT)) == (Jurisdiction.SCOTLAND, ENGLAND_AND_WALES)


def test_what_has_ended_is_shown_nowhere() -> None:
    assert {"gone", "over"}.isdisjoint(everything(near(KENT)))


def test_the_helpline_leads_and_comes_once() -> None:
    choice = near(KENT)
    assert choice.first is HELPLINE
    assert everything(choice).count(FIRST) == 1


def test_what_is_made_for_everybody_comes_before_what_is_made_for_some() -> None:
    assert names(near(KENT).national[1].services) == ["anyone", "men"]


def test_what_fits_moves_up_local_ones_first_and_stands_once() -> None:
    choice = near(KENT, wants=(Audience.MEN,))
    assert names(choice.fitting) == ["kent-men", "men"]
    assert everything(choice).count("men") == everything(choice).count("kent-men") == 1
    assert choice.unmatched == ()


def test_one_audience_that_a_service_has_is_enough() -> None:
    choice = near(KENT, wants=(Audience.WOMEN, Audience.WELSH))
    assert names(choice.fitting) == ["deaf-women"]
    assert choice.unmatched == (Audience.WELSH,)


def test_an_audience_without_a_service_is_said_and_hides_nothing() -> None:
    choice = near(KENT, wants=(Audience.WORK,))
    assert choice.fitting == ()
    assert choice.unmatched == (Audience.WORK,)
    assert sorted(everything(choice)) == sorted(everything(near(KENT)))


def test_a_local_service_that_has_moved_up_still_counts_as_known() -> None:
    women = service("essex-women", Need.STALKING, forces=("essex",), audiences=(Audience.WOMEN,))
    choice = choose((*SERVICES, women), (ESSEX,), (Audience.WOMEN,), TODAY, FIRST)
    assert choice.local[0].not_known == ()
    assert "essex-women" in names(choice.fitting)


def test_what_can_be_reached_comes_before_a_name_alone() -> None:
    bare = service("a-name", Need.ANY_CRIME, forces=("kent",), number="")
    rung = service("rung", Need.ANY_CRIME, forces=("kent",), verified_on=date(2026, 11, 20))
    due = replace(KNOWN, review_by=date(2026, 11, 24))
    late = replace(service("late", Need.ANY_CRIME, forces=("kent",)), provenance=due)
    found = local(choose((bare, late, *SERVICES, rung), (KENT,), (), TODAY, FIRST))["kent"]
    assert [each for each in found if each in ("a-name", "late", "rung", "kent-victims")] == [
        *("rung", "kent-victims", "a-name", "late"),
    ]


@given(
    st.lists(st.sampled_from([KENT, ESSEX, GWENT, SCOTLAND, ULSTER]), unique=True, max_size=4),
    st.lists(st.sampled_from(list(Audience)), unique=True),
)
def test_no_choice_of_audiences_hides_anything(forces: list[Force], wants: list[Audience]) -> None:
    plain, chosen = near(*forces), near(*forces, wants=tuple(wants))
    assert set(everything(chosen)) == set(everything(plain))
    assert chosen.first is HELPLINE
    assert [each.force for each in chosen.local] == forces
