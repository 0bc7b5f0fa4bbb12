"""Rows that somebody with the database changed, moved, swapped or put back are refused."""

from datetime import timedelta

import pytest
from django.db import models

from fourfold.vault.errors import VaultError
from fourfold.web.record import queries, removal
from fourfold.web.record.models import (
    CheckpointRow,
    EntryKeyRow,
    EntryRow,
    FileRow,
    IndexPage,
    LeafRow,
    LogHead,
)
from tests import make


def swap(one: models.QuerySet, other: models.QuerySet, column: str = "sealed") -> None:
    first, second = (getattr(each.get(), column) for each in (one, other))
    one.update(**{column: second})
    other.update(**{column: first})


def is_refused(member, path="/n/1"):
    answer = member.client.get(path)
    return answer.status_code == 500 and b"What is stored is not what you saved" in answer.content


@pytest.mark.parametrize("model", [EntryRow, EntryKeyRow])
def test_rows_swapped_between_entries_are_refused(ada, model):
    make.entry(ada.owner, "one")
    make.entry(ada.owner, "two")
    swap(model.objects.filter(number=1), model.objects.filter(number=2))
    assert is_refused(ada)


def test_an_entry_moved_whole_to_another_number_is_refused(ada):
    make.entry(ada.owner, "one")
    make.entry(ada.owner, "two")
    for model in (EntryRow, EntryKeyRow):
        swap(model.objects.filter(number=1), model.objects.filter(number=2))
    assert is_refused(ada)


@pytest.mark.parametrize("model", [EntryRow, EntryKeyRow])
def test_rows_swapped_between_records_are_refused(ada, cal, model):
    make.entry(ada.owner, "hers")
    make.entry(cal.owner, "his")
    rows = (model.objects.filter(record_id=each.record.pk) for each in (ada, cal))
    swap(*rows)
    assert is_refused(ada)
    assert is_refused(cal)


def test_a_first_version_put_in_the_place_of_the_second_is_refused(ada):
    make.entry(ada.owner, "one")
    ada.client.post("/n/1/amend", make.amendment("two"))
    for model in (EntryRow, EntryKeyRow):
        first = model.objects.get(number=1, version=1)
        model.objects.filter(number=1, version=2).update(sealed=first.sealed)
    assert is_refused(ada)


@pytest.mark.parametrize("version", [1, 2])
def test_a_version_taken_away_is_missed(ada, version):
    make.entry(ada.owner, "one")
    ada.client.post("/n/1/amend", make.amendment("two"))
    for model in (EntryRow, EntryKeyRow):
        model.objects.filter(number=1, version=version).delete()
    assert is_refused(ada)


def test_an_older_page_of_the_index_put_back_is_refused(ada):
    make.entry(ada.owner, "one")
    old = IndexPage.objects.get(number=1)
    make.entry(ada.owner, "two")
    IndexPage.objects.filter(number=1).update(version=old.version, sealed=old.sealed)
    assert is_refused(ada, "/n/")


def test_an_older_page_under_the_newer_version_is_refused(ada):
    make.entry(ada.owner, "one")
    old = IndexPage.objects.get(number=1)
    make.entry(ada.owner, "two")
    IndexPage.objects.filter(number=1).update(sealed=old.sealed)
    assert is_refused(ada, "/n/")


def test_an_older_index_put_back_whole_no_longer_fits_the_log(ada):
    make.entry(ada.owner, "one")
    old = list(IndexPage.objects.all())
    make.entry(ada.owner, "two")
    for row in old:
        IndexPage.objects.filter(number=row.number).update(version=row.version, sealed=row.sealed)
    assert is_refused(ada, "/n/")


def test_a_log_cut_short_no_longer_fits_the_index(ada):
    make.entry(ada.owner, "one")
    old = LogHead.objects.get()
    make.entry(ada.owner, "two")
    LogHead.objects.update(size=old.size, frontier=old.frontier)
    LeafRow.objects.filter(number=1).delete()
    assert is_refused(ada, "/n/")


def test_a_changed_leaf_hash_is_refused(ada):
    make.entry(ada.owner, "one")
    LeafRow.objects.update(hash=bytes(32))
    with pytest.raises(VaultError):
        queries.leaves(ada.owner)


def test_swapped_leaves_are_refused(ada):
    make.entry(ada.owner, "one")
    make.entry(ada.owner, "two")
    for column in ("sealed", "hash"):
        swap(LeafRow.objects.filter(number=0), LeafRow.objects.filter(number=1), column)
    with pytest.raises(VaultError):
        queries.leaves(ada.owner)


def test_an_older_checkpoint_is_not_taken_for_the_latest(ada):
    make.entry(ada.owner, "one")
    make.entry(ada.owner, "two")
    CheckpointRow.objects.filter(size=2).delete()
    with pytest.raises(VaultError):
        queries.snapshot(ada.owner)


def test_file_keys_swapped_between_files_are_refused(ada):
    for n in (1, 2):
        make.entry(ada.owner, files=(make.kept_file(ada.owner, b"%d" % n),))
    swap(FileRow.objects.filter(number=1), FileRow.objects.filter(number=2), "header")
    assert is_refused(ada, "/n/1/file/1")


def test_damage_to_one_entry_does_not_keep_her_from_the_others(ada):
    for words in ("one", "two", "three"):
        make.entry(ada.owner, words)
    removal.hide_entry(ada.owner, 1, make.NOW - timedelta(days=30))
    EntryKeyRow.objects.filter(number=2).update(sealed=b"damaged")
    assert b"three" in ada.client.get("/n/").content
    assert ada.client.get("/n/3").status_code == 200
    assert is_refused(ada, "/n/2")


def test_a_snapshot_holds_only_what_the_log_knows(ada):
    make.entry(ada.owner, "one")
    make.entry(ada.owner, "two")
    snapshot = queries.snapshot(ada.owner, [2])
    assert [each.body.what for each in snapshot.versions] == ["two"]
    assert (snapshot.total, snapshot.counted, len(snapshot.leaves)) == (2, 1, 2)
    assert snapshot.seeds.keys() == {(2, 1)}
