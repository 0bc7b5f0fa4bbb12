"""Dataclasses to plain JSON values and back, strictly, so that what is read is what was written.

A dataclass describes itself: the types of its fields, their defaults, and rules put beside a type
with `Annotated`. Fields may be str, int, bool, a StrEnum, When, another dataclass, one of several
dataclasses told apart by a class variable `kind`, a tuple of any of these, or one of them or None.
`write` writes every field. `read` fills in a field that is absent and has a default, and refuses
whatever else it does not know: nothing is dropped or guessed.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    NoReturn,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from fourfold.core.kernel.errors import ShapeError, WhenError
from fourfold.core.kernel.text import clean
from fourfold.core.kernel.when import When

T = TypeVar("T")
Reader = Callable[[Any, str], Any]


@dataclass(frozen=True, slots=True)
class Matches:
    """A rule for text: the whole of it has this pattern."""

    pattern: str

    def fits(self, text: str) -> bool:
        """Say whether a text keeps the rule."""
        return re.fullmatch(self.pattern, text) is not None


@dataclass(frozen=True, slots=True)
class Most:
    """A rule for text and tuples: at most so many characters or items."""

    count: int


@dataclass(frozen=True, slots=True)
class Within:
    """A rule for integers: neither below `low` nor above `high`."""

    low: int
    high: int


class OneLine:
    """A rule for text: no line end and no tab."""


class Instant:
    """A rule for text: a real moment in UTC, "2026-11-22T07:00:00Z"."""


class AsGiven:
    """A rule for text: any characters, even those that `text.clean` takes away."""


class Distinct:
    """A rule for tuples: no item twice."""


Text = Annotated[str, Most(1_000_000)]
Line = Annotated[str, OneLine(), Most(1_000)]
Id = Annotated[str, Matches("[0-9a-f]{32}")]
Hash = Annotated[str, Matches("[0-9a-f]{64}")]
Moment = Annotated[str, Instant()]


def write(value: Any) -> Any:
    """Return the plain JSON value of a dataclass or of anything that its fields may hold."""
    if isinstance(value, When):
        return value.to_json()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [write(each) for each in value]
    if is_dataclass(value):
        kind = _kind(type(value))
        head = {} if kind is None else {"kind": kind}
        return head | {each.name: write(getattr(value, each.name)) for each in fields(value)}
    return value


def read(shape: type[T], plain: Any, path: str = "") -> T:
    """Return the dataclass `shape` that the plain value says; raises ShapeError.

    path: where the value stands inside a greater whole, for the error.
    """
    return cast(T, _reader(cast(Any, shape))(plain, path))


def refuse(code: str, field: str) -> NoReturn:
    """Raise the ShapeError of a dataclass's own rule; for use in `__post_init__`."""
    raise ShapeError(code, field)


@cache
def _reader(shape: Any, *rules: Any) -> Reader:
    """Return the function that reads values of this type under these rules."""
    origin = get_origin(shape)
    if origin is Annotated:
        inner, *more = get_args(shape)
        return _reader(inner, *rules, *more)
    if origin in (Union, UnionType):
        return _either(get_args(shape))
    if origin is tuple:
        return _items(_reader(get_args(shape)[0]), rules)
    return _one(shape, rules)


def _one(shape: Any, rules: tuple[Any, ...]) -> Reader:
    """The reader of a plain type, a StrEnum or a dataclass."""
    if shape in _PLAIN:
        return _PLAIN[shape](rules)
    return _choice(shape) if issubclass(shape, StrEnum) else _object(shape)


def _object(shape: Any) -> Reader:
    hints = get_type_hints(shape, include_extras=True)
    readers = {each.name: _reader(hints[each.name]) for each in fields(shape)}
    needed = [each.name for each in fields(shape) if each.default is MISSING]
    kind = _kind(shape)
    known = set(readers) if kind is None else {*readers, "kind"}

    def read_object(plain: Any, path: str) -> Any:
        _expect(isinstance(plain, Mapping), "type", path)
        for name in plain:
            if name not in known:
                raise ShapeError("field_unknown", _join(path, str(name)))
        for name in needed:
            if name not in plain:
                raise ShapeError("field_missing", _join(path, name))
        _expect(kind is None or plain.get("kind") == kind, "kind_unknown", path)
        values = {
            name: read_field(plain[name], _join(path, name))
            for name, read_field in readers.items()
            if name in plain
        }
        try:
            return shape(**values)
        except ShapeError as error:
            raise ShapeError(error.code, _join(path, error.path)) from error

    return read_object


