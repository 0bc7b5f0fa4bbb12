"""Somebody says what they think of the service, and nothing says who they are."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fourfold.vault import serverkeys
from fourfold.vault.errors import WrongKey
from fourfold.web.feedback import actions, queries
from fourfold.web.feedback.models import Feedback
from fourfold.web.feedback.rows import Opinion, from_row, to_row
from fourfold.web.safety.models import SessionRow
from tests.guards.page import PageClient

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)


def send(client: PageClient, **answers: str) -> Any:
    return client.post("/feedback", answers)


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_the_form_says_that_nobody_reads_it_straight_away() -> None:
    html = text(PageClient().get("/feedback"))
    assert "Not read straight away. In danger: call" in html
    assert "Do not write names, addresses or phone numbers" in html
    assert len(re.findall(r"<(?:textarea|input)\b", html)) == 4


@pytest.mark.parametrize(
    ("answers", "opinion"),
    [
        ({"useful": "yes", "words": "Plain words"}, Opinion("yes", "Plain words")),
        ({"useful": "no"}, Opinion("no", "")),
        ({"words": "One\r\ntwo\x07"}, Opinion("", "One\ntwo")),
        ({"words": "x" * 2000}, Opinion("", "x" * 2000)),
    ],
)
def test_an_opinion_is_kept_and_thanked_for_without_a_cookie(
    answers: dict[str, str], opinion: Opinion
) -> None:
    client = PageClient()
    answer = send(client, **answers)
    assert (answer.status_code, answer["Location"]) == (303, "/feedback/thanks")
    assert not answer.cookies
    assert [said for _, said in queries.opinions()] == [opinion]
    assert "Nobody will answer it." in text(client.get("/feedback/thanks"))


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({}, "Choose an answer or write something"),
        ({"words": " \n "}, "Choose an answer or write something"),
        ({"useful": "perhaps"}, "Choose one of the answers, or none"),
        ({"words": "x" * 2001}, "That is too long. Write at most 2,000 characters."),
    ],
)
def test_what_cannot_be_taken_comes_back_with_a_reason(
    answers: dict[str, str], message: str
) -> None:
    client = PageClient()
    answer = send(client, **answers)
    assert (answer.status_code, answer["Location"]) == (303, "/feedback")
    assert message in text(client.get("/feedback"))
    assert not Feedback.objects.exists()


def test_words_that_are_too_long_are_not_lost() -> None:
    client = PageClient()
    send(client, words="y" * 2001)
    assert "y" * 2001 in text(client.get("/feedback"))


def test_a_draft_is_sealed_in_its_session() -> None:
    send(PageClient(), words="canary" * 400)
    assert b"canary" not in bytes(SessionRow.objects.get().sealed)


def test_a_draft_belongs_to_the_browser_that_wrote_it() -> None:
    send(PageClient(), words="canary" * 400)
    assert "canary" not in text(PageClient().get("/feedback"))


def test_a_row_holds_no_readable_word(keys: serverkeys.ServerKeys) -> None:
    row = to_row(Opinion("yes", "canary"), NOW, keys.job)
    assert b"canary" not in bytes(row.sealed)
    assert from_row(row, keys.jobs).words == "canary"


def test_another_installations_keys_open_no_row(
    keys: serverkeys.ServerKeys, tmp_path: Path
) -> None:
    others = serverkeys.create(tmp_path / "others")
    with pytest.raises(WrongKey):
        from_row(to_row(Opinion("yes", ""), NOW, keys.job), others.jobs)


def test_only_the_hour_is_kept() -> None:
    actions.say(Opinion("yes", ""), NOW)
    assert Feedback.objects.get().hour == NOW.replace(minute=0)


def test_a_flood_stops_at_the_hourly_limit_and_starts_again_in_the_next_hour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(actions, "HOURLY", 3)
    said = [actions.say(Opinion("no", str(n)), NOW) for n in range(5)]
    assert said == [True, True, True, False, False]
    assert actions.say(Opinion("no", "later"), NOW + timedelta(hours=1))


def test_a_flood_that_is_refused_locks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "HOURLY", 0)
    with CaptureQueriesContext(connection) as asked:
        assert not actions.say(Opinion("no", ""), NOW)
    assert [each["sql"].partition(" ")[0] for each in asked.captured_queries] == ["SELECT"]


def test_a_table_that_nobody_reads_fills_up_and_no_further(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(actions, "MOST", 2)
    hours = [NOW + timedelta(hours=n) for n in range(4)]
    assert [actions.say(Opinion("no", ""), hour) for hour in hours] == [True, True, False, False]


def test_somebody_who_comes_in_a_flood_is_told_and_loses_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(actions, "HOURLY", 0)
    client = PageClient()
    assert send(client, words="canary")["Location"] == "/feedback"
    html = text(client.get("/feedback"))
    assert "Too many people have written just now" in html
    assert "canary" in html


def test_what_is_older_than_a_year_goes() -> None:
    actions.say(Opinion("no", "old"), NOW)
    actions.say(Opinion("no", "new"), NOW + timedelta(days=366))
    assert [said.words for _, said in queries.opinions()] == ["new"]


def test_a_form_of_another_site_is_refused() -> None:
    client = PageClient(headers={"Sec-Fetch-Site": "cross-site"})
    assert send(client, words="spam").status_code == 403
    assert not Feedback.objects.exists()


def test_an_operator_reads_the_newest_first() -> None:
    for n in range(3):
        actions.say(Opinion("", str(n)), NOW + timedelta(hours=n))
    assert [said.words for _, said in queries.opinions()] == ["2", "1", "0"]


@pytest.mark.parametrize("path", ["/feedback", "/cy/feedback", "/easy/feedback"])
def test_who_writes_in_a_language_stays_in_it(path: str) -> None:
    client = PageClient()
    assert f'action="{path}"' in text(client.get(path))
    assert client.post(path, {"words": ""})["Location"] == path
    assert client.post(path, {"useful": "yes"})["Location"] == f"{path}/thanks"
