"""The web server: aiohttp on the service's own event loop, one handler a page, the store read off the loop.

It only reads, takes no input but a language and a zone, and says nothing of chats or people. A page that fails answers
500 and touches nothing else.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import blake2s
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import orjson
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import Connection

from watchbot import metrics
from watchbot.alerts.card import Typeface, card
from watchbot.alerts.compose import nearest
from watchbot.alerts.language import language
from watchbot.alerts.view import View
from watchbot.config import Config
from watchbot.countdown import Standing, as_json, soonest_first
from watchbot.model import Contact
from watchbot.store import Database, contacts, deadlines, feeds
from watchbot.web.atom import atom
from watchbot.web.health import Vitals, vitals
from watchbot.web.page import page

SHOWN = 20
YEAR = timedelta(days=366)


class WebServer:
    """Serves from `start` to `stop`. `clock` gives aware moments."""

    def __init__(self, database: Database, config: Config, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._config = config
        self._clock = clock
        self._started = clock()
        self._issues = {issue.id: issue for issue in config.issues}
        self._runner: web.AppRunner | None = None

    async def start(self, host: str, port: int) -> int:
        """Listen; returns the port (chosen by the system where `port` is 0).

        Raises:
            OSError: the address is taken or not ours.
        """
        application = web.Application()
        application.router.add_get("/", self._page)
        application.router.add_get("/healthz", self._health)
        application.router.add_get("/metrics", self._metrics)
        application.router.add_get("/countdown.json", self._countdown)
        application.router.add_get("/calendar.ics", self._calendar)
        application.router.add_get("/contacts.atom", self._atom)
        application.router.add_get("/card.png", self._card)
        self._runner = web.AppRunner(application, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        return int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Close the socket and finish the answers in flight."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _page(self, request: web.Request) -> web.Response:
        view = self._view(request)

        def read(connection: Connection) -> tuple[Vitals, tuple[Contact, ...], dict[str, int]]:
            latest = contacts.recent(connection, limit=SHOWN)
            return vitals(connection, view.now, self._started), latest, feeds.conditions(connection)

        well, latest, states = await self._database.run(read)
        standings = await self._standings(view)
        return web.Response(text=page(well, standings, latest, states, view), content_type="text/html")

    async def _health(self, _request: web.Request) -> web.Response:
        now = self._clock()
        try:
            found = await self._database.run(lambda connection: vitals(connection, now, self._started))
        except Exception as error:
            said = {"status": "down", "troubles": [f"the store does not answer: {type(error).__name__}"]}
            return web.Response(body=orjson.dumps(said), content_type="application/json", status=503)
        status = 503 if found.troubles else 200
        return web.Response(body=orjson.dumps(found.as_json()), content_type="application/json", status=status)

    async def _metrics(self, _request: web.Request) -> web.Response:
        return web.Response(body=generate_latest(metrics.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    async def _countdown(self, request: web.Request) -> web.Response:
        rows = [as_json(one) for one in await self._standings(self._view(request))]
        return web.Response(body=orjson.dumps(rows), content_type="application/json")

    async def _calendar(self, request: web.Request) -> web.Response:
        view = self._view(request)
        standings, dated = await self._standings(view), await self._dated(view)
        from watchbot.alerts.calendar import calendar  # its library is large, and most never ask for it

        return _cached(request, await asyncio.to_thread(calendar, standings, dated, view), "text/calendar")

    async def _atom(self, request: web.Request) -> web.Response:
        view = self._view(request)
        latest = await self._database.run(lambda connection: contacts.recent(connection, limit=50))
        own = self._config.settings.web.public_url.rstrip("/")
        address = f"{own}/contacts.atom" if own else str(request.url)
        return _cached(request, atom(latest, view, address), "application/atom+xml")

    async def _card(self, request: web.Request) -> web.Response:
        view = self._view(request)
        shown = nearest(await self._standings(view))
        if shown is None:
            raise web.HTTPNotFound(text="no deadline is known")
        typeface = Typeface(self._config.card_font)
        png = await asyncio.to_thread(card, shown, await self._dated(view), view, typeface)
        return _cached(request, png, "image/png")

    async def _standings(self, view: View) -> tuple[Standing, ...]:
        known = await self._database.run(lambda connection: deadlines.load(connection, self._config.deadlines))
        return soonest_first(known, view.now, view.zone.key)

    async def _dated(self, view: View) -> tuple[Contact, ...]:
        since = view.now.date() - YEAR
        return await self._database.run(lambda connection: contacts.dated(connection, since))

    def _view(self, request: web.Request) -> View:
        """In the language and zone that the address asks for (`lang`, `zone`), else the configured ones."""
        defaults = self._config.settings.chats
        try:
            zone = ZoneInfo(request.query.get("zone", defaults.zone))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise web.HTTPBadRequest(text="zone: expected an IANA time zone such as Asia/Shanghai") from None
        spoken = language(request.query.get("lang", defaults.locale))
        return View(spoken, zone, self._config.roster, self._issues, self._clock())


def _cached(request: web.Request, body: bytes, content_type: str) -> web.Response:
    """The body under an ETag of its own, or 304 to a program that has it already."""
    etag = blake2s(body, digest_size=12).hexdigest()
    if request.if_none_match and etag in {tag.value for tag in request.if_none_match}:
        return web.Response(status=304, headers={"ETag": f'"{etag}"'})
    answer = web.Response(body=body, content_type=content_type, headers={"Cache-Control": "max-age=300"})
    answer.etag = etag
    return answer
