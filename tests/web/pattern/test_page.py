"""The page of what the notes show together: scenarios, edges, and what it must never say."""

from __future__ import annotations

import re

import pytest
from django.test import override_settings

from fourfold.core.record.codes import Act, Afraid, KnownWho, Purpose, Route, StopPoint
from fourfold.core.record.entry import Body
from tests.cast import Member
from tests.core.pattern.make import incident, message, order, stop
from tests.web.pattern.records import NAMES, codes_of, keep, keep_scenario, text_of

VERDICT = re.compile(
    r"stalk|you are (safe|being|a victim)|a crime\b(?!\?)|low risk|high risk|score|offender|guilty"
    r"|qualif|entitled|better|improv|good news|perpetrator|dangerous (man|person)|calm",
    re.IGNORECASE,
)


def read(member: Member, path: str = "/n/pattern") -> str:
    answer = member.client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


SAID: dict[str, tuple[str, tuple[str, ...]]] = {
    "D1": (
        "FOUR",
        (
            "75 separate times over about 4 months, in 11 ways. Written down: 273 things.",
            "67 came after you asked them to stop, 20 January 2025.",
            "you do not know who did 66 things, or only think so",
            "It has come nearer: at your home, first on 28 March 2025",
            "against an order, first on 29 April 2025",
            "A quieter time does not tell you what comes next.",
            "Messages that you sent: 13 things",
        ),
    ),
    "D2": ("OUR", ("Done by other people, no part of this: 5 things",)),
    "D3": (
        "FOUR",
        ("You do not know who did this, or only think so.", "All of it came from a distance."),
    ),
    "D4": (
        "FOUR",
        (
            "Without what goes on all the time or was expected: 87 things",
            "Of these, 42 came after you asked them to stop",
            "This leaves out what goes on all the time or was expected.",
        ),
    ),
    "D5": ("FOUR", ("nothing is written down.", "It has come nearer: at your home")),
    "D6": ("UR", ("A quieter time does not tell you what comes next.",)),
    "D7": ("FOUR", ("Somebody else did it for them, you say",)),
}
"""What a careful person would say of each scenario, and the letters that have findings."""


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_is_told_in_plain_words_without_verdict_or_good_news(
    ada: Member, name: str
) -> None:
    entries = keep_scenario(ada, name)
    letters, said = SAID[name]
    page = read(ada)
    text = text_of(page)
    for each in said:
        assert each in re.sub(r" (?=[.,:])", "", text)
    assert not VERDICT.search(text), VERDICT.search(text)
    assert "999" in text
    assert "Only you can see this page." in text
    assert "It is not a legal finding: only a court can decide." in text
    assert re.search(r"Made by this software, Fourfold [0-9.]+, method 1\.", text)
    assert f"It looked at entries 1 to {len(entries)}." in text
    for letter, title in zip("FOUR", ("fixated", "obsessive", "unwanted", "repeated"), strict=True):
        part = re.search(rf"{letter} – {title}</dt>.*?</dd>", page, re.DOTALL)
        assert part
        assert ("You have written nothing about this." in part[0]) is (letter not in letters)


def test_the_elements_are_there_with_their_source_and_the_day_it_was_read(ada: Member) -> None:
    keep(ada, [incident("2026-03-01T10:00"), stop("2026-03-02")])
    text = text_of(read(ada))
    for each in ("At least two times", "Alarm or distress", "Fear of violence", "Daily life"):
        assert each in text
    assert "Protection from Harassment Act 1997, sections 1, 2A, 4, 4A and 7." in text
    assert "Checked on 22 November 2026" in text
    assert text.count("You have written nothing about this. That is fine.") >= 3


def test_an_empty_record_is_kind_and_draws_nothing(ada: Member) -> None:
    page = read(ada)
    assert "There is nothing to count yet." in page
    assert "There is no hurry." in page
    assert "<svg" not in page.partition("<main")[2]
    assert 'href="/n/add"' in page


