"""What was typed is never lost: mistakes, a second thought, and a visit that timed out."""

from datetime import timedelta

import pytest
from django.utils import timezone

from fourfold.web.accounts import server
from fourfold.web.record import drafts, queries, removal
from fourfold.web.record.models import DraftRow, EntryRow, FileRow
from fourfold.web.safety.models import SessionRow
from tests import make
from tests.web.record.browser import fields


def let_the_visit_time_out():
    SessionRow.objects.update(idle_ends=timezone.now() - timedelta(minutes=1))


def one_draft(member):
    (draft,) = drafts.all_of(member.owner)
    return draft


def test_finish_later_keeps_it_without_a_word_of_blame(ada):
    answer = ada.client.post("/n/add", make.form("", where="Mill Road", later="1"))
    assert answer["Location"] == "/n/"
    page = ada.client.get("/n/").content.decode()
    assert "We kept what you typed" in page
    again = ada.client.get(one_draft(ada).address).content.decode()
    assert "Mill Road" in again
    assert "There is a problem" not in again


def test_a_draft_is_sealed(ada):
    ada.client.post("/n/add", make.form("Mill Road again", later="1"))
    row = DraftRow.objects.get()
    assert b"Mill" not in bytes(row.sealed)
    assert bytes(row.sealed).startswith(b"age-encryption.org/v1")


def test_a_form_sent_after_the_time_out_waits_for_her(ada, settings):
    let_the_visit_time_out()
    answer = ada.client.post("/n/add", make.form("He came back.", uploads=make.upload()))
    assert (answer.status_code, answer["Location"]) == (303, "/n/open")
    assert not EntryRow.objects.exists()
    ada.open_in(ada.client, settings)
    page = ada.client.get("/n/").content.decode()
    assert "We kept what you typed" in page
    assert "He came back." in page
    assert "photo.jpg is saved" in page


def test_a_late_draft_is_saved_with_its_file(ada, settings):
    let_the_visit_time_out()
    ada.client.post("/n/add", make.form("He came back.", uploads=make.upload(b"bytes")))
    ada.open_in(ada.client, settings)
    address = one_draft(ada).address
    ada.client.post(address, fields(ada.client.get(address).content.decode()))
    (exhibit,) = queries.history(ada.owner, 1).latest.exhibits
    with queries.open_exhibit(ada.owner, exhibit) as reader:
        assert reader.read_range(0, 100) == b"bytes"
    assert not DraftRow.objects.exists()


def test_only_one_late_form_is_taken(ada):
    let_the_visit_time_out()
    for _ in range(2):
        ada.client.post("/n/add", make.form("He came back."))
    assert DraftRow.objects.count() == 1


def test_a_late_amendment_is_kept_for_its_entry(ada, settings):
    make.entry(ada.owner)
    let_the_visit_time_out()
    ada.client.post("/n/1/amend", make.form("It was later.", reason="I remembered"))
    ada.open_in(ada.client, settings)
    assert one_draft(ada).address.startswith("/n/1/amend/")
    assert "It was later." in ada.client.get(one_draft(ada).address).content.decode()


def test_files_of_a_form_with_a_mistake_are_kept_with_it(ada):
    draft = ada.client.post("/n/add", make.form("", uploads=make.upload()))["Location"]
    again = fields(ada.client.get(draft).content.decode())
    ada.client.post(draft, again | {"what": "Now with words."})
    assert [each.name for each in queries.history(ada.owner, 1).latest.exhibits] == ["photo.jpg"]


def test_a_file_without_its_tick_is_not_added(ada):
    draft = ada.client.post("/n/add", make.form("", uploads=make.upload()))["Location"]
    ada.client.post(draft, make.form("Without it."))
    assert queries.history(ada.owner, 1).latest.exhibits == ()


def test_a_file_that_is_not_in_the_draft_cannot_be_ticked(ada, cal):
    theirs = make.kept_file(cal.owner)
    draft = ada.client.post("/n/add", make.form("", uploads=make.upload()))["Location"]
    answer = ada.client.post(draft, make.form("Now.", kept=[theirs.file_id]))
    assert answer["Location"].startswith("/n/add/")
    assert not EntryRow.objects.exists()


def test_a_draft_can_be_thrown_away(ada):
    ada.client.post("/n/add", make.form("", later="1"))
    ada.client.post(f"/n/draft/{one_draft(ada).id}/drop")
    assert not DraftRow.objects.exists()


def test_drafts_and_their_files_go_after_a_day(ada, service):
    ada.client.post("/n/add", make.form("", uploads=make.upload()))
    now = timezone.now()
    removal.sweep(now + timedelta(hours=23))
    assert (DraftRow.objects.count(), FileRow.objects.count()) == (1, 1)
    removal.sweep(now + timedelta(days=2, hours=1))
    assert (DraftRow.objects.count(), FileRow.objects.count()) == (0, 0)
    assert list(server.store().names()) == []


def test_going_on_with_a_draft_keeps_its_files_longer(ada):
    now = timezone.now()
    FileRow.objects.update(day=now.date() - timedelta(days=1))
    draft = ada.client.post("/n/add", make.form("", uploads=make.upload()))["Location"]
    FileRow.objects.update(day=now.date() - timedelta(days=1))
    kept = [file.file_id for file in one_draft(ada).content.files]
    ada.client.post(draft, make.form("", kept=kept))
    assert FileRow.objects.get().day == now.date()


def test_a_file_swept_meanwhile_is_named_and_the_words_are_kept(ada):
    draft = ada.client.post("/n/add", make.form("", uploads=make.upload()))["Location"]
    kept = [file.file_id for file in one_draft(ada).content.files]
    FileRow.objects.all().delete()
    answer = ada.client.post(draft, make.form("My words.", kept=kept))
    page = ada.client.get(answer["Location"]).content.decode()
    assert "photo.jpg is no longer here" in page
    assert "My words." in page


@pytest.mark.parametrize("path", ["/n/add/{}", "/n/1/more/{}", "/n/1/amend/{}"])
def test_cal_cannot_open_a_draft_of_ada(ada, cal, path):
    make.entry(cal.owner)
    ada.client.post("/n/add", make.form("", later="1"))
    assert cal.client.get(path.format(one_draft(ada).id)).status_code == 404


def test_a_draft_moved_into_another_record_is_left_out(ada, cal):
    ada.client.post("/n/add", make.form("For Ada only", later="1"))
    DraftRow.objects.update(record_id=cal.record.pk)
    assert drafts.all_of(cal.owner) == []


def test_nobody_throws_a_draft_away(ada, nobody):
    ada.client.post("/n/add", make.form("", later="1"))
    nobody.post(f"/n/draft/{one_draft(ada).id}/drop")
    assert DraftRow.objects.exists()
