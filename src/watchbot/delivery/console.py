"""The console in a chat's place: messages as a chat would show them, edits shown as edits."""

from html.parser import HTMLParser

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from watchbot.model import DeliveryKind, Outgoing, SendOutcome, Sent

STYLES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "s": "strike", "code": "cyan"}


class _ToText(HTMLParser):
    """Telegram's HTML as rich text; links show their address."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = Text()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href")
        self._open.append(f"link {address}" if tag == "a" and address else STYLES.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data, style=" ".join(style for style in self._open if style))


def rendered(html: str) -> Text:
    """Telegram's HTML as a terminal shows it."""
    parser = _ToText()
    parser.feed(html)
    parser.close()
    return parser.text


class ConsoleNotifier:
    """Prints to a rich console; a Notifier. Message ids count from 1."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._last = 0

    async def deliver(self, message: Outgoing) -> SendOutcome:
        """Print `message`; it always goes through."""
        number = message.target or 0
        if message.kind is not DeliveryKind.EDIT:
            self._last += 1
            number = self._last
        body = rendered(message.html)
        if message.photo:
            body.append(f"\n[picture, {len(message.photo)} bytes]", style="dim")
        if message.document:
            body.append(f"\n[{message.document[0]}, {len(message.document[1])} bytes]", style="dim")
        for row in message.buttons:
            body.append("\n" + "  ".join(f"[ {button.text} ]" for button in row), style="dim")
        self._console.print(Panel(body, title=_title(message, number), title_align="left", expand=True))
        return Sent(number)


def _title(message: Outgoing, number: int) -> Text:
    where = f"chat {message.chat.chat}" + (f" topic {message.chat.thread}" if message.chat.thread else "")
    what = f"#{number}"
    if message.kind is DeliveryKind.EDIT:
        what += " edited"
    elif message.kind is DeliveryKind.REPLY:
        what += f" answers #{message.target}"
    notes = [word for word, on in (("silent", message.silent), ("pinned", message.pin)) if on]
    return Text(" · ".join([where, what, *notes]))
