"""The pages over real HTTP and a real SQLite file."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from icalendar import Calendar
from lxml import etree

from watchbot.config import Config, load
from watchbot.contacts import Coder, open_contact
from watchbot.model import Alert, AlertKind, AlertReason, Chat, ChatKey, ChatKind, DeliveryKind, Entry
from watchbot.store import Database, chats, contacts, outbox
from watchbot.web import WebServer

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module")
def config() -> Config:
    return load(Path(__file__).parents[2] / "config")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def web(database: Database, config: Config, clock: Clock) -> AsyncIterator[httpx.AsyncClient]:
    server = WebServer(database, config, clock)
    port = await server.start("127.0.0.1", 0)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        yield client
    await server.stop()


def keep(database: Database, config: Config, title: str, link: str = "https://example.org/1") -> None:
    seen = NOW - timedelta(hours=2)
    told = Entry("1", "f", "Reuters <b>", seen, seen, title, link=link, lang="en")
    contact = open_contact("2026-11-20-trump-xi", Coder(config.roster, config.issues).code(told).mentions[0], told)
    database.transact(lambda connection: contacts.save(connection, contact))


async def test_the_countdown_says_that_the_truce_has_passed(web: httpx.AsyncClient) -> None:
    rows = {row["id"]: row for row in (await web.get("/countdown.json")).json()}
    assert (rows["truce"]["status"], rows["truce"]["days_left"]) == ("passed", -13)


async def test_the_status_page_escapes_what_feeds_say(
    web: httpx.AsyncClient, database: Database, config: Config
) -> None:
    keep(database, config, "Trump and Xi speak by phone on Nov 20")
    answer = await web.get("/")
    assert ("Reuters &lt;b&gt;" in answer.text, "Reuters <b>" in answer.text) == (True, False)


async def test_the_calendar_is_read_by_programs_and_costs_nothing_when_unchanged(web: httpx.AsyncClient) -> None:
    first = await web.get("/calendar.ics")
    again = await web.get("/calendar.ics", headers={"If-None-Match": first.headers["ETag"]})
    events = Calendar.from_ical(first.content).walk("VEVENT")
    assert (again.status_code, "deadline-truce@watchbot" in {str(e["uid"]) for e in events}) == (304, True)


async def test_the_atom_feed_holds_each_contact_under_an_id_that_stays(
    web: httpx.AsyncClient, database: Database, config: Config
) -> None:
    keep(database, config, "Trump and Xi speak by phone on Nov 20")
    root = etree.fromstring((await web.get("/contacts.atom")).content)
    ids = [node.text for node in root.findall("{*}entry/{*}id")]
    assert ids == ["urn:watchbot:contact:2026-11-20-trump-xi"]


async def test_a_link_that_is_no_web_address_reaches_no_page(
    web: httpx.AsyncClient, database: Database, config: Config
) -> None:
    keep(database, config, "Trump and Xi speak by phone on Nov 20", link="javascript:alert(1)")
    assert ["javascript:" in (await web.get(path)).text for path in ("/", "/contacts.atom", "/calendar.ics")] == [
        False,
        False,
        False,
    ]


async def test_the_card_is_a_png(web: httpx.AsyncClient) -> None:
    answer = await web.get("/card.png")
    assert (answer.headers["Content-Type"], answer.content[:4]) == ("image/png", b"\x89PNG")


async def test_metrics_are_in_prometheus_form(web: httpx.AsyncClient) -> None:
    assert "# TYPE watchbot_polls_total counter" in (await web.get("/metrics")).text


async def test_an_unknown_zone_is_refused_with_words(web: httpx.AsyncClient) -> None:
    answer = await web.get("/calendar.ics?zone=Mars/Olympus")
    assert (answer.status_code, "IANA" in answer.text) == (400, True)


async def test_a_service_that_has_just_started_is_well(web: httpx.AsyncClient) -> None:
    answer = await web.get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


async def test_a_service_that_polls_nothing_any_more_is_not_well(web: httpx.AsyncClient, clock: Clock) -> None:
    clock.now += timedelta(minutes=20)
    answer = await web.get("/healthz")
    assert (answer.status_code, answer.json()["troubles"]) == (503, ["no feed was polled for 20 minutes"])


async def test_a_delivery_that_waits_too_long_is_named(
    web: httpx.AsyncClient, clock: Clock, database: Database, config: Config
) -> None:
    chat = Chat(ChatKey(5), ChatKind.PRIVATE)
    alert = Alert("k", AlertKind.ADMIN_NOTICE, AlertReason.REVISED, "truce", NOW)

    def order(connection: object) -> None:
        chats.save(connection, replace(chat, active=True), NOW)  # type: ignore[arg-type]
        outbox.enqueue(connection, alert, [(chat.key, DeliveryKind.SEND, NOW)])  # type: ignore[arg-type]

    database.transact(order)
    clock.now += timedelta(minutes=30)
    assert "a delivery has been due for 30 minutes" in (await web.get("/healthz")).json()["troubles"]


async def test_a_store_that_does_not_answer_is_told_as_down(web: httpx.AsyncClient, database: Database) -> None:
    database.transact(lambda connection: connection.exec_driver_sql("ALTER TABLE deliveries RENAME TO elsewhere"))
    answer = await web.get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (503, "down")
