"""Who gets where: every address of the service, asked for by Nobody, Cal, Ada and Dee.

The table below must name every route, so a new page is not forgotten: whoever adds one says here
who may see it. Ada's notes hold an entry with a photo and a recording, a hidden entry, a draft and
a copy to hand over; Cal's hold nothing, and he asks with Ada's numbers and ids. Dee runs the
service and has no notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from fourfold.core.kernel.when import UNDATED
from fourfold.core.letters.letter import Letter, Part, to_json
from fourfold.core.letters.outline import LetterKind
from fourfold.core.plan.plan import Box, SafetyPlan
from fourfold.core.record.body import Thing
from fourfold.core.support.service import Need
from fourfold.vault import seal
from fourfold.vault.seal import Context, Purpose
from fourfold.web.accounts.access import Owner
from fourfold.web.api import terms
from fourfold.web.api import urls as api
from fourfold.web.directory import actions as directory
from fourfold.web.directory import queries
from fourfold.web.feedback import actions as feedback
from fourfold.web.feedback.models import Feedback
from fourfold.web.feedback.rows import Opinion
from fourfold.web.guidance import urls as guidance
from fourfold.web.letters.queries import LETTER
from fourfold.web.packs import actions as packs
from fourfold.web.packs.models import PackRow
from fourfold.web.plan import actions as plans
from fourfold.web.project.served import Served
from fourfold.web.record import actions, drafts, papers, removal
from fourfold.web.record.actions import Content, Posted
from fourfold.web.rules.catalogue import mark_of
from fourfold.web.support import urls as support
from tests import make
from tests.cast import Member, Runner
from tests.guards.page import PageClient
from tests.guards.served import ask as asked
from tests.web.guidance.addresses import SAMPLE
from tests.web.held import make as held

Answers = dict[str, str]
READ, BOTH, WRITE = ("GET", "HEAD"), ("GET", "HEAD", "POST"), ("POST",)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")

# Open to everybody; what belongs to a visit (a sign-in under way) leads back to its beginning.
PUBLIC: dict[str, tuple[str, ...]] = {
    **{f"guidance:{pattern.name}": READ for pattern in guidance.urlpatterns},
    "guidance:search-en": BOTH,
    "guidance:search-cy": BOTH,
    **{f"support:{pattern.name}": READ for pattern in support.urlpatterns},
    "support:near-en": BOTH,
    "support:near-cy": BOTH,
    "support:near-easy": BOTH,
    "feedback:form": BOTH,
    "feedback:form-cy": BOTH,
    "feedback:form-easy": BOTH,
    "feedback:thanks": READ,
    "feedback:thanks-cy": READ,
    "feedback:thanks-easy": READ,
    "safety:leave": READ,
    **{f"selfcheck:{kind}-{code}": READ for kind in ("now", "gone") for code in ("en", "cy")},
    **{
        f"selfcheck:{kind}-{code}": BOTH
        for kind in ("start", "page", "result")
        for code in ("en", "cy")
    },
    **{f"orders:{kind}-{code}": READ for kind in ("compare", "gone") for code in ("en", "cy")},
    **{
        f"orders:{kind}-{code}": BOTH
        for kind in ("start", "page", "result")
        for code in ("en", "cy")
    },
    "check:verify": READ,
    "accounts:start": BOTH,
    "accounts:start-words": BOTH,
    "accounts:start-code": BOTH,
    "accounts:start-check": BOTH,
    "accounts:sign-in": BOTH,
    "accounts:wait": BOTH,
    "accounts:busy": READ,
    "accounts:close": WRITE,
    "accounts:recover": BOTH,
    "accounts:recover-words": BOTH,
    "accounts:recovered": READ,
    "accounts:ended": READ,
    **{f"api:{pattern.name}": (*READ, "OPTIONS") for pattern in api.urlpatterns},
    "operator:sign-in": BOTH,
    "operator:close": WRITE,
}
# What has an identifier and belongs to nobody: one of each that is there.
PUBLIC_ID = {
    "api:service": terms.identifier("service", "childline"),
    "api:place": terms.identifier("place", "childline"),
    "api:taxonomy": terms.NEEDS.id,
    "api:taxonomy-term": terms.NEEDS.terms[Need.TALK].id,
}
# Everybody's own: without an id in the address, Cal sees his own.
OWN: dict[str, tuple[str, ...]] = {
    "accounts:settings": READ,
    "accounts:sign-ins": READ,
    "accounts:close-everywhere": WRITE,
    "accounts:passphrase": BOTH,
    "accounts:code": BOTH,
    "accounts:key": BOTH,
    "accounts:end": BOTH,
    "orders:start-own": BOTH,
    "orders:page-own": BOTH,
    "orders:result-own": BOTH,
    "plan:plan": READ,
    "plan:ask": BOTH,
    "plan:part": BOTH,
    "plan:words": BOTH,
    "plan:dates": BOTH,
    "plan:over-start": READ,
    "plan:over": BOTH,
    "plan:again": BOTH,
    "plan:print": READ,
    "plan:destroy": BOTH,
    "packs:copies": READ,
    "packs:choose": BOTH,
    "packs:look": BOTH,
    "pattern:page": READ,
    "pattern:times": READ,
    "pattern:choices": BOTH,
    "pattern:day": BOTH,
    "pattern:remove-day": WRITE,
    "case:overview": READ,
    "case:kinds": READ,
    "case:about": BOTH,
    "case:promises": READ,
    "case:dates": BOTH,
    "case:calendar": READ,
    "case:rights": READ,
    "case:asks": READ,
    "case:court": READ,
    "case:court-notes": BOTH,
    "case:event-add": BOTH,
    "held:orders": READ,
    "held:add": BOTH,
    "letters:kept": READ,
    "letters:kinds": READ,
    "letters:new": BOTH,
    "letters:stay-out": BOTH,
    "record:timeline": READ,
    "record:add": BOTH,
    "record:contact": BOTH,
    "record:kinds": READ,
    "record:effect": BOTH,
    "record:message": BOTH,
    "record:thing": BOTH,
    "record:note": BOTH,
    "record:deleted": READ,
    "record:proof": READ,
}
# The forms of the safety plan, with what else is in their addresses.
PLAN_FORMS: dict[str, dict[str, int | str]] = {
    "ask": {"number": 1},
    "part": {"number": 1},
    "words": {},
    "dates": {},
    "over": {"number": 1},
    "again": {},
}
# Something of Ada's, by its number or id.
HERS: dict[str, tuple[str, ...]] = {
    "case:about draft": BOTH,
    "case:court-notes draft": BOTH,
    "case:event-add draft": BOTH,
    "case:event": READ,
    "case:event-change": BOTH,
    "case:event-change draft": BOTH,
    "case:news": BOTH,
    "case:news draft": BOTH,
    "case:came": BOTH,
    "case:came draft": BOTH,
    "held:add draft": BOTH,
    "held:order": READ,
    "held:change": BOTH,
    "held:change draft": BOTH,
    "held:now": READ,
    "held:happened": BOTH,
    "held:happened draft": BOTH,
    "held:pick": READ,
    "held:terms": BOTH,
    "held:terms draft": BOTH,
    "held:told": BOTH,
    "held:told draft": BOTH,
    "held:saved": READ,
    "letters:stay-out draft": BOTH,
    "letters:edit": BOTH,
    "letters:edit draft": BOTH,
    "letters:look": BOTH,
    "letters:text": READ,
    "letters:print": READ,
    "letters:delete": BOTH,
    **{f"plan:{name} draft": BOTH for name in PLAN_FORMS},
    "plan:sheet": READ,
    "packs:copy": BOTH,
    "packs:download": READ,
    "packs:remove": WRITE,
    "pattern:choices draft": BOTH,
    "pattern:day draft": BOTH,
    "pattern:divide": WRITE,
    "pattern:measure": READ,
    "pattern:table": READ,
    "record:add draft": BOTH,
    "record:effect draft": BOTH,
    "record:message draft": BOTH,
    "record:thing draft": BOTH,
    "record:note draft": BOTH,
    "record:drop": WRITE,
    "record:entry": READ,
    "record:saved": READ,
    "record:more": BOTH,
    "record:more draft": BOTH,
    "record:detail": BOTH,
    "record:detail draft": BOTH,
    "record:handing": BOTH,
    "record:handing draft": BOTH,
    "record:amend": BOTH,
    "record:amend draft": BOTH,
    "record:contact draft": BOTH,
    "record:contact-amend": BOTH,
    "record:contact-amend draft": BOTH,
    "record:delete": BOTH,
    "record:restore": WRITE,
    "record:file": READ,
    "record:show": READ,
    "record:picture": READ,
    "record:play": READ,
    # Last: a post to it makes a letter of whoever sent it, with a number as hers has.
    "letters:new draft": BOTH,
}
PRIVATE = OWN | HERS
# Where nothing has been chosen yet, these lead to where that is done.
NOT_BEGUN = {
    "packs:look": "303 /n/packs/new",
    "case:calendar": "303 /n/case/dates",
    "orders:page-own": "303 /n/orders/which",
    "orders:result-own": "303 /n/orders/which",
}
LEAFLET = "sheet-bvczc-a5.pdf"
# Dee's alone. None of them has anything of a record; tests/web/operator looks into each.
OPERATORS: dict[str, tuple[str, ...]] = {
    "operator:overview": READ,
    "operator:sign-ins": READ,
    "operator:content": READ,
    "operator:feedback": READ,
    "operator:export": READ,
    "operator:mark": WRITE,
    "operator:erase": BOTH,
    "operator:services": READ,
    "operator:services-queue": READ,
    "operator:services-table": READ,
    "operator:services-import": BOTH,
    "operator:services-look": BOTH,
    "operator:service": READ,
    "operator:service-add": BOTH,
    "operator:service-change": BOTH,
    "operator:service-verify": BOTH,
    "operator:service-do": BOTH,
    "operator:rules": READ,
    "operator:rule": READ,
    "operator:rule-off": BOTH,
    "operator:rule-look": BOTH,
    "operator:rule-on": BOTH,
    "operator:holidays": READ,
    "operator:holiday-add": BOTH,
    "operator:holiday-year": READ,
    "operator:holiday-away": BOTH,
    "operator:holiday-undo": BOTH,
}
A_LETTER = Letter(
    kind=LetterKind.TERMS,
    heading="Rules",
    parts=(Part(section="rules", heading="Rules", text="only for Ada"),),
)
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(64)


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """Every route by its name, and a second time for a form that goes on with a draft."""
    for item in resolver.url_patterns:
        if isinstance(item, URLResolver):
            yield from names(item, item.namespace or space)
        elif isinstance(item, URLPattern):
            goes_on = "draft" in str(item.pattern) and item.name != "drop"
            yield f"{space}:{item.name}" + (" draft" if goes_on else "")


def test_the_table_names_every_route_and_no_other() -> None:
    table = [*PUBLIC, *OWN, *HERS, *OPERATORS]
    assert sorted(table) == sorted(names(get_resolver()))


def test_everything_under_n_is_private_but_the_way_in_and_out() -> None:
    open_to_all = {path_of(name, {}) for name in PUBLIC}
    assert {path for path in open_to_all if path.startswith("/n/")} == {
        "/n/start",
        "/n/start/words",
        "/n/start/code",
        "/n/start/check",
        "/n/open",
        "/n/open/wait",
        "/n/open/busy",
        "/n/close",
        "/n/recover",
        "/n/recover/words",
        "/n/recover/done",
        "/n/settings/ended",
    }


def path_of(name: str, ids: dict[str, Any]) -> str:
    route, _, with_draft = name.partition(" ")
    args: dict[str, tuple[str, ...]] = {
        "copy": ("pack",),
        "download": ("pack",),
        "remove": ("pack",),
        "drop": ("record:add",),
        "entry": ("number",),
        "saved": ("number",),
        "more": ("number",),
        "amend": ("number",),
        "contact-amend": ("talk",),
        "detail": ("number", "photo"),
        "handing": ("thing",),
        "delete": ("number",),
        "restore": ("hidden",),
        "file": ("number", "photo"),
        "show": ("number", "photo"),
        "picture": ("number", "photo"),
        "play": ("number", "sound"),
        "divide": ("number",),
        "measure": ("measure",),
        "table": ("table",),
        "mark": ("opinion",),
        "erase": ("opinion",),
        "ask": ("first",),
        "part": ("first",),
        "over": ("first",),
        "sheet": ("whole",),
        "service": ("helpline",),
        "service-change": ("helpline",),
        "service-verify": ("helpline",),
        "service-do": ("helpline", "doing"),
        **dict.fromkeys(("rule", "rule-off", "rule-look", "rule-on"), ("rule",)),
        "holiday-year": ("year",),
        "holiday-away": ("holiday",),
        "holiday-undo": ("holiday",),
        **{f"held:{each}": ("order",) for each in ("order", "change", "now", "happened", "pick")},
        **{f"held:{each}": ("number",) for each in ("terms", "told", "saved")},
        **{f"case:{each}": ("event",) for each in ("event", "event-change", "news")},
        "case:came": ("talk",),
        "case:event-add": ("kind of event",),
        "letters:new": ("kind of letter",),
        **{f"letters:{each}": ("letter",) for each in ("edit", "look", "text", "print", "delete")},
    }
    kind = route.partition(":")[2]
    if route in PUBLIC_ID:
        return reverse(route, args=[PUBLIC_ID[route]])
    if kind.startswith("sheet-"):
        return reverse(route, args=["notes-a4.pdf"])
    if kind.startswith("leaflet-"):
        return reverse(route, args=[LEAFLET])
    if kind.startswith("page-"):
        return reverse(route, args=[1])
    wanted = args.get(route, args.get(kind, ()))
    if with_draft:
        wanted = (*wanted, route)
    return reverse(route, args=[ids[each] for each in wanted])


@pytest.fixture
def ids(ada: Member) -> dict[str, Any]:
    """What Ada has, by the names that `path_of` uses."""
    owner = ada.owner
    photo = make.kept_file(owner, make.jpeg())
    sound = make.kept_file(owner, WAV, "voice.wav")
    number = make.entry(owner, "only for Ada", files=(photo, sound))
    hidden = make.entry(owner, "hidden by Ada")
    removal.hide_entry(owner, hidden, timezone.now())
    talk = make.talk(owner)
    thing = made_thing(owner)
    letter = papers.add(owner, LETTER, to_json(A_LETTER), Posted(), timezone.now())
    order = held.order(owner).number
    event = make.case_event(owner)
    about: dict[str, drafts.Place] = {
        "case:about": {},
        "case:court-notes": {},
        "case:event-add": {"place": 3},
        "case:event-change": {"number": event},
        "case:news": {"number": event},
        "case:came": {"number": talk},
        **{f"record:{each}": {} for each in ("add", "effect", "message", "thing", "note")},
        **{f"record:{each}": {"number": number} for each in ("more", "amend")},
        "record:detail": {"number": number, "part": 1},
        "record:handing": {"number": thing},
        "held:add": {},
        "held:change": {"number": order},
        "held:happened": {"number": order},
        "held:terms": {"number": number},
        "held:told": {"number": number},
        "pattern:choices": {},
        "pattern:day": {},
        "letters:new": {"place": 1},
        "letters:stay-out": {},
        "letters:edit": {"paper": letter},
        "record:contact": {},
        "record:contact-amend": {"number": talk},
        **{f"plan:{name}": place for name, place in PLAN_FORMS.items()},
    }
    kept = {
        name: drafts.keep(
            owner.row,
            drafts.Content(name, place, {"what": ["not yet"]}, "2026-11-22T07:00:00Z"),
            timezone.now(),
        )
        for name, place in about.items()
    }
    plans.save(owner, RING, Posted(""), timezone.now())
    return kept | {
        "pack": finished_copy(ada),
        "number": number,
        "talk": talk,
        "event": event,
        "kind of event": 3,
        "thing": thing,
        "letter": letter,
        "order": order,
        "kind of letter": 1,
        "first": 1,
        "whole": "notes.pdf",
        "hidden": hidden,
        "photo": 1,
        "sound": 2,
        "measure": "1-0",
        "table": 1,
        "opinion": opinion(),
        "helpline": helpline(),
        "doing": "withdraw",
        "rule": mark_of("R6-ARR"),
        "year": 2027,
        "holiday": "2027-05-31",
    }


def made_thing(owner: Owner) -> int:
    """A thing that she keeps."""
    thing = Thing(what="only Ada's", when=UNDATED)
    return actions.add_entry(owner, Content(thing), Posted(), timezone.now())


def said_of(plan: SafetyPlan) -> object:
    """What Ada's plan says in her own words."""
    return plan.said


