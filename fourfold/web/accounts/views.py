"""Pages of the way in and out: start, open, recover, close."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fourfold.vault.errors import VaultError
from fourfold.vault.passphrase import five_words, record_name
from fourfold.vault.recovery import RecoveryCode
from fourfold.web.accounts import actions, forms
from fourfold.web.accounts.access import OwnerRequest, private
from fourfold.web.accounts.browser import describe
from fourfold.web.accounts.throttle import TooSoon
from fourfold.web.accounts.waiting import begin, finishes, go, read_or_post, refuse, take_refusal
from fourfold.web.safety import answers
from fourfold.web.safety.network import network
from fourfold.web.safety.session import VisitRequest

# ------------------------------------------------------------------ opening and closing


@read_or_post
def sign_in(request: VisitRequest) -> HttpResponse:
    """Record name and passphrase."""
    if request.method != "POST":
        form = answers.bring_back(request.session, forms.SignInForm())
        words = {"form": form, "refused": take_refusal(request), "is_late": request.session.is_late}
        return render(request, "accounts/sign_in.html", words)
    form = forms.SignInForm(request.POST)
    if not form.is_valid():
        answers.keep(request.session, form)
        return go("accounts:sign-in")
    name, passphrase = form.cleaned_data["name"], form.cleaned_data["passphrase"]
    return begin(
        request,
        "accounts:sign-in",
        lambda: actions.begin_sign_in(name, passphrase, network(request)).to_json(),
        form,
    )


@finishes("accounts:sign-in")
def _finish_sign_in(
    request: VisitRequest, doing: dict[str, str], derived: tuple[bytes, ...]
) -> HttpResponse:
    attempt = actions.Attempt(doing["record"], doing["ticket"], doing["throttled_as"])
    opened = actions.finish_sign_in(attempt, derived[0], describe(request), timezone.now())
    if opened is None:
        refuse(request, _("The record name and the passphrase do not go together. Check both."))
        return go("accounts:sign-in")
    request.session.open(opened.record.id, opened.identity.secret)
    return go("record:timeline")


@require_POST
def close(request: VisitRequest) -> HttpResponse:
    """Sign out here."""
    request.session.end()
    return go("guidance:start-en")


# ------------------------------------------------------------------ starting a record


@read_or_post
def start(request: VisitRequest) -> HttpResponse:
    """Before the first record: is this device safe, and what these notes are and are not."""
    if request.method != "POST":
        return render(request, "accounts/start.html")
    name = record_name(secrets.randbelow)
    while not actions.name_is_free(name):
        name = record_name(secrets.randbelow)
    request.session.state["start"] = {
        "name": name,
        "words": five_words(secrets.randbelow),
        "code": RecoveryCode.generate(secrets.token_bytes(16)).to_text(),
        "passphrase": "",
    }
    request.session.save()
    return go("accounts:start-words")


def starting(view: Callable[[VisitRequest, dict[str, str]], HttpResponse]) -> Callable[..., Any]:
    """A step of starting a record: begins again when the answers so far are gone."""

    @read_or_post
    def inner(request: VisitRequest) -> HttpResponse:
        so_far = request.session.state.get("start")
        return view(request, so_far) if so_far else go("accounts:start")

    return inner


@starting
def start_words(request: VisitRequest, so_far: dict[str, str]) -> HttpResponse:
    """Her record name and passphrase, to write down."""
    form = forms.NewPassphraseForm(request.POST or None, hints=[so_far["name"]])
    if request.method != "POST":
        form = answers.bring_back(request.session, form)
        words = {"form": form, "refused": take_refusal(request), **so_far}
        return render(request, "accounts/start_words.html", words)
    if request.POST.get("written") != so_far["name"]:
        refuse(request, _("You started again in another window. Write these down instead."))
        return go("accounts:start-words")
    if not form.is_valid():
        answers.keep(request.session, form)
        return go("accounts:start-words")
    so_far["passphrase"] = chosen(form, so_far["words"])
    request.session.save()
    return go("accounts:start-code")


@starting
def start_code(request: VisitRequest, so_far: dict[str, str]) -> HttpResponse:
    """Her recovery code, shown once, to write down."""
    if not so_far["passphrase"]:
        return go("accounts:start-words")
    return render(request, "accounts/start_code.html", so_far)


@starting
def start_check(request: VisitRequest, so_far: dict[str, str]) -> HttpResponse:
    """The code typed back; then the record is made."""
    if not so_far["passphrase"]:
        return go("accounts:start-words")
    form = forms.CheckCodeForm(request.POST or None, expected=so_far["code"])
    if request.method != "POST":
        form = answers.bring_back(request.session, form)
        words = {"form": form, "refused": take_refusal(request)}
        return render(request, "accounts/start_check.html", words)
    if not form.is_valid():
        answers.keep(request.session, form)
        return go("accounts:start-check")
    salt = secrets.token_bytes(16)
    return begin(
        request,
        "accounts:start-check",
        lambda: {
            "ticket": actions.begin_derivation(network(request), so_far["passphrase"], salt),
            "salt": salt.hex(),
            "name": so_far["name"],
            "code": so_far["code"],
        },
        form,
    )


@finishes("accounts:start-check")
def _finish_start(
    request: VisitRequest, doing: dict[str, str], derived: tuple[bytes, ...]
) -> HttpResponse:
    code = RecoveryCode.parse(doing["code"])
    assert code
    salt = bytes.fromhex(doing["salt"])
    try:
        opened = actions.create_record(doing["name"], code, salt, derived[0], timezone.now())
    except actions.NameTaken:
        # The button was pressed twice, and the first time made the record.
        request.session.end()
        refuse(request, _("Your notes are ready. Open them with what you wrote down."))
        return go("accounts:sign-in")
    request.session.open(opened.record.id, opened.identity.secret)
    return go("record:add")


def chosen(form: forms.NewPassphraseForm, words: str) -> str:
    """The passphrase that a valid form chose."""
    own = form.cleaned_data["choice"] == form.OWN
    return str(form.cleaned_data["own"]) if own else words


# ------------------------------------------------------------------ coming back with the code


@read_or_post
def recover(request: VisitRequest) -> HttpResponse:
    """The recovery code, for somebody who lost the passphrase or wants others out."""
    if request.method != "POST":
        form = answers.bring_back(request.session, forms.CodeForm())
        words = {"form": form, "refused": take_refusal(request)}
        return render(request, "accounts/recover.html", words)
    form = forms.CodeForm(request.POST)
    if form.is_valid() and _code_opens(request, form):
        request.session.state["recover"] = {
            "code": form.cleaned_data["code"],
            "words": five_words(secrets.randbelow),
        }
        request.session.is_admitted = True
        request.session.save()
        return go("accounts:recover-words")
    answers.keep(request.session, form)
    return go("accounts:recover")


def _code_opens(request: VisitRequest, form: forms.CodeForm) -> bool:
    try:
        opened = actions.open_with_code(form.cleaned_data["code"], network(request))
    except TooSoon as early:
        seconds = int(early.seconds) + 1
        form.add_error("code", _("Too many tries. Wait %(n)d seconds.") % {"n": seconds})
        return False
    except VaultError:
        opened = None
    if opened is None:
        form.add_error("code", _("No notes open with this code. Check it letter by letter."))
    return opened is not None


@read_or_post
def recover_words(request: VisitRequest) -> HttpResponse:
    """A new passphrase; the old one stops working and everybody else is signed out."""
    so_far = request.session.state.get("recover")
    if not so_far:
        return go("accounts:recover")
    form = forms.NewPassphraseForm(request.POST or None)
    if request.method != "POST":
        form = answers.bring_back(request.session, form)
        words = {"form": form, "words": so_far["words"], "refused": take_refusal(request)}
        return render(request, "accounts/recover_words.html", words)
    if not form.is_valid():
        answers.keep(request.session, form)
        return go("accounts:recover-words")
    passphrase, salt = chosen(form, so_far["words"]), secrets.token_bytes(16)
    return begin(
        request,
        "accounts:recover-words",
        lambda: {
            "ticket": actions.begin_derivation(network(request), passphrase, salt),
            "salt": salt.hex(),
            "code": so_far["code"],
        },
        form,
    )


@finishes("accounts:recover-words")
def _finish_recover(
    request: VisitRequest, doing: dict[str, str], derived: tuple[bytes, ...]
) -> HttpResponse:
    salt = bytes.fromhex(doing["salt"])
    opened = actions.recover(doing["code"], salt, derived[0], describe(request), timezone.now())
    if opened is None:
        request.session.state.pop("recover", None)
        refuse(request, _("No notes open with this code. Check it letter by letter."))
        return go("accounts:recover")
    request.session.open(opened.record.id, opened.identity.secret)
    return go("accounts:recovered")


@require_safe
@private()
def recovered(request: OwnerRequest) -> HttpResponse:
    """What just happened, the record name to write down again, and what to look at next."""
    name = actions.record_name(request.owner)
    more = {"days": settings.DESTROY_AFTER_DAYS, "name": name}
    return render(request, "accounts/recovered.html", more)
