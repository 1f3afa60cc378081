"""Measures of detection: entries found, status, grouping (B-cubed), alerts, issues, people, mode and date.

An entry counts as positive when its status is held, planned, postponed, cancelled or denied; labelled speculation and
entries marked weak count neither way.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

POSITIVE = frozenset({"held", "planned", "postponed", "cancelled", "denied"})
IN_PERSON = frozenset({"meeting", "summit", "visit", "talks"})
_FAMILY_FIRST = frozenset(
    [
        "xi",
        "wang",
        "he",
        "dong",
        "li",
        "han",
        "ma",
        "ye",
        "xie",
        "zhang",
        "liu",
        "zhao",
        "chen",
        "lan",
        "ding",
        "hua",
        "sun",
    ]
)

Scores = dict[str, float | int]
Row = Mapping[str, Any]


def measure(gold: Sequence[Row], predicted: Iterable[Row]) -> Scores:
    """All measures of predictions against labels; each labelled id needs a prediction."""
    by_id = {p["id"]: p for p in predicted}
    judged = [(g, by_id[g["id"]]) for g in gold if g["status"] != "speculated" and not g.get("weak")]
    both = [(g, p) for g, p in judged if g["status"] in POSITIVE and p["status"] in POSITIVE]
    wanted = sum(g["status"] in POSITIVE for g, _ in judged)
    claimed = sum(p["status"] in POSITIVE for _, p in judged)
    precision, recall = _ratio(len(both), claimed), _ratio(len(both), wanted)
    grouped = [(g["contact_id"], p["contact_id"]) for g, p in both if g.get("contact_id")]
    b_precision, b_recall = _bcubed(grouped, 1), _bcubed(grouped, 0)
    known = {g["contact_id"] for g, _ in judged if g["status"] in POSITIVE and g.get("contact_id")}
    found = {g for g, _ in grouped}
    new = sum(g["status"] in POSITIVE and bool(g.get("contact_id")) and p["alert"] == "new" for g, p in judged)
    false = sum(g["status"] == "none" and p["alert"] in ("new", "update") for g, p in judged)
    times = sorted(datetime.fromisoformat(g["published"]) for g, _ in judged)
    days = (times[-1] - times[0]).total_seconds() / 86400 if len(times) > 1 else 0.0
    hits = sum(len(set(g.get("issues") or ()) & set(p.get("issues") or ())) for g, p in both)
    return {
        "entries": len(judged),
        "positives": wanted,
        "precision": precision,
        "recall": recall,
        "f1": _f1(precision, recall),
        "status": _ratio(sum(g["status"] == p["status"] for g, p in both), len(both)),
        "b3_precision": b_precision,
        "b3_recall": b_recall,
        "b3_f1": _f1(b_precision, b_recall),
        "contacts": len(known),
        "contacts_found": _ratio(len(found), len(known)),
        "new_alerts_per_contact": _ratio(new, len(found)),
        "false_alerts": false,
        "false_alerts_in_30_days": _ratio(false * 30, days),
        "issues_precision": _ratio(hits, sum(len(set(p.get("issues") or ())) for _, p in both)),
        "issues_recall": _ratio(hits, sum(len(set(g.get("issues") or ())) for g, _ in both)),
        "mode": _agreement([(g["mode"], p["mode"]) for g, p in both if g.get("mode")]),
        "date": _agreement([(g["date"], p["date"]) for g, p in both if g.get("date")]),
        "people": _people(both),
    }


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _bcubed(pairs: list[tuple[str, str]], key: int) -> float:
    """Mean, over entries, of the share of the entry's cluster (key 1) or class (key 0) that agrees with it in both."""
    size, joint = Counter(pair[key] for pair in pairs), Counter(pairs)
    return _ratio(sum(joint[pair] / size[pair[key]] for pair in pairs), len(pairs))


def _agreement(pairs: list[tuple[str, str | None]]) -> float:
    return _ratio(sum(a == b or {a, b} <= IN_PERSON for a, b in pairs), len(pairs))


def _people(both: list[tuple[Row, Row]]) -> float:
    wanted = found = 0
    for g, p in both:
        text = " ".join([*(p.get("us") or ()), *(p.get("cn") or ())]).lower()
        for name in [*(g.get("us") or ()), *(g.get("cn") or ())]:
            if name[:1].isupper():
                wanted += 1
                found += surname(name) in text
    return _ratio(found, wanted)


def surname(name: str) -> str:
    """The word by which a participant is known: the family name, in either order; the last word of an office."""
    words = [w.strip(".,").lower() for w in name.split()]
    return words[0] if words and words[0] in _FAMILY_FIRST else (words[-1] if words else "")