def rings(plan: SafetyPlan) -> SafetyPlan:
    """With somebody to ring."""
    return plan.told({Box.RING: "only for Ada"})


RING = plans.Edit(said_of, plans.mark(said_of, SafetyPlan()), rings)


def helpline() -> int:
    """Something that the directory holds."""
    directory.follow_release(timezone.now())
    return queries.all_kept()[0].number


def opinion() -> int:
    """Something that somebody said of the service."""
    feedback.say(Opinion("no", "only for Dee"), timezone.now())
    return Feedback.objects.get().pk


def finished_copy(member: Member) -> UUID:
    """A copy to hand over, made here and now instead of beside the request."""
    asked = packs.Asked("2026-11-22T07:00:00Z", (1,))
    pack_id, owner = uuid4(), member.owner
    made = packs.build(owner, pack_id, asked)
    context = Context(Purpose.PACK, owner.id_text, item=pack_id.hex)
    sealed = [
        seal.seal(owner.secrets.data_key, msgspec.json.encode(each), context)
        for each in (asked, made)
    ]
    PackRow.objects.create(
        record_id=owner.record_id,
        pack_id=pack_id,
        day=timezone.now().date(),
        asked=sealed[0],
        made=sealed[1],
        state=PackRow.State.READY,
    )
    return pack_id


