"""Contacts: from an entry's words to what it says of a US–China contact, and to the real contact behind it.

Pure: no clock, no I/O. `Coder.code` reads an entry, `identify` finds the contact of each mention among candidates, and
`open_contact` or `add_report` give the contact as it is afterwards.
"""

from watchbot.contacts.coding import UNSAID, Coder
from watchbot.contacts.contact import add_report, new_id, open_contact
from watchbot.contacts.identity import Identification, identify

__all__ = ["UNSAID", "Coder", "Identification", "add_report", "identify", "new_id", "open_contact"]
