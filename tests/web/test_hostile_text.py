"""Script in every box and every file name: shown as the words they are, wherever they are shown.

Two people fill in the same forms, one with plain words, one with an attack. Their pages must have
the same elements and attributes in the same order: whatever was typed has changed nothing but text.
"""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from fourfold.web.case import choices
from fourfold.web.record import queries
from tests import make
from tests.cast import Member
from tests.guards.page import Page, PageClient
from tests.web.held.make import latest
from tests.web.plan.sending import send as send_plan

pytestmark = pytest.mark.slow

PLAIN = "plain words"
ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    '" autofocus onfocus=alert(1) x="',
    "</textarea><script>alert(1)</script>",
    "</title></style></script></main><svg onload=alert(1)>",
    "<!-- --><!--[if IE]>",
    "]]><![CDATA[<script>",
    "{{ csrf_token }}{% load static %}{% debug %}{# x #}",
    "${7*7} #{7*7} <%= 7*7 %> {{7*7}}",
    "javascript:alert(1)//",
    "data:text/html;base64,PHNjcmlwdD4=",
    "&lt;script&gt; &amp;lt; &#60;script&#62; &nosuch;",
    "%3Cscript%3E \\u003cscript\\u003e \\x3cscript",
    "<a href=javascript:alert(1)>x</a><form action=//evil.example><button>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<base href=//evil.example><meta http-equiv=refresh content=0>",
    "＜script＞ ‹script› <ſcript>",
    "<script\t>alert(1)</script\t>",
    "`-alert(1)-`",
    "=cmd|' /C calc'!A0",
    "%s %d %(name)s {0} {name!r}",
)
PAGES = (
    *("/n/", "/n/?k=1", "/n/1", "/n/1/saved", "/n/1/more", "/n/1/amend", "/n/1/delete"),
    *("/n/letters", "/n/letters/new/1", "/n/letters/1", "/n/letters/1/look", "/n/letters/1/text"),
    *("/n/letters/words", "/n/letters/1/delete"),
    *("/n/orders", "/n/orders/3", "/n/orders/3/now", "/n/orders/3/change", "/n/orders/3/add"),
    *("/n/orders/3/pick", "/n/orders/entry/1", "/n/orders/entry/1/told", "/n/3", "/n/4", "/n/5"),
    *("/n/plan", "/n/plan/part/8", "/n/plan/words", "/n/plan/dates", "/n/plan/print"),
    *("/n/1/file/1/show", "/n/packs/new", "/n/deleted", "/n/proof", "/n/settings/opened"),
    *("/n/6", "/n/6/contact", "/n/7", "/n/case", "/n/case/7", "/n/case/7/change"),
    *("/n/case/promises", "/n/case/day", "/n/case/day/notes", "/n/case/dates"),
    *("/n/orders/which", "/n/orders/which/2", "/n/orders/which/9"),
    *("/n/pattern", "/n/pattern/times", "/n/pattern/1-0", "/n/pattern/choices"),
)


def fill_in(member: Member, text: str) -> list[str]:
    """Every form of the notes with `text` in every box; returns the addresses of its drafts."""
    fillers = (
        fill_notes,
        fill_orders,
        fill_letters,
        fill_plan,
        fill_pattern,
        fill_case,
        fill_kinds,
    )
    return [address for fill in fillers for address in fill(member, text)]


def wrong_date(text: str) -> dict[str, str]:
    """A date that is none, for the form of an incident."""
    day = text.replace("-", " ")  # the three boxes of a date are joined by dashes
    return {"time": text, "date_day": day, "date_month": day, "date_year": day, "when": "then"}


def fill_notes(member: Member, text: str) -> list[str]:
    """Entries 1 and 2, the second of them deleted."""
    client, picture = member.client, make.jpeg()
    send(client, "/n/add", text, picture, make.form(text, where=text, feelings=text))
    more = {"witnesses": text, "feelings": f"more {text}", "person": text}
    send(client, "/n/1/more", text, picture, make.form(text) | more)
    changed = make.form(f"Again: {text}", where=f"{text}!", reason=text)
    send(client, "/n/1/amend", text, picture, changed)
    send(client, "/n/add", text, picture, make.form(f"hidden: {text}"))
    client.post("/n/2/delete")
    day = text.replace("-", " ")
    more_wrong = make.form(text, learnt_day=day, learnt_year=day) | more
    forms = {
        "/n/add": make.form(text) | wrong_date(text),
        "/n/1/more": more_wrong,
        "/n/1/amend": make.form(text) | wrong_date(text),
    }
    return [drafted(member, address, text, form) for address, form in forms.items()]


