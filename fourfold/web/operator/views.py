"""The operators' pages: counts, feedback, the dates of facts, and who signed in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlencode

from django.http import (
    Http404,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fourfold.render.table import csv_pieces
from fourfold.web.accounts.browser import describe
from fourfold.web.accounts.waiting import begin, finishes, go, read_or_post, refuse, take_refusal
from fourfold.web.feedback import actions as feedback_actions
from fourfold.web.feedback import queries as feedback_queries
from fourfold.web.guidance import dates
from fourfold.web.operator import actions, queries
from fourfold.web.operator.access import let_in, operators_only
from fourfold.web.operator.forms import OperatorSignInForm
from fourfold.web.operator.pages import page
from fourfold.web.safety import answers
from fourfold.web.safety.network import network
from fourfold.web.safety.session import VisitRequest

# ------------------------------------------------------------------ in and out


@read_or_post
def sign_in(request: VisitRequest) -> HttpResponse:
    """Name, passphrase and code."""
    if request.method != "POST":
        form = answers.bring_back(request.session, OperatorSignInForm())
        words = {"form": form, "refused": take_refusal(request)}
        return page(request, "operator/sign_in.html", **words)
    sent = request.POST.copy()
    form = OperatorSignInForm(sent)
    is_whole = form.is_valid()
    sent["code"] = ""  # or it would stand in the box again, where it is worth nothing
    if not is_whole:
        answers.keep(request.session, form)
        return go("operator:sign-in")
    typed = actions.Typed(**form.cleaned_data)
    return begin(
        request,
        "operator:sign-in",
        lambda: actions.begin_sign_in(typed, network(request), timezone.now()),
        form,
    )


@finishes("operator:sign-in")
def _finish_sign_in(
    request: VisitRequest, doing: dict[str, str], derived: tuple[bytes, ...]
) -> HttpResponse:
    operator = actions.finish_sign_in(doing, derived[0], describe(request), timezone.now())
    if operator is None:
        refuse(
            request,
            _("The name, the passphrase and the code do not go together. Check all three."),
        )
        return go("operator:sign-in")
    let_in(request.session, operator)
    return go("operator:overview")


@require_POST
def close(request: VisitRequest) -> HttpResponse:
    """Sign out here."""
    request.session.end()
    return go("operator:sign-in")


# ------------------------------------------------------------------ to read


@require_safe
@operators_only
def overview(request: VisitRequest) -> HttpResponse:
    """How much there is of everything."""
    counts = queries.counts(timezone.now(), timezone.localdate())
    return page(request, "operator/overview.html", counts=counts)


@require_safe
@operators_only
def content(request: VisitRequest) -> HttpResponse:
    """When everything that is said was checked; what is due stands first."""
    rows = dates.all_dates(timezone.localdate())
    due = sum(row.is_due for row in rows)
    return page(request, "operator/content.html", dates=rows, due=due)


@require_safe
@operators_only
def sign_ins(request: VisitRequest) -> HttpResponse:
    """Who signed in as an operator, and how often somebody could not."""
    lines = [
        {"when": datetime.fromisoformat(line.utc), "line": line} for line in queries.sign_ins()
    ]
    wrong = queries.wrong_tries()
    return page(request, "operator/sign_ins.html", lines=lines, wrong=wrong)


# ------------------------------------------------------------------ feedback


@require_safe
@operators_only
def feedback(request: VisitRequest) -> HttpResponse:
    """What people said, a page at a time."""
    is_done = _is_done(request.GET)
    shown, kept = feedback_queries.page(request.GET.get("p", ""), is_done=is_done)
    more = {
        "kept": kept,
        "shown": shown,
        "state": "done" if is_done else "new",
        "new": feedback_queries.count(is_done=False),
        "done": feedback_queries.count(is_done=True),
    }
    return page(request, "operator/feedback.html", **more)


@require_POST
@operators_only
def mark(request: VisitRequest, pk: int) -> HttpResponse:
    """Note that one was dealt with, or that it is new after all."""
    was_done = _is_done(request.POST)
    feedback_actions.mark(pk, is_done=not was_done)
    return _to_feedback(request.POST)


@read_or_post
@operators_only
def erase(request: VisitRequest, pk: int) -> HttpResponse:
    """Ask whether one should go for good; then it does."""
    if request.method == "POST":
        feedback_actions.delete(pk)
        return _to_feedback(request.POST)
    kept = feedback_queries.find(pk)
    if kept is None:
        raise Http404
    state = "done" if kept.is_done else "new"
    return page(request, "operator/erase.html", each=kept, state=state)


@require_safe
@operators_only
def export(request: VisitRequest) -> HttpResponseBase:
    """All of it as a table for a spreadsheet."""
    del request
    headings = [_("Hour (UTC)"), _("Useful"), _("Words"), _("State")]
    response = StreamingHttpResponse(
        csv_pieces(headings, _table_rows()), content_type="text/csv; charset=utf-8"
    )
    day = timezone.localdate()
    response.headers["Content-Disposition"] = f'attachment; filename="list-{day}.csv"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _table_rows() -> Iterator[list[str]]:
    for each in feedback_queries.everything():
        said = each.opinion
        useful, words = (said.useful, said.words) if said else ("", _("(cannot be opened)"))
        state = _("done") if each.is_done else _("new")
        yield [f"{each.hour:%Y-%m-%d %H:00}", useful, words, state]


def _is_done(sent: QueryDict) -> bool:
    return sent.get("state") == "done"


def _to_feedback(sent: QueryDict) -> HttpResponse:
    """Back to the list as it was: the state and the page that the form came from."""
    number = sent.get("p", "")
    where = {"state": "done"} if _is_done(sent) else {}
    where |= {"p": number} if number.isdecimal() and len(number) < 9 else {}
    path = reverse("operator:feedback") + (f"?{urlencode(where)}" if where else "")
    return HttpResponseRedirect(path, status=303)
