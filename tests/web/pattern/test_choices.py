"""What the owner chooses: the gap, her own messages, days that matter, and where times part."""

from __future__ import annotations

import re
from typing import Any

import pytest

from fourfold.web.pattern import choices
from fourfold.web.record import queries
from tests.cast import Member
from tests.core.pattern.make import incident, message, stop
from tests.web.pattern.records import keep, text_of


def read(member: Member, path: str = "/n/pattern") -> str:
    answer = member.client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def choose(member: Member, **answers: str) -> Any:
    whole = {"gap": "360", "replies": "no", "key": "a" * 32} | answers
    answer = member.client.post("/n/pattern/choices", whole)
    assert answer.status_code == 303
    return answer


def test_a_shorter_gap_makes_more_separate_times(ada: Member) -> None:
    keep(ada, [incident("2026-03-01T10:00"), incident("2026-03-01T12:00")])
    assert "1 time , 1 March 2026." in text_of(read(ada))
    assert choose(ada, gap="60")["Location"] == "/n/pattern"
    text = text_of(read(ada))
    assert "2 separate times" in text
    assert "until nothing happened for 1 hour." in text


def test_what_she_sent_is_shown_only_when_she_asks(ada: Member) -> None:
    keep(ada, [incident("2026-03-01T10:00"), message("2026-03-01T11:00", direction="from_owner")])
    assert "What you sent or said" not in read(ada)
    choose(ada, replies="yes")
    text = text_of(read(ada))
    assert "It does not make it your fault." in text
    assert "Messages that you sent: 1 thing" in text.replace(" :", ":")
    assert "1 time , 1 March 2026." in text


@pytest.mark.parametrize("wrong", [{"gap": "1440"}, {"gap": ""}, {"replies": "perhaps"}])
def test_a_gap_of_a_day_cannot_be_chosen_and_nothing_typed_is_lost(
    ada: Member, wrong: dict[str, str]
) -> None:
    draft = choose(ada, **wrong)["Location"]
    assert re.fullmatch("/n/pattern/choices/[0-9a-f]{32}", draft)
    assert "govuk-error-summary" in read(ada, draft)
    assert choices.of(ada.owner) == choices.Choices()


def add_day(member: Member, **answers: str) -> Any:
    whole = {
        "what": "the holidays",
        "first_day": "1",
        "first_month": "4",
        "first_year": "2026",
        "last_day": "14",
        "last_month": "4",
        "last_year": "2026",
        "yearly": "no",
        "key": "b" * 32,
    }
    answer = member.client.post("/n/pattern/days", whole | answers)
    assert answer.status_code == 303
    return answer


def test_days_that_matter_explain_a_time_without_anything(ada: Member) -> None:
    keep(ada, [incident("2026-03-20T10:00"), incident("2026-05-01T10:00")])
    assert add_day(ada)["Location"] == "/n/pattern/choices"
    assert "1 April 2026 to 14 April 2026" in read(ada, "/n/pattern/choices")
    assert "“the holidays” covers 13 of these days." in text_of(read(ada))


def test_a_day_of_every_year_is_looked_at(ada: Member) -> None:
    keep(ada, [incident("2025-06-01T10:00"), incident("2026-06-02T10:00")])
    add_day(
        ada,
        what="my birthday",
        first_day="1",
        first_month="6",
        last_day="",
        last_month="",
        last_year="",
        yearly="yes",
    )
    assert "my birthday" in (page := read(ada))
    assert "2 things, 2 separate times" in page.partition("my birthday")[2][:400]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"what": ""}, "Write what you call it"),
        ({"first_day": "31", "first_month": "2"}, "There is no such day in that month"),
        ({"first_day": "", "first_month": ""}, "Write day, month and year"),
        ({"first_day": "", "first_month": "", "first_year": ""}, "Write the day"),
        ({"last_month": "3"}, "The last day is before the first"),
        ({"yearly": "yes"}, "Only one day can come every year"),
    ],
)
def test_a_day_with_a_mistake_comes_back_with_what_was_typed(
    ada: Member, wrong: dict[str, str], said: str
) -> None:
    draft = add_day(ada, **wrong)["Location"]
    page = read(ada, draft)
    assert said in page
    if "what" not in wrong:
        assert 'value="the holidays"' in page
    assert choices.of(ada.owner).days == ()


def test_a_name_is_given_once_and_can_be_taken_away(ada: Member) -> None:
    add_day(ada)
    assert "You have days of this name" in read(ada, add_day(ada, key="c" * 32)["Location"])
    add_day(ada, what="her birthday", key="d" * 32)
    for _twice in range(2):
        answer = ada.client.post("/n/pattern/days/remove", {"name": "the holidays"})
        assert answer.status_code == 303
    assert [each.label for each in choices.of(ada.owner).days] == ["her birthday"]


# ------------------------------------------------------------------ part and join


def test_the_owner_parts_and_joins_times_and_changes_no_entry(ada: Member) -> None:
    keep(
        ada,
        [incident("2026-03-01T10:00"), incident("2026-03-01T12:00"), incident("2026-03-05T12:00")],
    )
    before = queries.latest_checkpoint(ada.owner)
    assert "2 separate times" in (text := text_of(read(ada)))
    assert "These leave out" not in text
    page = read(ada, "/n/pattern/times")
    assert "A separate time begins with entry 2" in page
    assert "Join 5 March 2026, 12:00pm to the time before" in page
    assert ada.client.post("/n/pattern/times/2", {"do": "part"}).status_code == 303
    text = text_of(read(ada))
    assert "3 separate times" in text
    assert "With 1 hour it would be 3 separate times." in text
    assert "These leave out what you parted or joined." in text
    ada.client.post("/n/pattern/times/3", {"do": "join", "before": "2"})
    assert "2 separate times" in text_of(read(ada))
    page = read(ada, "/n/pattern/times")
    assert "Undo what I chose for entry 2" in page
    for number in (2, 3):
        ada.client.post(f"/n/pattern/times/{number}", {"do": "leave"})
    assert choices.of(ada.owner) == choices.Choices()
    assert queries.latest_checkpoint(ada.owner) == before


