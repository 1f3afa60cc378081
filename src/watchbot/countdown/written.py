"""Deadlines from two hands: what the configuration says, and what admins or the news added while it ran."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from watchbot.model import Deadline, Revision


def with_revisions(
    configured: Iterable[Deadline],
    added: Iterable[Deadline],
    revisions: Mapping[str, tuple[Revision, ...]],
) -> tuple[Deadline, ...]:
    """All deadlines, each with its revisions from the configuration and from the store.

    A deadline added in a chat gives way to a configured one of the same id, but keeps its revisions.
    """
    known = {deadline.id: deadline for deadline in added}
    for deadline in configured:
        earlier = known.get(deadline.id)
        known[deadline.id] = revised(deadline, earlier.revisions) if earlier else deadline
    return tuple(revised(deadline, revisions.get(deadline.id, ())) for deadline in known.values())


def revised(deadline: Deadline, more: Iterable[Revision]) -> Deadline:
    """`deadline` with `more` revisions, by announcement.

    A revision that repeats an end and outcome that ruled already when it was announced adds nothing and is left out:
    an extension applied in the chat and later shipped in the configuration is one extension.
    """
    kept: list[Revision] = []
    for revision in sorted((*deadline.revisions, *more), key=lambda one: one.announced):
        if kept and kept[-1].key == revision.key:
            continue
        kept.append(revision)
    return replace(deadline, revisions=tuple(kept))
