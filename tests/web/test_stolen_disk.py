"""A stolen disk tells nothing of what was written, whichever form it was written in.

One long visit goes through every form of a real service, well and badly, leaves jobs and an upload
unfinished, and then the plug is pulled. Nothing that was written may be found by a raw search of
everything the service could have written to. The search first proves that it finds such things.
"""

from __future__ import annotations

import gzip
import io
import os
import re
import shutil
import socket
import sqlite3
import zipfile
import zlib
from base64 import b32decode, b64encode, urlsafe_b64decode
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from PIL import Image

from fourfold.vault import keys
from fourfold.vault.recovery import RecoveryCode
from fourfold.vault.seal import Context, Purpose
from tests.operators import next_code
from tests.web.raw_search import Needle, raw, search, search_values, words
from tests.web.running import Disk, wait_until
from tests.web.thief import Loot
from tests.web.visitor import Answer, File, Visitor, codes, copied, encode_parts

pytestmark = pytest.mark.slow

AGENT = "Mozilla/5.0 (X11; Linux x86_64) Quokkabrowser/77.1 Firefox/140.0"
OWN_WORDS = "kestrel marmalade observatory thimble 4417"
NEW_WORDS = "larkspur gondola harmonica pewter 9026"
LAST_WORDS = "cinnabar trombone lighthouse acorn 5538"
LANGUAGES = ("en", "cy", "easy")
READ_ONLY = {
    *(f"case:{each}" for each in ("overview", "kinds", "event", "promises", "calendar")),
    *("case:rights", "case:asks", "case:court"),
    *(
        "accounts:start-code",
        "accounts:recovered",
        "accounts:busy",
        "accounts:settings",
        "accounts:sign-ins",
    ),
    *("accounts:ended", "record:timeline", "record:deleted", "record:proof", "record:entry"),
    *("record:kinds", "record:saved", "record:file", "record:show", "record:picture"),
    "record:play",
    *("held:orders", "held:order", "held:now", "held:pick", "held:saved"),
    *("letters:kept", "letters:kinds", "letters:text", "letters:print"),
    *("plan:plan", "plan:over-start", "plan:print", "plan:sheet"),
    *("packs:copies", "packs:download", "safety:leave", "check:verify"),
    *("pattern:page", "pattern:measure", "pattern:times", "pattern:table"),
    *("feedback:thanks", "feedback:thanks-cy", "feedback:thanks-easy"),
    *(f"support:{page}-{code}" for page in ("support", "forces", "sheet") for code in LANGUAGES),
    *("operator:overview", "operator:sign-ins", "operator:content", "operator:feedback"),
    *("operator:export", "operator:services", "operator:services-queue", "operator:service"),
    *("operator:services-table", "operator:rules", "operator:rule", "operator:holidays"),
    "operator:holiday-year",
    *(f"selfcheck:{each}-{code}" for each in ("now", "gone") for code in ("en", "cy")),
    *(f"orders:{each}-{code}" for each in ("compare", "gone") for code in ("en", "cy")),
}


@dataclass
class Written:
    """Everything that was written, and where; keys that appeared on the way."""

    where: dict[str, str] = field(default_factory=dict)
    keys: dict[str, bytes] = field(default_factory=dict)

    def say(self, where: str, text: str) -> str:
        """Note a text on its way into a form."""
        self.where[text] = where
        return text

    def say_day(self, where: str, day: date) -> dict[str, str]:
        """Note a day in every spelling; returns it as the three boxes of a form."""
        for text in spellings(day):
            self.say(where, text)
        name = where.rpartition(" ")[2]
        return {
            f"{name}_day": str(day.day),
            f"{name}_month": f"{day:%B}",
            f"{name}_year": str(day.year),
        }

    def needles(self) -> list[Needle]:
        return [words(text) for text in self.where] + [
            raw(name, data) for name, data in self.keys.items()
        ]


def spellings(day: date) -> set[str]:
    return {
        *(day.isoformat(), f"{day:%Y%m%d}", f"{day:%Y:%m:%d}", f"{day:%d/%m/%Y}"),
        *(f"{day.day} {day:%B %Y}", f"{day:%B} {day.day}, {day.year}", f"{day:%d.%m.%Y}"),
        *(f"{day:%Y-%m}", f"{day:%B %Y}", f"{day.year}-{day.month}-{day.day}"),
    }


class Browser(Visitor):
    """A visitor that remembers which of the service's pages it has sent forms to."""

    def __init__(self, address: str) -> None:
        forwarded = {"X-Forwarded-For": "203.0.113.77", "User-Agent": AGENT}
        super().__init__(address, **forwarded)
        self.posted: set[str] = set()

    def post(self, path: str, fields: dict[str, list[str]], *files: File) -> Answer:
        self.posted.add(resolve(path).view_name)
        return super().post(path, fields, *files)


@dataclass
class Story:
    """The long visit: her browser, what she wrote, and the paper she keeps; and Dee's browser."""

    disk: Disk
    her: Browser
    dee: Browser
    wrote: Written = field(default_factory=Written)
    name: str = ""
    passphrase: str = OWN_WORDS
    code: str = ""

    def note_cookie(self, whose: Browser | None = None) -> None:
        """The session's cookie of now."""
        cookie = (whose or self.her).cookies["visit"]
        self.wrote.say("the session cookie", cookie)
        self.wrote.keys[f"the cookie's bytes {cookie[:6]}"] = urlsafe_b64decode(cookie + "=")


# ------------------------------------------------------------------ files with words inside


def photo(wrote: Written) -> bytes:
    """A JPEG whose metadata names a camera and an artist."""
    exif = Image.Exif()
    exif[0x010F] = wrote.say("photo: camera", "Zenobia Optical Works")
    exif[0x010E] = wrote.say("photo: description", "balcony seen from Tamarind Steps")
    exif[0x0132] = "2013:05:17 21:47:03"
    file = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(file, "JPEG", exif=exif, comment=b"taken by Ottoline")
    wrote.say("photo: comment", "taken by Ottoline")
    return file.getvalue()


