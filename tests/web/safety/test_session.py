"""Sessions: the row is useless without the cookie, the cookie without the row; both end in time."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fourfold.web.record.models import DraftRow
from fourfold.web.safety import session as sessions
from fourfold.web.safety.models import SessionRow
from fourfold.web.safety.session import BROUGHT, Session
from tests.cast import Member
from tests.guards.page import PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts the service's clock forward."""
    began = timezone.now()

    def put_forward(**by: float) -> None:
        monkeypatch.setattr(timezone, "now", lambda: began + timedelta(**by))

    return put_forward


def cookie_of(member: Member, settings: Any) -> str:
    return str(member.client.cookies[settings.VISIT_COOKIE].value)


def is_open(client: PageClient) -> bool:
    return bool(client.get("/n/").status_code == 200)


def with_cookie(value: str, settings: Any) -> PageClient:
    client = PageClient()
    client.cookies[settings.VISIT_COOKIE] = value
    return client


# ------------------------------------------------------------------ stolen halves


def test_a_stolen_row_holds_nothing_that_can_be_read(ada: Member, settings: Any) -> None:
    row = SessionRow.objects.get()
    everything = repr(SessionRow.objects.values().get()).encode() + bytes(row.sealed)
    cookie = cookie_of(ada, settings)
    for secret in (cookie.encode(), ada.identity.secret, ada.identity.to_text().encode()):
        assert secret not in everything


@pytest.mark.parametrize("field", ["key_hash", "record_id"])
def test_what_a_row_says_of_itself_makes_no_cookie(ada: Member, settings: Any, field: str) -> None:
    value = str(getattr(SessionRow.objects.get(), field))
    assert not is_open(with_cookie(value, settings))
    assert not is_open(with_cookie(value[:43], settings))


def test_a_cookie_without_its_row_opens_nothing(ada: Member, settings: Any) -> None:
    SessionRow.objects.all().delete()
    assert not is_open(ada.client)


@pytest.mark.parametrize("value", ["", "x", "x" * 43, "x" * 10_000, "ä" * 43, "../" * 14 + "x"])
def test_a_cookie_that_was_made_up_opens_nothing(service: Path, settings: Any, value: str) -> None:
    assert not is_open(with_cookie(value, settings))


def test_a_sealed_row_moved_to_another_record_or_cookie_opens_nothing(
    ada: Member, cal: Member
) -> None:
    hers = SessionRow.objects.get(record_id=ada.record.pk)
    his = SessionRow.objects.get(record_id=cal.record.pk)
    SessionRow.objects.filter(pk=his.pk).update(sealed=hers.sealed)
    assert not is_open(cal.client)
    SessionRow.objects.filter(pk=hers.pk).update(record_id=cal.record.pk)
    assert not is_open(ada.client)


def test_the_seal_is_bound_to_the_record_not_only_to_the_cookie(ada: Member, settings: Any) -> None:
    row, cookie = SessionRow.objects.get(), cookie_of(ada, settings)
    key, sealed = AESGCM(sessions._key(cookie)), bytes(row.sealed)
    assert key.decrypt(sealed[:12], sealed[12:], sessions._bound(row))
    row.record_id = None
    with pytest.raises(InvalidTag):
        key.decrypt(sealed[:12], sealed[12:], sessions._bound(row))


def test_the_size_of_a_row_tells_nothing_about_short_answers(service: Path) -> None:
    sizes = set()
    for words in ("", "a", "no", "a long answer " * 20):
        session = Session(None)
        session.state["form"] = words
        session.save()
        sizes.add(
            len(SessionRow.objects.get(pk=sessions._row_name(str(session.set_cookie))).sealed)
        )
    assert len(sizes) == 1


# ------------------------------------------------------------------ the two ends


def test_a_record_closes_when_nothing_was_done_for_ten_minutes(
    ada: Member, clock: Any, settings: Any
) -> None:
    clock(seconds=settings.IDLE_SECONDS - 1)
    assert is_open(ada.client)
    clock(seconds=2 * settings.IDLE_SECONDS - 10)
    assert is_open(ada.client)
    clock(seconds=3 * settings.IDLE_SECONDS)
    assert not is_open(ada.client)
    assert not is_open(ada.client)


