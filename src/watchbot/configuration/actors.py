"""actors.toml: the offices of both sides, and the persons who held them, between which dates."""

from watchbot.configuration import values
from watchbot.configuration.documents import Document, dotted
from watchbot.configuration.tables import Table, one_of, unique
from watchbot.model import Actor, Office, Roster, Side, Tenure

_RANKS = (1, 2, 3, 4)


def read_roster(document: Document) -> Roster:
    """The roster in `document`. Mistakes are noted there, and what is wrong is left out of the roster.

    An office has one holder at a time unless it says `shared = true` (vice premier, senator), so a tenure that was
    not ended when its successor's began is caught here rather than as a wrong name in an alert.
    """
    root = Table(document, (), document.values)
    offices: dict[str, Office] = {}
    shared: set[str] = set()
    forms: dict[str, str] = {}
    seen: dict[str, str] = {}
    for table in root.tables("office"):
        office = _office(table, seen, forms, shared)
        if office is not None:
            offices[office.id] = office
    actors: dict[str, Actor] = {}
    held: dict[str, list[tuple[Tenure, str]]] = {}
    forms, seen = {}, dict.fromkeys(seen, "an office")
    offered = frozenset(seen)
    for table in root.tables("actor"):
        actor = _actor(table, seen, forms, offices, offered)
        if actor is not None:
            actors[actor.id] = actor
            _alone(table, actor, shared, held)
    root.close()
    return Roster(offices, actors)


def _office(table: Table, seen: dict[str, str], forms: dict[str, str], shared: set[str]) -> Office | None:
    id_ = table.required("id", values.identifier)
    side = table.required("side", one_of(Side))
    title = table.required("title", values.text)
    rank = table.required("rank", _rank)
    names = table.by_language("names", required=True)
    bare = table.by_language("bare")
    is_shared = table.optional("shared", values.flag, default=False)
    table.close()
    unique(table, "id", id_, seen, dotted(table.path))
    _distinct(table, "names", names, id_ or "", forms)
    if is_shared and id_ is not None:
        shared.add(id_)
    if id_ is None or side is None or title is None or rank is None or not table.sound:
        return None
    return Office(id_, side, title, rank, names, bare)


def _actor(
    table: Table, seen: dict[str, str], forms: dict[str, str], offices: dict[str, Office], offered: frozenset[str]
) -> Actor | None:
    id_ = table.required("id", values.identifier)
    side = table.required("side", one_of(Side))
    name = table.required("name", values.text)
    names = table.by_language("names", required=True)
    short = table.by_language("short")
    tenures = [
        tenure for inner in table.tables("tenure") if (tenure := _tenure(inner, side, offices, offered)) is not None
    ]
    table.close()
    unique(table, "id", id_, seen, dotted(table.path))
    _distinct(table, "names", names, id_ or "", forms)
    if id_ is None or side is None or name is None or not table.sound:
        return None
    return Actor(id_, side, name, names, short, tuple(tenures))


def _tenure(table: Table, side: Side | None, offices: dict[str, Office], offered: frozenset[str]) -> Tenure | None:
    office = table.required("office", values.identifier)
    start = table.required("from", values.civil_date)
    end = table.optional("to", values.civil_date, default=None)
    table.close()
    if office is not None and office not in offered:
        table.wrong(f"{office!r} is not an office of this file, expected the id of an [[office]]", "office")
    if office in offices and side is not None and offices[office].side is not side:
        table.wrong(f"{office!r} is an office of the other side, expected one of side {side.value!r}", "office")
    if start is not None and end is not None and end <= start:
        table.wrong(f"{end} is not after `from` ({start}), expected the first day out of office", "to")
    if office is None or start is None or not table.sound:
        return None
    return Tenure(office, start, end)


def _alone(table: Table, actor: Actor, shared: set[str], held: dict[str, list[tuple[Tenure, str]]]) -> None:
    """Note tenures that overlap others of the same office, by the same person or (unless shared) by another."""
    for index, tenure in enumerate(actor.tenures):
        others = held.setdefault(tenure.office, [])
        for other, holder in others:
            if (holder == actor.id or tenure.office not in shared) and _overlap(tenure, other):
                table.wrong(
                    f"{tenure.office!r} is held by {holder!r} from {other.start} to {other.end or 'now'} as well, "
                    "expected one holder at a time (or `shared = true` in the office)",
                    "tenure",
                    index,
                    "from",
                )
        others.append((tenure, actor.id))


def _overlap(one: Tenure, other: Tenure) -> bool:
    return (other.end is None or one.start < other.end) and (one.end is None or other.start < one.end)


def _distinct(table: Table, key: str, names: dict[str, tuple[str, ...]], owner: str, forms: dict[str, str]) -> None:
    """Note a form that already names somebody else: such a form belongs in `short` or `bare`."""
    for language, texts in names.items():
        for index, form in enumerate(texts):
            other = forms.setdefault(form.casefold(), owner)
            if other != owner:
                table.wrong(f"{form!r} names {other!r} too, expected a form of its own", key, language, index)


def _rank(value: object) -> int:
    rank = values.whole(value)
    if rank not in _RANKS:
        raise ValueError(f"is {rank}, expected 1 (leader), 2 (cabinet), 3 (deputy) or 4 (other)")
    return rank
