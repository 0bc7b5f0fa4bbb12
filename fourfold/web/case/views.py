"""The pages of the case: what happened, what should follow, what was promised, days that matter."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.kernel.text import escape_controls, first_line
from fourfold.core.record.codes import CaseStep
from fourfold.core.rights import guide
from fourfold.core.rights.guide import Tip
from fourfold.core.rights.notice import Notice
from fourfold.core.rights.promise import Promised
from fourfold.core.rights.reminder import Reminder, calendar_file
from fourfold.data import case as data
from fourfold.web.accounts.access import OwnerRequest, private
from fourfold.web.accounts.waiting import go, read_or_post
from fourfold.web.case import choices, queries, words
from fourfold.web.case.forms import CalendarForm
from fourfold.web.case.queries import Ask, Ending, Expected, Hearing, OpenCase, Talk
from fourfold.web.record.damage import tells_damage
from fourfold.web.record.queries import people
from fourfold.web.record.words import STEPS, Text, when_words
from fourfold.web.rules import queries as rules
from fourfold.web.safety import answers

KEPT = "dates"
ELSEWHERE = {
    Jurisdiction.SCOTLAND: "/scotland",
    Jurisdiction.NORTHERN_IRELAND: "/northern-ireland",
}
PLACES = list(CaseStep)


@dataclass(frozen=True, slots=True)
class Line:
    """A notice of an event, for a list."""

    number: int
    step: Text
    said: words.Said


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise, for a list."""

    talk: Talk
    text: str
    is_kept: bool
    ask: Text


@dataclass(frozen=True, slots=True)
class DateLine:
    """A last day to ask, for a list."""

    condition: Text
    about: str
    day: str
    is_gone: bool
    mind: str
    counted_from: str
    number: int
    source: str
    checked: date
    is_to_check: bool


@require_safe
@private()
@tells_damage
def overview(request: OwnerRequest) -> HttpResponse:
    """Where the case stands: what she could ask, what should come, what has happened."""
    case = _case(request)
    to_ask, to_come = _lines(case.to_ask), _lines(case.to_come)
    context = {
        "case": case,
        "to_ask": to_ask,
        "to_come": to_come,
        "asked_after": [_promise(each) for each in case.to_ask_after],
        "events": [(each, STEPS[each.body.event]) for each in case.events],
        "elsewhere": _elsewhere(case),
        "code": next((line.said for line in (*to_ask, *to_come)), None),
    }
    return render(request, "case/overview.html", context)


@require_safe
@private()
def kinds(request: OwnerRequest) -> HttpResponse:
    """Which kind of event to add."""
    groups = [
        (title, [(PLACES.index(step) + 1, STEPS[step]) for step in steps])
        for title, steps in words.GROUPS
    ]
    return render(request, "case/kinds.html", {"groups": groups})


@require_safe
@private()
@tells_damage
def event(request: OwnerRequest, number: int) -> HttpResponse:
    """One event, and who should tell her what."""
    case = _case(request)
    found = case.event(number)
    if found is None:
        raise Http404
    step = found.body.event
    context = {
        "event": found,
        "step": STEPS[step],
        "case": case,
        "is_gone": case.is_gone(found.body.hearing),
        "beside": case.hearings_beside(number),
        "notices": [words.said(each) for each in found.notices],
        "may_provoke": step in words.MAY_PROVOKE,
        "is_free": step in words.MAY_BE_FREE,
        "next": words.NEXT.get(step),
        "elsewhere": _elsewhere(case),
    }
    return render(request, "case/event.html", context)


@require_safe
@private()
@tells_damage
def promises(request: OwnerRequest) -> HttpResponse:
    """What somebody said they would do."""
    lines = [_promise(each) for each in _case(request).promises]
    context = {
        "open": [each for each in lines if not each.is_kept],
        "kept": [each for each in lines if each.is_kept],
    }
    return render(request, "case/promises.html", context)


@read_or_post
@private()
@tells_damage
def dates(request: OwnerRequest) -> HttpResponse:
    """Last days to ask, orders that end, and a file of days for a calendar."""
    case = _case(request)
    found = queries.dates(request.owner, case.about, case.today)
    days = queries.reminder_days(case, found, rules.calendar())
    # Two things may fall on one day: each has its own box, and the file has the day once.
    offered = [
        (f"{day.isoformat()} {place}", f"{words.day_words(day)}: {_reminder(each)}")
        for place, (day, each) in enumerate(days)
    ]
    if request.method == "POST":
        return _take_days(request, CalendarForm(request.POST, offered=offered))
    names = {person.id: person.label for person in people(request.owner)}
    context = {
        "case": case,
        "asks": [_date_line(each, case.today, names) for each in found.asks],
        "endings": [(each, words.day_words(each.ends)) for each in found.endings],
        "form": answers.bring_back(request.session, CalendarForm(offered=offered)),
        "has_days": bool(offered),
        "elsewhere": _elsewhere(case),
    }
    return render(request, "case/dates.html", context)