def ask(client: PageClient, method: str, path: str) -> Any:
    """One request, as a browser would make it from our own pages."""
    headers = {"Sec-Fetch-Dest": "audio"} if path.endswith("/play") else {}
    body = "" if method in READ else "x=1"
    kind = "application/x-www-form-urlencoded"
    answer = client.generic(method, path, body, kind, headers=headers)
    if answer.streaming:
        answer.getvalue()
        answer.close()
    return answer


def told(answer: Any) -> str:
    """A status, and where it leads."""
    return f"{answer.status_code} {answer.get('Location', '')}".strip()


def asked_by(client: PageClient, table: dict[str, tuple[str, ...]], ids: dict[str, Any]) -> Answers:
    """What each method of each route answers."""
    return {
        f"{method} {name}": told(ask(client, method, path_of(name, ids)))
        for name, methods in table.items()
        for method in methods
    }


def test_nobody_is_sent_to_sign_in_from_everything_private(
    ids: dict[str, Any], nobody: PageClient
) -> None:
    answers = asked_by(nobody, PRIVATE, ids)
    assert {name: answer for name, answer in answers.items() if answer != "303 /n/open"} == {}
    assert not nobody.cookies


@pytest.mark.parametrize("who", ["nobody", "ada"])
def test_nobody_and_owners_are_sent_to_sign_in_from_every_page_for_operators(
    who: str, ids: dict[str, Any], ada: Member, nobody: PageClient
) -> None:
    client = ada.client if who == "ada" else nobody
    here = asked_by(client, OPERATORS, ids)
    nowhere = asked_by(client, OPERATORS, ids | {"opinion": 999_999, "helpline": 999_999})
    assert set(here.values()) == set(nowhere.values()) == {"303 /o/open"}
    assert Feedback.objects.filter(is_done=False).count() == 1
    assert who == "nobody" or ada.client.get("/n/").status_code == 200