def test_a_record_closes_after_two_hours_whatever_is_done(
    ada: Member, clock: Any, settings: Any
) -> None:
    for minute in range(5, settings.SESSION_SECONDS // 60, 5):
        clock(minutes=minute)
        assert is_open(ada.client), f"after {minute} minutes"
    clock(seconds=settings.SESSION_SECONDS)
    assert not is_open(ada.client)


def test_activity_is_written_at_most_once_a_minute(ada: Member, clock: Any) -> None:
    ends = SessionRow.objects.get().idle_ends
    clock(seconds=50)
    assert is_open(ada.client)
    assert SessionRow.objects.get().idle_ends == ends
    clock(seconds=70)
    assert is_open(ada.client)
    assert SessionRow.objects.get().idle_ends > ends


def test_answers_of_a_visit_without_a_record_last_half_an_hour(
    nobody: PageClient, clock: Any, settings: Any
) -> None:
    nobody.post("/n/start")
    assert nobody.get("/n/start/words").status_code == 200
    clock(seconds=settings.VISIT_SECONDS + 5)
    assert nobody.get("/n/start/words").status_code == 303


def test_the_sweep_empties_what_is_past_its_end_and_later_forgets_it(
    ada: Member, nobody: PageClient, settings: Any
) -> None:
    nobody.post("/n/start")
    now = timezone.now()
    sessions.sweep(now)
    assert SessionRow.objects.count() == 2
    assert all(row.sealed for row in SessionRow.objects.all())
    sessions.sweep(now + timedelta(seconds=settings.VISIT_SECONDS + 1))
    row = SessionRow.objects.get()
    assert (row.record_id, bytes(row.sealed)) == (ada.record.pk, b"")
    sessions.sweep(now + timedelta(days=2))
    assert not SessionRow.objects.exists()


# ------------------------------------------------------------------ one late post

LATE = {"what": "typed just too late", "when": "now"}


def test_one_late_post_is_kept_as_a_draft_and_no_second(
    ada: Member, clock: Any, settings: Any
) -> None:
    clock(seconds=settings.IDLE_SECONDS + 60)
    assert ada.client.post("/n/add", LATE)["Location"] == "/n/open"
    assert DraftRow.objects.filter(record_id=ada.record.pk).count() == 1
    assert ada.client.post("/n/add", LATE)["Location"] == "/n/open"
    assert DraftRow.objects.count() == 1
    assert "nothing was done for a while" not in ada.client.get("/n/open").content.decode()


def test_a_late_post_opens_nothing(ada: Member, clock: Any, settings: Any) -> None:
    clock(seconds=settings.IDLE_SECONDS + 60)
    ada.client.post("/n/add", LATE)
    assert not is_open(ada.client)
    row = DraftRow.objects.get()
    assert b"typed just too late" not in repr(DraftRow.objects.values().get()).encode()
    assert row.record_id == ada.record.pk


def test_after_a_day_a_late_post_is_too_late(ada: Member, clock: Any, settings: Any) -> None:
    clock(seconds=settings.IDLE_SECONDS + settings.LATE_POST_SECONDS + 1)
    ada.client.post("/n/add", LATE)
    assert not DraftRow.objects.exists()


def test_looking_at_pages_does_not_use_up_the_late_post(
    ada: Member, clock: Any, settings: Any
) -> None:
    clock(seconds=settings.IDLE_SECONDS + 60)
    for path in ("/n/", "/n/add", "/n/open", "/", "/support"):
        ada.client.get(path)
    ada.client.post("/n/add", LATE)
    assert DraftRow.objects.count() == 1


# ------------------------------------------------------------------ ends from elsewhere


def test_a_request_under_way_does_not_bring_back_what_was_ended(ada: Member, settings: Any) -> None:
    under_way = Session(cookie_of(ada, settings))
    assert under_way.is_open
    sessions.end_sessions(ada.record.pk)
    under_way.state["words"] = "kept by the slow request"
    under_way.save()
    assert not SessionRow.objects.exists()
    assert not is_open(ada.client)


def test_opening_gives_a_new_cookie_and_erases_what_the_visit_held(ada: Member) -> None:
    session = Session(None)
    session.state["start"] = {"words": "five words"}
    session.save()
    before = session.set_cookie
    session.open(ada.record.pk, ada.identity.secret)
    assert session.set_cookie not in (None, before)
    assert session.state == {}
    again = Session(before)
    assert (again.is_open, again.state) == (False, {})


def test_only_a_draft_that_its_owner_asked_for_goes_along_and_no_old_cookie_reads_it(
    ada: Member,
) -> None:
    session = Session(None)
    session.state.update({BROUGHT: {"what": ["roses"]}, "check": "x", "start": {}})
    session.save()
    before = session.set_cookie
    session.open(ada.record.pk, ada.identity.secret)
    again = Session(session.set_cookie)
    assert again.state == {BROUGHT: {"what": ["roses"]}}
    assert Session(before).state == {}
    assert all(b"roses" not in bytes(row.sealed) for row in SessionRow.objects.all())


# ------------------------------------------------------------------ the public half


def test_a_public_page_asks_the_database_nothing(ada: Member) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        for path in ("/", "/support", "/understand/signs", "/about", "/privacy"):
            assert ada.client.get(path).status_code == 200
    assert [each["sql"] for each in asked.captured_queries] == []