EDGES: dict[str, tuple[list[Body], str]] = {
    "one": ([incident("2026-03-01T10:00")], "1 time , 1 March 2026."),
    "one without a date": ([incident("XXXX")], "1 time . No date is known."),
    "two": (
        [incident("2026-01-01T10:00"), incident("2026-05-01T10:00")],
        "2 separate times , about 4 months apart.",
    ),
    "no dates": ([incident("XXXX")] * 3, "1 to 3 separate times . No dates are known."),
    "months": ([incident("2025-03"), incident("2025-05")], "2 separate times"),
    "one day": (
        [incident("2026-03-01T08:00"), incident("2026-03-01T20:00")],
        "2 separate times",
    ),
    "ten years": (
        [incident(f"{year}-0{month}-01T10:00") for year in range(2016, 2027) for month in (1, 5)],
        "22 separate times over about 10 years",
    ),
    "only the owner's": (
        [message("2026-03-01T08:00", direction="from_owner")],
        "There is nothing to count yet.",
    ),
    "only a request": ([stop("2026-03-01T08:00")], "There is nothing to count yet."),
    "an order first": (
        [order("2026-01-01"), incident("2026-03-01T10:00")],
        "1 came after there was an order or conditions, 1 January 2026.",
    ),
    "still going on": ([incident("2026-03-01/..")], "1 time"),
}


@pytest.mark.parametrize("name", EDGES)
def test_at_the_edges_it_says_what_there_is_and_no_more(ada: Member, name: str) -> None:
    bodies, said = EDGES[name]
    keep(ada, bodies)
    text = text_of(read(ada))
    assert said in text
    assert "it may be" not in text
    assert "more frequent" not in text


def test_things_without_an_exact_date_are_counted_beside_the_charts(ada: Member) -> None:
    keep(ada, [incident("2026-03-01T10:00"), incident("2026"), incident("XXXX")])
    text = text_of(read(ada))
    left = "because the date is not exact enough or not known: 2 things."
    assert text.count(f"Not in this chart, {left}") == 2
    assert "because the time is not known: 2 things." in text


def test_one_time_is_never_said_to_be_two_and_two_are_named(ada: Member) -> None:
    keep(ada, [incident("2026-03-01T10:00")])
    page = read(ada)
    assert re.search(r'href="/n/pattern/13-0">One time is written down so far\.<', page)
    keep(ada, [incident("2026-05-01T10:00")])
    text = text_of(read(ada))
    assert "One time is" not in text
    assert "2 things, 2 separate times : Separate times : 1 March 2026 and 1 May 2026" in text


def test_dozens_of_long_times_are_folded_and_all_of_them_are_there(ada: Member) -> None:
    keep(ada, [incident(f"{2016 + n // 6}-{n % 6 * 2 + 1:02}-01T10:00") for n in range(60)])
    text = text_of(read(ada))
    assert "There are 59 of them, each of four weeks or more. The 3 longest:" in text
    assert "Show the other 56 long times" in text
    assert len(set(re.findall(r"Between [^,]+, \d+ days, nothing is written down", text))) == 59


def test_what_is_asked_of_one_person_is_asked_on_every_page(ada: Member) -> None:
    keep(ada, [incident("2026-03-01T10:00")], person="the neighbour")
    keep(ada, [incident("2026-03-05T10:00")], person="an old friend")
    page = read(ada)
    assert "2 separate times" in text_of(page)
    (query,) = set(re.findall(r'href="/n/pattern(\?p=[0-9a-f]{32})">the neighbour', page))
    page = read(ada, f"/n/pattern{query}")
    assert "1 time , 1 March 2026." in text_of(page)
    assert '<strong class="app-words">the neighbour</strong>' in page
    links = re.findall(r'href="(/n/pattern/[0-9]+-[0-9]+[^"]*)"', page)
    assert links
    assert all(each.endswith(query) for each in links)


