"""Frozen values to canonical JSON and back: sorted keys, no white space, defaults left out."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
from collections.abc import Callable
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints


T = TypeVar("T")
LONG = 1000  # characters
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plain(value: object, longest: int | None = None) -> object:
    """Turn a value of dataclasses and tuples into what JSON can say, a text longer than `longest` into its hash."""
    if isinstance(value, str):  # as most are
        return value if longest is None or len(value) <= longest else ["sha256", _hash(value)]
    if value is None or isinstance(value, (int, float, bool)):
        return value
    if isinstance(value, (tuple, list)):
        return [plain(each, longest) for each in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            name: plain(field, longest)
            for name, default in _defaults(type(value))
            if (field := getattr(value, name)) != default or type(field) is not type(default)
        }
    if isinstance(value, dict):
        return {str(key): plain(each, longest) for key, each in value.items()}
    raise TypeError(f"no canonical JSON for {type(value).__name__}")


def to_json(value: object) -> str:
    """Write a value as canonical JSON."""
    return _ENCODER.encode(plain(value))


def from_json(kind: type[T], text: str | bytes) -> T:
    """Read a value of a known type back; ValueError, KeyError or TypeError when the text does not hold one."""
    decoded: T = _decoder(cast("Any", kind))(
        json.loads(text)
    )  # a type is hashable; the stub of cache cannot tell
    return decoded


def digest(*values: object) -> str:
    """Return the sha256 of the canonical JSON of values, each long text in it by its own hash: the only way a key is
    made. A year's articles need not be one text for it."""
    return _hash(_ENCODER.encode(plain(values, LONG)))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


_ABSENT = object()


@cache
def _defaults(kind: type) -> tuple[tuple[str, object], ...]:
    def default(field: dataclasses.Field[Any]) -> object:
        if field.default is not dataclasses.MISSING:
            return field.default
        return _ABSENT if field.default_factory is dataclasses.MISSING else field.default_factory()

    return tuple((field.name, default(field)) for field in dataclasses.fields(kind))


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    origin = get_origin(kind)
    if dataclasses.is_dataclass(kind):
        return _dataclass_decoder(kind)
    if origin is tuple:
        return _tuple_decoder(get_args(kind))
    if origin in (Union, types.UnionType):
        some = [_decoder(arm) for arm in get_args(kind) if arm is not type(None)]
        if len(some) != 1:
            return lambda value: value
        return lambda value: None if value is None else some[0](value)
    if origin is Literal or kind in (str, int, float, bool, Any):
        return lambda value: value
    raise TypeError(f"no decoder for {kind}")


def _tuple_decoder(arms: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(arms) == 2 and arms[1] is Ellipsis:
        each = _decoder(arms[0])
        return lambda values: tuple(each(value) for value in values)
    fixed = [_decoder(arm) for arm in arms]
    return lambda values: tuple(one(value) for one, value in zip(fixed, values, strict=True))


def _dataclass_decoder(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    fields: dict[str, Callable[[Any], Any]] = {}

    def decode(value: dict[str, Any]) -> Any:
        if not fields:  # filled late: a type may hold itself
            fields.update({field.name: _decoder(hints[field.name]) for field in dataclasses.fields(kind)})
        return kind(**{name: fields[name](each) for name, each in value.items()})

    return decode
