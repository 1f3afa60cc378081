"""Who speaks: the feed's publisher, or for an aggregator's item the outlet that it names.

Aggregators name the outlet in the item's source element and append it to the title: "Headline - Reuters".
"""

import re

from watchbot.model import FeedKind

_SUFFIX = re.compile(r"^(?P<title>.{8,}?)\s+[-–—|]\s+(?P<name>[^-–—|]{2,48})$")


def attribute(kind: FeedKind, feed_publisher: str, title: str, source: str) -> tuple[str, str]:
    """(publisher, title without the publisher's name) for a plain `title` and a plain `source`.

    Only an aggregator's items are attributed to others. Where its item has no source element, the title's last part
    stands in for one.
    """
    if kind is not FeedKind.AGGREGATOR:
        return feed_publisher, title
    if source:
        for dash in (" - ", " – ", " — ", " | "):
            head, found, tail = title.rpartition(dash)
            if found and head and tail.casefold() == source.casefold():
                return source, head.rstrip()
        return source, title
    found_suffix = _SUFFIX.match(title)
    if found_suffix is None:
        return feed_publisher, title
    return found_suffix["name"].strip(), found_suffix["title"].rstrip()
