"""What happens with operators: one is added or removed on the machine itself, and signs in.

Signing in asks the queue that everybody waits in for the slow derivation, then the code. Whatever
was wrong, name, passphrase or code, the answer is the same and so is the work.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from fourfold.vault import keys
from fourfold.vault.argon import Params, Request
from fourfold.web.accounts import server
from fourfold.web.operator import codes, rows
from fourfold.web.operator.models import Operator, OperatorSignIn, WrongTries

LIST_DAYS = 400
NOBODY = UUID(int=0)


class NameTaken(Exception):
    """An operator of this name is there already."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed to sign in."""

    name: str
    passphrase: str = field(repr=False)
    code: str = field(repr=False)


# ------------------------------------------------------------------ on the machine itself


def is_known(name: str) -> bool:
    """Whether there is an operator of this name."""
    return _find(name) is not None


def add(account: rows.Account, step: int) -> None:
    """Save an operator; `step` is that of the code just typed back, which is used up by that.

    Raises NameTaken.
    """
    if is_known(account.name):
        raise NameTaken
    try:
        with transaction.atomic():
            rows.to_row(account, step).save(force_insert=True)
    except IntegrityError:
        if not is_known(account.name):
            raise
        raise NameTaken from None


def remove(name: str) -> bool:
    """Remove an operator, who is signed out by that everywhere; False when there is none."""
    row = _find(name)
    if row is None:
        return False
    row.delete()
    return True


def names() -> list[str]:
    """Everybody who may sign in as an operator."""
    return sorted(rows.from_row(row).name for row in Operator.objects.all())


# ------------------------------------------------------------------ signing in


def begin_sign_in(typed: Typed, network: bytes, now: datetime) -> dict[str, str]:
    """Queue the derivation of a sign-in; returns what `finish_sign_in` needs to go on.

    Every try from a network counts, whichever name it was for. The code counts as of now, however
    long the queue is. Raises TooSoon or QueueFull.
    """
    key = b"operator" + network
    row = _find(typed.name)
    account = rows.from_row(row or rows.nobody())
    salt = account.salt if row else keys.decoy_salt(typed.name, server.keys().pepper.key)
    request = Request(typed.passphrase, salt, Params.from_text(account.params))
    ticket = server.queue_try(key, network, (request,))
    return {
        "ticket": ticket,
        "operator": (row.id if row else NOBODY).hex,
        "code": typed.code,
        "step": str(codes.step_at(now)),
        "throttled_as": key.hex(),
    }


def finish_sign_in(
    doing: Mapping[str, str], derived: bytes, seen: str, now: datetime
) -> Operator | None:
    """The operator, if everything was right; `seen`, which browser, goes on the operators' list."""
    row = Operator.objects.filter(pk=UUID(doing["operator"])).first()
    account = rows.from_row(row or rows.nobody())
    is_right = account.is_right(derived)
    step = codes.matching_step(account.secret, doing["code"], int(doing["step"]))
    if row is None or not is_right:
        _count_wrong(now, only_code=False)
        return None
    if not _take_code(row, step):
        _count_wrong(now, only_code=True)
        return None
    server.throttle().succeeded(bytes.fromhex(doing["throttled_as"]))
    _list_sign_in(rows.Line(f"{now:%Y-%m-%dT%H:%M:%SZ}", account.name, seen), now)
    return row


def _find(name: str) -> Operator | None:
    return Operator.objects.filter(name_tag__in=rows.name_tags(name)).first()


def _take_code(row: Operator, step: int | None) -> bool:
    """Use up a code: only the first of two that send it at once is let in.

    Whoever has the passphrase could try codes from many networks at once, so that wrong codes are
    counted for the operator as well. Nobody without the passphrase can make an operator wait by it.
    """
    key = b"operator code" + row.id.bytes
    if server.throttle().begin(key, time.monotonic()):
        return False
    unused = Operator.objects.filter(pk=row.pk, last_step__lt=step) if step is not None else None
    if unused is None or not unused.update(last_step=step):
        return False
    server.throttle().succeeded(key)
    return True


def _list_sign_in(line: rows.Line, now: datetime) -> None:
    old = now - timedelta(days=LIST_DAYS)
    with transaction.atomic():
        rows.to_line(line, now.date()).save()
        OperatorSignIn.objects.filter(day__lt=old.date()).delete()
        WrongTries.objects.filter(hour__lt=old).delete()


def _count_wrong(now: datetime, *, only_code: bool) -> None:
    hour = now.replace(minute=0, second=0, microsecond=0)
    with transaction.atomic():
        WrongTries.objects.get_or_create(hour=hour)
        WrongTries.objects.filter(hour=hour).update(
            wrong=F("wrong") + 1, only_code=F("only_code") + int(only_code)
        )
