"""Unknown senders that look like one person: a suggestion to the owner, with its reason.

Never a finding: no count uses it, no one is merged, and it has no place in a pack. Two senders are
named together when both wrote the same run of words, at least one of them is not known, and neither
the owner nor people who have no part in this wrote these words too.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from fourfold.core.pattern.gather import Gathered, local_of, profile_of
from fourfold.core.pattern.stops import StopKind
from fourfold.core.pattern.values import COUNTED, DAY, Side
from fourfold.core.record.entry import Entry, Message

RUN = 5
SOON = 3 * DAY
_WORD = re.compile(r"\w+")
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two senders, and why the owner may want to look whether they are one.

    senders: as the messages name them, in order of the alphabet. words: the first run of words that
    both wrote. entries: every entry that has a run of words that both wrote. after_block: entries
    of blocks in the three days before the later of the two first wrote.
    """

    senders: tuple[str, str]
    words: str
    entries: tuple[int, ...]
    after_block: tuple[int, ...]


def suggestions(found: Gathered) -> tuple[Suggestion, ...]:
    """Return the suggestions, most entries first."""
    runs, common = _runs(found)
    unknown = {
        sender for sides in (Side.NOT_KNOWN, Side.NOT_SAID) for sender in _senders(found, sides)
    }
    shared: dict[tuple[str, str], list[Words]] = defaultdict(list)
    for run, wrote in runs.items():
        if run in common or len(wrote) < 2:
            continue
        for one, other in combinations(sorted(wrote), 2):
            if one in unknown or other in unknown:
                shared[one, other].append(run)
    made = [_suggestion(found, pair, runs, each) for pair, each in sorted(shared.items())]
    return tuple(sorted(made, key=lambda each: -len(each.entries)))


def _runs(found: Gathered) -> tuple[dict[Words, dict[str, list[int]]], set[Words]]:
    """Return who wrote each run of words, in which entries; and the runs that say nothing."""
    runs: dict[Words, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    common: set[Words] = set()
    for number, entry in sorted(found.entries.items()):
        if not isinstance(entry.body, Message):
            continue
        is_counted = profile_of(entry, {}).side in COUNTED
        for run in _runs_of(entry.body.text):
            if is_counted and entry.body.sender.strip():
                runs[run][entry.body.sender.strip()].append(number)
            elif not is_counted:
                common.add(run)
    return runs, common


def _runs_of(text: str) -> list[Words]:
    words = _WORD.findall(text.casefold())
    return list(dict.fromkeys(tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)))


def _senders(found: Gathered, side: Side) -> set[str]:
    return {
        entry.body.sender.strip()
        for entry in found.entries.values()
        if isinstance(entry.body, Message) and profile_of(entry, {}).side is side
    }


def _suggestion(
    found: Gathered,
    pair: tuple[str, str],
    runs: dict[Words, dict[str, list[int]]],
    shared: list[Words],
) -> Suggestion:
    entries = {number for run in shared for sender in pair for number in runs[run][sender]}
    first = min(shared, key=lambda run: min(runs[run][pair[0]] + runs[run][pair[1]]))
    begins = [_begins(found, sender) for sender in pair]
    later = None if None in begins else max(each for each in begins if each is not None)
    return Suggestion(pair, " ".join(first), tuple(sorted(entries)), _blocks(found, later))


def _begins(found: Gathered, sender: str) -> int | None:
    times = [
        local_of(entry.when)
        for entry in found.entries.values()
        if isinstance(entry.body, Message)
        and entry.body.sender.strip() == sender
        and entry.when.earliest is not None
    ]
    return min(times, default=None)


def _blocks(found: Gathered, later: int | None) -> tuple[int, ...]:
    if later is None:
        return ()
    return tuple(
        number
        for number, entry in sorted(found.entries.items())
        if _is_block(entry) and 0 <= later - local_of(entry.when) <= SOON
    )


def _is_block(entry: Entry) -> bool:
    is_block = getattr(entry.body, "stop_point", "") == StopKind.BLOCKED
    return is_block and not entry.when.is_unknown
