"""Who may see a private page: only the owner, only while her record is open in this browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from fourfold.vault import age
from fourfold.vault.keys import RecordSecrets
from fourfold.web.accounts import models
from fourfold.web.safety.session import VisitRequest

View = Callable[..., HttpResponseBase]
KeepLate = Callable[[VisitRequest, models.Record], None]


@dataclass(frozen=True, slots=True)
class Owner:
    """The signed-in owner's record with its opened secrets, for the length of one request."""

    row: models.Record
    identity: age.Identity
    secrets: RecordSecrets

    @property
    def record_id(self) -> UUID:
        return self.row.id

    @property
    def id_text(self) -> str:
        """The record's id as 32 hex digits: what seals are bound to."""
        return self.row.id.hex

    @property
    def recipient(self) -> age.Recipient:
        """The record's public half: anything may be sealed to it, also while it is closed."""
        return age.Recipient.from_text(self.row.recipient)


class OwnerRequest(VisitRequest):
    """A request that `private` has let through."""

    owner: Owner


def open_owner(row: models.Record, identity: age.Identity) -> Owner:
    """Open a record's secrets with the owner's identity; raises WrongKey or Damaged."""
    secrets = RecordSecrets.open_with(bytes(row.secrets), identity, row.id.hex)
    return Owner(row, identity, secrets)


def private(late: KeepLate | None = None) -> Callable[[View], View]:
    """Let only the signed-in owner reach a view, which finds her in `request.owner`.

    Anybody else is sent to sign in. A form that was being filled in when the visit ended is not
    lost: `late` keeps what was posted, sealed to the record's public half, for the owner's return.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            owner = current_owner(request)
            if owner is None:
                return _send_to_sign_in(request, late)
            request.owner = owner
            request.session.touch(timezone.now())
            return view(request, *args, **kwargs)

        return inner

    return decorate


def current_owner(request: VisitRequest) -> Owner | None:
    """The owner whose record is open in this browser, or None.

    A post can take long, by its body or by the queue for passphrases: what has been shut out
    meanwhile must not be let in by what was known when it began.
    """
    identity = request.session.identity
    if request.method == "POST" and request.session.was_ended:
        return None
    row = known_record(request) if identity else None
    return open_owner(row, age.Identity(identity)) if identity and row else None


def known_record(request: VisitRequest) -> models.Record | None:
    """The record of this browser's visit, open or just timed out: enough to seal something to."""
    if not request.session.record_id:
        return None
    return models.Record.objects.filter(pk=request.session.record_id, destroy_day=None).first()


def _send_to_sign_in(request: VisitRequest, late: KeepLate | None) -> HttpResponse:
    session = request.session
    if request.method == "POST" and session.is_late:
        row = known_record(request)
        if late and row:
            late(request, row)
        # One late post only: the row that remembered the record is spent.
        session.end()
    return HttpResponseRedirect(reverse("accounts:sign-in"), status=303)