def test_dee_reaches_what_is_for_operators_and_nobodys_notes(
    ids: dict[str, Any], dee: Runner
) -> None:
    readable = {name: ("GET",) for name, methods in OPERATORS.items() if "GET" in methods}
    answers = asked_by(dee.client, readable, ids)
    assert answers.pop("GET operator:services-look") == "303 /o/services/table"
    assert answers.pop("GET operator:rule-look") == f"303 /o/rules/{ids['rule']}/off"
    assert answers.pop("GET operator:holiday-undo") == "303 /o/holidays"
    assert set(answers.values()) == {"200"}
    assert set(asked_by(dee.client, PRIVATE, ids).values()) == {"303 /n/open"}
    assert dee.client.get("/o/").status_code == 200


def test_cal_finds_nothing_of_ada_by_her_numbers_and_ids(ids: dict[str, Any], cal: Member) -> None:
    answers = asked_by(cal.client, HERS, ids)
    # Throwing away what is not there is no mistake: the button may have been pressed twice.
    assert answers.pop("POST record:drop") == "303 /n/"
    # A form goes on without its draft, which another tab may have used up: as a new one of his own.
    for name, args in (
        ("record:add", ()),
        ("record:contact", ()),
        ("case:about", ()),
        ("case:court-notes", ()),
        ("case:event-add", (3,)),
    ):
        begun = answers.pop(f"POST {name} draft")
        assert re.fullmatch(f"303 {reverse(name, args=args)}/[0-9a-f]{{32}}", begun)
    for kind in ("effect", "message", "thing", "note"):
        answer = answers.pop(f"POST record:{kind} draft")
        assert re.fullmatch(f"303 /n/add/{kind}/[0-9a-f]{{32}}", answer)
    for form in ("choices", "day"):
        own = "choices" if form == "choices" else "days"
        found = answers.pop(f"POST pattern:{form} draft")
        assert re.fullmatch(f"303 /n/pattern/{own}/[0-9a-f]{{32}}", found)
    assert re.fullmatch("303 /n/orders/add/[0-9a-f]{32}", answers.pop("POST held:add draft"))
    assert re.fullmatch("303 /n/letters/[0-9]+", answers.pop("POST letters:new draft"))
    stay_out = answers.pop("POST letters:stay-out draft")
    assert re.fullmatch("303 /n/letters/words/[0-9a-f]{32}", stay_out)
    for name in PLAN_FORMS:
        went_on = answers.pop(f"POST plan:{name} draft")
        assert re.fullmatch("303 /n/plan/[a-z0-9/]+/[0-9a-f]{32}", went_on), name
    assert {name: answer for name, answer in answers.items() if answer != "404"} == {}


