"""watchbot.toml: one table for each section of the settings; a key that is left out keeps its default."""

import dataclasses
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar, get_type_hints

from watchbot.configuration import values
from watchbot.configuration.documents import Document
from watchbot.configuration.tables import Table
from watchbot.model import Settings

S = TypeVar("S")

_READERS: dict[Any, Callable[[object], Any]] = {
    int: values.whole,
    float: values.number,
    timedelta: values.duration,
}
_MAY_BE_ZERO = {("web", "port"), ("polling", "host_delay"), ("limits", "redirects"), ("alerting", "push_score")}
_MAY_BE_EMPTY = {("polling", "contact"), ("chats", "card_font"), ("web", "public_url")}
_MOST = {("web", "port"): 65_535, ("alerting", "push_score"): 1.0}
_ZONES = {("chats", "zone")}
_IN_ORDER = (
    ("polling", "min_interval", "max_interval"),
    ("polling", "alert_interval", "max_interval"),
    ("sending", "first_retry", "max_retry"),
    ("limits", "connect", "total"),
)


def read_settings(document: Document) -> Settings:
    """The settings in `document`; defaults are those of `watchbot.model.settings`."""
    root = Table(document, (), document.values)
    defaults = Settings()
    sections = {
        field.name: _section(root, field.name, getattr(defaults, field.name))
        for field in dataclasses.fields(Settings)
        if dataclasses.is_dataclass(getattr(defaults, field.name))
    }
    admins = root.items("admins", values.whole, "Telegram user ids")
    root.close()
    for name, least, most in _IN_ORDER:
        section = sections[name]
        if getattr(section, least) > getattr(section, most):
            key = least if least in document.values.get(name, {}) else most
            root.wrong(f"{name}.{least} is longer than {name}.{most}, expected it to be shorter or equal", name, key)
    return Settings(**sections, admins=admins)


def _section(root: Table, name: str, default: S) -> S:
    table = root.table(name)
    if table is None:
        return default
    hints = get_type_hints(type(default))
    given = {}
    for key, hint in hints.items():
        if hint == tuple[str, ...]:
            given[key] = table.items(key, values.text, "text")
        else:
            given[key] = table.optional(key, _reader(name, key, hint), default=getattr(default, key))
    table.close()
    return type(default)(**given)


def _reader(section: str, key: str, hint: Any) -> Callable[[object], Any]:
    place = (section, key)
    if hint is str:
        if place in _ZONES:
            return values.zone
        return _any_text if place in _MAY_BE_EMPTY else values.text
    read = _READERS[hint]

    def bounded(value: object) -> Any:
        result = read(value)
        if not result and place not in _MAY_BE_ZERO:
            raise ValueError("is 0, expected more than 0")
        if place in _MOST and result > _MOST[place]:
            raise ValueError(f"is {result}, expected at most {_MOST[place]}")
        return result

    return bounded


def _any_text(value: object) -> str:
    return "" if value == "" else values.text(value)