def _either(shapes: tuple[Any, ...]) -> Reader:
    """Read one of several dataclasses by their `kind`, or one type or None."""
    if NoneType in shapes:
        (shape,) = (each for each in shapes if each is not NoneType)
        read_value = _reader(shape)
        return lambda plain, path: None if plain is None else read_value(plain, path)
    by_kind = {_kind(each): _reader(each) for each in shapes}

    def read_one(plain: Any, path: str) -> Any:
        _expect(isinstance(plain, Mapping), "type", path)
        kind = plain.get("kind")
        _expect(isinstance(kind, str) and kind in by_kind, "kind_unknown", _join(path, "kind"))
        return by_kind[kind](plain, path)

    return read_one


def _items(read_item: Reader, rules: tuple[Any, ...]) -> Reader:
    most = next((rule.count for rule in rules if isinstance(rule, Most)), None)
    distinct = any(isinstance(rule, Distinct) for rule in rules)

    def read_items(plain: Any, path: str) -> tuple[Any, ...]:
        _expect(isinstance(plain, list), "type", path)
        _expect(most is None or len(plain) <= most, "too_many", path)
        items = tuple(read_item(each, f"{path}[{place}]") for place, each in enumerate(plain))
        _expect(not distinct or len(set(items)) == len(items), "repeated", path)
        return items

    return read_items


def _choice(shape: type[StrEnum]) -> Reader:
    values = {each.value: each for each in shape}

    def read_choice(plain: Any, path: str) -> StrEnum:
        _expect(isinstance(plain, str), "type", path)
        _expect(plain in values, "choice_unknown", path)
        return values[plain]

    return read_choice


def _text(rules: tuple[Any, ...]) -> Reader:
    checks = [check for rule in rules for check in [_text_check(rule)] if check]
    tidy = not any(isinstance(rule, AsGiven) for rule in rules)

    def read_text(plain: Any, path: str) -> str:
        _expect(isinstance(plain, str), "type", path)
        _expect(clean(plain) == plain if tidy else _is_unicode(plain), "text", path)
        for passes, code in checks:
            _expect(passes(plain), code, path)
        return cast(str, plain)

    return read_text


def _text_check(rule: Any) -> tuple[Callable[[str], bool], str] | None:
    match rule:
        case Most(count):
            return lambda text: len(text) <= count, "too_long"
        case Matches():
            return rule.fits, "pattern"
        case OneLine():
            return lambda text: "\n" not in text and "\t" not in text, "line"
        case Instant():
            return _is_instant, "instant"
    return None


def _integer(rules: tuple[Any, ...]) -> Reader:
    limits = [rule for rule in rules if isinstance(rule, Within)]

    def read_integer(plain: Any, path: str) -> int:
        _expect(isinstance(plain, int) and not isinstance(plain, bool), "type", path)
        for each in limits:
            _expect(each.low <= plain <= each.high, "out_of_range", path)
        return cast(int, plain)

    return read_integer


def _boolean(_rules: tuple[Any, ...]) -> Reader:
    def read_boolean(plain: Any, path: str) -> bool:
        _expect(isinstance(plain, bool), "type", path)
        return cast(bool, plain)

    return read_boolean


def _when(_rules: tuple[Any, ...]) -> Reader:
    def read_when(plain: Any, path: str) -> When:
        try:
            return When.from_json(plain)
        except WhenError as error:
            raise ShapeError(f"when_{error.code}", path) from error

    return read_when


_PLAIN: dict[Any, Callable[[tuple[Any, ...]], Reader]] = {
    str: _text,
    int: _integer,
    bool: _boolean,
    When: _when,
}


def _kind(shape: Any) -> str | None:
    """The dataclass's `kind`, if it has one for the whole class."""
    kind = getattr(shape, "kind", None)
    return kind.value if isinstance(kind, StrEnum) else None


def _expect(holds: bool, code: str, path: str) -> None:
    if not holds:
        raise ShapeError(code, path)


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path and name else path or name


def _is_unicode(text: str) -> bool:
    return not any("\ud800" <= each <= "\udfff" for each in text)


def _is_instant(text: str) -> bool:
    try:
        return datetime.fromisoformat(text[:-1]).isoformat() + "Z" == text
    except ValueError:
        return False
