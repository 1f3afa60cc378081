"""issues.toml: the topics that chats can follow, with the terms that show a text touches them."""

from watchbot.configuration import values
from watchbot.configuration.documents import Document, dotted
from watchbot.configuration.tables import Table, unique
from watchbot.model import Issue


def read_issues(document: Document) -> tuple[Issue, ...]:
    """The issues in `document`, in its order, which is the order of the buttons in a chat."""
    root = Table(document, (), document.values)
    seen: dict[str, str] = {}
    issues = [issue for table in root.tables("issue") if (issue := _issue(table, seen)) is not None]
    root.close()
    return tuple(issues)


def _issue(table: Table, seen: dict[str, str]) -> Issue | None:
    id_ = table.required("id", values.identifier)
    names = table.labels("names")
    terms = table.by_language("terms", required=True)
    not_within = table.by_language("not_within")
    table.close()
    unique(table, "id", id_, seen, dotted(table.path))
    for language, longer in not_within.items():
        for index, text in enumerate(longer):
            folded = text.casefold()
            if not any(term.casefold() in folded for term in terms.get(language, ())):
                table.wrong(
                    f"{text!r} holds no term of this issue, expected a longer word around a {language} term",
                    "not_within",
                    language,
                    index,
                )
    if id_ is None or not table.sound:
        return None
    return Issue(id_, names, terms, not_within)
