"""What operators do with a service: each leaves a line in its history and a new edition."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fourfold.core.support.service import Standing
from fourfold.data import directory
from fourfold.web.directory import actions, queries
from fourfold.web.directory.models import ChangeRow
from fourfold.web.directory.queries import Why
from fourfold.web.directory.rows import By, Kind
from tests.web.directory.keeping import DEE, NOW, TODAY, kept, renumbered, shown

pytestmark = pytest.mark.usefixtures("seeded")
AGAIN = date(2027, 3, 1)


def test_a_change_is_shown_and_stands_in_the_history() -> None:
    before, edition = kept("paladin"), queries.current_edition()
    actions.change(renumbered("paladin", "0808 168 9276"), before.version, DEE)
    found = shown("paladin")
    assert found
    assert found.number == "0808 168 9276"
    assert queries.current_edition() == edition + 1
    (line,) = queries.history("paladin")
    assert (line.day, line.kind, line.who, line.why) == (TODAY, Kind.CHANGED, "Dee", DEE.reason)
    assert line.service == found


def test_the_second_of_two_who_looked_at_the_same_version_is_told() -> None:
    mine, yours = renumbered("paladin", "0808 168 9276"), renumbered("paladin", "0808 168 9111")
    actions.change(mine, 1, DEE)
    with pytest.raises(actions.ChangedMeanwhile):
        actions.change(yours, 1, DEE)
    assert kept("paladin").service == mine


def test_ringing_it_starts_its_days_anew_and_lets_an_old_number_be_shown() -> None:
    assert kept("victims-first-thames-valley").service.standing(TODAY) is Standing.NAME_ONLY
    actions.verify("victims-first-thames-valley", TODAY, AGAIN, DEE)
    service = kept("victims-first-thames-valley").service
    assert service.standing(TODAY) is Standing.VERIFIED
    assert service.verified_on == service.provenance.checked == TODAY
    assert service.provenance.review_by == AGAIN
    assert service.standing(AGAIN + timedelta(days=1)) is Standing.PAST_REVIEW


def test_what_is_withdrawn_can_be_brought_back() -> None:
    actions.withdraw("paladin", DEE)
    assert kept("paladin").service.standing(TODAY) is Standing.ENDED
    actions.withdraw("paladin", DEE)  # the button was pressed twice
    actions.bring_back("paladin", DEE)
    assert kept("paladin").service == directory.by_id()["paladin"]
    assert [each.kind for each in queries.history("paladin")] == [
        Kind.BROUGHT_BACK,
        Kind.WITHDRAWN,
    ]


def test_what_is_added_is_there_once() -> None:
    own = replace(kept("paladin").service, id="our-own", name="Our own", forces=("kent",))
    actions.add(own, DEE)
    assert shown("our-own") == own
    with pytest.raises(actions.IdTaken):
        actions.add(own, DEE)


@pytest.mark.parametrize(
    "action", [actions.withdraw, actions.bring_back, actions.take_release, actions.keep_own]
)
def test_what_is_not_there_cannot_be_changed(action: object) -> None:
    with pytest.raises(actions.NotThere):
        action("no-such", DEE)  # type: ignore[operator]


def test_there_is_nothing_to_take_without_a_proposal() -> None:
    with pytest.raises(actions.NotThere):
        actions.take_release("paladin", DEE)


def test_who_and_why_lie_sealed_and_as_long_as_any() -> None:
    actions.withdraw("paladin", By("Dee", NOW, "kestrel marmalade"))
    actions.bring_back("paladin", By("A much longer name", NOW))
    sealed = [bytes(row.sealed) for row in ChangeRow.objects.all()]
    assert not any(b"Dee" in each or b"kestrel" in each for each in sealed)
    assert len({len(each) for each in sealed}) == 1


def test_nobody_is_named_for_a_line_of_the_history_that_somebody_else_wrote() -> None:
    actions.withdraw("paladin", DEE)
    actions.change(renumbered("galop", "0808 168 9276"), 1, By("Cal", NOW))
    dees, cals = ChangeRow.objects.order_by("pk")
    ChangeRow.objects.filter(pk=cals.pk).update(sealed=dees.sealed)
    assert [each.who for each in queries.history("galop")] == [""]
    ChangeRow.objects.filter(pk=dees.pk).update(kind="verified")
    assert [(each.who, each.why) for each in queries.history("paladin")] == [("", "")]


# ------------------------------------------------------------------ the queue


@pytest.mark.parametrize(
    ("service_id", "day", "reasons"),
    [
        ("paladin", TODAY, (Why.NEVER_VERIFIED,)),
        ("paladin", date(2027, 2, 22), (Why.NEVER_VERIFIED,)),
        ("paladin", date(2027, 2, 23), (Why.PAST_REVIEW, Why.NEVER_VERIFIED)),
        ("cleveland-vcas", date(2027, 1, 29), (Why.NEVER_VERIFIED,)),
        ("cleveland-vcas", date(2027, 1, 30), (Why.CONTRACT, Why.NEVER_VERIFIED)),
        ("cleveland-vcas", date(2027, 4, 1), (Why.PAST_REVIEW, Why.CONTRACT)),
        ("cleveland-stalking-advocates", TODAY, (Why.CONTRACT,)),
        ("victim-support-south-yorkshire", date(2027, 4, 1), ()),
    ],
)
def test_why_a_service_waits(service_id: str, day: date, reasons: tuple[Why, ...]) -> None:
    assert queries.reasons(kept(service_id), day) == reasons


def test_one_that_was_rung_waits_no_more() -> None:
    actions.verify("paladin", TODAY, AGAIN, DEE)
    assert queries.reasons(kept("paladin"), TODAY) == ()
    assert "paladin" not in {each.kept.service.id for each in queries.queue(TODAY)}


def test_the_most_urgent_stand_first() -> None:
    actions.verify("paladin", TODAY, TODAY + timedelta(days=1), DEE)
    day = TODAY + timedelta(days=2)
    found = [each.reasons[0] for each in queries.queue(day)]
    assert found[0] is Why.PAST_REVIEW
    assert found == sorted(found, key=list(Why).index)


def test_a_number_that_stands_twice_is_pointed_out() -> None:
    twin = replace(kept("paladin").service, id="twin", number="02038664107")
    actions.add(twin, DEE)
    assert [each.service.id for each in queries.same_number(twin)] == ["paladin"]
    actions.withdraw("paladin", DEE)
    assert list(queries.same_number(twin)) == []