def fill_orders(member: Member, text: str) -> list[str]:
    """Answers about orders; an order held as entry 3, entry 4 against it, 5 whom she told."""
    client, picture = member.client, make.jpeg()
    client.post("/n/orders/which", {"who": queries.people(member.owner)[0].id})
    client.post("/n/orders/which/1", {"page": "0", "jurisdiction": "england-and-wales"})
    order = {"order_kind": "other", "until": "unknown", "terms": f"1. {text}", "person": text}
    order |= dict.fromkeys(("court", "reference", "served_how", "what"), text)
    send(client, "/n/orders/add", text, picture, make.form(text) | order)
    rule = {"terms": [f"{latest(member.owner, 3).id}-t1"]}
    send(client, "/n/orders/3/add", text, picture, make.form(text, where=text) | rule)
    told = dict.fromkeys(("said", "who", "reference", "promised"), text) | {"party": "police"}
    send(client, "/n/orders/entry/4/told", text, picture, make.form(text) | told)
    forms = {
        "/n/orders/add": make.form(text) | order | {"until": text},
        "/n/orders/3/change": make.form(text) | order,
        "/n/orders/3/add": make.form(text) | wrong_date(text),
        "/n/orders/entry/1": {"terms": text, "reason": text},
        "/n/orders/entry/4/told": make.form(text) | told | wrong_date(text),
    }
    return [drafted(member, address, text, form) for address, form in forms.items()]


def fill_letters(member: Member, text: str) -> list[str]:
    """A letter of entry 1, and words that must stay out."""
    asks = {"ask_we": text, "ask_fear": text, "of_incident": "1", "places": "on"}
    member.client.post("/n/letters/new/1", make.form() | asks)
    member.client.post("/n/letters/words", make.form() | {"lines": f"not {text}"})
    return []


def fill_plan(member: Member, text: str) -> list[str]:
    """A safety plan."""
    client = member.client
    send_plan(client, "/n/plan/words", ring=text, other=f"{text}\n{text}")
    send_plan(client, "/n/plan/part/8", own=text, tell=text)
    send_plan(client, "/n/plan/dates", court_year="2031", court_note=text)
    address: str = send_plan(client, "/n/plan/part/8", own=text, **{"step-work-desk": text})
    return [address]


def fill_pattern(member: Member, text: str) -> list[str]:
    """A day that matters to her."""
    first = {"first_day": "1", "first_month": "5", "first_year": "2026", "yearly": "no"}
    form = make.form(text) | first
    send(member.client, "/n/pattern/days", text, make.jpeg(), form)
    return [drafted(member, "/n/pattern/days", text, form)]


def fill_kinds(member: Member, text: str) -> list[str]:
    """The other kinds and more detail. Each goes with all notes: what has no date stands where it
    was changed last, which a second may decide."""
    client, picture = member.client, make.jpeg()
    effect = {"changes": text, "areas": ["sleep"]}
    message = dict.fromkeys(("text", "sender", "recipient", "channel"), text)
    thing = {"came": text, "place": text, "police_ref": text}
    forms: dict[str, dict[str, Any]] = {
        "/n/add/effect": effect,
        "/n/add/message": message | {"direction": "to_owner"},
        "/n/add/thing": thing,
        "/n/add/note": {"text": text},
    }
    saved = [
        send(client, path, text, picture, make.form(text, linked=all_notes(member)) | boxes)
        for path, boxes in forms.items()
    ]
    entries = [each["Location"].removesuffix("/saved") for each in saved]
    _effect, message_at, thing_at, _note = entries
    client.post(f"{thing_at}/has", make.form(text, who=text))
    client.post(f"{message_at}/more", make.form(feelings=text))
    client.post("/n/1/detail/1", make.form(channel=text, acts=["follow"]))
    client.post("/n/1/detail/2", make.form(how_known=text, also_affected=text, done_by="person"))
    client.post("/n/1/detail/3", make.form(own_reply=text))
    wrong: dict[str, Any] = dict.fromkeys(("numbers", "times", "day_day"), text)
    wrong |= wrong_date(text) | {"linked": all_notes(member)}
    forms |= {f"{thing_at}/has": {"who": ""}, "/n/1/detail/1": {"channel": text}}
    return [
        *(entry + page for entry in entries for page in ("", "/saved")),
        *(f"/n/1/detail/{part}" for part in (1, 2, 3)),
        *(f"{message_at}/{page}" for page in ("amend", "more", "detail/2")),
        *(drafted(member, path, text, make.form(text) | forms[path] | wrong) for path in forms),
    ]


def all_notes(member: Member) -> list[str]:
    lines = queries.timeline(member.owner).selection.lines
    return [str(line.number) for line in lines]


def drafted(member: Member, address: str, text: str, form: dict[str, Any]) -> str:
    """Where a form leads that is kept as a draft."""
    location: str = send(member.client, address, text, make.jpeg(), form)["Location"]
    return location


