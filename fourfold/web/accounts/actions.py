"""What somebody can do with a way in: make a record, open it, recover it, change the passphrase.

Each begins by asking the sign-in queue for the slow derivation and ends, with its answer, in one
transaction. Passphrases and derived keys are only ever in memory.
"""

from __future__ import annotations

import json
import secrets
import time
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from fourfold.vault import age, keys
from fourfold.vault.argon import Params, Request, derive
from fourfold.vault.recovery import RecoveryCode
from fourfold.web.accounts import server
from fourfold.web.accounts.access import Owner, open_owner
from fourfold.web.accounts.models import Record, SignIn, Unlock
from fourfold.web.accounts.throttle import TooSoon
from fourfold.web.safety.session import end_sessions

SIGN_IN_LIST_DAYS = 400
NAME_SIZE = 64  # a name is padded to this, or its length would tell which words it has
PASSPHRASE, RECOVERY, SECOND = Unlock.Kind.PASSPHRASE, Unlock.Kind.RECOVERY, Unlock.Kind.SECOND


class NameTaken(Exception):
    """A record of this name is there already."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A record that has just been opened: what the session keeps."""

    record: Record
    identity: age.Identity


# ------------------------------------------------------------------ making a record


def begin_derivation(network: bytes, passphrase: str, salt: bytes) -> str:
    """Queue one derivation with today's parameters; returns the ticket."""
    return server.queue().submit(network, (Request(passphrase, salt, Params.current()),))


def name_is_free(name: str) -> bool:
    """Whether a generated record name is still unused."""
    return not _called(name).exists()


def create_record(
    name: str, code: RecoveryCode, salt: bytes, derived: bytes, now: datetime
) -> Opened:
    """Make a record with its keys: identity wrapped twice, decoy second slot, sealed secrets.

    Raises NameTaken.
    """
    owner = age.Identity.generate(secrets.token_bytes(32))
    own = keys.RecordSecrets.generate(secrets.token_bytes)
    pepper, record_id = server.keys().pepper, uuid4()
    record = Record(
        id=record_id,
        name_tag=keys.name_tag(name, pepper.key),
        name=age.seal_bytes(name.encode().ljust(NAME_SIZE), [own.recipient]),
        recipient=own.recipient.to_text(),
        secrets=own.seal_to(owner, record_id.hex),
        created_day=now.date(),
    )
    unlocks = [
        _passphrase_unlock(record, owner, salt, derived),
        _code_unlock(record, owner, code),
        Unlock(record=record, kind=SECOND, wrapped=keys.decoy_second(secrets.token_bytes)),
    ]
    try:
        with transaction.atomic():
            record.save(force_insert=True)
            Unlock.objects.bulk_create(unlocks)
    except IntegrityError:
        if name_is_free(name):
            raise
        raise NameTaken from None
    return Opened(record, owner)


def _passphrase_unlock(record: Record, owner: age.Identity, salt: bytes, derived: bytes) -> Unlock:
    """A wrap of the owner's identity under the passphrase, proved to open before it is returned."""
    pepper = server.keys().pepper
    wrapped = keys.wrap_identity(
        keys.kek(derived, pepper.key),
        owner,
        keys.wrap_context(record.id.hex, PASSPHRASE, pepper.id),
    )
    return Unlock(
        record=record,
        kind=PASSPHRASE,
        salt=salt,
        params=Params.current().to_text(),
        pepper_id=pepper.id,
        verifier=keys.auth_verifier(derived, pepper.key),
        wrapped=wrapped,
    )


def _code_unlock(record: Record, owner: age.Identity, code: RecoveryCode) -> Unlock:
    context = keys.wrap_context(record.id.hex, RECOVERY)
    return Unlock(
        record=record,
        kind=RECOVERY,
        finder=code.tag(),
        wrapped=keys.wrap_identity(code.kek(), owner, context),
    )


# ------------------------------------------------------------------ opening a record


@dataclass(frozen=True, slots=True)
class Attempt:
    """A sign-in that waits for its derivation. `record` is "" when no such name is known."""

    record: str
    ticket: str
    throttled_as: str

    def to_json(self) -> dict[str, str]:
        return {"record": self.record, "ticket": self.ticket, "throttled_as": self.throttled_as}


def begin_sign_in(name: str, passphrase: str, network: bytes) -> Attempt:
    """Queue the derivation for a sign-in; raises TooSoon or QueueFull.

    An unknown name costs exactly what a known one costs, with a salt that stays the same for the
    name, so that neither the answer nor its time tells whether a record exists.
    """
    record = _find_by_name(name)
    key = _throttle_key(record, network, name)
    unlock = record and Unlock.objects.get(record=record, kind=PASSPHRASE)
    salt = bytes(unlock.salt) if unlock else keys.decoy_salt(name, server.keys().pepper.key)
    params = Params.from_text(unlock.params) if unlock else Params.current()
    ticket = server.queue_try(key, network, (Request(passphrase, salt, params),))
    return Attempt(record.id.hex if record else "", ticket, key.hex())


