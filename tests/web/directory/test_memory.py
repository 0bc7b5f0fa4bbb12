"""What everybody reads: one tuple in memory, read again when the edition has changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fourfold.data import directory
from fourfold.web.directory import actions, queries, rows
from fourfold.web.directory.models import ServiceRow
from fourfold.web.directory.queries import MEMORY
from tests.web.directory.keeping import DEE, renumbered, shown


def test_without_a_database_the_release_stands_for_it() -> None:
    assert queries.everything() == directory.everything()


@pytest.mark.django_db
def test_an_empty_database_changes_nothing() -> None:
    assert queries.refresh() == 0
    assert queries.everything() == directory.everything()


@pytest.mark.usefixtures("seeded")
def test_looking_costs_one_question_while_nothing_has_changed() -> None:
    queries.refresh()
    before = queries.everything()
    with CaptureQueriesContext(connection) as asked:
        queries.refresh()
    assert len(asked) == 1
    assert queries.everything() is before


@pytest.mark.usefixtures("seeded")
def test_reading_asks_the_database_nothing() -> None:
    queries.refresh()
    with CaptureQueriesContext(connection) as asked:
        queries.everything()
    assert len(asked) == 0


@pytest.mark.usefixtures("seeded")
def test_where_something_was_changed_it_shows_at_once(
    django_capture_on_commit_callbacks: object,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        actions.change(renumbered("paladin", "0808 168 9276"), 1, DEE)
    found = {each.id: each.number for each in queries.everything()}
    assert found["paladin"] == "0808 168 9276"


@pytest.mark.usefixtures("seeded")
def test_a_row_that_somebody_else_wrote_counts_for_nothing() -> None:
    mine = ServiceRow.objects.filter(service_id="paladin")
    for changed in (
        {"content": mine.get().content.replace("020 3866 4107", "020 7946 0018")},
        {"content": '{"id": "paladin"}'},
        {"version": 7},
        {"is_touched": True},
    ):
        before = mine.values().get()
        mine.update(**changed)
        MEMORY.forget()
        assert shown("paladin") == directory.by_id()["paladin"]
        assert queries.everything() == directory.everything()
        assert queries.find("paladin") is None
        mine.update(**before)
    assert queries.find("paladin")


@pytest.mark.usefixtures("seeded")
def test_a_row_of_another_service_does_not_fit() -> None:
    mine, other = (ServiceRow.objects.get(service_id=each) for each in ("paladin", "galop"))
    ServiceRow.objects.filter(service_id="paladin").update(
        content=other.content, seed=other.seed, proof=other.proof
    )
    found = shown("paladin")
    assert found
    assert found.number == "020 3866 4107"
    assert mine.version == other.version


@pytest.mark.usefixtures("seeded")
def test_taking_in_a_table_mends_a_row_that_somebody_else_wrote() -> None:
    ServiceRow.objects.filter(service_id="paladin").update(content="{}")
    actions.take_in([directory.by_id()["paladin"]], DEE)
    assert queries.find("paladin")


@pytest.mark.usefixtures("seeded")
def test_what_somebody_else_put_beside_it_is_not_proved_by_taking_in_a_table() -> None:
    mine = ServiceRow.objects.filter(service_id="paladin")
    forged = mine.get().content.replace("020 3866 4107", "020 7946 0018")
    mine.update(proposed=forged, seed=forged)
    actions.take_in([renumbered("galop", "0808 168 9276"), directory.by_id()["paladin"]], DEE)
    found = queries.find("paladin")
    assert found
    assert (found.seed, found.proposed) == (directory.by_id()["paladin"], None)


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    "change",
    [
        lambda: actions.take_release("paladin", DEE),
        lambda: actions.withdraw("paladin", DEE),
        lambda: actions.change(directory.by_id()["paladin"], 1, DEE),
    ],
)
def test_a_row_that_somebody_else_wrote_cannot_be_changed(change: Callable[[], None]) -> None:
    mine = ServiceRow.objects.filter(service_id="paladin")
    mine.update(proposed=mine.get().content.replace("020 3866 4107", "020 7946 0018"))
    with pytest.raises(actions.NotThere):
        change()


@pytest.mark.usefixtures("seeded")
def test_one_that_this_version_cannot_read_is_left_out_and_nothing_else() -> None:
    row = ServiceRow(service_id="later", content='{"id": "later", "need": "unheard-of"}')
    rows.proved(row).save()
    assert shown("later") is None
    assert queries.everything() == directory.everything()