def fill_case(member: Member, text: str) -> list[str]:
    """A talk and an event with `text` in every box; returns the addresses of their drafts."""
    client, picture = member.client, make.jpeg()
    boxes = ("said", "who", "organisation", "reference", "promised")
    talk = {"when": "unknown", "party": "police", **dict.fromkeys(boxes, text)}
    send(client, "/n/contact", text, picture, talk)
    event = {"when": "unknown", "told": "no"}
    event |= dict.fromkeys(("what", "where", "reference"), text)
    send(client, "/n/case/add/3", text, picture, event)
    send(client, "/n/case/7/change", text, picture, event | {"step": "charged", "reason": text})
    seen = choices.mark(choices.Court())
    client.post("/n/case/day/notes", {"plan": text, "reach": text, "seen": seen})
    day = text.replace("-", " ")
    wrong = {"day": "other", "date_day": day, "date_month": day, "date_year": day}
    return [
        send(client, "/n/contact", text, picture, talk | {"when": text})["Location"],
        send(client, "/n/case/add/3", text, picture, event | {"told": text})["Location"],
        client.post("/n/case/7/told", wrong)["Location"],
        client.post("/n/case/6/heard", wrong)["Location"],
        client.post("/n/case/about", {"place": text, "problem_day": day})["Location"],
    ]


def send(client: PageClient, address: str, name: str, data: bytes, form: dict[str, Any]) -> Any:
    """A form with one file under a name of any kind."""
    whole = form | {"uploads": SimpleUploadedFile("NAME", data)}
    body: bytes = encode_multipart(BOUNDARY, whole)
    quoted = name.replace("\\", "\\\\").replace('"', '\\"').encode()
    body = body.replace(b'filename="NAME"', b'filename="' + quoted + b'.jpg"')
    answer = client.generic("POST", address, body, MULTIPART_CONTENT)
    assert answer.status_code == 303
    return answer


def bones(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page with the names of their attributes, without any text."""
    return [(each.tag, tuple(each.attrs)) for each in Page("/n/", page).elements]


# Several in one box: making two whole records for each would take minutes.
TOGETHER = ["  ".join(ATTACKS[start::4]) for start in range(4)]


@pytest.mark.parametrize("attack", TOGETHER)
def test_an_attack_in_every_box_changes_no_page_but_its_text(
    ada: Member, cal: Member, attack: str
) -> None:
    plain, attacked = fill_in(ada, PLAIN), fill_in(cal, attack)
    for hers, his in zip((*PAGES, *plain), (*PAGES, *attacked), strict=True):
        expected, found = ada.client.get(hers), cal.client.get(his)
        assert found.status_code == expected.status_code == 200, his
        assert bones(found.content.decode()) == bones(expected.content.decode()), his
        words = queries.history(cal.owner, 1)
    assert words
    assert html.escape(words.first.body.words) in cal.client.get("/n/1").content.decode()


@pytest.mark.parametrize("attack", [*TOGETHER, "\u202e\u0300\u200b\ufeff", "🚪" * 300, "a" * 3000])
def test_an_attack_in_a_plan_prints_as_the_words_it_is(ada: Member, attack: str) -> None:
    send_plan(ada.client, "/n/plan/words", ring=attack)
    send_plan(ada.client, "/n/plan/part/8", own=attack, tell=attack)
    for name in ("notes.pdf", "notes-8.pdf", "sheet-8.pdf"):
        assert ada.client.get(f"/n/plan/print/{name}").content.startswith(b"%PDF-"), name


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_at_the_door_changes_no_page_but_its_text(
    nobody: PageClient, attack: str
) -> None:
    for address, name in (("/n/open", "name"), ("/n/recover", "code"), ("/feedback", "useful")):
        found = []
        for text in (PLAIN, attack):
            answer = nobody.post(address, {name: text})
            assert answer["Location"] == address
            found.append(nobody.get(address).content.decode())
        assert bones(found[0]) == bones(found[1]), address


NAMES = ('a"b.jpg', "a\r\nSet-Cookie: x=1.jpg", "../../x.jpg", "x.html", "é\u202e.exe", *ATTACKS)


def test_no_file_name_reaches_a_header(ada: Member) -> None:
    files = [make.kept_file(ada.owner, make.jpeg(), name) for name in NAMES]
    make.entry(ada.owner, files=tuple(files))
    for place in range(1, len(NAMES) + 1):
        for address in (f"/n/1/file/{place}", f"/n/1/file/{place}/picture"):
            answer = ada.client.get(address)
            said = answer.get("Content-Disposition", "")
            assert re.fullmatch(r'(attachment; filename="[A-Z]+-[0-9]+\.jpg")?', said), said
            assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert not answer.cookies
            if answer.streaming:
                answer.getvalue()
