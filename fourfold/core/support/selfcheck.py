"""The self-check: own questions about what is happening, and what stands out in the answers.

Questions, branches and texts are data (`data/selfcheck`). Who it is about is the first question,
so that both ways through, for oneself and for somebody else, are one list with conditions. A token
such as "often:once" names an answer; a condition is a list of groups: all must hold, each by any
of its tokens. A question may look back only, so that there is no way round in a circle and each
way ends in a result. Nothing is added up: there is no number in a result, and no verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from fourfold.core.kernel.provenance import Provenance

Answers = Mapping[str, tuple[str, ...]]
Condition = tuple[tuple[str, ...], ...]
ABOUT, ME, FRIEND = "for", "me", "friend"
# Facts that follow from the answers, for conditions: a sign of danger; no answer to any question.
ANY_SIGN, NOTHING = "any:sign", "any:nothing"


class Welsh(StrEnum):
    """How far the Welsh of a text may be relied on; the words of CONTRIBUTING.md."""

    OFFICIAL = "official"
    ASSEMBLED = "assembled"
    DRAFT = "draft"


class Kind(StrEnum):
    """How many answers a question takes."""

    ONE = "one"
    MANY = "many"


class Note(StrEnum):
    """Where an answer goes in the first draft of a record, if its owner asks for one."""

    NOWHERE = ""
    WHAT = "what"
    FEELINGS = "feelings"


class Part(StrEnum):
    """The parts of a result, in the order of the page."""

    URGENT = "urgent"
    DANGER = "danger"
    STANDS_OUT = "stands-out"
    LAW = "law"
    FOUR = "four"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Said:
    """A text in both languages."""

    en: str
    cy: str
    welsh: Welsh

    def words(self, language: str) -> str:
        """The text in Welsh or in English."""
        return self.cy if language == "cy" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What is said to somebody it happens to, and otherwise to a friend where that differs."""

    text: Said
    friend: Said | None = None

    def said(self, about: str) -> Said:
        """The text for whoever it is about."""
        return self.friend if self.friend and about == FRIEND else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Spoken):
    """An answer that can be chosen.

    `sign` names the sign of danger that it is, the same name for the same sign in two questions.
    `is_plain` marks one from which nothing follows. `is_left_out` keeps it out of a record's draft.
    `alone` is what it says where its question is not beside it, as "Yes" does not.
    """

    id: str
    sign: str = ""
    is_plain: bool = False
    is_left_out: bool = False
    alone: Said | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Spoken):
    """One question, asked if its condition holds. `page` groups questions that stand together.

    `is_critical` is about danger: no Welsh of it stands without its English.
    """

    id: str
    page: int
    kind: Kind
    choices: tuple[Choice, ...]
    hint: Said | None = None
    ask_if: Condition = ()
    note: Note = Note.NOWHERE
    is_critical: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Spoken):
    """A text of the result: when it is shown, where it leads, whom to call, where it was read."""

    id: str
    part: Part
    source: str
    when: Condition = ()
    unless: tuple[str, ...] = ()
    link: str = ""
    service: str = ""
    is_critical: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """All of it. `common` are the answers that every question but the first has at its end."""

    questions: tuple[Question, ...]
    common: tuple[Choice, ...]
    findings: tuple[Finding, ...]
    sources: Mapping[str, Provenance]

    def choices(self, question: Question) -> tuple[Choice, ...]:
        """The answers that a question offers."""
        return question.choices if question.id == ABOUT else (*question.choices, *self.common)


@dataclass(frozen=True, slots=True)
class Result:
    """What stands out. `signs` of danger come first, each once, as they were ticked."""

    about: str
    signs: tuple[Choice, ...]
    findings: tuple[Finding, ...]

    def of(self, part: Part) -> tuple[Finding, ...]:
        """The texts of one part, in order."""
        return tuple(each for each in self.findings if each.part is part)


