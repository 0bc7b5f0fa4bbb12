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

from fourfold.web.record import queries
from tests import make
from tests.cast import Member
from tests.guards.page import Page, PageClient
from tests.web.held.make import latest

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
    *(f"/n/{number}{page}" for number in (6, 7, 8, 9) for page in ("", "/saved", "/amend")),
    *(f"/n/1/detail/{part}" for part in (1, 2, 3)),
    *("/n/7/more", "/n/7/detail/2", "/n/8/has", "/n/add/note"),
    *("/n/letters", "/n/letters/new/1", "/n/letters/1", "/n/letters/1/look", "/n/letters/1/text"),
    *("/n/letters/words", "/n/letters/1/delete"),
    *("/n/orders", "/n/orders/3", "/n/orders/3/now", "/n/orders/3/change", "/n/orders/3/add"),
    *("/n/orders/3/pick", "/n/orders/entry/1", "/n/orders/entry/1/told", "/n/3", "/n/4", "/n/5"),
    *("/n/1/file/1/show", "/n/packs/new", "/n/deleted", "/n/proof", "/n/settings/opened"),
    *("/n/orders/which", "/n/orders/which/2", "/n/orders/which/9"),
    *("/n/pattern", "/n/pattern/times", "/n/pattern/1-0", "/n/pattern/choices"),
)


def fill_in(member: Member, text: str) -> list[str]:
    """Every form of the notes with `text` in every box; returns the addresses of its drafts."""
    client, picture = member.client, make.jpeg()
    send(client, "/n/add", text, picture, make.form(text, where=text, feelings=text))
    more = {"witnesses": text, "feelings": f"more {text}", "person": text}
    send(client, "/n/1/more", text, picture, make.form(text) | more)
    changed = make.form(f"Again: {text}", where=f"{text}!", reason=text)
    send(client, "/n/1/amend", text, picture, changed)
    send(client, "/n/add", text, picture, make.form(f"hidden: {text}"))
    client.post("/n/2/delete")
    client.post("/n/orders/which", {"who": queries.people(member.owner)[0].id})
    client.post("/n/orders/which/1", {"page": "0", "jurisdiction": "england-and-wales"})
    order = {"order_kind": "other", "until": "unknown", "terms": f"1. {text}", "person": text}
    order |= dict.fromkeys(("court", "reference", "served_how", "what"), text)
    send(client, "/n/orders/add", text, picture, make.form(text) | order)
    rule = {"terms": [f"{latest(member.owner, 3).id}-t1"]}
    send(client, "/n/orders/3/add", text, picture, make.form(text, where=text) | rule)
    told = dict.fromkeys(("said", "who", "reference", "promised"), text) | {"party": "police"}
    send(client, "/n/orders/entry/4/told", text, picture, make.form(text) | told)
    kinds = other_kinds(member, text, picture)
    asks = {"ask_we": text, "ask_fear": text, "of_incident": "1", "places": "on"}
    client.post("/n/letters/new/1", make.form() | asks)
    client.post("/n/letters/words", make.form() | {"lines": f"not {text}"})
    day = text.replace("-", " ")  # the three boxes of a date are joined by dashes
    date = {"time": text, "date_day": day, "date_month": day, "date_year": day}
    wrong = date | {"when": "then"}
    more_wrong = make.form(text, learnt_day=day, learnt_year=day) | more
    first = {"first_day": "1", "first_month": "5", "first_year": "2026", "yearly": "no"}
    send(client, "/n/pattern/days", text, picture, make.form(text) | first)
    return [
        *kinds,
        send(client, "/n/pattern/days", text, picture, make.form(text) | first)["Location"],
        send(client, "/n/add", text, picture, make.form(text) | wrong)["Location"],
        send(client, "/n/1/more", text, picture, more_wrong)["Location"],
        send(client, "/n/1/amend", text, picture, make.form(text) | wrong)["Location"],
        send(client, "/n/orders/add", text, picture, make.form(text) | order | {"until": text})[
            "Location"
        ],
        send(client, "/n/orders/3/change", text, picture, make.form(text) | order)["Location"],
        send(client, "/n/orders/3/add", text, picture, make.form(text) | wrong)["Location"],
        send(client, "/n/orders/entry/1", text, picture, {"terms": text, "reason": text})[
            "Location"
        ],
        send(client, "/n/orders/entry/4/told", text, picture, make.form(text) | told | wrong)[
            "Location"
        ],
    ]


def other_kinds(member: Member, text: str, picture: bytes) -> list[str]:
    """The other kinds and more detail with `text` in every box; returns the drafts' addresses."""
    client = member.client
    boxes = {
        "/n/add/effect": {"changes": text, "areas": ["sleep"]},
        "/n/add/message": dict.fromkeys(("text", "sender", "recipient", "channel"), text)
        | {"direction": "to_owner"},
        "/n/add/thing": {"came": text, "place": text, "police_ref": text},
        "/n/add/note": {"text": text, "linked": [*"1345678"]},
    }
    for address, more in boxes.items():
        assert send(client, address, text, picture, make.form(text, **more))["Location"][-5:] == (
            "saved"
        )
    client.post("/n/8/has", make.form(text, who=text))
    client.post("/n/1/detail/1", make.form(channel=text, acts=["follow"]))
    client.post("/n/1/detail/2", make.form(how_known=text, also_affected=text, done_by="person"))
    client.post("/n/1/detail/3", make.form(own_reply=text))
    client.post("/n/7/more", make.form(feelings=text))
    wrong: dict[str, Any] = dict.fromkeys(("time", "numbers", "times", "day_day"), text)
    wrong["when"] = "then"
    # All of them: what has no date stands where it was changed last, which a second may decide.
    wrong["linked"] = [*"13456789"]
    wrong_thing = client.post("/n/8/has", make.form(text, who="", **wrong))["Location"]
    return [
        *(
            send(client, address, text, picture, make.form(text) | more | wrong)["Location"]
            for address, more in boxes.items()
        ),
        client.post("/n/1/detail/1", make.form(channel=text, **wrong))["Location"],
        wrong_thing,
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
