"""The terms of an order, as somebody copies them from the paper, and which of them stay the same.

A box of text in, terms out. Each line is a term; where lines are left empty, each paragraph is one.
A line that begins as an order numbers its terms, "2(a)", begins a term too. No word is changed.

A term that is still there after an amendment keeps its id, because entries name it. Which one that
is follows from the words; where they do not say it clearly, the term counts as a new one: an entry
then still goes against the words that its owner ticked, and not against others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from fourfold.core.record.body import Term

MOST = 1_000
ALIKE = 0.75
"""How many of the words of two terms are the same, at the least, for one to be the other mended."""
ALIKE_WITH_LABEL = 0.5
"""The same, for two terms that have one label."""

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{1,3})*"
_LETTERS = r"\((?:[a-z]{1,4}|[A-Z]{1,4}|[0-9]{1,3})\)"
_LABEL = re.compile(
    rf"(?P<label>{_NUMBER}(?:{_LETTERS})+[.:]?|{_NUMBER}[.):]|(?:{_LETTERS})+[.:]?|[a-zA-Z][.)])"
    r"[ \t]+(?P<words>\S.*)"
)
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")
_WORD = re.compile(r"\w+")

Said = tuple[str, str]
"""A term without its id: the label, "" for none, and the words."""
_Same = Callable[[Term, Said], bool]


def read(text: str) -> tuple[Said, ...]:
    """Return the terms that a box holds, in order; one that is there twice is there once."""
    text = text.strip()
    parts = _EMPTY_LINE.split(text) if _EMPTY_LINE.search(text) else text.split("\n")
    found = (said for part in parts if part.strip() for said in _labelled(part))
    return tuple(dict.fromkeys(found))


def written(terms: Iterable[Term]) -> str:
    """Return the box that reads as these terms."""
    each = [f"{term.label} {term.words}" if term.label else term.words for term in terms]
    return ("\n\n" if any("\n" in one for one in each) else "\n").join(each)


def identified(said: Iterable[Said], versions: Sequence[tuple[Term, ...]]) -> tuple[Term, ...]:
    """Return terms with their ids. versions: the terms of each earlier version, the last one last.

    A term of the last version that is still there keeps its id. No id is given twice, not even that
    of a term which was taken out long ago.
    """
    new = list(said)
    before = list(versions[-1]) if versions else []
    kept: dict[int, str] = {}
    for is_same in (_same_words, _mended):
        _keep(new, before, kept, is_same)
    ids = _fresh({term.id for terms in versions for term in terms})
    return tuple(
        Term(id=kept.get(place) or next(ids), words=words, label=label)
        for place, (label, words) in enumerate(new)
    )


def _labelled(part: str) -> Iterator[Said]:
    """The terms of one line or paragraph: a line that begins with a label begins another."""
    label, lines = "", list[str]()
    for line in part.strip().split("\n"):
        match = _LABEL.fullmatch(line.strip())
        if match is None:
            lines.append(line.rstrip())
            continue
        if lines:
            yield label, "\n".join(lines)
        label, lines = match["label"], [match["words"]]
    yield label, "\n".join(lines)


def _keep(new: list[Said], before: list[Term], kept: dict[int, str], is_same: _Same) -> None:
    """Give new terms the ids of those before that they are, first come first served."""
    for place, said in enumerate(new):
        if place in kept:
            continue
        found = next((term for term in before if is_same(term, said)), None)
        if found is not None:
            kept[place] = found.id
            before.remove(found)


def _same_words(term: Term, said: Said) -> bool:
    return term.words.casefold().split() == said[1].casefold().split()


def _mended(term: Term, said: Said) -> bool:
    """Whether one is the other with a few words changed, and no number: 100 metres are not 50."""
    label, words = said
    one, other = _parted(term.words), _parted(words)
    if {each for each in one ^ other if each.isdigit()}:
        return False
    least = ALIKE_WITH_LABEL if label and label == term.label else ALIKE
    return len(one & other) >= least * max(1, len(one | other))


def _parted(words: str) -> set[str]:
    return set(_WORD.findall(words.casefold()))


def _fresh(taken: set[str]) -> Iterator[str]:
    """Ids that are not taken: t1, t2 and so on."""
    number = 0
    while True:
        number += 1
        if f"t{number}" not in taken:
            yield f"t{number}"