def finish_sign_in(attempt: Attempt, derived: bytes, seen: str, now: datetime) -> Opened | None:
    """Open the record if the passphrase was right; `seen`, which browser, goes on her list."""
    key = bytes.fromhex(attempt.throttled_as)
    record = Record.objects.filter(pk=UUID(attempt.record)).first() if attempt.record else None
    identity = _unlock(record, derived) if record else None
    if record is None or identity is None:
        if record:
            _list_failure(record, seen, now)
        return None
    server.throttle().succeeded(key)
    _renew_name_tag(record, identity)
    _list_sign_in(record, "opened", seen, now)
    return Opened(record, identity)


def open_with_passphrase(name: str, passphrase: str) -> Owner | None:
    """Open a record at once, for a command on the machine itself: no queue, no list."""
    record = _find_by_name(name)
    if record is None:
        return None
    row = Unlock.objects.get(record=record, kind=PASSPHRASE)
    derived = derive(passphrase, bytes(row.salt), Params.from_text(row.params))
    identity = _unlock(record, derived)
    return open_owner(record, identity) if identity else None


def _unlock(record: Record, derived: bytes) -> age.Identity | None:
    """The owner's identity, re-wrapped when the server's pepper has been replaced meanwhile."""
    row = Unlock.objects.get(record=record, kind=PASSPHRASE)
    pepper = server.keys().pepper_by_id(row.pepper_id)
    if not keys.is_right(derived, pepper.key, bytes(row.verifier)):
        return None
    context = keys.wrap_context(record.id.hex, PASSPHRASE, pepper.id)
    identity = keys.unwrap_identity(keys.kek(derived, pepper.key), bytes(row.wrapped), context)
    is_dated = keys.needs_rewrap(pepper.id, Params.from_text(row.params), server.keys().pepper.id)
    # A higher cost needs a new derivation: that waits for the next change of passphrase.
    if is_dated and row.params == Params.current().to_text():
        _replace_unlock(_passphrase_unlock(record, identity, bytes(row.salt), derived))
    return identity


def _renew_name_tag(record: Record, identity: age.Identity) -> None:
    """Find the record under the newest pepper from now on, if there are several."""
    if len(server.keys().peppers) == 1:
        return
    name = record_name(open_owner(record, identity))
    tag = keys.name_tag(name, server.keys().pepper.key)
    if tag != bytes(record.name_tag):
        Record.objects.filter(pk=record.pk).update(name_tag=tag)


def _find_by_name(name: str) -> Record | None:
    return _called(name).filter(destroy_day=None).first()


def _called(name: str) -> QuerySet[Record]:
    return Record.objects.filter(name_tag__in=server.keys().name_tags(name))


def _throttle_key(record: Record | None, network: bytes, name: str = "") -> bytes:
    """One budget for a record and a network, whether signed in already or not."""
    tag = record.name_tag if record else keys.name_tag(name, server.keys().pepper.key)
    return bytes(tag) + network


# ------------------------------------------------------------------ the recovery code


def record_name(owner: Owner) -> str:
    """The name that opens the record together with the passphrase, to be written down again."""
    return age.open_bytes(bytes(owner.row.name), owner.secrets.identity).decode().strip()


def open_with_code(text: str, network: bytes) -> Opened | None:
    """The record that a recovery code opens, hidden ones too; raises TooSoon for a wrong one.

    128 random bits need no slow derivation, and the right code is never made to wait: somebody who
    sends wrong ones from the same network must not be able to keep the owner out.
    """
    opened = _unlock_with_code(text)
    if opened is None:
        seconds = server.throttle().begin(network, time.monotonic())
        if seconds:
            raise TooSoon(seconds)
    return opened


def _unlock_with_code(text: str) -> Opened | None:
    code = RecoveryCode.parse(text)
    row = code and Unlock.objects.filter(kind=RECOVERY, finder=code.tag()).first()
    if not code or not row:
        return None
    context = keys.wrap_context(row.record.id.hex, RECOVERY)
    return Opened(row.record, keys.unwrap_identity(code.kek(), bytes(row.wrapped), context))


def recover(text: str, salt: bytes, derived: bytes, seen: str, now: datetime) -> Opened | None:
    """Set a new passphrase with the recovery code and shut everybody else out.

    Undoes "delete everything" as well. None when the code is no longer the right one.
    """
    opened = _unlock_with_code(text)
    if opened is None:
        return None
    unlock = _passphrase_unlock(opened.record, opened.identity, salt, derived)
    with transaction.atomic():
        _replace_unlock(unlock)
        Record.objects.filter(pk=opened.record.pk).update(destroy_day=None)
        end_sessions(opened.record.pk)
        _list_sign_in(opened.record, "recovered", seen, now)
    opened.record.destroy_day = None
    return opened


def code_opens(owner: Owner, text: str) -> bool:
    """Whether `text` is this record's recovery code: the step before anything irreversible."""
    code = RecoveryCode.parse(text)
    if code is None:
        return False
    return Unlock.objects.filter(record=owner.row, kind=RECOVERY, finder=code.tag()).exists()


