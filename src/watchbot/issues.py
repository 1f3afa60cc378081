"""Issues: which tracked topics a text touches, with the words that say so."""

from collections.abc import Sequence

from watchbot.contacts.lexicon import Term
from watchbot.contacts.scan import Hit, Scanner, longest
from watchbot.contacts.text import fold
from watchbot.model import Evidence, Issue, IssueHit


class IssueMatcher:
    """Compiled once from the configuration. A term inside a longer one of `not_within` does not count."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self._order = [issue.id for issue in issues]
        self._scanner = Scanner(pattern for issue in issues for pattern in _patterns(issue))

    def match(self, title: str, summary: str) -> tuple[IssueHit, ...]:
        """The issues touched, in the order of the configuration, each with its evidence."""
        found: dict[str, list[Evidence]] = {}
        for where, text in (("title", title), ("summary", summary)):
            by_issue: dict[str, list[Hit]] = {}
            for hit in self._scanner.scan(fold(text, chinese=True), text):
                by_issue.setdefault(hit.term.name, []).append(hit)
            for issue, hits in by_issue.items():
                for hit in longest(hits):
                    if hit.term.kind == "issue":
                        quote = text[hit.start : hit.end]
                        found.setdefault(issue, []).append(Evidence(where, hit.start, hit.end, quote, f"issue.{issue}"))
        return tuple(IssueHit(issue, tuple(found[issue])) for issue in self._order if issue in found)


def _patterns(issue: Issue) -> list[tuple[str, Term]]:
    made = []
    for kind, table in (("issue", issue.terms), ("not", issue.not_within)):
        for language, words in table.items():
            for word in words:
                cased = language == "en" and word.isupper() and len(word) <= 3
                made.append((fold(word, chinese=True), Term(word, kind, language, name=issue.id, cased=cased)))
    return made
