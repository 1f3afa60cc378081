"""What a keyword filter makes of entries: the baseline that any feed bot offers today."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

_US = re.compile(
    r"\b(?:US|U\.S\.|United States|America|Washington|Trump|Biden|White House)\b"
    r"|美国|美國|中美|美中|特朗普|川普|미국|미중|美|트럼프"
)
_CN = re.compile(r"\b(?:China|Chinese|Beijing|Xi|Sino)\b|中国|中國|中美|美中|习近平|習近平|중국|미중|中|시진핑")
_CONTACT = re.compile(
    r"\b(?:meet(?:s|ing)?|met|talks?|call(?:s|ed)?|spoke|speaks?|summit|visit(?:s|ed)?|negotiat\w+|phone)\b"
    r"|会见|会谈|会晤|通话|访问|磋商|會見|會談|會晤|通話|訪問|회담|통화|방문|협상|만나"
)


def keyword_lines(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One line for each entry as `watchbot detect` prints it; each match is its own contact and a new alert."""
    lines = []
    for row in rows:
        text = f"{row['title']} {row.get('summary') or ''}"
        hit = all(pattern.search(text) for pattern in (_US, _CN, _CONTACT))
        status = "held" if hit else "none"
        lines.append(
            {
                "id": row["id"],
                "status": status,
                "contact_id": row["id"] if hit else None,
                "mode": None,
                "us": [],
                "cn": [],
                "date": None,
                "issues": [],
                "alert": "new" if hit else "none",
            }
        )
    return lines
