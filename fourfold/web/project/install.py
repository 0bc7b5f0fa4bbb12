"""Making an installation and looking it over: keys, database, storage, permissions, machine."""

from __future__ import annotations

import os
import resource
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fourfold import __version__
from fourfold.data import forces, holidays
from fourfold.render import sandbox
from fourfold.vault import serverkeys
from fourfold.web.accounts.models import KnownKey
from fourfold.web.directory import actions as directory
from fourfold.web.rules import catalogue

MEMORY_FLOOR = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend: what it is and what to do, and whether the service may start with it."""

    text: str
    stops_start: bool

    def __str__(self) -> str:
        return self.text


def prepare() -> None:
    """Make what a new installation lacks. Never makes keys for a database that already exists."""
    # A core file of a crash would hold what somebody typed.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)
    settings.DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    is_new = not _has_tables()
    if is_new and _has_files():
        # Beside an empty database the sweep would take every file for one that nobody needs.
        return
    if is_new and not (settings.DATA / "keys").exists():
        serverkeys.create(settings.DATA / "keys")
    call_command("migrate", interactive=False, verbosity=0)
    if is_new:
        remember_keys()
    _collect_static()
    directory.follow_release(timezone.now())


def remember_keys() -> None:
    """Note which keys this database is used with, so that a start without one of them stops."""
    for purpose, key_id in serverkeys.load(settings.DATA / "keys").ids():
        KnownKey.objects.get_or_create(purpose=purpose, key_id=key_id)


def problems() -> tuple[Problem, ...]:
    """Everything that is wrong, worst first."""
    notes = (*_machine_notes(), *law_notes(timezone.localdate()))
    found = [*_data_problems(), *_database_problems(), *notes]
    return tuple(sorted(found, key=lambda problem: not problem.stops_start))


def _data_problems() -> Iterator[Problem]:
    data: Path = settings.DATA
    if not data.is_dir():
        words = _("There is no data folder: `fourfold serve` makes one if it may. Check the path.")
        yield Problem(words, True)
        return
    if stat.S_IMODE(data.stat().st_mode) & 0o077:
        yield Problem(_("Others on this computer can look into the data folder: chmod 700."), True)
    if not os.access(data, os.W_OK):
        yield Problem(_("The data folder cannot be written to: check who owns it."), True)
    free = os.statvfs(data)
    if free.f_bavail * free.f_frsize < settings.FREE_SPACE_FLOOR:
        yield Problem(_("The disk is nearly full: free some space, or nothing can be saved."), True)


def _database_problems() -> Iterator[Problem]:
    if not settings.DATA.is_dir():
        return
    try:
        strange = _version_problem()
        if strange:
            yield Problem(strange, True)
            return
        known = [(row.purpose, row.key_id) for row in KnownKey.objects.all()]
    except DatabaseError:
        yield Problem(_("The database cannot be opened: restore it, or check its address."), True)
        return
    for fault in serverkeys.check(settings.DATA / "keys", known):
        yield Problem(KEY_WORDS[fault.code] % {"key": fault.name}, True)


KEY_WORDS = {
    "missing": gettext_lazy(
        "The key %(key)s is missing: put it back from your copy. Never make a new one."
    ),
    "default": gettext_lazy("The key %(key)s is empty or a default: put the real one back."),
    "unknown": gettext_lazy(
        "The key %(key)s does not belong to this database: put the right one back."
    ),
    "mode": gettext_lazy(
        "Others on this computer can read the key %(key)s: chmod 600 (700 for the folder)."
    ),
}


def _machine_notes() -> Iterator[Problem]:
    if sandbox.state() is not sandbox.State.WHOLE:
        yield Problem(
            _("This computer cannot lock programs in (Landlock, seccomp): no previews."),
            False,
        )
    if _has_plain_swap():
        yield Problem(
            _("Swap is on and may not be encrypted: what is open in memory could reach the disk."),
            False,
        )
    if os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") < MEMORY_FLOOR:
        yield Problem(_("Less than 512 MB of memory: signing in may fail."), False)


def law_notes(today: date) -> Iterator[Problem]:
    """What was read too long ago for people to be told it without “check this”."""
    rules = sum(each.is_due(today) for each in catalogue.everything())
    areas = sum(force.provenance.is_due(today) for force in forces.load())
    years = ", ".join(f"{year}" for year in sorted(holidays.years_due(today)))
    for text, count in ((PAST[0], rules), (PAST[1], areas), (PAST[2], years)):
        if count:
            yield Problem(text % {"n": count}, False)


PAST = (
    gettext_lazy(
        "Rules of law past their day: %(n)s. They say “check this” until a newer version is "
        "installed; one that is wrong can be switched off at /o/rules."
    ),
    gettext_lazy(
        "Police forces past their day: %(n)s. Check their sites, or install a newer version."
    ),
    gettext_lazy(
        "Bank holidays to check again: %(n)s. Compare them with the government’s list, and change "
        "at /o/holidays what differs."
    ),
)


def _has_plain_swap() -> bool:
    try:
        lines = Path("/proc/swaps").read_text().splitlines()[1:]
    except OSError:
        return False
    return any("/dm-" not in line and "zram" not in line for line in lines)


def _has_database() -> bool:
    """Whether there is one to ask: SQLite would make an empty one."""
    return connection.vendor != "sqlite" or Path(connection.settings_dict["NAME"]).is_file()


def _has_files() -> bool:
    folder: Path = settings.DATA / "files"
    return any(path.is_file() for path in folder.rglob("*"))


def _has_tables() -> bool:
    return "accounts_record" in connection.introspection.table_names()


def _version_problem() -> str:
    if not _has_database() or not _has_tables():
        if _has_files():
            return _("The database is missing, but files are here: put it back from your copy.")
        return _("There is no database yet: `fourfold serve` makes one.")
    executor = MigrationExecutor(connection)
    loader = executor.loader
    if set(loader.applied_migrations or ()) - set(loader.disk_migrations or ()):
        return _("The database is from a newer version: install that version of Fourfold again.")
    if executor.migration_plan(loader.graph.leaf_nodes()):
        return _("The database is from an older version: `fourfold serve` updates it.")
    return ""


def _collect_static() -> None:
    """Lay out the style sheets and scripts when they are newer than what lies there."""
    marker = settings.STATIC_ROOT / ".laid-out"
    source = settings.PACKAGE / "web" / "ui" / "static"
    newest = max(path.stat().st_mtime for path in source.rglob("*") if path.is_file())
    stamp = f"{__version__} {newest}"
    if marker.is_file() and marker.read_text() == stamp:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    marker.write_text(stamp)