def test_each_person_and_nobody_add_up_to_the_whole(ada: Member) -> None:
    """Each number with the entries behind it, also where one person is looked at."""
    keep(ada, [incident("2026-03-01T10:00"), incident("2026-03-02T10:00")], person="an old friend")
    keep(ada, [incident("2026-03-05T10:00")], person="the neighbour")
    keep(ada, [incident("2026-03-07"), incident("XXXX"), stop("2026-03-06")])
    keep(ada, [message("2026-03-08T10:00", direction="from_owner")])
    page = read(ada)
    text = text_of(page)
    for each in (
        "About an old friend 2 things, 2 separate times",
        "About the neighbour 1 thing, 1 time",
        "You have not said about whom 2 things",
    ):
        assert each in text
    assert "do not say about whom they are" not in text
    assert "Entry 4" in (behind := read(ada, "/n/pattern/30-0"))
    assert "You look at one person" not in behind
    (query,) = set(re.findall(r'/n/pattern(\?p=[0-9a-f]{32})">the neighbour', page))
    text = text_of(read(ada, f"/n/pattern{query}"))
    assert "All that follows is about the neighbour alone." in text
    assert "not in these: 2 things : You have not said about whom" in text
    assert "Nothing about this person has a date after 5 March 2026" in text
    behind = text_of(read(ada, f"/n/pattern/1-0{query}"))
    assert "You look at one person: the neighbour" in behind


def test_with_one_person_and_no_more_nothing_is_said_of_whom(ada: Member) -> None:
    keep(ada, [incident("2026-03-01T10:00")], person="the neighbour")
    assert "About the neighbour" not in text_of(read(ada))
    assert "not said about whom" not in text_of(read(ada))


def test_a_person_nobody_knows_is_everybody(ada: Member) -> None:
    keep(ada, [incident("2026-03-01T10:00")])
    assert "1 time" in text_of(read(ada, "/n/pattern?p=0000"))


def test_senders_who_wrote_the_same_words_are_a_suggestion_and_in_no_count(ada: Member) -> None:
    words = "you will never get away from this town"
    keep(
        ada,
        [
            message("2026-03-01T10:00", words, sender="Sam", known_who=KnownWho.KNOWN),
            stop("2026-03-02T10:00", StopPoint.BLOCKED),
            message("2026-03-03T10:00", words, sender="x77", known_who=KnownWho.NOT_KNOWN),
        ],
    )
    text = text_of(read(ada))
    assert "“Sam” and “x77” both wrote “you will never get away”." in text
    assert "you had blocked somebody: Entry 2" in text
    assert "Nothing is counted from this, and it goes into no copy." in text


def test_words_of_a_sensitive_kind_are_in_no_address(ada: Member) -> None:
    keep(
        ada,
        [
            incident(
                "2026-03-01T10:00",
                where="Harbour Street",
                channel="Whisperapp",
                how=(Route.APP,),
                acts=(Act.THREAT,),
                afraid=Afraid.YES,
                also_affected=("my daughter",),
                purpose=Purpose.CHILDREN,
            )
        ],
    )
    page = read(ada)
    addresses = " ".join(re.findall(r'href="([^"]*)"', page.partition("<main")[2]))
    for word in ("harbour", "whisper", "threat", "afraid", "daughter", "child"):
        assert word not in addresses.lower()
    assert "Whisperapp" in page
    assert codes_of(page)


def test_past_its_day_the_law_says_check_this(ada: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(ada, [incident("2026-03-01T10:00")])
    assert "Check this:" not in read(ada)
    due = "fourfold.core.kernel.provenance.Provenance.is_due"
    monkeypatch.setattr(due, lambda _self, _today: True)
    assert read(ada).count("Check this:") == 2


@override_settings(DEBUG=False)
def test_the_title_says_nothing(ada: Member) -> None:
    keep(ada, [incident("2026-03-01T10:00")])
    assert "<title>Notes – " in read(ada)
    assert "<title>Notes – " in read(ada, "/n/pattern/1-0")
