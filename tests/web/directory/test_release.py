"""A new installation begins with the release's services; a new release changes what nobody has."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from fourfold.core.support.service import Service
from fourfold.data import directory
from fourfold.web.directory import actions, queries
from fourfold.web.directory.models import ChangeRow, ServiceRow
from fourfold.web.directory.queries import Why
from fourfold.web.directory.rows import Kind
from tests.web.directory.keeping import DEE, NOW, TODAY, kept, renumbered, shown

pytestmark = pytest.mark.django_db
FILES = directory.everything()
NEW_NUMBER = "0808 168 9276"


def changed(service_id: str, **more: Any) -> list[Service]:
    """The files of a later release, in which one service differs."""
    return [replace(each, **more) if each.id == service_id else each for each in FILES]


def test_a_new_directory_is_that_of_the_release(seeded: None) -> None:
    assert [each.service for each in queries.all_kept()] == list(FILES)
    queries.refresh()
    assert queries.everything() == FILES
    assert queries.edition() == 1
    assert not ChangeRow.objects.exists()


def test_the_same_release_is_taken_in_once(seeded: None) -> None:
    actions.follow_release(NOW)
    assert queries.current_edition() == 1


def test_a_service_that_nobody_touched_follows_a_new_release(seeded: None, release: Any) -> None:
    release(changed("paladin", number=NEW_NUMBER))
    assert shown("paladin") == replace(directory.by_id()["paladin"], number=NEW_NUMBER)
    (line,) = queries.history("paladin")
    assert (line.kind, line.who) == (Kind.RELEASE, actions.A_RELEASE)
    assert Why.RELEASE not in queries.reasons(kept("paladin"), TODAY)


def test_one_that_an_operator_changed_stays_and_the_release_is_proposed(
    seeded: None, release: Any
) -> None:
    own = renumbered("paladin", "020 7946 0018")
    actions.change(own, 1, DEE)
    release(changed("paladin", number=NEW_NUMBER))
    found = kept("paladin")
    assert found.service == own
    assert found.proposed
    assert found.proposed.number == NEW_NUMBER
    assert queries.queue(TODAY)[0].kept == found
    assert queries.queue(TODAY)[0].reasons[0] is Why.RELEASE


def proposed(release: Any) -> None:
    actions.change(renumbered("paladin", "020 7946 0018"), 1, DEE)
    release(changed("paladin", number=NEW_NUMBER))


def test_taking_what_is_proposed_follows_releases_again(seeded: None, release: Any) -> None:
    proposed(release)
    actions.take_release("paladin", DEE)
    assert kept("paladin").service.number == NEW_NUMBER
    assert kept("paladin").proposed is None
    release(changed("paladin", number="0808 168 9111"))
    assert kept("paladin").service.number == "0808 168 9111"
    assert kept("paladin").proposed is None


def test_keeping_it_is_asked_once_for_each_thing_that_a_release_says(
    seeded: None, release: Any
) -> None:
    proposed(release)
    actions.keep_own("paladin", DEE)
    assert kept("paladin").service.number == "020 7946 0018"
    release(changed("paladin", number=NEW_NUMBER)[::-1])
    assert kept("paladin").proposed is None
    release(changed("paladin", number="0808 168 9111"))
    assert kept("paladin").proposed is not None
    assert [each.kind for each in queries.history("paladin")] == [Kind.KEPT, Kind.CHANGED]


def test_a_release_that_takes_its_change_back_proposes_nothing(seeded: None, release: Any) -> None:
    proposed(release)
    release(FILES)
    assert kept("paladin").proposed is None
    assert kept("paladin").service.number == "020 7946 0018"


def test_a_release_that_says_what_the_operator_says_is_followed(seeded: None, release: Any) -> None:
    own = renumbered("paladin", NEW_NUMBER)
    actions.change(own, 1, DEE)
    release(changed("paladin", number=NEW_NUMBER))
    assert kept("paladin").proposed is None
    assert not kept("paladin").is_touched


def test_what_a_release_has_no_more_is_withdrawn_but_not_what_operators_added(
    seeded: None, release: Any
) -> None:
    own = replace(directory.by_id()["paladin"], id="our-own", name="Our own")
    actions.add(own, DEE)
    release([each for each in FILES if each.id != "paladin"])
    assert kept("paladin").service.is_withdrawn
    assert not kept("our-own").service.is_withdrawn
    release(FILES)
    assert not kept("paladin").service.is_withdrawn


def test_what_a_release_has_no_more_is_only_proposed_where_somebody_touched_it(
    seeded: None, release: Any
) -> None:
    actions.change(renumbered("paladin", NEW_NUMBER), 1, DEE)
    release([each for each in FILES if each.id != "paladin"])
    found = kept("paladin")
    assert not found.service.is_withdrawn
    assert found.proposed
    assert found.proposed.is_withdrawn


def test_a_new_release_mends_a_row_that_somebody_else_wrote(seeded: None, release: Any) -> None:
    ServiceRow.objects.filter(service_id="paladin").update(content="{}", is_touched=True)
    release(changed("galop", number=NEW_NUMBER))
    assert kept("paladin").service == directory.by_id()["paladin"]


def test_what_a_release_adds_is_there(seeded: None, release: Any) -> None:
    release([*FILES, replace(FILES[0], id="brand-new", forces=("kent",))])
    assert shown("brand-new")
    assert ServiceRow.objects.count() == len(FILES) + 1
