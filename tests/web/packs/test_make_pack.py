"""A pack is made beside the request, seen by its owner only, and goes when something in it goes."""

from __future__ import annotations

import json
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone

from fourfold.core.pack import verify
from fourfold.core.record.log import LeafKind
from fourfold.web.packs import actions
from fourfold.web.packs.models import PackRow
from fourfold.web.record import queries, removal
from tests import make


@pytest.fixture
def by_hand(monkeypatch):
    """Jobs that the test does itself: the worker's thread has a database connection of its own."""
    jobs = []
    monkeypatch.setattr(actions, "worker", lambda: type("ByHand", (), {"hand_in": jobs.append}))
    return jobs


def made(member, by_hand, numbers=(1,)):
    pack_id = actions.make_pack(member.owner, tuple(numbers), make.NOW)
    by_hand.pop()()
    return pack_id


def zip_of(member, pack_id):
    answer = member.client.get(f"/n/packs/{pack_id}/get")
    return b"".join(answer.streaming_content)


def test_a_pack_holds_what_was_chosen_and_verifies(ada, by_hand, tmp_path):
    make.entry(ada.owner, "He waited at the gate.", files=[make.kept_file(ada.owner)])
    make.entry(ada.owner, "He rang nine times.")
    data = zip_of(ada, made(ada, by_hand))
    path = tmp_path / "pack.zip"
    path.write_bytes(data)
    report = verify.verify(str(path))
    assert (report.code, report.problems) == (3, ())
    inside = zipfile.ZipFile(BytesIO(data))
    record = json.loads(inside.read("data/record.json"))
    assert [entry["body"]["what"] for entry in record["entries"]] == ["He waited at the gate."]
    assert inside.read("data/exhibits/FF-1/FF-1.jpg") == b"a picture"
    assert b"He rang nine times." not in data


def test_making_one_is_logged_with_a_commitment_that_says_nothing(ada, by_hand):
    make.entry(ada.owner)
    pack_id = made(ada, by_hand)
    leaf = queries.leaves(ada.owner)[-1]
    assert (leaf.kind, leaf.id) == (LeafKind.EXPORT, pack_id.hex)


def test_a_page_says_that_it_is_being_made_and_then_that_it_is_ready(ada, by_hand):
    make.entry(ada.owner)
    pack_id = actions.make_pack(ada.owner, (1,), make.NOW)
    assert "being made" in ada.client.get(f"/n/packs/{pack_id}").content.decode()
    by_hand.pop()()
    assert "is ready" in ada.client.get(f"/n/packs/{pack_id}").content.decode()


def test_a_pack_whose_worker_died_is_made_at_the_next_request_and_not_twice_at_once(ada, by_hand):
    make.entry(ada.owner)
    pack_id = actions.make_pack(ada.owner, (1,), make.NOW)
    by_hand.clear()
    ada.client.post(f"/n/packs/{pack_id}")
    assert by_hand == []  # somebody may still be at it
    PackRow.objects.update(lease_ends=timezone.now() - timedelta(seconds=1))
    ada.client.post(f"/n/packs/{pack_id}")
    by_hand.pop()()
    assert "is ready" in ada.client.get(f"/n/packs/{pack_id}").content.decode()


def test_a_pack_that_cannot_be_made_says_so_and_loses_nothing(ada, by_hand):
    make.entry(ada.owner)
    pack_id = made(ada, by_hand, numbers=(99,))
    page = ada.client.get(f"/n/packs/{pack_id}").content.decode()
    assert "could not be made" in page
    assert "entry_unknown" in page
    assert ada.client.get("/n/1").status_code == 200


def test_a_pack_goes_when_something_is_destroyed(ada, by_hand):
    make.entry(ada.owner, "He waited at the gate.")
    pack_id = made(ada, by_hand)
    name = f"{ada.record.pk.hex}/{pack_id.hex}"
    removal.hide_entry(ada.owner, 1, make.NOW)
    removal.destroy(ada.owner, [1], make.NOW)
    assert str(pack_id) not in ada.client.get("/n/packs").content.decode()
    assert name not in set(actions.store().names())
    assert not PackRow.objects.exists()


@pytest.mark.parametrize("path", ["", "/get"])
def test_nobody_else_sees_it(ada, cal, nobody, by_hand, path):
    make.entry(ada.owner)
    pack_id = made(ada, by_hand)
    assert cal.client.get(f"/n/packs/{pack_id}{path}").status_code == 404
    assert nobody.get(f"/n/packs/{pack_id}{path}")["Location"] == "/n/open"


def test_it_can_be_removed_and_goes_by_itself_after_a_week(ada, by_hand):
    make.entry(ada.owner)
    first, second = made(ada, by_hand), made(ada, by_hand)
    ada.client.post(f"/n/packs/{first}/remove")
    assert [copy.id for copy in actions.copies(ada.owner)] == [second]
    actions.sweep(make.NOW + timedelta(days=actions.KEEP_DAYS - 1))
    assert len(actions.copies(ada.owner)) == 1
    actions.sweep(make.NOW + timedelta(days=actions.KEEP_DAYS))
    assert actions.copies(ada.owner) == []


def test_there_are_five_at_a_time_and_room_again_when_one_goes(ada, by_hand):
    make.entry(ada.owner)
    packs = [made(ada, by_hand) for _ in range(actions.MOST_COPIES)]
    page = ada.client.get("/n/packs").content.decode()
    assert "Remove one to make another" in page
    assert "/n/packs/new" not in page
    ada.client.post(f"/n/packs/{packs[0]}/remove")
    assert "/n/packs/new" in ada.client.get("/n/packs").content.decode()


def test_nothing_is_offered_twice_and_notes_are_not_offered(ada):
    make.entry(ada.owner, "He waited at the gate.")
    page = ada.client.get("/n/packs/new").content.decode()
    assert page.count("He waited at the gate.") == 1


def test_each_file_has_to_be_looked_at(ada):
    make.entry(ada.owner, files=[make.kept_file(ada.owner)])
    ada.client.post("/n/packs/new", {"which": "all"})
    ada.client.post("/n/packs/look", {"passphrase": "five words of some kind"})
    assert "Look at each file" in ada.client.get("/n/packs/look").content.decode()
    assert not PackRow.objects.exists()


def test_many_that_go_on_one_day_all_go(ada):
    """More at once than the store would believe to be nobody's."""
    for _ in range(101):
        row = PackRow.objects.create(record_id=ada.owner.record_id, day=make.NOW.date(), asked=b"-")
        with actions.store().writer(actions._name(row.record_id, row.pack_id)) as writer:
            writer.write(b"a pack")
    actions.sweep(timezone.now() + timedelta(days=actions.KEEP_DAYS + 1))
    assert not PackRow.objects.exists()
    assert not list(actions.store().names())
