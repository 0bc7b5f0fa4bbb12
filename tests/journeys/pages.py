"""Every page of the private half in each of its states, and how somebody gets there.

Ada has notes, drafts, files and copies; Bea has just begun; Dee runs the service; Nobody has
nothing open. The states are visited in this order in four browsers that stay open, so a later one
may rest on an earlier one.
"""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.template.loader import render_to_string
from django.test import RequestFactory
from playwright.sync_api import Page, expect

from fourfold.core.record.codes import CaseStep
from fourfold.web.rules.catalogue import mark_of
from tests.journeys.conftest import Service
from tests.journeys.steps import Paper, add_incident, arrive, jpeg, press, start_record
from tests.operators import add_operator, next_code

LONG = "a" * 300
DEES_WORDS = "thimble orchard saxophone drizzle"
FILES = {
    "photo.jpg": jpeg(),
    "<b>" + "no-space-in-this-name-" * 6 + ".txt": b"words",
    "film.mp4": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 64,
    "empty.bin": b"",
}


@dataclass
class Place:
    """One of the four, at her browser."""

    page: Page
    service: Service
    folder: Path
    paper: Paper | None = None
    secret: str = ""

    def go(self, path: str) -> None:
        self.page.goto(self.service.url(path))

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def press(self, name: str) -> None:
        press(self.page, name)

    def press_link(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).click()

    def problem(self) -> None:
        """The page says that something is wrong."""
        expect(self.page.locator(".govuk-error-summary")).to_be_visible()

    def show(self, template: str, **context: object) -> None:
        """A page that a browser cannot be led to at will, as its template draws it."""
        request = RequestFactory().get("/n/")
        body = render_to_string(template, context, request)
        address = self.service.url("/n/drawn")
        self.page.route(address, lambda route: route.fulfill(body=body, content_type="text/html"))
        self.page.goto(address)
        self.page.unroute(address)


Reach = Callable[[Place], None]


@dataclass(frozen=True)
class State:
    """A page in one state. route: its name, "" for one that has no address of its own."""

    who: str
    route: str
    name: str
    reach: Reach

    def __str__(self) -> str:
        return f"{self.route or 'drawn'} {self.name}".strip().replace(" ", "-")


STATES: list[State] = []


def state(who: str, route: str, name: str = "") -> Callable[[Reach], Reach]:
    def add(reach: Reach) -> Reach:
        STATES.append(State(who, route, name, reach))
        return reach

    return add


def at(who: str, route: str, path: str, name: str = "") -> None:
    """A state that only needs its address."""
    STATES.append(State(who, route, name, lambda place: place.go(path)))


def unfold(place: Place) -> None:
    """Open everything behind a click."""
    for each in place.page.locator("main summary").all():
        each.click()


def prepare_ada(place: Place) -> None:
    """Two entries, one with files, a version and more; a draft."""
    page = place.page
    place.paper = start_record(page)
    kept = [place.folder / name for name in FILES]
    for path, data in zip(kept, FILES.values(), strict=True):
        path.write_bytes(data)
    place.go("/n/add")
    place.fill("What happened?", "He stood outside my work again and waved.\n" + LONG)
    place.page.get_by_label("I do not know when").check()
    page.get_by_label("Photos or other files").set_input_files(kept)
    place.press("Save")
    expect(page.get_by_text("Only you can see this")).to_be_visible()
    place.go("/n/1/amend")
    place.fill("What happened?", "He stood outside my work again and waved twice.")
    place.fill("Why are you changing it?", "I remembered.")
    place.press("Save")
    place.go("/n/1/more")
    place.page.get_by_label("In a public place").check()
    page.get_by_label("Who did this?").fill("the neighbour")
    place.press("Save")
    add_incident(page, LONG)


def prepare_bea(place: Place) -> None:
    place.paper = start_record(place.page)


def prepare_dee(place: Place) -> None:
    """An operator, and things that people said: more than stand on a page."""
    place.secret = add_operator(place.service.data, "Dee", DEES_WORDS)
    for n in range(21):
        place.go("/feedback")
        place.page.get_by_label("What would make it better?").fill(LONG if n == 20 else f"Nr. {n}")
        place.press("Send")


# ------------------------------------------------------------------ nobody's: the way in


at("nobody", "check:verify", "/verify")


@state("nobody", "selfcheck:page-en")
def questions_asked(place: Place) -> None:
    place.go("/check")
    place.press("For me")


@state("nobody", "selfcheck:page-en", "several")
def several_questions(place: Place) -> None:
    place.page.get_by_label("Posts, pictures or lies online").check()
    place.press("Continue")
    place.page.get_by_label("They put a hand, an arm").check()
    place.press("Continue")


@state("nobody", "selfcheck:page-en", "changed")
def branches_asked(place: Place) -> None:
    place.press("Continue")
    place.page.get_by_label("A partner or ex-partner").check()
    place.press("Continue")
    place.press("Continue")
    expect(place.page.get_by_text("Are private or sexual pictures part of it?")).to_be_visible()


@state("nobody", "selfcheck:result-en")
def what_stands_out(place: Place) -> None:
    place.press("Stop here and see what stands out")
    unfold(place)


at("nobody", "selfcheck:page-cy", "/cy/check/2")
at("nobody", "selfcheck:result-cy", "/cy/check/9")