def settle(check: Check, given: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """The answers that count: known ones, to questions that are asked, one where one is taken."""
    kept: dict[str, tuple[str, ...]] = {}
    for question in check.questions:
        if not holds(question.ask_if, tokens(kept)):
            continue
        wanted = set(given.get(question.id, ()))
        chosen = tuple(each.id for each in check.choices(question) if each.id in wanted)
        if chosen:
            kept[question.id] = chosen[:1] if question.kind is Kind.ONE else chosen
    return kept


def pages(check: Check, answers: Answers) -> tuple[tuple[Question, ...], ...]:
    """The pages that somebody with these answers goes through, after the first question."""
    facts = tokens(settle(check, answers))
    asked = [each for each in check.questions if each.id != ABOUT and holds(each.ask_if, facts)]
    numbers = dict.fromkeys(each.page for each in asked)
    return tuple(tuple(each for each in asked if each.page == number) for number in numbers)


def result(check: Check, given: Mapping[str, Iterable[str]]) -> Result:
    """What stands out in these answers; whatever they are, there is always something to do next."""
    answers = settle(check, given)
    about = answers.get(ABOUT, (ME,))[0]
    signs: dict[str, Choice] = {}
    for each in _chosen(check, answers):
        if each.sign:
            signs.setdefault(each.sign, each)
    facts = _facts(check, answers) | {f"{ABOUT}:{about}"}
    shown = (each for each in check.findings if is_shown(each, facts))
    return Result(about, tuple(signs.values()), tuple(shown))


def draft(check: Check, given: Mapping[str, Iterable[str]], language: str) -> dict[str, list[str]]:
    """The ticked answers that may go into a record's first draft, by the box they go into."""
    answers = settle(check, given)
    boxes: dict[str, list[str]] = {Note.WHAT.value: [], Note.FEELINGS.value: []}
    common = {each.id for each in check.common}
    for question in check.questions:
        if question.note is Note.NOWHERE:
            continue
        heard = [
            each.text.words(language)
            for each in _among(check, question, answers)
            if not each.is_left_out and each.id not in common
        ]
        if heard and question.kind is Kind.ONE:
            heard = [f"{question.text.words(language)} {heard[0]}"]
        boxes[question.note.value] += heard
    return boxes


def tokens(answers: Answers) -> set[str]:
    """The answers as conditions name them."""
    return {f"{name}:{each}" for name, chosen in answers.items() for each in chosen}


def holds(condition: Condition, facts: set[str]) -> bool:
    """Whether each group has one of its tokens among the facts."""
    return all(any(token in facts for token in group) for group in condition)


def is_shown(finding: Finding, facts: set[str]) -> bool:
    """Whether a text of the result fits."""
    return holds(finding.when, facts) and not facts.intersection(finding.unless)


def _chosen(check: Check, answers: Answers) -> Iterator[Choice]:
    for question in check.questions:
        yield from _among(check, question, answers)


def _among(check: Check, question: Question, answers: Answers) -> Iterator[Choice]:
    chosen = answers.get(question.id, ())
    return (each for each in check.choices(question) if each.id in chosen)


# ------------------------------------------------------------------ what would be wrong with it


def problems(check: Check) -> list[str]:
    """What has to be mended before anybody is asked; empty when all is well."""
    return [
        *_wrong_names(check),
        *_wrong_order(check),
        *_never_asked(check),
        *_never_shown(check),
        *_never_used(check),
        *_without_source(check),
    ]


def way_to(check: Check, condition: Condition) -> dict[str, tuple[str, ...]] | None:
    """Answers with which a condition holds and which somebody can come to give, or None."""
    asked = {each.id: each for each in check.questions}
    groups = [_without_signs(check, group) for group in condition]
    seen: set[str] = set()
    for group in groups:  # which grows by what has to be answered first
        for name in {token.partition(":")[0] for token in group} & asked.keys() - seen:
            seen.add(name)
            groups += asked[name].ask_if
    for chosen in product(*groups):
        wanted: dict[str, tuple[str, ...]] = {}
        for name, _, answer in (token.partition(":") for token in chosen):
            wanted[name] = (*wanted.get(name, ()), answer)
        found = settle(check, wanted)
        if holds(condition, _facts(check, found)):
            return found
    return None


def _without_signs(check: Check, group: tuple[str, ...]) -> tuple[str, ...]:
    """The group, with every answer that is a sign of danger in place of any sign."""
    if ANY_SIGN not in group:
        return group
    return tuple(f"{q.id}:{each.id}" for q in check.questions for each in q.choices if each.sign)


def _facts(check: Check, answers: Answers) -> set[str]:
    """The tokens of settled answers, with what follows from them."""
    facts = tokens(answers)
    facts |= {ANY_SIGN} if any(each.sign for each in _chosen(check, answers)) else set()
    return facts | (set() if answers.keys() - {ABOUT} else {NOTHING})


def _wrong_names(check: Check) -> Iterator[str]:
    for named in (check.questions, check.findings):
        names = [each.id for each in named]
        yield from (
            f"{each} is there twice" for each in dict.fromkeys(names) if names.count(each) > 1
        )
    first = check.questions[0]
    if first.id != ABOUT or {each.id for each in first.choices} != {ME, FRIEND}:
        yield "the first question has to be whom it is about"
    for question in check.questions:
        chosen = [each.id for each in check.choices(question)]
        if len(set(chosen)) != len(chosen):
            yield f"{question.id} has an answer twice"


def _wrong_order(check: Check) -> Iterator[str]:
    """A question looks back only, so nothing goes round in a circle; its page never goes back."""
    known: set[str] = set()
    last = 0
    for question in check.questions:
        for token in (token for group in question.ask_if for token in group):
            if token not in known:
                yield f"{question.id} waits for {token}, which nobody has been asked by then"
        if question.page < last:
            yield f"{question.id} stands on a page before the one in front of it"
        last = question.page
        known |= {f"{question.id}:{each.id}" for each in check.choices(question)}
    for finding in check.findings:
        named = {token for group in finding.when for token in group} | set(finding.unless)
        yield from (f"{finding.id} names {each}" for each in named - known - {ANY_SIGN, NOTHING})


def _never_asked(check: Check) -> Iterator[str]:
    known = {each.id for each in check.questions}
    for question in check.questions:
        named = {token.partition(":")[0] for group in question.ask_if for token in group}
        if named <= known and way_to(check, question.ask_if) is None:
            yield f"{question.id} is never asked"


def _never_shown(check: Check) -> Iterator[str]:
    known = {each.id for each in check.questions} | {"any"}
    for finding in check.findings:
        named = {token.partition(":")[0] for group in finding.when for token in group}
        found = way_to(check, finding.when) if named <= known else None
        if found is None or not is_shown(finding, _facts(check, found)):
            yield f"{finding.id} is never shown"


def _never_used(check: Check) -> Iterator[str]:
    used = {token for each in check.questions for group in each.ask_if for token in group}
    used |= {token for each in check.findings for group in each.when for token in group}
    used |= {token for each in check.findings for token in each.unless}
    for question in check.questions:
        for choice in question.choices:
            if not (choice.sign or choice.is_plain or f"{question.id}:{choice.id}" in used):
                yield f"nothing follows from {question.id}:{choice.id}"


def _without_source(check: Check) -> Iterator[str]:
    yield from (
        f"{each.id} has no source" for each in check.findings if each.source not in check.sources
    )
