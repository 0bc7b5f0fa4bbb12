"""The same record in two tabs: nothing is lost, nothing is doubled, nothing is overwritten."""

import pytest

from fourfold.core.record.log import LeafKind
from fourfold.web.record import actions, change, drafts, queries, removal
from fourfold.web.record.change import Change, Overtaken
from fourfold.web.record.models import EntryRow, IndexPage
from tests import make


def test_a_change_that_was_overtaken_writes_nothing(ada):
    make.entry(ada.owner, "there")
    slow = Change(ada.owner)
    slow.append_leaf(LeafKind.EXPORT, "0" * 32, "0" * 64, make.NOW)
    make.entry(ada.owner, "quicker")
    with pytest.raises(Overtaken):
        slow.write()
    assert [leaf.kind for leaf in queries.leaves(ada.owner)] == [LeafKind.ADD, LeafKind.ADD]


def test_two_first_entries_at_once_follow_one_another(ada):
    slow = Change(ada.owner)
    slow.append_leaf(LeafKind.EXPORT, "0" * 32, "0" * 64, make.NOW)
    make.entry(ada.owner, "quicker")
    with pytest.raises(Overtaken):
        slow.write()
    assert IndexPage.objects.filter(number=0).count() == 1


def test_an_overtaken_change_is_built_again(ada):
    overtakes = iter([True, True, False])

    def build(mine):
        if next(overtakes):
            make.entry(ada.owner, "quicker")
        mine.append_leaf(LeafKind.EXPORT, "0" * 32, "0" * 64, make.NOW)
        return mine.frontier.size

    assert change.make(ada.owner, build) == 3
    assert queries.leaves(ada.owner)[-1].kind == LeafKind.EXPORT


def test_a_change_that_never_gets_its_turn_says_so(ada):
    def build(mine):
        make.entry(ada.owner, "quicker")
        mine.append_leaf(LeafKind.EXPORT, "0" * 32, "0" * 64, make.NOW)

    with pytest.raises(Overtaken):
        change.make(ada.owner, build)


def test_an_owner_whose_data_key_was_replaced_in_another_tab_goes_on(ada):
    make.entry(ada.owner, "to destroy")
    other_tab = ada.owner
    removal.hide_entry(ada.owner, 1, make.NOW)
    removal.destroy(ada.owner, [1], make.NOW)
    assert (
        actions.add_entry(
            other_tab, actions.Content(make.incident()), actions.FROM_NO_FORM, make.NOW
        )
        == 2
    )
    assert queries.history(ada.owner, 2)


def test_a_reader_between_whom_and_her_page_something_was_saved_reads_again(ada):
    make.entry(ada.owner, "there")
    saves = iter([True, True, False])

    def look(reading):
        if next(saves):
            make.entry(ada.owner, "quicker")
        (page,) = (reading.page(each.id) for each in reading.state.directory.pages)
        return len(page.lines)

    assert change.read(ada.owner, look) == 3


def test_an_owner_who_reads_while_the_data_key_is_replaced_reads_on(ada):
    for words in ("to destroy", "to keep"):
        make.entry(ada.owner, words)
    other_tab = ada.owner
    removal.hide_entry(ada.owner, 1, make.NOW)
    removal.destroy(ada.owner, [1], make.NOW)
    assert queries.history(other_tab, 2).latest.body.what == "to keep"


def test_a_change_that_asks_for_nothing_writes_nothing(ada):
    make.entry(ada.owner)
    before = IndexPage.objects.get(number=0).version
    change.make(ada.owner, lambda _: None)
    assert IndexPage.objects.get(number=0).version == before


def test_a_file_can_be_taken_by_one_entry_only(ada):
    file = make.kept_file(ada.owner)
    make.entry(ada.owner, files=(file,))
    with pytest.raises(actions.FileGone):
        make.entry(ada.owner, files=(file,))
    assert EntryRow.objects.count() == 1


def test_an_evening_with_two_tabs_and_a_trembling_finger(ada):
    """Both tabs write at once, one form is sent twice, one draft is sent from both."""
    one, other = make.form("From the first tab."), make.form("From the second tab.")
    saved = [ada.client.post("/n/add", sent)["Location"] for sent in (one, other, one, other)]
    assert saved == ["/n/1/saved", "/n/2/saved", "/n/1/saved", "/n/2/saved"]

    draft = ada.client.post("/n/add", make.form("", uploads=make.upload()))["Location"]
    (kept,) = drafts.all_of(ada.owner)[0].content.files
    mended = make.form("Mended.", kept=[kept.file_id])
    assert ada.client.post(draft, mended)["Location"] == "/n/3/saved"
    assert ada.client.post(draft, mended)["Location"] == "/n/3/saved"
    again = ada.client.post(draft, make.form("Mended in the other tab."))["Location"]
    assert again == "/n/4/saved"

    amended = [make.form(f"Changed in tab {n}.", when="same", reason=f"tab {n}") for n in (1, 2)]
    for sent in (*amended, *amended):
        assert ada.client.post("/n/1/amend", sent)["Location"] == "/n/1/saved"
    history = queries.history(ada.owner, 1)
    assert [each.entry.reason for each in history.versions] == ["", "tab 1", "tab 2"]

    ada.client.post("/n/2/delete")
    assert ada.client.post("/n/2/delete").status_code == 404
    assert ada.client.post("/n/2/amend", amended[0]).status_code == 404
    ada.client.post("/n/2/keep")
    assert ada.client.post("/n/2/keep").status_code == 404
    snapshot = queries.snapshot(ada.owner)
    assert len(snapshot.latest) == 4
    assert len(snapshot.leaves) == 6
