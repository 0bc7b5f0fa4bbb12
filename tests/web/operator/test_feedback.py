"""What operators do with what people said: read it, mark it, delete it, take it away as a table."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from fourfold.web.feedback import actions, queries
from fourfold.web.feedback.models import Feedback
from fourfold.web.feedback.rows import Opinion
from tests.cast import Runner
from tests.web.accounts.steps import send

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)


def say(*words: str, useful: str = "no") -> None:
    """The first is the newest."""
    for n, text in enumerate(words):
        assert actions.say(Opinion(useful, text), NOW - timedelta(hours=n))


def page(dee: Runner, path: str = "/o/feedback") -> str:
    answer = dee.client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def number_of(words: str) -> int:
    return next(each.pk for each in queries.everything() if each.opinion.words == words)  # type: ignore[union-attr]


def test_the_newest_stands_first_with_its_hour(dee: Runner) -> None:
    say("the second day", "the first day")
    html = page(dee)
    assert html.index("the second day") < html.index("the first day")
    assert "22 November 2026, in the hour from 07:00" in html


def test_what_people_write_is_shown_as_text(dee: Runner) -> None:
    say("<script>alert(1)</script>\nnext line")
    html = page(dee)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>next line" in html


@pytest.mark.parametrize("useful", ["yes", "partly", "no", ""])
def test_an_answer_without_words_is_shown_too(dee: Runner, useful: str) -> None:
    say("", useful=useful)
    html = page(dee)
    assert ("Useful: " in html) is bool(useful)


def test_what_is_done_goes_to_the_done_and_can_come_back(dee: Runner) -> None:
    say("please more about cats")
    pk = number_of("please more about cats")
    assert dee.client.post(f"/o/feedback/{pk}/mark", {"state": "new"}).status_code == 303
    assert "about cats" not in page(dee)
    assert "about cats" in page(dee, "/o/feedback?state=done")
    answer = dee.client.post(f"/o/feedback/{pk}/mark", {"state": "done", "p": "1"})
    assert answer["Location"] == "/o/feedback?state=done&p=1"
    assert "about cats" in page(dee)


def test_a_button_pressed_twice_does_the_same_once(dee: Runner) -> None:
    say("once")
    pk = number_of("once")
    for _ in range(2):
        dee.client.post(f"/o/feedback/{pk}/mark", {"state": "new"})
    assert Feedback.objects.get().is_done
    for _ in range(2):
        assert dee.client.post(f"/o/feedback/{pk}/delete").status_code == 303
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 5000, "//elsewhere.example", "\u0661"])
def test_a_nonsense_page_leads_back_to_the_list(dee: Runner, number: str) -> None:
    say("once")
    assert dee.client.get("/o/feedback", {"p": number, "state": number}).status_code == 200
    answer = dee.client.post("/o/feedback/7/mark", {"p": number})
    assert answer["Location"].startswith("/o/feedback")
    assert dee.client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("number", ["0", "999999", "9" * 18, "9" * 30])
def test_a_number_that_is_none_deletes_nothing(dee: Runner, number: str) -> None:
    say("once")
    assert dee.client.get(f"/o/feedback/{number}/delete").status_code == 404
    dee.client.post(f"/o/feedback/{number}/delete")
    dee.client.post(f"/o/feedback/{number}/mark")
    assert Feedback.objects.filter(is_done=False).count() == 1


def test_twenty_stand_on_a_page(dee: Runner) -> None:
    say(*(f"opinion number {n}." for n in range(45)))
    pages = [page(dee, f"/o/feedback?p={p}") for p in (1, 2, 3, 4)]
    seen = [[n for n in range(45) if f"opinion number {n}." in each] for each in pages]
    assert seen == [[*range(20)], [*range(20, 40)], [*range(40, 45)], [*range(40, 45)]]
    assert "Page 2 of 3" in page(dee, "/o/feedback?p=2")


def test_nothing_goes_before_it_was_asked_for_twice(dee: Runner) -> None:
    say("my neighbour Rosalind saw it")
    pk = number_of("my neighbour Rosalind saw it")
    assert "my neighbour Rosalind saw it" in page(dee, f"/o/feedback/{pk}/delete")
    assert Feedback.objects.exists()
    assert send(dee.client, f"/o/feedback/{pk}/delete") == "/o/feedback"
    assert not Feedback.objects.exists()


def test_one_that_cannot_be_opened_is_said_to_be_and_can_go(dee: Runner) -> None:
    say("whole", "damaged")
    pk = number_of("damaged")
    Feedback.objects.filter(pk=pk).update(sealed=b"age-encryption.org/v1 noise")
    html = page(dee)
    assert "This cannot be opened" in html
    assert "whole" in html
    assert ["(cannot be opened)"] in [row[2:3] for row in table(dee)]
    send(dee.client, f"/o/feedback/{pk}/delete")
    assert "This cannot be opened" not in page(dee)


# ------------------------------------------------------------------ the table


def table(dee: Runner) -> list[list[str]]:
    answer: Any = dee.client.get("/o/feedback/all")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="list-')
    data: bytes = answer.getvalue()
    assert data.startswith("\ufeff".encode())
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_everything_is_in_the_table_the_newest_first(dee: Runner) -> None:
    say("one", 'two\nlines, and a “quote"')
    actions.mark(number_of("one"), is_done=True)
    assert table(dee) == [
        ["Hour (UTC)", "Useful", "Words", "State"],
        ["2026-11-22 07:00", "no", "one", "done"],
        ["2026-11-22 06:00", "no", 'two\nlines, and a “quote"', "new"],
    ]


@pytest.mark.parametrize(
    "formula",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\n=1", "＝1", '=HYPERLINK("https://x")'],
)
def test_nothing_in_the_table_is_run_by_a_spreadsheet(dee: Runner, formula: str) -> None:
    say(formula)
    assert table(dee)[1][2] == f"'{formula}"


def test_more_than_is_read_at_a_time_is_there_once_each(
    dee: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "AT_A_TIME", 2)
    say(*map(str, range(5)))
    assert [row[2] for row in table(dee)[1:]] == ["0", "1", "2", "3", "4"]