def test_what_cal_sends_changes_nothing_of_adas(
    ada: Member, ids: dict[str, Any], cal: Member
) -> None:
    before = rows_of(ada)
    asked_by(cal.client, HERS | OWN, ids)
    assert rows_of(ada) == before
    assert ada.client.get("/n/1").status_code == 200


def test_cal_sees_his_own_where_no_id_is_in_the_address(ids: dict[str, Any], cal: Member) -> None:
    for name, methods in OWN.items():
        if "GET" in methods:
            answer = ask(cal.client, "GET", path_of(name, ids))
            assert told(answer) == NOT_BEGUN.get(name, "200"), name
            assert b"only for Ada" not in answer.content, name


def test_ada_reaches_everything_of_hers(ada: Member, ids: dict[str, Any]) -> None:
    readable = {name: ("GET",) for name, methods in PRIVATE.items() if "GET" in methods}
    answers = asked_by(ada.client, readable, ids)
    for name, leads_to in NOT_BEGUN.items():
        assert answers.pop(f"GET {name}") == leads_to
    assert answers.pop("GET record:play") == "206"
    assert {name: answer for name, answer in answers.items() if answer != "200"} == {}


def test_a_head_answers_as_a_get_does_and_changes_nothing(
    ada: Member, dee: Runner, ids: dict[str, Any]
) -> None:
    before = rows_of(ada)
    for name, methods in (PUBLIC | PRIVATE | OPERATORS).items():
        if "HEAD" not in methods or name == "safety:leave":
            continue
        path = path_of(name, ids)
        if name.startswith("guidance:") and path not in SAMPLE:
            continue
        client = dee.client if name in OPERATORS else ada.client
        head, get = ask(client, "HEAD", path), ask(client, "GET", path)
        assert told(head) == told(get), name
        assert head.streaming or not head.content, name
        assert set(head.headers) == set(get.headers), name
    assert rows_of(ada) == before


