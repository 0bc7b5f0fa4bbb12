"""What everybody reads: one tuple in memory, read again when the edition has changed."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fourfold.data import directory
from fourfold.web.directory import actions, queries
from fourfold.web.directory.models import ServiceRow
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
def test_a_service_that_cannot_be_read_is_left_out_and_nothing_else() -> None:
    ServiceRow.objects.filter(service_id="paladin").update(content='{"id": "paladin"}')
    assert shown("paladin") is None
    assert len(queries.everything()) == len(directory.everything()) - 1
    assert queries.find("paladin") is None