JOIN = re.compile(
    r'action="(/n/pattern/times/[0-9]+[^"]*)" autocomplete="off">'
    r'(?:<input type="hidden" name="csrf[^>]*>)?'
    r'<input type="hidden" name="before" value="([0-9]+)">'
)


def test_only_what_follows_one_another_for_sure_can_be_joined(ada: Member) -> None:
    """The last of a burst is named, and nothing reaches over a day without a time."""
    bodies = ["2026-03-01T10:00", "2026-03-01T11:00", "2026-03-02T10:00", "2026-03-05"]
    keep(ada, [incident(each) for each in (*bodies, "2026-03-01", "2026-03-09T10:00")])
    page = read(ada, "/n/pattern/times")
    assert JOIN.findall(page) == [("/n/pattern/times/3", "2")]
    ada.client.post("/n/pattern/times/3", {"do": "join", "before": "2"})
    assert JOIN.findall(read(ada, "/n/pattern/times")) == []
    assert "3 to 4 separate times" in text_of(read(ada))


def test_a_long_time_is_folded_but_for_its_first_and_what_she_moved(ada: Member) -> None:
    keep(ada, [incident(f"2026-03-01T10:{minute:02d}") for minute in range(10)])
    assert "Show 9 more things of this time" in text_of(read(ada, "/n/pattern/times"))
    ada.client.post("/n/pattern/times/9", {"do": "part"})
    page = read(ada, "/n/pattern/times")
    assert "more things" not in page
    assert page.index('id="n8"') < page.index("1 March 2026, 10:08am") < page.index('id="n9"')


def test_who_parts_or_joins_comes_back_to_the_person_the_screen_and_the_entry(ada: Member) -> None:
    days = [f"2026-0{month}-{day:02d}T10:00" for month in (1, 2) for day in range(1, 27)][:51]
    keep(ada, [incident(each) for each in days], person="the neighbour")
    keep(ada, [incident("2025-01-01T10:00")], person="an old friend")
    (query,) = set(re.findall(r'/n/pattern(\?p=[0-9a-f]{32})">the neighbour', read(ada)))
    page = read(ada, f"/n/pattern/times{query}&s=2")
    assert "You look at one person:" in page
    ((address, before),) = JOIN.findall(page)[-1:]
    answer = ada.client.post(address.replace("&amp;", "&"), {"do": "join", "before": before})
    assert answer["Location"] == f"/n/pattern/times{query}&s=2#n51"
    page = read(ada, f"/n/pattern/times{query}&s=2")
    assert 'id="n51"' in page
    assert "Undo what I chose for entry 51" in page
    assert "Later" not in text_of(page)


def test_what_is_in_no_separate_time_is_said_above_them(ada: Member) -> None:
    keep(ada, [incident("2026-03-01T10:00"), incident("2026"), incident("XXXX")])
    text = text_of(read(ada, "/n/pattern/times"))
    assert "Not in this list, because the date does not say" in text
    assert "2 things" in text
    assert "2 things" in text_of(read(ada, "/n/pattern/31-0"))


def test_what_is_taken_away_joins_nothing_to_an_earlier_time(ada: Member) -> None:
    keep(ada, [incident(f"2026-0{month}-01T10:00") for month in (1, 3, 4)])
    ada.client.post("/n/pattern/times/3", {"do": "join", "before": "2"})
    assert "2 separate times" in text_of(read(ada))
    assert ada.client.post("/n/2/delete", {"key": "e" * 32}).status_code == 303
    assert "2 separate times , about 3 months apart." in text_of(read(ada))


@pytest.mark.parametrize(
    "wrong",
    [{}, {"do": "delete"}, {"do": "apart"}, {"do": "join"}, {"do": "join", "before": "0"}],
)
def test_what_is_no_choice_is_no_page(ada: Member, wrong: dict[str, str]) -> None:
    keep(ada, [incident("2026-03-01T10:00")])
    assert ada.client.post("/n/pattern/times/1", wrong).status_code == 404
    assert choices.of(ada.owner) == choices.Choices()


def test_a_number_that_is_no_entry_changes_no_count(ada: Member) -> None:
    keep(ada, [incident("2026-03-01T10:00"), stop("2026-03-02")])
    ada.client.post("/n/pattern/times/77", {"do": "join", "before": "1"})
    assert "1 time , 1 March 2026." in text_of(read(ada))


def test_a_choice_leaves_what_was_chosen_in_another_window(ada: Member) -> None:
    keep(ada, [incident("2026-03-01T10:00"), incident("2026-03-01T12:00")])
    ada.client.post("/n/pattern/times/2", {"do": "part"})
    choose(ada, replies="yes")
    add_day(ada)
    found = choices.of(ada.owner)
    assert (found.apart, found.replies, len(found.days)) == ((2,), True, 1)


def test_choices_open_with_nobody_elses_record(ada: Member, cal: Member) -> None:
    choose(ada, gap="60")
    assert choices.of(ada.owner).gap == 60
    assert choices.of(cal.owner).gap == 360