@state("nobody", "selfcheck:result-en", "nothing answered")
def nothing_answered(place: Place) -> None:
    place.go("/check")
    place.press("For somebody I know")
    place.go("/check/9")
    expect(place.page.get_by_text("You have told us nothing")).to_be_visible()


def see_orders(place: Place) -> None:
    """The page of the result, with everything unfolded."""
    expect(place.page.get_by_text("Only a court decides that.")).to_be_visible()
    unfold(place)


@state("nobody", "orders:page-en")
def order_asked_about(place: Place) -> None:
    place.go("/orders/which")
    place.press("England or Wales")
    expect(place.page.get_by_label("My former partner")).to_be_visible()


@state("nobody", "orders:page-en", "several")
def several_about_orders(place: Place) -> None:
    place.page.get_by_label("My former partner").check()
    place.press("Continue")
    expect(place.page.get_by_label("It looks like stalking to me")).to_be_visible()


@state("nobody", "orders:result-en")
def what_is_said_of_orders(place: Place) -> None:
    place.page.get_by_label("It looks like stalking to me").check()
    place.press("Stop here and see the orders")
    see_orders(place)


at("nobody", "orders:page-cy", "/cy/orders/which/3")
at("nobody", "orders:result-cy", "/cy/orders/which/9")


@state("nobody", "orders:result-en", "an order stands")
def an_order_stands(place: Place) -> None:
    place.go("/orders/which/5")
    place.page.get_by_label("There is an order").check()
    place.press("Continue")
    see_orders(place)


@state("nobody", "orders:result-en", "Scotland")
def orders_in_scotland(place: Place) -> None:
    place.go("/orders/which")
    place.press("Scotland")
    see_orders(place)


@state("nobody", "orders:result-en", "no place")
def orders_nowhere(place: Place) -> None:
    place.go("/orders/which")
    place.press("I do not know, or I am not sure")
    expect(place.page.get_by_text("Say first where you are")).to_be_visible()


at("nobody", "accounts:start", "/n/start")
at("nobody", "accounts:sign-in", "/n/open")
at("nobody", "accounts:recover", "/n/recover")
at("nobody", "accounts:busy", "/n/open/busy")
at("nobody", "accounts:ended", "/n/settings/ended")


@state("nobody", "accounts:start-words")
def words_to_write_down(place: Place) -> None:
    place.go("/n/start")
    place.press("Start my notes")


@state("nobody", "accounts:start-words", "own words missing")
def own_words_missing(place: Place) -> None:
    place.page.get_by_label("Words of my own").check()
    place.press("I have written them down")
    place.problem()


@state("nobody", "accounts:start-code")
def code_to_write_down(place: Place) -> None:
    place.page.get_by_label("The five words above").check()
    place.press("I have written them down")


@state("nobody", "accounts:start-check")
def code_asked_back(place: Place) -> None:
    place.page.get_by_role("button", name="I have written it down").click()


@state("nobody", "accounts:start-check", "wrong code")
def code_typed_wrong(place: Place) -> None:
    place.fill("Your recovery code", "1234")
    place.press("Continue")
    place.problem()


@state("nobody", "accounts:sign-in", "nothing typed")
def sign_in_empty(place: Place) -> None:
    place.go("/n/open")
    place.press("Open")
    place.problem()


@state("nobody", "accounts:sign-in", "wrong passphrase")
def sign_in_wrong(place: Place) -> None:
    place.go("/n/open")
    place.fill("Your record name", "nobody here 10")
    place.fill("Your passphrase", "not this")
    place.press("Open")
    place.problem()


@state("nobody", "accounts:wait")
def sign_in_waits(place: Place) -> None:
    with nobody_derives(place.service):
        place.go("/n/open")
        place.fill("Your record name", "nobody there 10")
        place.fill("Your passphrase", "not that")
        place.press("Open")
        expect(place.page.get_by_role("heading", name="One moment")).to_be_visible(timeout=30_000)


@contextmanager
def nobody_derives(service: Service) -> Iterator[None]:
    """The service's own processes for passphrases stand still, as if the queue were long."""
    stopped = [pid for pid in below(service.process.pid) if b"vault.argon" in command_of(pid)]
    assert stopped
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in stopped:
            os.kill(pid, signal.SIGCONT)


def below(pid: int) -> Iterator[int]:
    """The processes that a process has started, and those that they have."""
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for child in (thread / "children").read_text().split():
            yield int(child)
            yield from below(int(child))


