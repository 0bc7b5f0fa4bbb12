"""Who may see an operator's page: only a signed-in operator, in a visit that opens no record."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http.response import HttpResponseBase
from django.utils import timezone

from fourfold.vault.service import service_key
from fourfold.web.accounts import server
from fourfold.web.accounts.waiting import go
from fourfold.web.operator.models import Operator
from fourfold.web.safety.session import Session, VisitRequest

View = Callable[..., HttpResponseBase]
PURPOSE = b"fourfold/v1/operator-visit"


def let_in(session: Session, operator: Operator) -> None:
    """Begin an operator's visit, under a fresh cookie and with nothing from before.

    A visit lies in the database under a key that its cookie gives, so that somebody who can write
    there could make one up. The proof, under a key that is not in the database, is what they lack.
    """
    session.start_over(settings.OPERATOR_SECONDS, settings.OPERATOR_IDLE_SECONDS)
    since = int(timezone.now().timestamp())
    proof = _proofs(session.row_name, operator.id, since)[0]
    session.state["operator"] = {"id": operator.id.hex, "since": since, "proof": proof}
    session.save()


def operators_only(view: View) -> View:
    """Send everybody else to sign in, whatever was asked for and whether it exists or not."""

    @wraps(view)
    def inner(request: VisitRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if current_operator(request) is None:
            return go("operator:sign-in")
        request.session.touch(timezone.now())
        return view(request, *args, **kwargs)

    return inner


def current_operator(request: VisitRequest) -> Operator | None:
    """The operator who is signed in in this browser and has not been removed meanwhile."""
    session = request.session
    kept = session.state.get("operator")
    if not kept or session.is_open or (request.method == "POST" and session.was_ended):
        return None
    operator_id, since = UUID(kept["id"]), int(kept["since"])
    if timezone.now().timestamp() >= since + settings.OPERATOR_SECONDS:
        return None
    proofs = _proofs(session.row_name, operator_id, since)
    if not any(hmac.compare_digest(each, kept["proof"]) for each in proofs):
        return None
    return Operator.objects.filter(pk=operator_id).first()


def _proofs(row_name: str, operator_id: UUID, since: int) -> list[str]:
    said = f"{row_name}|{operator_id.hex}|{since}".encode()
    jobs = server.keys().jobs
    return [hmac.digest(service_key(PURPOSE, key), said, "sha256").hex() for key in jobs]
