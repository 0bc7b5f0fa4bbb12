"""Pages of an open record about the way in: sign-ins, passphrase, code, key, the end."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from fourfold.vault.argon import Params, Request
from fourfold.vault.passphrase import five_words
from fourfold.vault.recovery import RecoveryCode
from fourfold.web.accounts import actions, forms
from fourfold.web.accounts.access import OwnerRequest, private
from fourfold.web.accounts.browser import describe
from fourfold.web.accounts.stepup import show, step_up, stepped_up
from fourfold.web.accounts.views import chosen
from fourfold.web.accounts.waiting import finishes, go, read_or_post
from fourfold.web.safety import answers
from fourfold.web.safety.session import VisitRequest, count_open, end_sessions

SIGN_IN_WORDS = {
    "opened": gettext_lazy("Opened"),
    "failed": gettext_lazy("Wrong passphrase"),
    "recovered": gettext_lazy("Opened with the recovery code"),
    "changed": gettext_lazy("Passphrase changed"),
    "code": gettext_lazy("Recovery code replaced"),
    "hidden": gettext_lazy("Everything deleted"),
}


@require_safe
@private()
def overview(request: OwnerRequest) -> HttpResponse:
    """What can be set."""
    return render(request, "accounts/settings.html", {"name": actions.record_name(request.owner)})


@require_safe
@private()
def sign_ins(request: OwnerRequest) -> HttpResponse:
    """When the record was opened, from what, and the tries that failed."""
    lines = [
        {
            "when": datetime.fromisoformat(line["utc"]).astimezone(UTC),
            "words": SIGN_IN_WORDS[line["what"]],
            "seen": line["seen"],
        }
        for line in actions.sign_in_list(request.owner)
    ]
    open_now = count_open(request.owner.record_id, timezone.now())
    return render(request, "accounts/sign_ins.html", {"lines": lines, "open_now": open_now})


@require_POST
@private()
def close_everywhere(request: OwnerRequest) -> HttpResponse:
    """Sign out in every browser, this one too."""
    end_sessions(request.owner.record_id)
    request.session.end()
    return go("accounts:sign-in")


@read_or_post
@private()
def passphrase(request: OwnerRequest) -> HttpResponse:
    """A new passphrase in place of the old."""
    if request.method != "POST":
        words = request.session.state.setdefault("words", five_words(secrets.randbelow))
        request.session.save()
        return show(request, "accounts/passphrase.html", forms.ChangePassphraseForm(), words=words)
    form = forms.ChangePassphraseForm(request.POST)
    words = request.session.state.get("words", "")
    if not form.is_valid() or not words:
        answers.keep(request.session, form)
        return go("accounts:passphrase")
    salt = secrets.token_bytes(16)
    new = Request(chosen(form, words), salt, Params.current())
    return step_up(request, "accounts:passphrase", form, (new,), salt=salt.hex())


@finishes("accounts:passphrase")
def _finish_passphrase(
    request: VisitRequest, doing: dict[str, str], derived: tuple[bytes, ...]
) -> HttpResponse:
    owner = stepped_up(request, derived[0])
    if owner is None:
        return go("accounts:passphrase")
    salt, seen = bytes.fromhex(doing["salt"]), describe(request)
    actions.change_passphrase(owner, salt, derived[1], seen, timezone.now())
    request.session.open(owner.record_id, owner.identity.secret)
    return go("accounts:sign-ins")


@read_or_post
@private()
def code(request: OwnerRequest) -> HttpResponse:
    """A new recovery code, for the old one and the passphrase together."""
    if request.method != "POST":
        fresh = RecoveryCode.generate(secrets.token_bytes(16)).to_text()
        new = request.session.state.setdefault("new_code", fresh)
        request.session.save()
        return show(request, "accounts/code.html", forms.ReplaceCodeForm(), new_code=new)
    form = forms.ReplaceCodeForm(request.POST)
    if form.is_valid() and not actions.code_opens(request.owner, form.cleaned_data["code"]):
        form.add_error("code", _("This is not the code you have now. Check it letter by letter."))
    if form.errors or "new_code" not in request.session.state:
        answers.keep(request.session, form)
        return go("accounts:code")
    return step_up(request, "accounts:code", form)


@finishes("accounts:code")
def _finish_code(
    request: VisitRequest, doing: dict[str, str], derived: tuple[bytes, ...]
) -> HttpResponse:
    del doing
    owner = stepped_up(request, derived[0])
    if owner is None:
        return go("accounts:code")
    fresh = RecoveryCode.parse(request.session.state.pop("new_code", ""))
    if fresh is None:
        return go("accounts:code")
    actions.replace_code(owner, fresh, describe(request), timezone.now())
    request.session.save()
    return go("accounts:settings")


@read_or_post
@private()
def key(request: OwnerRequest) -> HttpResponse:
    """The record's age key, shown once after the passphrase."""
    if request.method != "POST":
        shown = request.session.state.pop("show_key", False)
        if shown:
            request.session.save()
        text = request.owner.secrets.identity.to_text() if shown else ""
        return show(request, "accounts/key.html", forms.PassphraseForm(), key=text)
    form = forms.PassphraseForm(request.POST)
    if not form.is_valid():
        answers.keep(request.session, form)
        return go("accounts:key")
    return step_up(request, "accounts:key", form)


@finishes("accounts:key")
def _finish_key(
    request: VisitRequest, doing: dict[str, str], derived: tuple[bytes, ...]
) -> HttpResponse:
    del doing
    if stepped_up(request, derived[0]):
        request.session.state["show_key"] = True
        request.session.save()
    return go("accounts:key")


@read_or_post
@private()
def end(request: OwnerRequest) -> HttpResponse:
    """Delete everything: hidden at once, destroyed after the wait."""
    if request.method != "POST":
        days = settings.DESTROY_AFTER_DAYS
        return show(request, "accounts/end.html", forms.EndForm(), days=days)
    form = forms.EndForm(request.POST)
    if not form.is_valid():
        answers.keep(request.session, form)
        return go("accounts:end")
    return step_up(request, "accounts:end", form)


@finishes("accounts:end")
def _finish_end(
    request: VisitRequest, doing: dict[str, str], derived: tuple[bytes, ...]
) -> HttpResponse:
    del doing
    owner = stepped_up(request, derived[0])
    if owner is None:
        return go("accounts:end")
    actions.hide_record(owner, describe(request), timezone.now())
    request.session.end()
    return go("accounts:ended")


@require_safe
def ended(request: VisitRequest) -> HttpResponse:
    """After "delete everything": what happens now and how to undo it."""
    return render(request, "accounts/ended.html", {"days": settings.DESTROY_AFTER_DAYS})
