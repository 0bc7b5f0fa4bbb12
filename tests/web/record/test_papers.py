"""Papers: sealed beside the record, changed without a trace, deleted for good."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fourfold.vault.errors import VaultError
from fourfold.web.accounts import actions as accounts
from fourfold.web.record import papers, queries, removal, rows
from fourfold.web.record.actions import Posted
from fourfold.web.record.models import EntryRow, LeafRow, PaperRow
from fourfold.web.record.papers import NoSuchPaper, PaperChanged
from tests import make

HERS = {"text": "Ring Bea first. 🚪 سلام", "steps": [1, 2]}


def add(owner, data=HERS, kind="plan", key=""):
    return papers.add(owner, kind, data, Posted(key), make.NOW)


def put(owner, paper, data, key=""):
    return papers.put(owner, paper, data, Posted(key), make.NOW)


def test_a_paper_comes_back_as_it_was_written(ada):
    number = add(ada.owner)
    paper = papers.find(ada.owner, number, "plan")
    assert (paper.number, paper.version, paper.data) == (1, 1, HERS)
    assert papers.find(ada.owner, number, "letter") is None
    assert papers.find(ada.owner, 2, "plan") is None


def test_no_word_of_it_nor_its_kind_is_stored_in_clear(ada):
    add(ada.owner)
    row = PaperRow.objects.get()
    assert b"Bea" not in bytes(row.sealed)
    assert b"plan" not in bytes(row.sealed)


def test_it_leaves_no_mark_on_the_log_or_the_timeline(ada):
    make.entry(ada.owner)
    add(ada.owner)
    assert LeafRow.objects.count() == 1
    assert queries.timeline(ada.owner).tally.total == 1
    assert len(queries.snapshot(ada.owner).versions) == 1


def test_papers_are_told_apart_by_kind_and_numbered_for_ever(ada):
    add(ada.owner)
    add(ada.owner, kind="letter")
    papers.remove(ada.owner, 2)
    assert add(ada.owner, kind="letter") == 3
    assert [each.number for each in papers.all_of(ada.owner)] == [1, 3]
    assert [each.number for each in papers.all_of(ada.owner, "letter")] == [3]
    assert papers.the(ada.owner, "plan").number == 1
    assert papers.the(ada.owner, "nothing") is None


def test_a_form_sent_twice_makes_one_paper(ada):
    key = "a" * 32
    assert add(ada.owner, key=key) == add(ada.owner, key=key) == 1
    assert len(papers.all_of(ada.owner)) == 1


def test_a_change_takes_the_place_of_what_was_there(ada):
    number = add(ada.owner)
    put(ada.owner, papers.find(ada.owner, number, "plan"), {"text": "new"})
    paper = papers.find(ada.owner, number, "plan")
    assert (paper.version, paper.data) == (2, {"text": "new"})
    assert PaperRow.objects.count() == 1


def test_of_two_tabs_the_second_is_told_and_overwrites_nothing(ada):
    paper = papers.find(ada.owner, add(ada.owner), "plan")
    put(ada.owner, paper, {"text": "first tab"})
    with pytest.raises(PaperChanged):
        put(ada.owner, paper, {"text": "second tab"})
    assert papers.the(ada.owner, "plan").data == {"text": "first tab"}


def test_a_paper_deleted_in_another_tab_is_not_written_again(ada):
    paper = papers.find(ada.owner, add(ada.owner), "plan")
    papers.remove(ada.owner, paper.number)
    with pytest.raises(NoSuchPaper):
        put(ada.owner, paper, {"text": "too late"})
    assert papers.all_of(ada.owner) == ()


def test_the_only_one_of_a_kind_is_written_over(ada):
    for gap in (1, 2):
        papers.change_the(ada.owner, "pattern", lambda _, gap=gap: {"gap": gap}, Posted(), make.NOW)
    assert papers.the(ada.owner, "pattern").data == {"gap": 2}
    assert PaperRow.objects.count() == 1


def test_deleting_destroys_it_for_keys_of_today_also_in_an_older_copy(ada):
    make.entry(ada.owner, "stays")
    number, other = add(ada.owner), add(ada.owner, {"text": "stays too"})
    old = PaperRow.objects.get(number=number)
    owner = papers.remove(ada.owner, number)
    with pytest.raises(VaultError):
        rows.open_paper(owner.secrets, old)
    assert papers.find(ada.owner, other, "plan").data == {"text": "stays too"}
    assert queries.history(ada.owner, 1).latest.body.words == "stays"


def test_deleting_leaves_nothing_of_it_in_the_write_ahead_log(
    ada, django_capture_on_commit_callbacks
):
    number = add(ada.owner)
    with django_capture_on_commit_callbacks() as done_last:
        papers.remove(ada.owner, number)
    assert done_last[-1] is accounts.empty_write_ahead_log


def test_papers_survive_the_destruction_of_an_entry(ada):
    make.entry(ada.owner)
    add(ada.owner)
    removal.hide_entry(ada.owner, 1, make.NOW)
    removal.destroy(ada.owner, [1], make.NOW)
    assert papers.the(ada.owner, "plan").data == HERS
    assert not EntryRow.objects.exists()


@pytest.mark.parametrize("harm", ["older", "taken", "put back", "swapped"])
def test_a_paper_that_somebody_changed_in_the_database_is_refused(ada, harm):
    number, other = add(ada.owner), add(ada.owner, {"text": "other"})
    old = PaperRow.objects.get(number=number)
    if harm == "older":
        put(ada.owner, papers.find(ada.owner, number, "plan"), {"text": "new"})
        old.save()
    elif harm == "taken":
        old.delete()
    elif harm == "put back":
        papers.remove(ada.owner, number)
        old.save(force_insert=True)
    else:
        PaperRow.objects.filter(number=other).update(sealed=old.sealed)
    with pytest.raises(VaultError):
        papers.all_of(ada.owner)


def test_one_record_cannot_read_the_paper_of_another(ada, cal):
    add(ada.owner)
    assert papers.all_of(cal.owner) == ()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        papers.all_of(cal.owner)
    assert all(ada.record.pk.hex not in each["sql"] for each in asked)
