"""Issues: the topics that subscribers track."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Issue:
    """A tracked topic with the terms that name it.

    `names` is its label by bot language (`en`, `zh-Hans`, `zh-Hant`, `ko`); `terms` are the words, by language of the
    text, that show an entry touches it. A Latin term matches whole words only; a CJK term matches anywhere except
    inside a longer one in `not_within`.
    """

    id: str
    names: Mapping[str, str]
    terms: Mapping[str, tuple[str, ...]]
    not_within: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