@pytest.mark.parametrize("who", ["nobody", "ada", "dee"])
def test_a_method_that_a_page_does_not_take_is_refused(
    who: str, ids: dict[str, Any], ada: Member, dee: Runner, nobody: PageClient
) -> None:
    client = {"ada": ada.client, "dee": dee.client, "nobody": nobody}[who]
    for name, methods in (PUBLIC | PRIVATE | OPERATORS).items():
        others = [method for method in METHODS if method not in methods]
        for method in others:
            answer = ask(client, method, path_of(name, ids))
            assert answer.status_code == 405, f"{method} {name}"
            assert set(answer["Allow"].split(", ")) == set(methods), f"{method} {name}"


def test_nothing_private_is_ever_compressed(
    ada: Member, ids: dict[str, Any], served: Served
) -> None:
    """How long a compressed page is would tell what stands on it."""
    shown = 0
    for who in (ada.client, PageClient()):
        cookies = "; ".join(f"{each.key}={each.value}" for each in who.cookies.values())
        more = {"HTTP_COOKIE": cookies} if cookies else {}
        for name, methods in (PUBLIC | PRIVATE).items():
            path = path_of(name, ids)
            if not path.startswith("/n/") or "GET" not in methods:
                continue
            sent = asked(served, path, HTTP_ACCEPT_ENCODING="br, gzip", **more)
            assert sent.get("Content-Encoding") == "", path
            assert "Accept-Encoding" not in sent.get("Vary"), path
            shown += sent.status == "200 OK"
    assert shown > 20


def rows_of(member: Member) -> list[Any]:
    """Everything that is stored of a record, but for when its browsers were last used."""
    tables = [each for each in apps.get_models() if each.__name__ != "SessionRow"]
    return [
        row
        for table in tables
        for row in table._default_manager.order_by("pk").values()
        if row.get("record_id", row.get("id")) == member.record.pk
    ]