def archive(wrote: Written) -> bytes:
    """A zip with a packed and a stored member."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        text = wrote.say("zip: packed member", "the voicemail transcript of Peregrine") * 20
        packed.writestr(wrote.say("zip: member name", "transcripts-of-june/voicemail-7.txt"), text)
        stored = wrote.say("zip: stored member", "screenshot of the ninth account")
        packed.writestr("b.txt", stored, zipfile.ZIP_STORED)
    return file.getvalue()


def text_file(wrote: Written, where: str, text: str) -> File:
    """A plain file with a telling name and content."""
    name = wrote.say(f"{where}: name", f"{text.split()[-1]}-evidence-list.txt")
    return File(name, (wrote.say(f"{where}: content", text) + "\n").encode() * 50)


# ------------------------------------------------------------------ chapters of the visit


def answer_questions(story: Story) -> None:
    """The self-check, in both languages; in the end the answers go along into the record."""
    her, say = story.her, story.wrote.say
    her.send("/cy/check", **{"for": "friend"})
    her.send("/cy/check/1", action="", what=["gifts", "false"])
    her.send("/cy/check/9", action="/cy/check/9", forget="1")
    her.send("/check", **{"for": "me"})
    for text in ("gifts", "turn-up", "rather-not", "often:many", "drawn-in"):
        say("self-check: an answer as it waits", f'"{text}"')
    her.send("/check/1", action="", what=["gifts", "turn-up"])
    her.send("/check/2", action="", signs=["neck", "drawn-in"])
    her.send("/check/3", action="", often="many", told="rather-not", see="1")
    page = her.read("/check/9")
    for text in ("Flowers, gifts or food that nobody asked for", "hanging around in a place"):
        assert text in page
        say("self-check: a text of the result", text)
    story.note_cookie()
    assert her.post("/check/9", {"keep": ["1"]}).leads_to == "/n/start"


def sign_up(story: Story) -> None:
    """Starting, with everything that can be typed wrongly on the way."""
    her, say = story.her, story.wrote.say
    her.send("/n/start")
    story.name, proposed = copied(her.read("/n/start/words"))
    say("sign-up: record name", story.name)
    say("sign-up: record name, close", story.name.replace(" ", ""))
    say("sign-up: five words that were not taken", proposed)
    weak = say("sign-up: words too weak", "tilly birthday")
    her.send("/n/start/words", choice="own", own=weak, again=weak)
    other = say("sign-up: second time different", "kestrel marmelade observatory thimble")
    her.send("/n/start/words", choice="own", own=OWN_WORDS, again=other)
    her.send("/n/start/words", choice="own", own=say("passphrase", OWN_WORDS), again=OWN_WORDS)
    (story.code,) = codes(her.read("/n/start/code"))
    say("recovery code", story.code)
    say("recovery code without dashes", story.code.replace("-", ""))
    say("recovery code as typed", story.code.replace("-", " ").lower())
    her.send("/n/start/check", code=say("sign-up: no code", "gooseberry instead of a code"))
    another = RecoveryCode.generate(bytes(range(16))).to_text()
    her.send("/n/start/check", code=say("sign-up: another code", another))
    story.note_cookie()
    answer = her.send_and_wait("/n/start/check", code=story.code.replace("-", " ").lower())
    assert answer.leads_to == "/n/add"
    story.note_cookie()


def add_incident(story: Story) -> None:
    """What happened, with a photo, a list and an archive."""
    her, wrote = story.her, story.wrote
    files = (
        File(wrote.say("add: photo name", "IMG_heronlane_0517.jpg"), photo(wrote)),
        text_file(wrote, "add: text file", "he listed every bus I take from Juniper"),
        File(wrote.say("add: zip name", "phone-backup-marigold.zip"), archive(wrote)),
    )
    brought = her.get("/n/add").leads_to
    assert "nobody asked for" in her.read(brought)
    answer = her.send(
        "/n/add",
        *files,
        what=wrote.say("add: what", "He waited by the ferry kiosk & shouted “Rosalind”"),
        when="then",
        **wrote.say_day("add: date", date(2013, 5, 17)),
        time="9.47pm",
        where=wrote.say("add: where", "14 Heron Lane, Flat 3b"),
        feelings=wrote.say("add: feelings", "I could not stop shaking until dawn"),
    )
    wrote.say("add: time as it is kept", "2013-05-17T21:47")
    assert answer.leads_to == "/n/1/saved"
    for path in ("", "1", "1/saved", "1/file/1", "1/file/1/show", "1/file/1/picture", "proof"):
        her.get(f"/n/{path}")
    assert "Heron Lane" in her.read("/n/1")
    assert her.get("/n/1/file/1").body == files[0].data


def leave_drafts(story: Story) -> None:
    """A form with a mistake that is mended, one that is not, one for later, one thrown away."""
    her, wrote = story.her, story.wrote
    mistake = {"when": "then", "date_day": "31", "date_month": "2", "date_year": "2017"}
    wrote.say("draft: no such day", "2017-2-31")
    what = wrote.say("draft, mended: what", "Someone keyed the door of the blue Volvo")
    file = text_file(wrote, "draft, mended: file", "numbers of the cars near Sycamore")
    draft = her.send("/n/add", file, what=what, **mistake).leads_to
    assert re.fullmatch("/n/add/[0-9a-f]{32}", draft)
    mended = her.send(draft, when="about", **wrote.say_day("draft: date", date(2017, 2, 28)))
    assert mended.leads_to == "/n/2/saved"
    what = wrote.say("draft, left: what", "A bouquet of black tulips on the mat")
    where = wrote.say("draft, left: where", "Porch of the Wrenfield allotments")
    file = text_file(wrote, "draft, left: file", "what the florist told Bartholomew")
    her.send("/n/add", file, what=what, where=where, **mistake)
    feelings = wrote.say("draft, for later: feelings", "numb, then furious at the buzzing")
    her.send("/n/add", what=what, when="unknown", feelings=feelings, later="1")
    what = wrote.say("draft, thrown away: what", "Three silent calls from a withheld number")
    thrown = her.send("/n/add", what=what, **mistake).leads_to
    her.send("/n/", action=f"/n/draft/{thrown.rpartition('/')[2]}/drop")


def say_more(story: Story) -> None:
    """More about it, people, and a change with a reason; each also with a mistake."""
    her, wrote = story.her, story.wrote
    answers = {
        "how": ["through_others", "new_account"],
        "afraid": "rather_not_say",
        "witnesses": wrote.say("more: witness", "Mrs Abernathy from number nine"),
        "person": wrote.say("more: person", "Cornelius Blackthorn"),
        "feelings": wrote.say("more: feelings", "I sleep in the bathroom with a chair"),
    }
    mistake = wrote.say("more: a date that is none", "Shrovetide")
    file = text_file(wrote, "more: file", "the parking tickets of Cornelius")
    draft = her.send("/n/1/more", file, **answers, learnt_month=mistake).leads_to
    assert draft.startswith("/n/1/more/")
    learnt = wrote.say_day("more: learnt", date(2020, 8, 9))
    assert her.send(draft, **learnt).leads_to == "/n/1/saved"
    for code in ("through_others", "new_account", "rather_not_say", "incident", "image/jpeg"):
        wrote.say("a code that the record stores", code)
    what = wrote.say("amend: what", "He waited by the tram kiosk and shouted her name")
    where = wrote.say("amend: where", "Quayside tram kiosk, Port Ellery")
    draft = her.send("/n/1/amend", what=what, where=where).leads_to
    assert draft.startswith("/n/1/amend/")
    reason = wrote.say("amend: reason", "I mixed up the ferry and the tram")
    day = wrote.say_day("amend: date", date(2018, 9, 23))
    assert her.send(draft, reason=reason, when="about", **day).leads_to == "/n/1/saved"
    her.get(f"/n/?k=1&m=2018-09&q={quote_plus(wrote.say('a query', 'search for Blackthorn'))}")
    her.get("/n/" + wrote.say("a path that leads nowhere", "letters-to-rosalind"))


def note_a_talk(story: Story) -> None:
    """What an officer said and promised, with a mistake, and put right."""
    her, wrote = story.her, story.wrote
    answers = {
        "party": "police",
        "said": wrote.say("talk: said", "The sergeant drew a map of Piper's Wharf"),
        "when": "unknown",
        "promised": wrote.say("talk: promised", "to visit the harbour master's widow"),
        "who": wrote.say("talk: who", "Sergeant Hollingbourne 8812"),
        "organisation": wrote.say("talk: organisation", "Estuary Constabulary East"),
        "reference": wrote.say("talk: reference", "EC/55310/Q"),
    }
    mistake = wrote.say("talk: a date that is none", "Michaelmas")
    draft = her.send("/n/contact", **answers, promised_by_month=mistake).leads_to
    day = wrote.say_day("talk: promised_by", date(2031, 4, 6))
    saved = her.send(draft, party="police", **day).leads_to
    number = saved.split("/")[2]
    reason = wrote.say("talk: reason", "it was the quay and not the wharf")
    change = {"party": "police", "reason": reason}
    assert her.send(f"/n/{number}/contact", **change).leads_to == saved


def write_other_kinds(story: Story) -> None:
    """What is no incident, well and badly; who has a thing; more detail."""
    her, wrote = story.her, story.wrote
    say = wrote.say
    answer = her.send(
        "/n/add/effect",
        text_file(wrote, "effect: file", "letter of the doctor about Philippa"),
        what=say("effect: what", "I walk the corgi only at noon"),
        when="unknown",
        areas=["sleep", "routine"],
        changes=say("effect: changes", "A second bolt on the pantry"),
        numbers="1",
    )
    assert answer.leads_to.endswith("/saved")
    mistake = {"when": "then", "date_month": say("message: no month", "Martinmas")}
    message = {
        "text": say("message: text", "The lilac curtains suit your landing"),
        "direction": "to_owner",
        "sender": say("message: sender", "+44 7700 900461"),
        "recipient": say("message: recipient", "the tablet of Octavia"),
        "channel": say("message: channel", "Pigeonpost Chat"),
        "how": ["app"],
    }
    draft = her.send("/n/add/message", **message, **mistake).leads_to
    assert draft.startswith("/n/add/message/")
    day = wrote.say_day("message: date", date(1998, 8, 23))
    assert her.send(draft, when="about", **day).leads_to.endswith("/saved")
    kept = her.send(
        "/n/add/thing",
        what=say("thing: what", "A brass button in a matchbox"),
        when="unknown",
        came=say("thing: came", "Under the wiper on Larkhill"),
        place=say("thing: kept", "Biscuit tin at Theodora’s"),
        police_ref=say("thing: police", "PROP/88213/K"),
    )
    thing = kept.leads_to.removesuffix("/saved")
    her.send("/n/add/note", text=say("note: text", "Ask Ignatius about the gate log"))
    step = say("handing: what", "Handed over with its matchbox")
    assert her.send(f"{thing}/has", what=step).leads_to.startswith(f"{thing}/has/")
    who = say("handing: who", "Constable Wilhelmina Frost")
    her.send(f"{thing}/has", who=who, what=step, when="unknown")
    reason = say("amend: reason, thing", "The button was pewter after all")
    her.send(f"{thing}/amend", what=say("amend: thing", "A pewter button"), reason=reason)
    her.send("/n/1/detail/1", acts=["follow"], channel=say("detail: channel", "Ferrymail"))
    her.send(
        "/n/1/detail/2",
        how_known=say("detail: how known", "By the limp and the umbrella"),
        also_affected=say("detail: also", "Little Benedict"),
    )
    her.send("/n/1/detail/3", own_reply=say("detail: reply", "I told him to leave by the jetty"))
    her.read("/n/1")
    her.read(thing)
    for code in ("routine", "to_owner"):
        say("a code that the record stores", code)


def come_back_late(story: Story) -> None:
    """A form sent after the visit had ended, wrong sign-ins, and the right one."""
    her, wrote = story.her, story.wrote
    what = wrote.say("late: what", "He sent the deputy a forged reference")
    where = wrote.say("late: where", "Office of Larkin & Vane")
    file = text_file(wrote, "late: file", "the forged reference about Rosamund")
    day = wrote.say_day("late: date", date(2016, 1, 28))
    form = her.fill_in("/n/add", what=what, where=where, when="then", **day)
    soon = "UPDATE safety_sessionrow SET idle_ends = datetime('now', '-5 minutes')"
    assert story.disk.change(soon)
    assert her.post("/n/add", form.fields, file).leads_to == "/n/open"
    assert "visit" not in her.cookies
    wrong = wrote.say("sign-in: wrong name", "purple heron 77")
    her.send_and_wait("/n/open", name=wrong, passphrase=OWN_WORDS)
    wrong = wrote.say("sign-in: wrong passphrase", "correct zebra battery stable")
    her.send_and_wait("/n/open", name=story.name, passphrase=wrong)
    answer = her.send_and_wait("/n/open", name=story.name, passphrase=OWN_WORDS)
    assert answer.leads_to == "/n/"
    her.post("/n/open/wait", form.fields)
    story.note_cookie()
    assert "forged reference" in her.read("/n/")


def delete(story: Story) -> None:
    """Hide, keep after all, hide, and destroy with the code."""
    her, wrote = story.her, story.wrote
    what = wrote.say("destroyed: what", "A drone hovered over the greenhouse")
    file = text_file(wrote, "destroyed: file", "registration of the drone by Isembard")
    her.send("/n/add", file, what=what, when="unknown")
    other = RecoveryCode.generate(bytes(range(1, 17))).to_text()
    her.send("/n/3/delete", code=wrote.say("delete: wrong code", other))
    her.send("/n/3/delete", code="")
    her.send("/n/deleted", action="/n/3/keep")
    assert her.send("/n/3/delete", code=story.code).leads_to == "/n/"
    her.send("/n/2/delete")
    assert "Volvo" in her.read("/n/deleted")


def note_the_case(story: Story) -> None:
    """What the police did, when she was told, what was promised, her notes for a court."""
    her, wrote = story.her, story.wrote
    about = {"place": "england-and-wales", "enhanced": "unknown"}
    draft = her.send("/n/case/about", **about, problem_month=wrote.say("case: none", "Lammas"))
    day = wrote.say_day("case: problem", date(2014, 3, 19))
    assert her.send(draft.leads_to, **about, **day).leads_to == "/n/case"
    answers = {
        "when": "day",
        "told": "no",
        "what": wrote.say("case: what", "Constable Featherstonehaugh told my cousin"),
        "where": wrote.say("case: where", "Candlewick Row police station"),
        "reference": wrote.say("case: reference", "CR/90817/ZZ"),
    }
    when = wrote.say_day("case: date", date(2015, 10, 29))
    event = her.send("/n/case/add/3", **answers, **when).leads_to
    reason = wrote.say("case: reason", "my cousin mixed up two constables")
    step = {"step": "interviewed", "reason": reason}
    assert her.send(f"{event}/change", **step).leads_to == event
    other = {"day": "other", **wrote.say_day("case: date", date(2015, 11, 30))}
    assert her.send(f"{event}/told", **other).leads_to == event
    talk = re.findall(r'href="/n/case/(\d+)/heard"', her.read("/n/case/promises"))[0]
    her.send(f"/n/case/{talk}/heard", day="today")
    plan = wrote.say("case: plan", "in by the fishmonger's yard, out with Auntie Meg")
    reach = wrote.say("case: reach", "ring the bakery and ask for Clothilde")
    notes = {"asked": ["screen"], "agreed": ["screen"], "plan": plan, "reach": reach}
    assert her.send("/n/case/day/notes", **notes).leads_to == "/n/case/day"
    title = wrote.say("case: title in a calendar", "Pick up the turquoise kettle")
    order = her.read("/n/case/dates")
    days = re.findall(r'value="([0-9-]{10} [0-9]+)"', order)
    her.send("/n/case/dates", action="/n/case/dates", days=days[:1], title=title)
    assert title.encode() in her.get("/n/case/dates/file").body


def keep_orders(story: Story) -> None:
    """An order, changed; a time it was broken; a note ticked; whom she told; each once badly."""
    her, wrote = story.her, story.wrote
    rule = wrote.say("orders: a rule", "Not to come near the Larkspur allotments")
    paper = {
        "terms": f"1. {rule}\n2. {wrote.say('orders: another', 'Not to ring Aunt Drusilla')}",
        "court": wrote.say("orders: court", "Family Court at Wexcombe"),
        "reference": wrote.say("orders: number", "WX26P04417"),
        "person": wrote.say("orders: whom it binds", "Barnabas Quill"),
        "served_how": wrote.say("orders: how known", "Constable Figgis rang me"),
        "what": wrote.say("orders: what she adds", "He laughed at the judge"),
        **wrote.say_day("orders: made", date(2014, 2, 11)),
    }
    file = text_file(wrote, "orders: file", "scan of the paper from Wexcombe")
    draft = her.send("/n/orders/add", file, **paper, until="day").leads_to
    at = her.send(draft, order_kind="non_molestation", until="further").leads_to
    assert rule in her.read(at)
    wrote.say("orders: a code that the record stores", "non_molestation")
    reason = wrote.say("orders: reason", "The judge struck out the aunt")
    her.send(f"{at}/change", terms=f"1. {rule}", order_kind="non_molestation")
    changed = her.send(
        f"{at}/change", terms=f"1. {rule}", order_kind="non_molestation", reason=reason
    )
    assert changed.leads_to == at
    what = wrote.say("orders: broken", "Barnabas dug up the dahlias at dusk")
    draft = her.send(f"{at}/add", what=what, later="1").leads_to
    ticked = re.findall(r'value="([0-9a-f]{32}-t1)"', her.read(f"{at}/add"))
    entry = her.send(f"{at}/add", what=what, when="now", terms=ticked).leads_to
    entry = entry.removesuffix("/saved")
    her.send(entry, terms=[])
    her.send(entry, terms=[], reason=wrote.say("orders: untick", "The wrong allotment, it was 12"))
    her.send("/n/orders/entry/1", terms=ticked)
    answers = {
        "said": wrote.say("orders: said", "They took down the spade and the dahlias"),
        "who": wrote.say("orders: who", "Sergeant Ptolemy"),
        "reference": wrote.say("orders: their number", "CR/55120/14"),
        "promised": wrote.say("orders: promised", "a call before the regatta"),
        **wrote.say_day("orders: promised_by", date(2031, 7, 3)),
    }
    draft = her.send(f"{entry}/told", **answers).leads_to
    assert her.send(draft, party="police", when="now").leads_to.endswith("/saved")
    for path in ("/n/orders", at, f"{at}/now", f"{at}/pick"):
        assert her.read(path)


def write_letters(story: Story) -> None:
    """One letter made of a note, changed, looked over, taken away; another deleted; her list."""
    her, say = story.her, story.wrote.say
    her.send("/n/letters/words", lines=say("letters: stay out", "Wisteria Terrace 14"), later="1")
    her.send("/n/letters/words", lines=say("letters: list", "Honeysuckle Mews 9"))
    known = say("letters: how known", "Ottoline shared the allotment")
    where = her.send("/n/letters/new/1", of_incident=["1"], ask_we=known).leads_to
    fear = say("letters: what she fears", "He knows the ferry to Aberlour")
    draft = say("letters: not saved", "Persimmon was told as well")
    her.send(where, part_6=draft, later="1")
    number = say("letters: a number in it", "07700 900477")
    assert her.send(where, part_6=f"{fear} {number}").leads_to == f"{where}/look"
    her.send(f"{where}/look", may_stay=[f"phone:{number.replace(' ', '')}"])
    assert all(each in her.read(f"{where}/text") for each in (known, fear, number))
    assert her.get(f"{where}/print").body.startswith(b"%PDF")
    gone = say("letters: deleted", "Valentina kept the envelope")
    other = her.send("/n/letters/new/8", ask_told=gone).leads_to
    her.send(f"{other}/delete")


def make_a_plan(story: Story) -> None:
    """A safety plan in every form it has, well and badly, printed, deleted and begun again."""
    her, say = story.her, story.wrote.say
    her.send("/n/plan/ask/1", live="yes", court="not-sure")
    her.send("/n/plan/part/2", own=say("plan: own step", "Latch the scullery window for Ambrose"))
    tell = say("plan: for somebody", "Tell Ottilie to keep the parcels")
    her.send("/n/plan/part/8", **{"step-work-desk": "will", "tell": tell})
    badly = say("plan: too long", "Wisteria Lodge by the canal ")
    draft = her.send("/n/plan/words", go=badly * 900).leads_to
    assert re.fullmatch("/n/plan/words/[0-9a-f]{32}", draft)
    go = say("plan: where to go", "The loft above Fenwick the cobbler")
    her.send(draft, go=go, ring=say("plan: whom to ring", "Aunt Philippa 01632 960 123"))
    note = say("plan: note to a day", "hearing at Greater Thornbury")
    her.send(
        "/n/plan/dates", **story.wrote.say_day("plan: court", date(2031, 5, 6)), court_note=note
    )
    her.send("/n/plan/look/1", **{"device-lock": "odd", "device-held": "not-sure"})
    her.send("/n/plan/again", since=["moved"])
    assert "Fenwick" in her.read("/n/plan")
    assert her.get("/n/plan/print/notes.pdf").body.startswith(b"%PDF")
    assert her.get("/n/plan/print/sheet-8.pdf").body.startswith(b"%PDF")
    her.send("/n/plan/delete")
    her.send("/n/plan/words", ring=say("plan: begun again", "Only cousin Leopold from now on"))
    assert "Leopold" in her.read("/n/plan")


def give_feedback(story: Story) -> None:
    """Words for whoever runs the service, once too many."""
    her, say = story.her, story.wrote.say
    her.send("/feedback", useful="partly", words=say("feedback", "The tulip page helped Ginevra"))
    long = say("feedback, too long", "please add Esperanto ") * 150
    her.send("/feedback", words=long)
    her.read("/feedback")
    her.send("/cy/feedback", useful="no", words=say("feedback in Welsh", "Diolch gan Ginevra"))
    her.send("/easy/feedback", words=say("feedback in easy read", "Big letters, says Ginevra"))


def find_support(story: Story) -> None:
    """A postcode, well and badly written, and one of them on paper; who it is for."""
    her, say = story.her, story.wrote.say
    for home in ("/support", "/cy/support", "/easy/support"):
        her.send(
            home, action=f"{home}/near", place=say("support: not a place", "Quagmire Cottage 9")
        )
        her.read(f"{home}/near")
        her.send(home, action=f"{home}/near", place=say("support: postcode as typed", "ls117ud"))
        say("support: postcode as written", "LS11 7UD")
        assert "LS11 7UD" in her.read(f"{home}/near")
        her.get(f"{home}/near/notes-a5.pdf")
        her.post(f"{home}/near", {"narrow": ["1"], "who": ["honour", "lgbt"]})
        her.post(f"{home}/near", {"force": ["west-yorkshire"]})
        her.read(f"{home}/near")


def choose_an_order(story: Story) -> None:
    """The questions about orders, in both languages and from the record; some answers are kept."""
    her, say = story.her, story.wrote.say
    for text in ('"ex_partner"', '"looks_like_stalking"', '"person_known"', "orders-answers"):
        say("orders: an answer as it waits or is kept", text)
    for first in ("/cy/orders/which", "/orders/which"):
        her.send(first, jurisdiction="england-and-wales")
        her.send(f"{first}/2", action="", relationship="ex_partner")
        her.send(f"{first}/3", action="", looks_like_stalking="yes", criminal_case="charged")
        assert "Non-molestation order" in her.read(f"{first}/9")
        her.send(f"{first}/9", action=f"{first}/9", forget="1")
    own = "/n/orders/which"
    her.send(own, who=re.findall(r'name="who" value="([0-9a-f]{32})"', her.read(own))[:1])
    her.send(f"{own}/1", action="", jurisdiction="england-and-wales")
    her.send(f"{own}/2", action="", relationship="neighbour")
    her.send(f"{own}/4", action="", person_known="yes", see="1")
    her.send(f"{own}/9", action="", keep="1")
    assert "They are kept in your notes" in her.read(f"{own}/9")


def run_the_service(story: Story) -> None:
    """Dee, who is added on the machine, signs in wrongly and rightly, reads, marks and deletes."""
    dee, say = story.dee, story.wrote.say
    name, own = say("operator: name", "Cassiopeia Umber"), "gusset heliotrope banister quill"
    secret = story.disk.add_operator(name, say("operator: passphrase", own))
    story.wrote.keys["operator: secret of the codes"] = b32decode(secret)
    say("operator: secret as text", secret)
    dee.send("/o/open", name=name, passphrase=own)
    wrong = {"name": say("operator: wrong name", "Ozymandias Vetch"), "passphrase": own}
    dee.send_and_wait("/o/open", code=say("operator: no code", "parsnip for a code"), **wrong)
    words = say("operator: wrong passphrase", "hollyhock velodrome cipher")
    dee.send_and_wait("/o/open", name=name, passphrase=words, code=next_code(secret))
    right = dee.send_and_wait("/o/open", name=name, passphrase=own, code=next_code(secret))
    assert right.leads_to == "/o/"
    story.note_cookie(dee)
    dee.send("/feedback", words=say("feedback, deleted", "The lupin page upset Thaddeus"))
    deleted, kept, *_ = re.findall(r'action="/o/feedback/(\d+)/mark"', dee.read("/o/feedback"))
    dee.send("/o/feedback", action=f"/o/feedback/{kept}/mark")
    dee.send(f"/o/feedback/{deleted}/delete")
    table = dee.get("/o/feedback/all").text
    assert "Ginevra" in table
    assert "Thaddeus" not in table
    assert name in dee.read("/o/opened")
    dee.read("/o/content")
    keep_the_directory(story)
    keep_the_rules(story)
    dee.send("/o/")
    assert "visit" not in dee.cookies


def keep_the_directory(story: Story) -> None:
    """What the directory says is public; why an operator changed it is not."""
    dee, say = story.dee, story.wrote.say
    rang = {"known": "rang", "source": "the service itself"}
    badly = say("directory: why, badly", "Peregrine mistyped the switchboard")
    number = re.findall(r'href="(/o/services/\d+)"', dee.read("/o/services"))[0]
    dee.send("/o/services/add", name="", reason=badly)
    dee.send(f"{number}/change", number="12", reason=badly)
    why = say("directory: why, changed", "Marigold answered at the desk")
    dee.send(f"{number}/change", number="0808 168 9276", **rang, reason=why)
    dee.send(f"{number}/rung", reason=say("directory: why, rung", "Bartholomew picked up at once"))
    dee.send(
        f"{number}/withdraw", reason=say("directory: why, gone", "Clementine says they closed")
    )
    assert "Marigold" in dee.read(number)
    assert "Cassiopeia Umber" in dee.read(number)
    table = dee.get("/o/services/all").text.replace("020 3866 4107", "0808 168 9277")
    dee.send("/o/services/table", File("list.csv", table.encode(), "table"))
    dee.send("/o/services/table/look")


def keep_the_rules(story: Story) -> None:
    """Which rules are off and which days are holidays is public; who said so, and why, is not."""
    dee, say = story.dee, story.wrote.say
    rule = re.findall(r'href="(/o/rules/[0-9a-f]+)"', dee.read("/o/rules"))[0]
    dee.send(f"{rule}/off", reason=say("rules: why, too long", "Wilhelmina told us " * 20))
    dee.send(f"{rule}/off", reason=say("rules: why, off", "Wilhelmina read the new Act"))
    dee.send(f"{rule}/off/look")
    dee.send(f"{rule}/on", reason=say("rules: why, on", "Archibald read it again"))
    assert "Wilhelmina read" in dee.read(rule)
    source = "a proclamation"
    day = {"day_day": "4", "day_month": "6", "day_year": "2027", "name": "A wedding"}
    dee.send("/o/holidays/add", **day, source="")
    dee.send("/o/holidays/add", **day, source=source)
    dee.send("/o/holidays/2027-05-31/away", source=source)
    why = say("holidays: why, taken back", "Leopoldine says it was a hoax")
    dee.send("/o/holidays/2027-06-04/undo", reason=why)
    assert "Leopoldine" in dee.read("/o/holidays")
    dee.read("/o/holidays/2027")


def change_settings(story: Story) -> None:
    """Every setting, first with a mistake."""
    her, say = story.her, story.wrote.say
    wrong = say("settings: wrong passphrase", "velvet typhoon cabbage zephyr")
    own = {"choice": "own", "own": say("new passphrase", NEW_WORDS), "again": NEW_WORDS}
    her.send_and_wait("/n/settings/words", now=wrong, **own)
    weak = say("settings: weak words", "rosalind2019")
    her.send("/n/settings/words", now=OWN_WORDS, choice="own", own=weak, again=weak)
    answer = her.send_and_wait("/n/settings/words", now=OWN_WORDS, **own)
    assert answer.leads_to == "/n/settings/opened"
    story.note_cookie()
    for text in ("Firefox, Linux", "Quokkabrowser", "203.0.113.77"):
        say("what the browser said of itself", text)
    (new,) = codes(her.read("/n/settings/code"))
    other = RecoveryCode.generate(bytes(range(2, 18))).to_text()
    her.send("/n/settings/code", code=other, passphrase=NEW_WORDS)
    answer = her.send_and_wait("/n/settings/code", code=story.code, passphrase=NEW_WORDS)
    assert answer.leads_to == "/n/settings"
    story.code = say("new recovery code", new)
    her.send_and_wait("/n/settings/key", passphrase=NEW_WORDS)
    (key,) = codes(her.read("/n/settings/key"))
    assert key.startswith("AGE-SECRET-KEY-1")
    say("the record's age key", key)
    say("the beginning of any age key", "AGE-SECRET-KEY-")
    her.send_and_wait("/n/settings/end", sure="on", passphrase=wrong)


def recover(story: Story) -> None:
    """Back with the code, under a new passphrase of her own, after signing out everywhere."""
    her, say = story.her, story.wrote.say
    her.send("/n/settings", action="/n/settings/close")
    her.send("/n/recover", code=say("recover: no code", "mulberry mulberry mulberry"))
    her.send("/n/recover", code=story.code)
    own = {"choice": "own", "own": say("last passphrase", LAST_WORDS), "again": LAST_WORDS}
    assert her.send_and_wait("/n/recover/words", **own).leads_to == "/n/recover/done"
    story.passphrase = LAST_WORDS
    her.post("/n/close", her.fill_in("/n/add").fields)
    answer = her.send_and_wait("/n/open", name=story.name, passphrase=LAST_WORDS)
    assert answer.leads_to == "/n/"
    story.note_cookie()


def look_at_it_together(story: Story) -> None:
    """How it is counted, days that matter, and where times part; each also badly."""
    her, wrote = story.her, story.wrote
    draft = her.send("/n/pattern/choices", gap="1440").leads_to
    assert re.fullmatch("/n/pattern/choices/[0-9a-f]{32}", draft)
    her.send(draft, gap="60", replies="yes")
    days = wrote.say("pattern: days that matter", "the week my brother married in Carrick")
    no_day = {"first_day": "31", "first_month": "2", "first_year": "2019"}
    draft = her.send("/n/pattern/days", what=days, **no_day).leads_to
    assert re.fullmatch("/n/pattern/days/[0-9a-f]{32}", draft)
    assert her.send(draft, **wrote.say_day("pattern: first", date(2012, 2, 6))).leads_to
    other = wrote.say("pattern: days taken away", "the day I left Marchmont Crescent")
    day = wrote.say_day("pattern: first", date(2015, 11, 21))
    her.send("/n/pattern/days", what=other, yearly="yes", **day)
    assert days in her.read("/n/pattern/choices")
    taken = her.post("/n/pattern/days/remove", {**token(her), "name": [other]})
    assert taken.leads_to == "/n/pattern/choices"
    assert her.post("/n/pattern/times/1", {**token(her), "do": ["part"]}).status == 303
    for path in ("", "/times", "/1-0", "/tables/1"):
        her.get(f"/n/pattern{path}")
    assert days in her.read("/n/pattern/choices")


def token(her: Browser) -> dict[str, list[str]]:
    """What every form of a page is sent with."""
    fields = her.fill_in("/n/pattern/choices", action="/n/pattern/choices").fields
    return {"csrfmiddlewaretoken": fields["csrfmiddlewaretoken"]}


def make_packs(story: Story) -> None:
    """One copy chosen badly, made, downloaded; another made and removed."""
    her = story.her
    her.send("/n/packs/new", which="some")
    her.send("/n/packs/new", which="some", numbers=["1"])
    her.send("/n/packs/look", passphrase="")
    wrong = story.wrote.say("pack: wrong passphrase", "walnut typhoon cabbage yonder")
    her.send_and_wait("/n/packs/look", looked=looked(her), passphrase=wrong)
    pack = ask_for_pack(her)
    her.send(pack)
    wait_until(lambda: "Your copy is ready" in her.read(pack), "no copy was made")
    zipped = zipfile.ZipFile(io.BytesIO(her.get(f"{pack}/get").body))
    record = zipped.read("data/record.json").decode()
    # What the disk must not tell is what she can carry away.
    assert all(each in record for each in ("ferry kiosk", "Mrs Abernathy", "Blackthorn"))
    her.send(pack, action=f"{pack}/remove")


def looked(her: Visitor) -> list[str]:
    return re.findall(r'name="looked"[^>]*value="([^"]+)"', her.read("/n/packs/look"))


def ask_for_pack(her: Visitor) -> str:
    """Choose everything, look at every file; returns the page of the copy."""
    her.send("/n/packs/new", which="all")
    return her.send_and_wait("/n/packs/look", looked=looked(her), passphrase=LAST_WORDS).leads_to


def pull_the_plug(story: Story) -> None:
    """Kill everything while one copy is made, another waits, and a file is on its way in."""
    disk = story.disk
    phone = Browser(disk.address)
    phone.send_and_wait("/n/open", name=story.name, passphrase=LAST_WORDS)
    with upload_half(story), hanging_disk(disk.data / "files"):
        unfinished = list(disk.data.glob("files/**/.part-*"))
        for browser in (story.her, phone):
            assert "is being made" in browser.read(ask_for_pack(browser))
        disk.kill()
    assert unfinished[0].stat().st_size > 100_000
    assert Path(f"{disk.database}-wal").stat().st_size > 0


@contextmanager
def hanging_disk(files: Path) -> Iterator[None]:
    """Whoever opens a kept file waits: the first copy stops at its first file, the next waits."""
    kept = [path for path in files.rglob("*") if path.is_file() and path.name[0] != "."]
    for path in kept:
        path.rename(f"{path}.aside")
        os.mkfifo(path)
    yield
    for path in kept:
        Path(f"{path}.aside").replace(path)


def upload_half(story: Story) -> socket.socket:
    """Begin a post of a form with a file, and stop in the middle of the file."""
    her, wrote = story.her, story.wrote
    what = wrote.say("cut upload: what", "He followed the school coach to Dunmere")
    file = text_file(wrote, "cut upload: file", "plates of the van behind the coach to Dunmere")
    form = her.fill_in("/n/add", what=what, when="unknown")
    kind, body = encode_parts(form.fields, (File(file.name, file.data * 2500),))
    host, _, port = her.netloc.partition(":")
    line = socket.create_connection((host, int(port)))
    line.sendall(her.head_of_post("/n/add", kind, len(body)) + body[: len(body) * 3 // 4])
    begun = story.disk.data / "files"
    wait_until(
        lambda: any(path.stat().st_size > 100_000 for path in begun.glob("**/.part-*")),
        "the upload did not begin",
    )
    return line


CHAPTERS = (
    answer_questions,
    sign_up,
    add_incident,
    leave_drafts,
    say_more,
    come_back_late,
    delete,
    write_other_kinds,
    keep_orders,
    note_a_talk,
    note_the_case,
    write_letters,
    make_a_plan,
    give_feedback,
    find_support,
    choose_an_order,
    run_the_service,
    change_settings,
    recover,
    look_at_it_together,
    make_packs,
    pull_the_plug,
)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """The whole visit, up to the moment at which the disk is stolen."""
    disk = Disk(tmp_path_factory.mktemp("stolen"))
    disk.start()
    told = Story(disk, Browser(disk.address), Browser(disk.address))
    try:
        for chapter in CHAPTERS:
            chapter(told)
    finally:
        disk.kill()
    note_keys(told)
    return told


def note_keys(story: Story) -> None:
    """The keys that her passphrase opens: none may lie anywhere unwrapped."""
    loot = Loot(copy_of(story.disk.data, story.disk.root.parent / "for-keys"))
    assert len(loot.rows("packs_packrow", state="waiting")) == 2
    owner = loot.identity(story.passphrase)
    assert owner
    own, found = loot.secrets(owner), story.wrote.keys
    code = RecoveryCode.parse(story.code)
    assert code
    found |= {
        "owner's identity": owner.secret,
        "record's identity": own.identity.secret,
        "data key": own.data_key,
        "log key": own.log_key,
        "signing seed": own.signing_seed,
        "recovery code": code.secret,
        "recovery code's key": code.kek(),
    }
    story.wrote.say("owner's age key", owner.to_text())
    for row in loot.rows("record_entrykeyrow"):
        place = Context(Purpose.ENTRY_KEY, loot.record_id.hex, row["number"], row["version"])
        key = keys.EntryKey.unwrap(own.data_key, row["sealed"], place)
        found |= {f"key {place.number}.{place.version}": key.key, f"seed {place}": key.seed}


def copy_of(folder: Path, to: Path) -> Path:
    shutil.copytree(folder, to)
    return to


# ------------------------------------------------------------------ what the disk tells


def test_nothing_that_was_written_is_found_on_the_disk(story: Story) -> None:
    needles = story.wrote.needles()
    assert len(story.wrote.where) >= 50
    assert search(story.disk.root, needles) == {}


def test_no_value_in_the_database_holds_any_of_it(story: Story, tmp_path: Path) -> None:
    copy = copy_of(story.disk.data, tmp_path / "copy")
    assert search_values(copy, story.wrote.needles()) == {}


def test_nor_after_the_service_has_come_up_again_and_tidied(story: Story, tmp_path: Path) -> None:
    again = Disk(copy_of(story.disk.root, tmp_path / "again"))
    again.start()
    her = Browser(again.address)
    opened = her.send_and_wait("/n/open", name=story.name, passphrase=story.passphrase)
    assert opened.leads_to == "/n/"
    assert "tram kiosk" in her.read("/n/1")
    again.stop()
    again.command("sweep")
    assert search(again.root, story.wrote.needles()) == {}
    assert search_values(again.data, story.wrote.needles()) == {}


def test_the_visit_has_sent_every_form_of_the_service(story: Story) -> None:
    names = set(route_names(get_resolver()))
    # Guidance and the open directory take no form.
    own = {name for name in names if name.partition(":")[0] not in ("guidance", "api")}
    assert own - READ_ONLY == story.her.posted | story.dee.posted


def route_names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield f"{space}{each.name}"
        else:
            yield from route_names(each, f"{each.namespace}:" if each.namespace else space)


# ------------------------------------------------------------------ the search can see


def plant_in_table(data: Path, text: str) -> None:
    with closing(sqlite3.connect(data / "fourfold.sqlite3")) as database, database:
        database.execute("CREATE TABLE canary (words TEXT)")
        database.execute("INSERT INTO canary VALUES (?)", [text])
    with closing(sqlite3.connect(data / "fourfold.sqlite3")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def plant_long_value(data: Path, text: str) -> None:
    """Longer than a page, with the words across the border of two."""
    with closing(sqlite3.connect(data / "fourfold.sqlite3")) as database, database:
        database.execute("CREATE TABLE long (words TEXT)")
        database.execute("INSERT INTO long VALUES (?)", [text * 1000])


def plant_in_wal(data: Path, text: str) -> None:
    database = sqlite3.connect(data / "fourfold.sqlite3")
    database.execute("PRAGMA wal_autocheckpoint = 0")
    database.execute("CREATE TABLE fresh (words TEXT)")
    database.execute("INSERT INTO fresh VALUES (?)", [text])
    database.commit()
    # As the disk is when the plug is pulled: the log not yet merged into the database.
    left = {path: path.read_bytes() for path in data.glob("fourfold.sqlite3*")}
    database.close()
    for path, content in left.items():
        path.write_bytes(content)


def zipped(text: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.txt", text * 50)
    return file.getvalue()


PLANTS = {"plant_in_table": "canary", "plant_long_value": "long", "plant_in_wal": "fresh"}
NOISE = bytes((each * 197 + 91) % 256 for each in range(5000))
FILES: dict[str, Callable[[str], bytes]] = {
    "logs/plain.log": lambda text: b"2026 INFO " + text.upper().encode(),
    "data/files/utf-16-le": lambda text: NOISE + text.encode("utf-16-le"),
    "data/files/utf-16-be": lambda text: NOISE + text.encode("utf-16-be"),
    "data/packs/zip": zipped,
    "data/packs/zip-in-gzip": lambda text: NOISE + gzip.compress(zipped(text)),
    "data/packs/zip-cut": lambda text: zipped(text)[:-60],
    "tmp/zlib": lambda text: NOISE + zlib.compress(text.encode() * 9, 9) + NOISE,
    "tmp/base64-0": lambda text: b64encode(b"abc" + text.encode() + b"d"),
    "tmp/base64-1": lambda text: b64encode(b"abcd" + text.encode() + b"de"),
    "tmp/base64-2": lambda text: b64encode(b"abcde" + text.encode() + b"def"),
    "tmp/base64-in-zlib": lambda text: zlib.compress(b64encode(b"!" + text.encode())),
    "work/hex": lambda text: text.encode().hex().upper().encode(),
    "home/form": lambda text: b"what=" + quote_plus(text).encode() + b"&when=now",
    "home/json": lambda text: "".join(f"\\u{ord(each):04x}" for each in text).encode(),
}


def test_the_search_finds_whatever_is_planted(story: Story, tmp_path: Path) -> None:
    """One canary for each way in which words could lie on a disk, each found in its place."""
    root = copy_of(story.disk.root, tmp_path / "planted")
    expected, data = {}, root / "data"
    for place, dress in FILES.items():
        text = f"Canary “{place}” sings, and sings"
        (root / place).write_bytes(dress(text))
        expected[text] = {place}
    for plant in (plant_in_table, plant_long_value):
        plant(data, f"Canary of {plant.__name__} sings")
    key = raw("a key", bytes(range(7, 39)))
    (root / "tmp/key").write_bytes(NOISE + bytes(range(7, 39)))
    plant_in_wal(data, "Canary of plant_in_wal sings")
    needles = [words(text) for text in expected]
    needles += [words(f"Canary of plant_in_{each} sings") for each in ("table", "wal")]
    found = search(root, [*needles, key])
    assert found == expected | {
        "Canary of plant_in_table sings": {"data/fourfold.sqlite3"},
        "Canary of plant_in_wal sings": {"data/fourfold.sqlite3-wal"},
        "a key": {"tmp/key"},
    }
    assert search_values(data, [words(f"Canary of {each} sings") for each in PLANTS]) == {
        f"Canary of {each} sings": {f"{name}.words"} for each, name in PLANTS.items()
    }
