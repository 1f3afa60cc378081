"""Contacts as an Atom feed (RFC 4287), for those who read feeds and not Telegram. Pure."""

from collections.abc import Sequence
from datetime import datetime

from lxml import etree

from watchbot.alerts.markup import clean, safe_link
from watchbot.alerts.rendering import people
from watchbot.alerts.view import View
from watchbot.model import Contact

NAMESPACE = "http://www.w3.org/2005/Atom"


def atom(contacts: Sequence[Contact], view: View, address: str) -> bytes:
    """The feed in the view's language, newest first as given. `address` is where the feed itself is read.

    An entry's id is made of the contact's id, so that a further report updates it and never repeats it.
    """
    root = etree.Element("feed", nsmap={None: NAMESPACE})
    _add(root, "id", "urn:watchbot:contacts")
    _add(root, "title", view.language.say("US–China high-level contacts"))
    _add(root, "updated", _time(max((contact.last_seen for contact in contacts), default=view.now)))
    _add(_add(root, "author"), "name", "watchbot")
    _add(root, "link", rel="self", href=address)
    for contact in contacts:
        _entry(root, contact, view)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


def _entry(root: etree._Element, contact: Contact, view: View) -> None:
    entry = _add(root, "entry")
    best = min(contact.reports, key=lambda report: (report.side is None, report.seen))
    _add(entry, "id", f"urn:watchbot:contact:{contact.id}")
    status, mode = view.status(contact.status), view.mode(contact.mode)
    _add(entry, "title", f"{status} · {mode}: {people(contact, view).plain}")
    _add(entry, "published", _time(contact.first_seen))
    _add(entry, "updated", _time(contact.last_seen))
    if link := safe_link(best.link):
        _add(entry, "link", href=link)
    told = [clean(f"{report.publisher}: {report.title}") for report in contact.reports]
    _add(entry, "summary", "\n".join(dict.fromkeys(told)))
    for issue in contact.issues:
        _add(entry, "category", term=issue, label=view.issue(issue))


def _add(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, tag, attributes)
    child.text = None if text is None else clean(text)
    return child


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
