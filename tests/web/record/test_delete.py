"""Deleting: hidden at once, undone for two weeks, then gone from every key that is left."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from fourfold.core.record.log import LeafKind
from fourfold.vault.errors import VaultError
from fourfold.vault.keys import RecordSecrets
from fourfold.web.accounts import actions as accounts
from fourfold.web.accounts import server
from fourfold.web.record import queries, removal, rows
from fourfold.web.record.models import (
    DeletionRow,
    DraftRow,
    EntryKeyRow,
    EntryRow,
    FileRow,
    IdempotencyRow,
    IndexPage,
)
from tests import make


@pytest.fixture
def two(ada):
    """Ada with two entries, each with a file."""
    for n in (1, 2):
        make.entry(ada.owner, f"entry {n}", files=(make.kept_file(ada.owner, b"file %d" % n),))
    return ada


def numbers(member):
    return [line.number for line in queries.timeline(member.owner).selection.lines]


def test_the_page_warns_first(two):
    page = two.client.get("/n/1/delete").content.decode()
    assert "If the police or a court are involved, ask first" in page
    assert "14 days" in page


def test_it_is_hidden_at_once_and_listed(two):
    assert two.client.post("/n/1/delete")["Location"] == "/n/deleted"
    assert numbers(two) == [2]
    for path in ("/n/1", "/n/1/saved", "/n/1/file/1", "/n/1/amend", "/n/1/delete"):
        assert two.client.get(path).status_code == 404, path
    assert "entry 1" in two.client.get("/n/deleted").content.decode()
    assert EntryKeyRow.objects.count() == 2


def test_it_can_be_kept_after_all(two):
    two.client.post("/n/1/delete")
    assert two.client.post("/n/1/keep")["Location"] == "/n/1"
    assert sorted(numbers(two)) == [1, 2]
    assert two.client.get("/n/1").status_code == 200
    assert not DeletionRow.objects.exists()


def test_an_hour_with_the_passphrase_destroys_nothing(two):
    two.client.post("/n/1/delete")
    soon = timezone.now() + timedelta(days=13)
    removal.sweep(soon)
    removal.destroy_due(two.owner, soon)
    assert EntryKeyRow.objects.count() == 2
    removal.restore_entry(two.owner, 1)
    assert queries.history(two.owner, 1).latest.body.what == "entry 1"


def test_what_is_deleted_late_in_the_evening_has_its_whole_fourteen_days(two):
    evening = datetime(2026, 11, 22, 23, 59, tzinfo=UTC)
    removal.hide_entry(two.owner, 1, evening)
    removal.sweep(evening + timedelta(days=14))
    assert EntryKeyRow.objects.count() == 2
    removal.sweep(evening + timedelta(days=14, minutes=1))
    assert EntryKeyRow.objects.count() == 1


def test_after_two_weeks_it_is_gone_and_the_rest_is_whole(two):
    two.client.post("/n/1/delete")
    removal.destroy_due(two.owner, timezone.now() + timedelta(days=15))
    assert not EntryRow.objects.filter(number=1).exists()
    assert not EntryKeyRow.objects.filter(number=1).exists()
    assert len(list(server.store().names())) == FileRow.objects.count() == 1
    history = queries.history(two.owner, 2)
    with queries.open_exhibit(two.owner, history.latest.exhibits[0]) as reader:
        assert reader.read_range(0, 100) == b"file 2"
    assert queries.snapshot(two.owner).deleted == (1,)


def test_a_record_that_goes_takes_its_files_along(two):
    now = timezone.now()
    accounts.hide_record(two.owner, "", now)
    assert len(list(server.store().names())) == 2
    removal.sweep_records(accounts.due_day(now))
    assert not FileRow.objects.exists()
    assert not list(server.store().names())


def test_the_log_keeps_a_tombstone(two):
    entry_id = queries.history(two.owner, 1).latest.id
    two.client.post("/n/1/delete")
    removal.destroy_due(two.owner, timezone.now() + timedelta(days=15))
    *_, last = queries.leaves(two.owner)
    assert (last.kind, last.id, last.c) == (LeafKind.DELETE, entry_id, removal.NOTHING)


def test_the_recovery_code_destroys_at_once(two):
    answer = two.client.post("/n/1/delete", {"code": two.code.to_text()})
    assert answer["Location"] == "/n/"
    assert not EntryKeyRow.objects.filter(number=1).exists()
    assert not DeletionRow.objects.exists()
    assert two.client.get("/n/2").status_code == 200


@pytest.mark.parametrize("code", ["nonsense", "0000-0000-0000-0000"])
def test_a_wrong_code_deletes_nothing(two, code):
    answer = two.client.post("/n/1/delete", {"code": code})
    assert answer["Location"] == "/n/1/delete"
    assert "not your recovery code" in two.client.get("/n/1/delete").content.decode()
    assert sorted(numbers(two)) == [1, 2]


def test_the_code_of_another_record_deletes_nothing(two, cal):
    two.client.post("/n/1/delete", {"code": cal.code.to_text()})
    assert sorted(numbers(two)) == [1, 2]


def opens(attempt):
    try:
        attempt()
    except VaultError:
        return False
    return True


def test_yesterdays_backup_does_not_open_with_the_keys_of_today(two):
    two.client.post("/n/2/amend", make.amendment("entry 2 again"))
    yesterday = {
        model: list(model.objects.all())
        for model in (EntryRow, EntryKeyRow, FileRow, IndexPage, IdempotencyRow)
    }
    before: RecordSecrets = two.owner.secrets
    two.client.post("/n/1/delete", {"code": two.code.to_text()})
    today = two.owner.secrets
    attempts = {
        EntryKeyRow: rows.open_entry_key,
        FileRow: rows.open_header,
        IdempotencyRow: rows.open_done,
        IndexPage: lambda keys, row: (
            rows.open_page(keys, row) if row.number else rows.open_state(keys, row)
        ),
    }
    for model, attempt in attempts.items():
        for row in yesterday[model]:
            assert opens(lambda row=row, attempt=attempt: attempt(before, row)), row
            assert not opens(lambda row=row, attempt=attempt: attempt(today, row)), row


def test_a_new_data_key_leaves_the_keys_of_files_and_log_as_they_are(two):
    before = two.owner.secrets
    two.client.post("/n/1/delete", {"code": two.code.to_text()})
    after = two.owner.secrets
    assert after.data_key != before.data_key
    assert (after.identity, after.log_key, after.signing_seed) == (
        before.identity,
        before.log_key,
        before.signing_seed,
    )


def test_what_was_hidden_stays_hidden_when_something_else_is_destroyed(two):
    two.client.post("/n/1/delete")
    two.client.post("/n/2/delete", {"code": two.code.to_text()})
    assert [each.number for each in queries.waiting(two.owner)] == [1]
    removal.restore_entry(two.owner, 1)
    assert numbers(two) == [1]


def test_a_sweep_without_keys_destroys_on_time_and_the_owner_finishes(two):
    two.client.post("/n/1/delete")
    due = timezone.now() + timedelta(days=15)
    assert removal.sweep(due).entries == 1
    assert not EntryKeyRow.objects.filter(number=1).exists()
    assert len(list(server.store().names())) == 1
    assert two.client.get("/n/deleted").status_code == 200
    assert two.client.post("/n/1/keep").status_code == 404
    removal.destroy_due(two.owner, due)
    assert not DeletionRow.objects.exists()
    assert queries.leaves(two.owner)[-1].kind == LeafKind.DELETE


def test_opening_the_timeline_destroys_what_is_due(two):
    two.client.post("/n/1/delete")
    DeletionRow.objects.update(day=timezone.now().date())
    assert two.client.get("/n/").status_code == 200
    assert not EntryKeyRow.objects.filter(number=1).exists()
    assert two.client.get("/n/2").status_code == 200


def test_a_draft_about_it_is_destroyed_with_it(two):
    two.client.post("/n/1/more", make.form(later="1"))
    two.client.post("/n/add", make.form("something else", later="1"))
    two.client.post("/n/1/delete", {"code": two.code.to_text()})
    assert DraftRow.objects.count() == 1


def test_numbers_and_labels_are_never_given_out_again(two):
    two.client.post("/n/2/delete", {"code": two.code.to_text()})
    number = make.entry(two.owner, files=(make.kept_file(two.owner),))
    assert number == 3
    assert queries.history(two.owner, 3).latest.exhibits[0].ref == "FF/3"


def test_files_that_nobody_knows_are_swept(two):
    make.kept_file(two.owner)
    FileRow.objects.filter(number=0).delete()
    assert removal.sweep(timezone.now()).files == 0
    assert removal.sweep(timezone.now() + timedelta(days=3)).files == 1
    assert two.client.get("/n/1/file/1").getvalue() == b"file 1"


def test_a_form_saved_before_is_still_known_after(two):
    sent = make.form("again")
    first = two.client.post("/n/add", sent)["Location"]
    two.client.post("/n/1/delete", {"code": two.code.to_text()})
    assert two.client.post("/n/add", sent)["Location"] == first


def test_cal_deletes_nothing_of_ada(two, cal):
    assert cal.client.post("/n/1/delete").status_code == 404
    two.client.post("/n/1/delete")
    assert cal.client.post("/n/1/keep").status_code == 404
    assert "entry 1" not in cal.client.get("/n/deleted").content.decode()
    assert DeletionRow.objects.count() == 1


def test_nobody_deletes(two, nobody):
    for path in ("/n/1/delete", "/n/1/keep"):
        assert nobody.post(path)["Location"] == "/n/open"
    assert not DeletionRow.objects.exists()


def test_what_was_kept_while_the_sweep_was_on_its_way_stays(two):
    two.client.post("/n/1/delete")
    later = timezone.now() + timedelta(days=40)
    due = list(DeletionRow.objects.filter(day__lte=later.date()))
    removal.restore_entry(two.owner, 1)
    for row in due:
        assert not removal._delete_entry(row.record_id, row.number, later.date())
    assert two.client.get("/n/1").status_code == 200


def test_what_the_sweep_destroyed_while_it_was_being_kept_is_not_put_back(two, monkeypatch):
    two.client.post("/n/1/delete")
    later = timezone.now() + timedelta(days=40)
    line_of = removal.line_of

    def overtaken(entry):
        removal.sweep(later)
        return line_of(entry)

    monkeypatch.setattr(removal, "line_of", overtaken)
    with pytest.raises(removal.NoSuchEntry):
        removal.restore_entry(two.owner, 1)
    assert numbers(two) == [2]
    assert DeletionRow.objects.count() == 1