def command_of(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


@state("nobody", "accounts:recover", "no such code")
def recover_wrong(place: Place) -> None:
    place.go("/n/recover")
    place.fill("Your recovery code", "1ETW-VVYX")
    place.press("Continue")
    place.problem()


at("nobody", "operator:sign-in", "/o/open")


@state("nobody", "operator:sign-in", "nothing typed")
def operator_sign_in_empty(place: Place) -> None:
    place.go("/o/open")
    place.press("Sign in")
    place.problem()


@state("nobody", "operator:sign-in", "wrong code")
def operator_sign_in_wrong(place: Place) -> None:
    place.go("/o/open")
    type_as_operator(place, "000000")
    place.problem()


def type_as_operator(place: Place, code: str) -> None:
    place.fill("Your name here", "Dee")
    place.fill("Your passphrase", DEES_WORDS)
    place.fill("Code from your app", code)
    place.press("Sign in")


# ------------------------------------------------------------------ nobody's: errors


@state("nobody", "", "403: sent from another site")
def refused(place: Place) -> None:
    action = place.service.url("/feedback")
    place.page.goto(f"data:text/html,<form method=post action={action}><button>Go</button></form>")
    place.press("Go")
    expect(place.page.locator("h1")).to_be_visible()


@state("nobody", "", "403: form too old")
def form_too_old(place: Place) -> None:
    place.go("/n/open")
    place.page.context.clear_cookies()
    place.press("Open")
    expect(place.page.locator("h1")).to_have_text("This form is too old")


@state("nobody", "", "404: no such note")
def no_such_note(place: Place) -> None:
    place.go("/no/such/page")


@state("nobody", "", "413: too much")
def too_much(place: Place) -> None:
    place.go("/feedback")
    place.page.locator("textarea").evaluate("box => { box.value = 'a'.repeat(1200000) }")
    place.press("Send")
    expect(place.page.locator("h1")).to_be_visible()


for status in (400, 403, 404, 411, 413, 429, 500, 503):

    @state("nobody", "", f"{status} as drawn")
    def drawn(place: Place, template: str = f"{status}.html") -> None:
        place.show(template)


# ------------------------------------------------------------------ Bea's: nothing there yet

at("bea", "record:timeline", "/n/", "empty")
at("bea", "record:add", "/n/add", "first")
at("bea", "record:deleted", "/n/deleted", "empty")
at("bea", "record:proof", "/n/proof", "empty")
at("bea", "pattern:page", "/n/pattern", "empty")
at("bea", "packs:copies", "/n/packs", "empty")
at("bea", "packs:choose", "/n/packs/new", "empty")
at("bea", "case:overview", "/n/case", "empty")
at("bea", "case:promises", "/n/case/promises", "empty")
at("bea", "case:dates", "/n/case/dates", "empty")
at("bea", "case:court", "/n/case/day", "empty")
at("bea", "held:orders", "/n/orders", "none")
at("bea", "accounts:sign-ins", "/n/settings/opened", "empty")


@state("bea", "accounts:end", "nothing ticked")
def end_unsure(place: Place) -> None:
    place.go("/n/settings/end")
    place.press("Delete everything")
    place.problem()


@state("bea", "accounts:recover-words")
def recovering(place: Place) -> None:
    assert place.paper
    place.go("/n/recover")
    place.fill("Your recovery code", place.paper.code)
    place.press("Continue")


@state("bea", "accounts:recover-words", "own words missing")
def recovering_without_words(place: Place) -> None:
    place.page.get_by_label("Words of my own").check()
    place.press("Use this passphrase")
    place.problem()


@state("bea", "accounts:recovered")
def recovered(place: Place) -> None:
    place.page.get_by_label("The five words above").check()
    place.press("Use this passphrase")
    expect(place.page.locator("h1")).to_have_text("Your notes are open again")


@state("bea", "accounts:sign-in", "closed by itself")
def closed_by_itself(place: Place) -> None:
    let_visits_go_idle(place.service)
    place.go("/n/open")


def let_visits_go_idle(service: Service) -> None:
    """As if nobody who has notes open had done anything for a while."""
    with closing(sqlite3.connect(service.data / "fourfold.sqlite3", timeout=20)) as database:
        database.execute(
            "UPDATE safety_sessionrow SET idle_ends = datetime('now', '-1 hour'), sealed = x''"
            " WHERE record_id IS NOT NULL"
        )
        database.commit()


# ------------------------------------------------------------------ Ada's: her notes


def open_again(place: Place) -> None:
    """Bea's last state has closed everybody's notes."""
    assert place.paper
    place.go("/n/open")
    place.fill("Your record name", place.paper.name)
    place.fill("Your passphrase", place.paper.words)
    place.press("Open")
    arrive(place.page, "/n/")


STATES.append(State("ada", "record:timeline", "", open_again))
at("ada", "record:timeline", "/n/?k=7", "nothing fits")
at("ada", "record:entry", "/n/1")
at("ada", "record:saved", "/n/1/saved")
at("ada", "record:show", "/n/1/file/1/show", "a photo")
at("ada", "record:show", "/n/1/file/3/show", "a film")
at("ada", "record:more", "/n/1/more")
at("ada", "record:amend", "/n/1/amend")
at("ada", "record:proof", "/n/proof")
at("ada", "record:delete", "/n/2/delete")


@state("ada", "record:entry", "everything unfolded")
def entry_unfolded(place: Place) -> None:
    place.go("/n/1")
    for each in place.page.locator("summary").all():
        each.click()


@state("ada", "record:add", "with a problem")
def add_wrong(place: Place) -> None:
    place.go("/n/add")
    place.fill("Where was it?", LONG)
    place.page.get_by_label("Photos or other files").set_input_files(
        str(place.folder / "photo.jpg")
    )
    place.fill("Day", "31")
    place.fill("Month", "2")
    place.page.get_by_label("I know when").check()
    place.press("Save")
    place.problem()


@state("ada", "record:more", "with a problem")
def more_wrong(place: Place) -> None:
    place.go("/n/1/more")
    place.fill("Day", "32")
    place.press("Save")
    place.problem()


@state("ada", "record:amend", "with a problem")
def amend_wrong(place: Place) -> None:
    place.go("/n/1/amend")
    place.fill("What happened?", "")
    place.press("Save")
    place.problem()


at("ada", "record:contact", "/n/contact")


@state("ada", "record:contact", "with a problem")
def talk_wrong(place: Place) -> None:
    place.go("/n/contact")
    place.fill("Their name, and number or rank", LONG)
    place.fill("What did they say they would do?", LONG)
    place.press("Save")
    place.problem()


@state("ada", "record:contact-amend")
def talk_changed(place: Place) -> None:
    place.page.get_by_label("Who was it?").select_option("police")
    place.fill("What was said?", "She took a statement.")
    place.page.get_by_label("I do not know when").check()
    place.press("Save")
    place.page.get_by_role("link", name="See what was saved").click()
    place.page.get_by_role("link", name="Change what you wrote").click()


# ------------------------------------------------------------------ Ada's: other kinds, and detail

at("ada", "record:kinds", "/n/add/kinds")
at("ada", "record:effect", "/n/add/effect")
at("ada", "record:message", "/n/add/message")
at("ada", "record:thing", "/n/add/thing")
at("ada", "record:note", "/n/add/note")
for part in (1, 2, 3):
    at("ada", "record:detail", f"/n/1/detail/{part}", f"part {part}")


@state("ada", "record:detail", "with a problem")
def detail_wrong(place: Place) -> None:
    place.go("/n/1/detail/1")
    place.fill("How many times, if it was many in one go?", "many")
    place.press("Save")
    place.problem()


@state("ada", "record:message", "with a problem")
def message_wrong(place: Place) -> None:
    place.go("/n/add/message")
    place.fill("From", LONG)
    place.press("Save")
    place.problem()


@state("ada", "record:effect", "a number that is not there")
def effect_wrong(place: Place) -> None:
    place.go("/n/add/effect")
    place.fill("What did it do to you?", "I sleep with the light on.")
    place.page.locator("summary", has_text="which of your notes").click()
    place.fill("Older ones, by their number", "999")
    place.press("Save")
    place.problem()


@state("ada", "record:saved", "a thing")
def thing_saved(place: Place) -> None:
    place.go("/n/add/thing")
    place.fill("What is it?", "A card. " + LONG)
    place.page.get_by_label("I do not know when").check()
    place.page.locator("summary", has_text="which of your notes").click()
    place.page.get_by_label("1 · ").first.check()
    place.press("Save")
    expect(place.page.get_by_text("Only you can see this")).to_be_visible()


@state("ada", "record:handing")
def handing(place: Place) -> None:
    place.press("Say who has it now")


@state("ada", "record:handing", "with a problem")
def handing_wrong(place: Place) -> None:
    place.press("Save")
    place.problem()


@state("ada", "record:entry", "a thing")
def thing_handed_on(place: Place) -> None:
    place.fill("Who has it now?", "my sister")
    place.page.get_by_label("I do not know when").check()
    place.press("Save")
    place.press_link("See what was saved")
    expect(place.page.get_by_text("my sister")).to_be_visible()


@state("ada", "record:amend", "a thing")
def thing_changed(place: Place) -> None:
    place.press_link("Change what you wrote")


at("ada", "record:timeline", "/n/", "with drafts")
at("ada", "pattern:page", "/n/pattern")
at("ada", "pattern:measure", "/n/pattern/1-0")
at("ada", "pattern:table", "/n/pattern/tables/1")
at("ada", "pattern:times", "/n/pattern/times")
at("ada", "pattern:choices", "/n/pattern/choices")
at("ada", "pattern:day", "/n/pattern/days")


@state("ada", "pattern:page", "everything unfolded")
def pattern_unfolded(place: Place) -> None:
    """Also on paper: charts and tables stay, what is no use there goes."""
    place.go("/n/pattern")
    place.page.emulate_media(media="print")
    for each in ("main svg", "main table"):
        expect(place.page.locator(each).first).to_be_visible()
    for each in (".app-exit", ".govuk-template__footer", ".govuk-back-link"):
        expect(place.page.locator(each).first).to_be_hidden()
    place.page.emulate_media(media="screen")
    for each in place.page.locator("main summary").all():
        each.click()


@state("ada", "pattern:day", "with a problem")
def day_wrong(place: Place) -> None:
    place.go("/n/pattern/days")
    place.fill("What do you call this day, or these days?", LONG[:200])
    place.press("Save")
    place.problem()


@state("ada", "pattern:choices", "with days")
def days_added(place: Place) -> None:
    place.fill("What do you call this day, or these days?", LONG[:100])
    for part, value in (("Day", "1"), ("Month", "3"), ("Year", "2026")):
        place.page.get_by_label(part, exact=True).first.fill(value)
    place.press("Save")
    expect(place.page.locator("h1")).to_have_text("How it is counted")


@state("ada", "record:delete", "wrong code")
def delete_wrong(place: Place) -> None:
    place.go("/n/2/delete")
    place.fill("Your recovery code", "1234")
    place.press("Delete")
    place.problem()


@state("ada", "record:deleted")
def deleted(place: Place) -> None:
    place.go("/n/2/delete")
    place.press("Delete")


@state("ada", "", "damaged")
def damaged(place: Place) -> None:
    place.show("record/damaged.html")


@state("ada", "", "busy")
def busy(place: Place) -> None:
    place.show("record/busy.html")


# ------------------------------------------------------------------ Ada's: which order

at("ada", "orders:start-own", "/n/orders/which")


@state("ada", "orders:page-own")
def order_from_notes(place: Place) -> None:
    place.page.get_by_label("the neighbour").check()
    place.press("Continue")
    expect(place.page.get_by_label("England or Wales")).to_be_visible()


@state("ada", "orders:result-own")
def what_helps_from_notes(place: Place) -> None:
    place.page.get_by_label("England or Wales").check()
    place.press("Continue")
    place.press("Stop here and see the orders")
    see_orders(place)


@state("ada", "orders:result-own", "kept")
def answers_kept(place: Place) -> None:
    place.press("Keep these answers")
    expect(place.page.get_by_text("They are kept in your notes.")).to_be_visible()


# ------------------------------------------------------------------ Ada's: orders she has

at("ada", "case:kinds", "/n/case/add")
at("ada", "case:event-add", "/n/case/add/3")


@state("ada", "case:event-add", "with a problem")
def event_wrong(place: Place) -> None:
    place.go("/n/case/add/3")
    place.fill("Which court or police station?", LONG)
    place.press("Save")
    place.problem()


@state("ada", "case:event")
def event_saved(place: Place) -> None:
    place.page.get_by_label("I do not know when").check()
    place.page.get_by_label("No, not yet").check()
    place.press("Save")
    expect(place.page.get_by_text("Kept in your notes.")).to_be_visible()


@state("ada", "case:event-change")
def event_changed(place: Place) -> None:
    place.page.get_by_role("link", name="Change what you wrote").click()


@state("ada", "case:news")
def event_heard(place: Place) -> None:
    place.page.goto(place.page.url.replace("/change", "/told"))


@state("ada", "case:news", "with a problem")
def event_heard_wrong(place: Place) -> None:
    place.page.get_by_label("On another day").check()
    place.press("Save")
    place.problem()


at("ada", "case:about", "/n/case/about")


@state("ada", "case:about", "with a problem")
def place_missing(place: Place) -> None:
    place.press("Save")
    place.problem()


@state("ada", "case:overview")
def case_open(place: Place) -> None:
    place.page.get_by_label("England or Wales").check()
    place.page.get_by_label("I do not know").check()
    place.press("Save")
    expect(place.page.locator("h1")).to_have_text("Police and court")


@state("ada", "case:overview", "a day in court")
def hearing_set(place: Place) -> None:
    place.go(f"/n/case/add/{list(CaseStep).index(CaseStep.HEARING_SET) + 1}")
    place.page.get_by_label("Today").check()
    place.page.get_by_label("No, not yet").check()
    court = place.page.get_by_role("group", name="The day in court")
    for label, typed in (("Day", "12"), ("Month", "1"), ("Year", "2099")):
        court.get_by_label(label, exact=True).fill(typed)
    place.fill("Which court or police station?", LONG[:100])
    place.press("Save")
    expect(place.page.get_by_text("The day in court: 12 January 2099")).to_be_visible()
    place.go("/n/case")
    expect(place.page.get_by_role("heading", name="Days in court")).to_be_visible()


@state("ada", "case:promises")
def promised(place: Place) -> None:
    place.go("/n/contact")
    place.page.get_by_label("Who was it?").select_option("police")
    place.fill("What was said?", LONG)
    place.fill("What did they say they would do?", LONG)
    place.page.get_by_label("I do not know when").check()
    place.press("Save")
    place.go("/n/case/promises")


@state("ada", "case:came")
def promise_kept(place: Place) -> None:
    place.page.get_by_role("link", name="It came on another day").first.click()


at("ada", "case:dates", "/n/case/dates")
at("ada", "case:rights", "/n/case/rights")
at("ada", "case:asks", "/n/case/asks")
at("ada", "case:court-notes", "/n/case/day/notes")


@state("ada", "case:court")
def day_in_court(place: Place) -> None:
    place.fill("How you get there, where you wait and how you get home", LONG)
    place.page.get_by_label("A screen around you").first.check()
    place.press("Save")
    expect(place.page.get_by_text("Asked for", exact=True)).to_be_visible()
    for each in place.page.locator("main summary").all():
        each.click()


at("ada", "held:add", "/n/orders/add")


@state("ada", "held:add", "with a problem")
def order_wrong(place: Place) -> None:
    place.fill("What must they not do?", f"1. {LONG}\n2(a) Not to write to me")
    place.fill("Its number", LONG)
    place.page.get_by_label("On the day that I fill in").check()
    place.press("Save")
    place.problem()


@state("ada", "held:order")
def order_saved(place: Place) -> None:
    place.page.get_by_label("What kind is it?").select_option("police_bail")
    place.page.get_by_label("When a court says so").check()
    place.press("Save")
    expect(place.page.locator("h1")).to_have_text("Police bail with conditions")


@state("ada", "held:now")
def order_broken(place: Place) -> None:
    place.page.get_by_role("button", name="They broke it").click()
    for each in place.page.locator("main summary").all():
        each.click()


@state("ada", "held:pick")
def order_picked(place: Place) -> None:
    place.page.get_by_role("link", name="It is in my notes already").click()


@state("ada", "held:happened")
def order_happened(place: Place) -> None:
    place.page.get_by_role("link", name="It is not there").click()


@state("ada", "held:happened", "with a problem")
def order_happened_wrong(place: Place) -> None:
    place.press("Save")
    place.problem()


@state("ada", "held:saved")
def order_happened_saved(place: Place) -> None:
    place.fill("What happened?", LONG)
    place.page.get_by_label("Just now").check()
    place.page.get_by_label("2(a) Not to write to me").check()
    place.press("Save")
    expect(place.page.locator("h1")).to_have_text("Saved")


@state("ada", "held:told")
def order_told(place: Place) -> None:
    place.page.get_by_role("button", name="Write down whom you told").click()


@state("ada", "held:told", "with a problem")
def order_told_wrong(place: Place) -> None:
    place.fill("The number they gave you", LONG)
    place.press("Save")
    place.problem()


@state("ada", "held:order", "broken and told")
def order_with_a_time(place: Place) -> None:
    place.page.get_by_label("The police").check()
    place.fill("What was said?", "They took it down.")
    place.page.get_by_label("Just now").check()
    place.press("Save")
    place.page.get_by_role("button", name="That is enough for now").click()
    place.page.get_by_role("link", name="Police bail with conditions").first.click()
    for each in place.page.locator("main summary").all():
        each.click()


@state("ada", "held:terms")
def order_ticked(place: Place) -> None:
    place.page.get_by_role("link", name="Change the rule").click()


@state("ada", "held:terms", "with a problem")
def order_unticked(place: Place) -> None:
    for box in place.page.get_by_role("checkbox").all():
        box.uncheck()
    place.press("Save")
    place.problem()


@state("ada", "held:change")
def order_changed(place: Place) -> None:
    place.go("/n/orders")
    place.page.get_by_role("link", name="Police bail with conditions").first.click()
    place.page.get_by_role("link", name="Change this order").click()


@state("ada", "held:change", "with a problem")
def order_changed_wrong(place: Place) -> None:
    place.press("Save")
    place.problem()


at("ada", "held:orders", "/n/orders")


# ------------------------------------------------------------------ Ada's: her safety plan

at("ada", "plan:plan", "/n/plan", "none")
at("ada", "plan:ask", "/n/plan/ask/1")
at("ada", "plan:part", "/n/plan/part/1", "tonight")
at("ada", "plan:over-start", "/n/plan/look")
at("ada", "plan:over", "/n/plan/look/4")
at("ada", "plan:again", "/n/plan/again")
at("ada", "plan:print", "/n/plan/print", "none")


@state("ada", "plan:words", "too long")
def plan_words_too_long(place: Place) -> None:
    place.go("/n/plan/words")
    place.fill("Whom I ring", LONG * 100)
    place.press("Save")
    place.problem()


@state("ada", "plan:dates", "with a problem")
def plan_dates_wrong(place: Place) -> None:
    place.go("/n/plan/dates")
    place.page.locator("#id_court_day").fill("31")
    place.page.locator("#id_court_month").fill("2")
    place.press("Save")
    place.problem()


@state("ada", "plan:part", "filled in")
def plan_part(place: Place) -> None:
    place.go("/n/plan/words")
    place.fill("Whom I ring", LONG)
    place.press("Save")
    place.go("/n/plan/part/8")
    place.page.get_by_label("Ask that reception has a name").select_option("will")
    place.page.get_by_label("Tell one person at work").select_option("done")
    place.page.get_by_label("Ask that my name, photo").select_option("ask")
    place.fill("Steps of your own", LONG)
    place.fill("For somebody at work", LONG)
    place.press("Save")
    place.go("/n/plan/part/8")


@state("ada", "plan:plan", "filled in")
def plan_filled_in(place: Place) -> None:
    place.go("/n/plan/ask/1")
    place.page.locator("input[name=live][value=yes]").check()
    place.press("Save")
    place.go("/n/plan/dates")
    place.page.locator("#id_court_year").fill("2024")
    place.page.locator("#id_court_note").fill(LONG)
    place.press("Save")
    place.go("/n/plan/again")
    place.page.get_by_label("A child was drawn in").check()
    place.press("Save")
    for each in place.page.locator("summary").all():
        each.click()


at("ada", "plan:part", "/n/plan/part/2", "for somebody who lives with them")
at("ada", "plan:print", "/n/plan/print")
at("ada", "plan:destroy", "/n/plan/delete")


# ------------------------------------------------------------------ Ada's: letters

at("ada", "letters:kept", "/n/letters", "none")
at("ada", "letters:kinds", "/n/letters/new")
for kind in range(1, 11):
    at("ada", "letters:new", f"/n/letters/new/{kind}", f"kind {kind}")


@state("ada", "letters:new", "with a problem")
def letter_too_much(place: Place) -> None:
    place.go("/n/letters/new/1")
    box = place.page.locator("textarea").first
    box.evaluate("box => { box.value = 'a'.repeat(100001) }")
    place.press("Make the draft")
    place.problem()


@state("ada", "letters:edit")
def letter_begun(place: Place) -> None:
    place.go("/n/letters/new/1")
    place.page.get_by_label("outside", exact=False).first.check()
    place.press("Make the draft")
    expect(place.page.locator("h1")).to_have_text("Statement for the family court")


@state("ada", "letters:look", "something found")
def letter_found(place: Place) -> None:
    place.fill("How we know each other", "Ring 07700 900123 or write to a@example.org.")
    place.press("Save and look it over")
    expect(place.page.locator("h1")).to_have_text("Look it over")


@state("ada", "letters:look", "nothing ticked")
def letter_unticked(place: Place) -> None:
    place.press("These may stay")
    place.problem()


@state("ada", "letters:look", "may go")
def letter_settled(place: Place) -> None:
    for box in place.page.get_by_role("checkbox").all():
        box.check()
    place.press("These may stay")
    expect(place.page.get_by_text("Get it to print")).to_be_visible()


@state("ada", "letters:text")
def letter_as_text(place: Place) -> None:
    place.page.get_by_text("Copy it as text").click()
    expect(place.page.locator("h1")).to_have_text("Copy it as text")


@state("ada", "letters:stay-out")
def stay_out(place: Place) -> None:
    place.go("/n/letters/words")
    place.fill("Words that must stay out", "07700 900123")


@state("ada", "letters:look", "must come out")
def letter_stopped(place: Place) -> None:
    place.press("Save")
    place.page.get_by_text("Look it over and print").first.click()
    expect(place.page.get_by_text("Take these out first")).to_be_visible()


@state("ada", "letters:edit", "too long")
def letter_too_long(place: Place) -> None:
    place.page.get_by_role("button", name="Change the letter").click()
    box = place.page.locator("textarea").first
    box.evaluate("box => { box.value = 'a'.repeat(100001) }")
    place.press("Save and look it over")
    place.problem()


@state("ada", "letters:delete")
def letter_to_delete(place: Place) -> None:
    place.page.get_by_text("Delete this letter").click()
    expect(place.page.locator("h1")).to_have_text("Delete this letter")


at("ada", "letters:kept", "/n/letters")


@state("ada", "", "a letter that has to wait")
def letter_waits(place: Place) -> None:
    place.show("letters/busy.html")


# ------------------------------------------------------------------ Ada's: copies

at("ada", "packs:copies", "/n/packs", "none")
at("ada", "packs:choose", "/n/packs/new")


@state("ada", "packs:choose", "nothing ticked")
def choose_nothing(place: Place) -> None:
    place.page.get_by_label("Only what I tick below").check()
    place.press("Continue")
    place.problem()


@state("ada", "packs:look")
def look(place: Place) -> None:
    place.page.get_by_label("Everything that happened").check()
    place.press("Continue")


@state("ada", "packs:look", "nothing looked at")
def look_at_nothing(place: Place) -> None:
    place.press("Make the copy")
    place.problem()


@state("ada", "packs:look", "wrong passphrase")
def look_wrong(place: Place) -> None:
    tick_everything(place)
    place.fill("Your passphrase", "not this")
    place.press("Make the copy")
    place.problem()


@state("ada", "packs:copy", "ready")
def copy_ready(place: Place) -> None:
    assert place.paper
    tick_everything(place)
    place.fill("Your passphrase", place.paper.words)
    place.press("Make the copy")
    for _ in range(60):
        if place.page.get_by_role("heading", name="Your copy is ready").count():
            return
        place.page.wait_for_timeout(500)
        place.press("See if it is ready")
    raise AssertionError("the copy was never ready")


def tick_everything(place: Place) -> None:
    for box in place.page.get_by_role("checkbox").all():
        box.check()


@state("ada", "", "copy being made")
def copy_being_made(place: Place) -> None:
    place.show("packs/copy.html", copy={"state": "waiting"})


@state("ada", "", "copy not made")
def copy_not_made(place: Place) -> None:
    place.show("packs/copy.html", copy={"state": "failed", "made": {"problem": "damaged"}})


at("ada", "packs:copies", "/n/packs")

# ------------------------------------------------------------------ Ada's: settings

at("ada", "accounts:settings", "/n/settings")
at("ada", "accounts:sign-ins", "/n/settings/opened")
at("ada", "accounts:passphrase", "/n/settings/words")
at("ada", "accounts:code", "/n/settings/code")
at("ada", "accounts:key", "/n/settings/key")
at("ada", "accounts:end", "/n/settings/end")


@state("ada", "accounts:passphrase", "nothing typed")
def passphrase_missing(place: Place) -> None:
    place.go("/n/settings/words")
    place.page.get_by_label("Words of my own").check()
    place.press("Change it")
    place.problem()


@state("ada", "accounts:code", "wrong code")
def code_wrong(place: Place) -> None:
    place.go("/n/settings/code")
    place.press("Use the new code from now on")
    place.problem()


@state("ada", "accounts:key", "wrong passphrase")
def key_refused(place: Place) -> None:
    place.go("/n/settings/key")
    place.fill("Your passphrase", "not this")
    place.press("Show my key")
    place.problem()


@state("ada", "accounts:key", "shown")
def key_shown(place: Place) -> None:
    assert place.paper
    place.fill("Your passphrase", place.paper.words)
    place.press("Show my key")
    expect(place.page.locator(".app-code")).to_be_visible()


# ------------------------------------------------------------------ Dee's: running the service


@state("dee", "operator:overview")
def operators_overview(place: Place) -> None:
    place.go("/o/open")
    type_as_operator(place, next_code(place.secret))
    expect(place.page.locator("h1")).to_have_text("Overview")


at("dee", "operator:sign-ins", "/o/opened")
at("dee", "operator:content", "/o/content")
at("dee", "operator:feedback", "/o/feedback")
at("dee", "operator:feedback", "/o/feedback?p=2", "second page")


@state("dee", "operator:feedback", "done")
def feedback_done(place: Place) -> None:
    place.go("/o/feedback")
    place.page.get_by_role("button", name="Mark as done").first.click()
    place.page.get_by_role("link", name="Done (1)").click()
    expect(place.page.locator("h1")).to_have_text("Feedback that is done")


@state("dee", "operator:erase")
def feedback_deleted(place: Place) -> None:
    place.page.get_by_role("link", name="Delete").first.click()
    expect(place.page.locator("h1")).to_have_text("Delete this feedback")


at("dee", "operator:services", "/o/services")
at("dee", "operator:services", "/o/services?area=essex&kind=1", "filtered")
at("dee", "operator:services", "/o/services?area=essex&kind=8", "nothing found")
at("dee", "operator:services-queue", "/o/services/queue")
at("dee", "operator:service", "/o/services/2")
at("dee", "operator:service-add", "/o/services/add")
at("dee", "operator:service-change", "/o/services/2/change")
at("dee", "operator:service-verify", "/o/services/2/rung")
at("dee", "operator:service-do", "/o/services/2/withdraw")
at("dee", "operator:service-do", "/o/services/2/take", "take a release")
at("dee", "operator:services-import", "/o/services/table")


at("dee", "operator:rules", "/o/rules")
at("dee", "operator:rule", f"/o/rules/{mark_of('SPA-2')}")
at("dee", "operator:rule-off", f"/o/rules/{mark_of('SPA-2')}/off")
at("dee", "operator:rule-on", f"/o/rules/{mark_of('SPA-2')}/on")
at("dee", "operator:holidays", "/o/holidays")
at("dee", "operator:holiday-year", "/o/holidays/2027")
at("dee", "operator:holiday-add", "/o/holidays/add")
at("dee", "operator:holiday-away", "/o/holidays/2027-05-31/away")


@state("dee", "operator:rule-off", "nothing typed")
def rule_without_reason(place: Place) -> None:
    place.go(f"/o/rules/{mark_of('SPA-2')}/off")
    place.press("Go on")
    place.problem()


@state("dee", "operator:rule-look")
def rule_looked_at(place: Place) -> None:
    place.fill("Why", LONG[:300])
    place.press("Go on")
    expect(place.page.locator("h1")).to_have_text("Do you want to switch this rule off?")


@state("dee", "operator:rule", "switched off")
def rule_switched_off(place: Place) -> None:
    place.press("Switch it off")
    expect(place.page.get_by_text("It is switched off now.")).to_be_visible()


at("dee", "operator:rules", "/o/rules", "one switched off")


@state("dee", "operator:holiday-add", "nothing typed")
def holiday_added_empty(place: Place) -> None:
    place.go("/o/holidays/add")
    place.press("Add it")
    place.problem()


@state("dee", "operator:holiday-year", "a day added")
def holiday_added(place: Place) -> None:
    for label, typed in (("Day", "4"), ("Month", "6"), ("Year", "2027")):
        place.page.get_by_label(label, exact=True).fill(typed)
    place.fill("What it is for", LONG[:100])
    place.fill("Where you read of it", LONG[:300])
    place.press("Add it")
    expect(place.page.get_by_text("It is a holiday now.")).to_be_visible()


at("dee", "operator:holiday-undo", "/o/holidays/2027-06-04/undo")
at("dee", "operator:holidays", "/o/holidays", "one changed")


@state("dee", "operator:service-add", "nothing typed")
def service_added_empty(place: Place) -> None:
    place.go("/o/services/add")
    place.press("Save")
    place.problem()


@state("dee", "operator:service", "changed")
def service_changed(place: Place) -> None:
    place.go("/o/services/2/change")
    place.fill("Who it is for", LONG)
    place.page.get_by_label("Nothing about how it is reached has changed").check()
    place.fill("Why you change this", LONG[:200])
    place.press("Save")
    expect(place.page.get_by_text("The change is made.")).to_be_visible()


@state("dee", "operator:services-look")
def table_looked_at(place: Place) -> None:
    with place.page.expect_download() as download:
        place.go("/o/services")
        place.page.get_by_role("link", name="Download all as a table").click()
    table = place.folder / "services.csv"
    text = download.value.path().read_text("utf-8-sig")
    # One changes, one is refused, one is new.
    text = text.replace("020 3866 4107", "0808 168 9276").replace("01823 334 244", "12345")
    table.write_text(text.replace('"mankind"', f'"mankind-{"x" * 60}"').replace('"galop"', '"g"'))
    place.go("/o/services/table")
    place.page.get_by_label("Table").set_input_files(table)
    place.press("Look at it")
    expect(place.page.locator("h1")).to_have_text("What the table would do")


@state("dee", "operator:services-import", "no table")
def table_refused(place: Place) -> None:
    table = place.folder / "no-table.csv"
    table.write_text("no,table")
    place.go("/o/services/table")
    place.page.get_by_label("Table").set_input_files(table)
    place.press("Look at it")
    place.problem()