def replace_code(owner: Owner, code: RecoveryCode, seen: str, now: datetime) -> None:
    """Make `code` the recovery code; the old one opens nothing from now on."""
    unlock = _code_unlock(owner.row, owner.identity, code)
    with transaction.atomic():
        _replace_unlock(unlock)
        _list_sign_in(owner.row, "code", seen, now)


# ------------------------------------------------------------------ changing and ending


def begin_step_up(owner: Owner, passphrase: str, also: tuple[Request, ...], network: bytes) -> str:
    """Queue the check of the owner's passphrase, with further derivations; the sign-in budget
    counts these tries too. Raises TooSoon or QueueFull."""
    key = _throttle_key(owner.row, network)
    row = Unlock.objects.get(record=owner.row, kind=PASSPHRASE)
    request = Request(passphrase, bytes(row.salt), Params.from_text(row.params))
    return server.queue_try(key, network, (request, *also))


def passphrase_is_right(
    owner: Owner, derived: bytes, network: bytes, seen: str, now: datetime
) -> bool:
    """The answer to `begin_step_up`; a wrong one is listed and stays counted."""
    if _unlock(owner.row, derived):
        server.throttle().succeeded(_throttle_key(owner.row, network))
        return True
    _list_failure(owner.row, seen, now)
    return False


def change_passphrase(owner: Owner, salt: bytes, derived: bytes, seen: str, now: datetime) -> None:
    """Put a new wrap, proved to open, in the place of the old one; end every other visit."""
    unlock = _passphrase_unlock(owner.row, owner.identity, salt, derived)
    with transaction.atomic():
        _replace_unlock(unlock)
        end_sessions(owner.record_id)
        _list_sign_in(owner.row, "changed", seen, now)


def replace_secrets(owner: Owner, secrets_: keys.RecordSecrets) -> Owner:
    """Save the record's secrets, re-sealed to the owner: the last step of a key rotation."""
    owner.row.secrets = secrets_.seal_to(owner.identity, owner.id_text)
    owner.row.save(update_fields=["secrets"])
    return replace(owner, secrets=secrets_)


def hide_record(owner: Owner, seen: str, now: datetime) -> date:
    """ "Delete everything": hidden at once, destroyed after the wait; the code undoes it."""
    due = due_day(now)
    with transaction.atomic():
        Record.objects.filter(pk=owner.record_id).update(destroy_day=due)
        end_sessions(owner.record_id)
        _list_sign_in(owner.row, "hidden", seen, now)
    return due


def due_day(now: datetime) -> date:
    """The day on which what is deleted now is destroyed: the first that begins after the wait.

    A day more than the wait, or something deleted at 23:59 would have a day less.
    """
    return now.date() + timedelta(days=settings.DESTROY_AFTER_DAYS + 1)


def due_records(today: date) -> list[UUID]:
    """The records whose day has come."""
    return list(Record.objects.filter(destroy_day__lte=today).values_list("pk", flat=True))


def destroy_record(record_id: UUID, today: date) -> bool:
    """Destroy a record with every row, unless its owner has brought it back meanwhile."""
    due = Record.objects.filter(pk=record_id, destroy_day__lte=today)
    with transaction.atomic():
        # Held until it is gone: Django looks at what to delete before it begins to delete.
        if not list(due.select_for_update()):
            return False
        due.delete()
    return True


def empty_write_ahead_log() -> None:
    """Truncate SQLite's write-ahead log, which keeps overwritten pages: keys that were replaced."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _replace_unlock(unlock: Unlock) -> None:
    with transaction.atomic():
        transaction.on_commit(empty_write_ahead_log)
        Unlock.objects.filter(record=unlock.record, kind=unlock.kind).delete()
        unlock.save(force_insert=True)


# ------------------------------------------------------------------ the sign-in list


def sign_in_list(owner: Owner) -> list[dict[str, str]]:
    """The owner's sign-ins and failed tries, newest first: `utc`, `what`, `seen`."""
    rows = SignIn.objects.filter(record=owner.row).order_by("-pk")[:200]
    identity = owner.secrets.identity
    return [json.loads(age.open_bytes(bytes(row.sealed), identity)) for row in rows]


def _list_sign_in(record: Record, what: str, seen: str, now: datetime) -> None:
    line = json.dumps({"utc": f"{now:%Y-%m-%dT%H:%M:%SZ}", "what": what, "seen": seen})
    recipient = age.Recipient.from_text(record.recipient)
    sealed = age.seal_bytes(line.encode().ljust(256), [recipient])
    SignIn.objects.create(record=record, day=now.date(), sealed=sealed)
    old = now.date() - timedelta(days=SIGN_IN_LIST_DAYS)
    SignIn.objects.filter(record=record, day__lt=old).delete()


def _list_failure(record: Record, seen: str, now: datetime) -> None:
    """At most one line an hour: a list that a guesser can fill would bury the guess that worked."""
    if server.throttle().is_first_this_hour(record.id.bytes, time.monotonic()):
        _list_sign_in(record, "failed", seen, now)
