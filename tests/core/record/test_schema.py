"""The schema and the dataclasses, both written by hand, say the same in every field and value."""

import json
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from importlib.resources import files
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from fourfold.core.kernel import canonical
from fourfold.core.kernel.shape import Distinct, Matches, Most, Within, write
from fourfold.core.kernel.when import When
from fourfold.core.record import format as record_format
from fourfold.core.record.body import Body
from fourfold.core.record.entry import from_json, to_json
from fourfold.core.record.errors import FormatError
from fourfold.core.record.format import RecordFile, dump, load
from tests.core.record.generate import entries, records, values
from tests.deep import cases

SCHEMA = json.loads(files("fourfold.data").joinpath("record-format-1.schema.json").read_text())
VALIDATOR = Draft202012Validator(SCHEMA)
ENTRY_VALIDATOR = Draft202012Validator({"$ref": "#/$defs/entry", "$defs": SCHEMA["$defs"]})
# Written with a default for those who make a file, asked for by its readers.
NEEDED_BY_READERS = {"format", "version", "schema"}


def resolve(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with what it refers to laid under its own words."""
    name = schema.get("$ref", "").removeprefix("#/$defs/")
    return resolve(SCHEMA["$defs"][name]) | schema if name else schema


def rules_of(shape: Any) -> tuple[Any, tuple[Any, ...]]:
    if get_origin(shape) is Annotated:
        inner, *rules = get_args(shape)
        bare, more = rules_of(inner)
        return bare, (*rules, *more)
    return shape, ()


def differences(shape: Any, schema: dict[str, Any], path: str) -> Iterator[str]:
    """Every place where a type and its schema disagree, by path."""
    shape, rules = rules_of(shape)
    schema = resolve(schema)
    origin = get_origin(shape)
    if origin in (Union, UnionType) and NoneType in get_args(shape):
        inner, null = schema["anyOf"]
        yield from [] if null == {"type": "null"} else [f"{path}: null"]
        (shape,) = (each for each in get_args(shape) if each is not NoneType)
        yield from differences(shape, inner, path)
    elif origin in (Union, UnionType):
        for each, one in zip(get_args(shape), schema["oneOf"], strict=True):
            yield from differences(each, one, path)
    elif origin is tuple:
        yield from sequence_differences(rules, schema, path)
        yield from differences(get_args(shape)[0], schema["items"], f"{path}[]")
    elif shape is When:
        yield from [] if schema == resolve({"$ref": "#/$defs/when"}) | schema else [path]
    elif is_dataclass(shape):
        yield from object_differences(shape, schema, path)
    elif isinstance(shape, type) and issubclass(shape, StrEnum):
        yield from [] if schema["enum"] == [each.value for each in shape] else [f"{path}: codes"]
    else:
        yield from plain_differences(shape, rules, schema, path)


def sequence_differences(
    rules: tuple[Any, ...], schema: dict[str, Any], path: str
) -> Iterator[str]:
    most = next((rule.count for rule in rules if isinstance(rule, Most)), None)
    distinct = any(isinstance(rule, Distinct) for rule in rules)
    if schema.get("type") != "array" or schema.get("maxItems") != most:
        yield f"{path}: items"
    if schema.get("uniqueItems", False) != distinct and path != ".deleted":
        yield f"{path}: unique"


def object_differences(shape: Any, schema: dict[str, Any], path: str) -> Iterator[str]:
    hints = get_type_hints(shape, include_extras=True)
    kind = getattr(shape, "kind", None)
    head = {"kind"} if isinstance(kind, StrEnum) else set()
    if head and schema["properties"]["kind"] != {"const": str(kind)}:
        yield f"{path}.kind"
    names = {each.name for each in fields(shape)}
    needed = {each.name for each in fields(shape) if each.default is MISSING}
    if set(schema["properties"]) != names | head:
        yield f"{path}: {set(schema['properties']) ^ (names | head)}"
    if set(schema["required"]) != needed | head | (names & NEEDED_BY_READERS):
        yield f"{path}: required"
    if schema["additionalProperties"] is not False:
        yield f"{path}: additional"
    for each in fields(shape):
        given = schema["properties"][each.name]
        if each.name not in needed | NEEDED_BY_READERS and given["default"] != write(each.default):
            yield f"{path}.{each.name}: default"
        yield from differences(hints[each.name], given, f"{path}.{each.name}")


def plain_differences(
    shape: Any, rules: tuple[Any, ...], schema: dict[str, Any], path: str
) -> Iterator[str]:
    if "const" in schema or "enum" in schema:
        return
    if "anyOf" in schema:  # a label or nothing
        schema = resolve(schema["anyOf"][0])
    expected = {str: "string", int: "integer", bool: "boolean"}[shape]
    if schema.get("type") != expected:
        yield f"{path}: type"
    for rule in rules:
        match rule:
            case Within(low, high) if (schema["minimum"], schema["maximum"]) != (low, high):
                yield f"{path}: limits"
            case Most(most) if schema["maxLength"] != most:
                yield f"{path}: length"
            case Matches(pattern) if schema["pattern"].strip("^$") not in pattern:
                yield f"{path}: pattern"
            case _:
                pass


def test_the_schema_is_a_schema_and_every_definition_is_used() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    text = json.dumps(SCHEMA)
    unused = [name for name in SCHEMA["$defs"] if f'"#/$defs/{name}"' not in text]
    assert unused == []


def test_the_schema_and_the_dataclasses_have_the_same_fields_types_and_defaults() -> None:
    assert list(differences(RecordFile, SCHEMA, "")) == []


def test_the_schema_names_the_version() -> None:
    assert SCHEMA["properties"]["version"] == {
        "enum": [record_format.FIRST, record_format.VERSION],
        "description": "The version of this format. One of 1.0 has no case_event.",
    }


@settings(max_examples=cases(20), suppress_health_check=list(HealthCheck))
@given(records())
def test_every_record_is_valid_and_comes_back_the_same(record: RecordFile) -> None:
    data = dump(record)
    assert load(data) == record
    assert dump(load(data)) == data
    assert canonical.encode(canonical.decode(data)) == data
    assert [error.message for error in VALIDATOR.iter_errors(json.loads(data))] == []


@pytest.mark.parametrize("shape", get_args(Body))
@settings(max_examples=cases(20), suppress_health_check=list(HealthCheck))
@given(st.data())
def test_every_entry_of_every_kind_is_valid_and_comes_back_the_same(
    shape: type, data: st.DataObject
) -> None:
    entry = data.draw(entries(values(shape)))
    plain = to_json(entry)
    assert [error.message for error in ENTRY_VALIDATOR.iter_errors(plain)] == []
    assert from_json(json.loads(canonical.encode(plain))) == entry


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value inside a plain value."""
    yield path
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, each in items:
        yield from places(each, (*path, key))


def put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """The plain value with another at the path."""
    if not path:
        return new
    head, *rest = path
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[head] = put(value[head], tuple(rest), new)
    return copy


WRONG = [7.5, {"a": 1}, [[]], "\x00", -1, 2**53]


@settings(max_examples=cases(20), suppress_health_check=list(HealthCheck))
@given(records(), st.data())
def test_a_value_that_no_field_takes_is_refused_by_schema_and_reader(
    record: RecordFile, data: st.DataObject
) -> None:
    plain = json.loads(dump(record))
    path = data.draw(st.sampled_from(list(places(plain))))
    wrong = data.draw(st.sampled_from(WRONG))
    if path and path[-1] == "name" and wrong == "\x00":
        return  # a file's own name may hold anything
    mutated = put(plain, path, wrong)
    assert not VALIDATOR.is_valid(mutated)
    with pytest.raises(FormatError):
        load(json.dumps(mutated).encode())


@settings(max_examples=cases(20), suppress_health_check=list(HealthCheck))
@given(records(), st.data())
def test_a_field_that_the_format_does_not_know_is_refused_wherever_it_stands(
    record: RecordFile, data: st.DataObject
) -> None:
    plain = json.loads(dump(record))
    objects = [path for path in places(plain) if isinstance(at(plain, path), dict)]
    path = data.draw(st.sampled_from(objects))
    mutated = put(plain, path, at(plain, path) | {"later": 1})
    assert not VALIDATOR.is_valid(mutated)
    with pytest.raises(FormatError) as refused:
        load(json.dumps(mutated).encode())
    assert refused.value.code in ("field_unknown", "when_type")


@settings(max_examples=cases(20), suppress_health_check=list(HealthCheck))
@given(records(), st.data())
def test_schema_and_reader_agree_on_which_fields_may_be_absent(
    record: RecordFile, data: st.DataObject
) -> None:
    plain = json.loads(dump(record))
    names = [path for path in places(plain) if path and isinstance(path[-1], str)]
    path = data.draw(st.sampled_from(names))
    parent = {key: each for key, each in at(plain, path[:-1]).items() if key != path[-1]}
    mutated = put(plain, path[:-1], parent)
    loaded = load_or_code(mutated)
    if isinstance(loaded, RecordFile):
        assert VALIDATOR.is_valid(mutated)
        assert load(dump(loaded)) == loaded
    else:
        # The reader also minds what a schema cannot see: counts, and people who are then missing.
        assert loaded in ("count", "person_missing") or not VALIDATOR.is_valid(mutated)


def load_or_code(plain: Any) -> RecordFile | str:
    """What the reader makes of a plain value, or the code of its refusal."""
    try:
        return load(json.dumps(plain).encode())
    except FormatError as error:
        return error.code


def at(value: Any, path: tuple[Any, ...]) -> Any:
    """The plain value at the path."""
    for key in path:
        value = value[key]
    return value