def _take_days(request: OwnerRequest, form: CalendarForm) -> HttpResponse:
    if not form.is_valid():
        answers.keep(request.session, form)
        return go("case:dates")
    request.session.state[KEPT] = form.chosen()
    request.session.save()
    return go("case:calendar")


@require_safe
@private()
def calendar(request: OwnerRequest) -> HttpResponse:
    """The days that were chosen, as a file that tells nothing."""
    kept = request.session.state.get(KEPT)
    if not kept:
        return go("case:dates")
    lines = [Reminder(date.fromisoformat(day), kept["title"]) for day in kept["days"]]
    text = calendar_file(lines, timezone.now(), secrets.token_hex(8))
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="calendar.ics"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_safe
@private()
def rights(request: OwnerRequest) -> HttpResponse:
    """The twelve rights in short, and the three groups who can ask for more."""
    sections = data.sections()
    shown = (*sections["rights"], *sections["enhanced"])
    context = {
        "rights": sections["rights"],
        "groups": sections["enhanced"],
        "letters": words.LETTERS,
        **_checked(shown),
    }
    return render(request, "case/rights.html", context)


@require_safe
@private()
def asks(request: OwnerRequest) -> HttpResponse:
    """If they said no, or did not treat her well: a review, and the steps of a complaint."""
    sections = data.sections()
    shown = (*sections["review"], *sections["complaint"])
    context = {
        "review": sections["review"],
        "complaint": sections["complaint"],
        "letters": words.LETTERS,
        **_checked(shown),
    }
    return render(request, "case/asks.html", context)


@require_safe
@private()
@tells_damage
def court(request: OwnerRequest) -> HttpResponse:
    """A day in court: what was agreed, before, on the day, afterwards."""
    sections = data.sections()
    notes = choices.court(request.owner)
    measures = [
        (each, each.id in notes.asked, each.id in notes.agreed) for each in sections["measures"]
    ]
    names = ("before", "day", "family")
    shown = [tip for name in ("measures", *names) for tip in sections[name]]
    context = {
        "notes": notes,
        "measures": measures,
        "letters": words.LETTERS,
        **{name: sections[name] for name in names},
        **_checked(shown),
    }
    return render(request, "case/court.html", context)


# ------------------------------------------------------------------ parts of pages


def _case(request: OwnerRequest) -> OpenCase:
    return queries.open_case(request.owner, queries.today_of(timezone.now()))


def _lines(found: Iterable[Expected]) -> list[Line]:
    return [
        Line(each.happened.number, STEPS[each.happened.body.event], words.said(each.notice))
        for each in found
    ]


def _promise(talk: Talk) -> PromiseLine:
    stands = talk.promise.stands
    return PromiseLine(
        talk,
        words.promise_words(talk.promise),
        is_kept=stands is Promised.KEPT,
        ask=words.ASK_AFTER.get(stands, ""),
    )


def _date_line(ask: Ask, today: date, names: Mapping[str, str]) -> DateLine:
    limit, day, whose = ask.limit, ask.last.day, names.get(ask.start.person)
    of_one = _("%(what)s, for what %(name)s did") % {"what": limit.about, "name": whose}
    return DateLine(
        condition=words.IF.get(limit.moment, ""),
        about=of_one if whose else limit.about,
        day=words.day_words(day) if day else "",
        is_gone=day is not None and day < today,
        mind=limit.mind,
        counted_from=_("%(day)s, %(what)s")
        % {"day": words.day_words(ask.start.day), "what": words.FROM[limit.moment]},
        number=ask.start.number,
        source=limit.provenance.source,
        checked=limit.provenance.checked,
        is_to_check=ask.last.is_to_check,
    )


def _reminder(about: object) -> str:
    """What a day for the calendar is about, said on the page only."""
    text = ""
    match about:
        case Notice():
            facts = {"who": words.TELLERS[about.rule.who], "what": about.rule.about}
            text = _("%(who)s, if you have not heard: %(what)s") % facts
        case Talk():
            promised = about.body.promised or about.body.said
            facts = {"what": escape_controls(first_line(promised, 60))}
            text = _("ask about what you were promised: %(what)s") % facts
        case Hearing():
            text = _("a day in court: %(day)s") % {"day": when_words(about.when)}
        case Ask():
            text = _("a week is left: %(what)s") % {"what": about.limit.about}
        case Ending():
            text = _("an order ends in three months")
    return text


def _elsewhere(case: OpenCase) -> str:
    """The public page of the place where this Code does not count; "" where it does."""
    return ELSEWHERE.get(case.about.place, "") if case.about.place else ""


def _checked(tips: Iterable[Tip]) -> dict[str, object]:
    """By when what a page says was read, its Code, and whether it should be read again."""
    shown, today = tuple(tips), queries.today_of(timezone.now())
    books = sorted(rules.clock(today).books, key=lambda book: book.code.begins)
    return {
        "code": books[-1].code,
        "checked": guide.checked(shown),
        "is_to_check": guide.is_to_check(shown, today),
        "sources": sorted({each.provenance.source for each in shown}),
    }
