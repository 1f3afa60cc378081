"""One poll's bytes: a conditional GET that can't cost more than its limits, whatever the other side does.

What comes back is a value. `Fetched` has the body, `NotModified` says that there is nothing new, `Failed` says why not
and when the server wants us again. Redirects are followed by hand, so that each hop is checked and counted and
permanent ones are told from temporary ones.

httpx speaks; underneath it is aiohttp's connector (the `httpx-aiohttp` transport), which costs a fifth of httpx's own
for many small answers and lets the address be checked when the socket is made.
"""

import asyncio
import email.utils
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from urllib.parse import urljoin

import aiohttp
import httpx
from aiohttp.abc import AbstractResolver
from aiohttp.resolver import ThreadedResolver
from httpx_aiohttp import AiohttpTransport

from watchbot.feeds.address import AddressGuard, ForbiddenAddress, GuardedResolver
from watchbot.feeds.inflate import ACCEPTED, BadEncoding, Inflater, TooLarge
from watchbot.model import FetchLimits, Polling

_ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})")


class FetchProblem(StrEnum):
    """Why a fetch failed; stored, counted and shown by `watchbot feeds`."""

    TIMEOUT = "timeout"
    CONNECT = "connect"
    DNS = "dns"
    TLS = "tls"
    FORBIDDEN_ADDRESS = "forbidden_address"
    BAD_URL = "bad_url"
    REDIRECTS = "redirects"
    TOO_LARGE = "too_large"
    HEADERS = "headers"
    ENCODING = "encoding"
    BROKEN_ANSWER = "broken_answer"
    STATUS = "status"
    GONE = "gone"
    RATE_LIMITED = "rate_limited"


@dataclass(frozen=True, slots=True)
class Validators:
    """What makes a request conditional, as the server gave it."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document. `url` is where it finally came from; `moved_to` is set if every hop there was permanent."""

    body: bytes
    url: str
    content_type: str
    validators: Validators
    max_age: timedelta | None = None
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server has nothing newer (304)."""

    max_age: timedelta | None = None
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """No document. `retry_after` is the server's wish; `status` the HTTP status where there was one."""

    problem: FetchProblem
    detail: str
    status: int | None = None
    retry_after: timedelta | None = None


Fetch = Fetched | NotModified | Failed


class Fetcher:
    """One client for all feeds, made inside the event loop that uses it and closed with `aclose`.

    `clock` dates a Retry-After that is given as a time. `resolver` answers names (default: the system's);
    `tls` verifies servers (default: by the system's roots). Making one takes long enough to be done off the loop.
    """

    def __init__(
        self,
        polling: Polling,
        limits: FetchLimits,
        clock: Callable[[], datetime],
        resolver: AbstractResolver | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._limits = limits
        self._clock = clock
        trusted = tls or ssl.create_default_context()
        guard = AddressGuard(polling.allow_hosts)
        connector = aiohttp.TCPConnector(
            resolver=GuardedResolver(resolver or ThreadedResolver(), guard),
            socket_factory=guard.open_socket,
            ssl=trusted,
            limit=0,
            limit_per_host=polling.per_host,
            ttl_dns_cache=300,
            keepalive_timeout=30,
        )
        per_field = min(limits.header, 16 * 1024)
        session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            read_bufsize=64 * 1024,
            max_line_size=8190,
            max_field_size=per_field,
            max_headers=max(16, limits.header // per_field * 32),
        )
        agent = f"{polling.user_agent} (+{polling.contact})" if polling.contact else polling.user_agent
        self._headers = {"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": ACCEPTED}
        timeout = httpx.Timeout(limits.total.total_seconds(), connect=limits.connect.total_seconds())
        self._timeout = timeout.as_dict()
        self._client = httpx.AsyncClient(
            transport=AiohttpTransport(verify=trusted, client=session),
            timeout=timeout,
            follow_redirects=False,
            trust_env=False,
        )

    async def fetch(self, url: str, validators: Validators = Validators()) -> Fetch:
        """GET `url`, conditional on `validators`. Never raises for anything that the other side does."""
        try:
            async with asyncio.timeout(self._limits.total.total_seconds()):
                return await self._follow(url, validators)
        except TimeoutError:
            return Failed(FetchProblem.TIMEOUT, f"no whole answer within {self._limits.total.total_seconds():g} s")
        except TooLarge as error:
            return Failed(FetchProblem.TOO_LARGE, str(error))
        except BadEncoding as error:
            return Failed(FetchProblem.ENCODING, str(error))
        except (httpx.HTTPError, httpx.InvalidURL, aiohttp.ClientError, OSError, ValueError) as error:
            return _failure(error)

    async def aclose(self) -> None:
        """Close every connection."""
        await self._client.aclose()

    async def _follow(self, url: str, validators: Validators) -> Fetch:
        target, permanent, hops = url, True, 0
        while True:
            outcome = await self._get(target, validators, url, permanent)
            if not isinstance(outcome, _Hop):
                return outcome
            hops += 1
            if hops > self._limits.redirects:
                return Failed(FetchProblem.REDIRECTS, f"more than {self._limits.redirects} redirects")
            target = urljoin(target, outcome.location)
            permanent = permanent and outcome.permanent
            if not target.lower().startswith(("http://", "https://")):
                return Failed(FetchProblem.BAD_URL, f"redirect to {target[:120]!r}")

    async def _get(self, target: str, validators: Validators, asked: str, permanent: bool) -> "Fetch | _Hop":
        headers = dict(self._headers)
        if validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators.last_modified:
            headers["If-Modified-Since"] = validators.last_modified
        # Made directly: the client would parse the address and merge the headers anew for every poll.
        request = httpx.Request("GET", _url(target), headers=headers, extensions={"timeout": self._timeout})
        if request.url.scheme not in ("http", "https") or not request.url.host:
            return Failed(FetchProblem.BAD_URL, f"{target[:120]!r} is no http address")
        response = await self._client.send(request, stream=True)
        try:
            return await self._read(response, target, None if target == asked or not permanent else target)
        finally:
            await response.aclose()

    async def _read(self, response: httpx.Response, url: str, moved_to: str | None) -> "Fetch | _Hop":
        status, headers = response.status_code, response.headers
        if status == 304:
            return NotModified(_max_age(headers), moved_to)
        if status in (301, 302, 303, 307, 308):
            location = headers.get("location", "")
            if not location:
                return Failed(FetchProblem.REDIRECTS, f"status {status} without a location", status)
            return _Hop(location, permanent=status in (301, 308))
        if status != 200:
            return self._refusal(response)
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > self._limits.body:
            return Failed(FetchProblem.TOO_LARGE, f"announces {length} bytes, the limit is {self._limits.body}", status)
        inflater = Inflater(headers.get("content-encoding", ""), self._limits.body)
        async for chunk in response.aiter_raw():
            inflater.feed(chunk)
        return Fetched(
            body=inflater.finish(),
            url=url,
            content_type=headers.get("content-type", ""),
            validators=Validators(_short(headers.get("etag")), _short(headers.get("last-modified"))),
            max_age=_max_age(headers),
            moved_to=moved_to,
        )

    def _refusal(self, response: httpx.Response) -> Failed:
        status = response.status_code
        problem = {410: FetchProblem.GONE, 429: FetchProblem.RATE_LIMITED}.get(status, FetchProblem.STATUS)
        return Failed(problem, f"HTTP status {status}", status, self._retry_after(response.headers))

    def _retry_after(self, headers: httpx.Headers) -> timedelta | None:
        value = headers.get("retry-after", "").strip()
        if value.isdigit() and len(value) < 9:
            return timedelta(seconds=int(value))
        try:
            moment = email.utils.parsedate_to_datetime(value)
        except (TypeError, ValueError):
            return None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(moment - self._clock(), timedelta())


@lru_cache(maxsize=4096)
def _url(address: str) -> httpx.URL:
    return httpx.URL(address)


@dataclass(frozen=True, slots=True)
class _Hop:
    location: str
    permanent: bool


def _max_age(headers: httpx.Headers) -> timedelta | None:
    control = headers.get("cache-control", "").lower()
    if not control or "no-cache" in control or "no-store" in control:
        return None
    found = _MAX_AGE.search(control)
    return timedelta(seconds=int(found[1])) if found else None


def _short(value: str | None) -> str | None:
    """A validator that is worth keeping: a server that sends a novel gets no conditional request."""
    return value if value and len(value) <= 512 else None


def _failure(error: Exception) -> Failed:
    """The class of a transport error, by its whole chain: the transport wraps what really happened."""
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and len(chain) < 8:
        chain.append(link)
        link = link.__cause__ or link.__context__
    detail = next((str(one) for one in chain if str(one)), type(error).__name__)[:200]
    for kinds, problem in _CAUSES:
        for one in chain:
            if isinstance(one, kinds):
                return Failed(problem, str(one)[:200] or detail)
    return Failed(FetchProblem.BROKEN_ANSWER, detail)


_CAUSES: tuple[tuple[tuple[type[BaseException], ...], FetchProblem], ...] = (
    ((ForbiddenAddress,), FetchProblem.FORBIDDEN_ADDRESS),
    ((httpx.InvalidURL, httpx.UnsupportedProtocol, aiohttp.InvalidURL), FetchProblem.BAD_URL),
    ((aiohttp.ClientConnectorCertificateError, aiohttp.ClientSSLError), FetchProblem.TLS),
    ((aiohttp.ClientConnectorDNSError,), FetchProblem.DNS),
    ((aiohttp.http_exceptions.LineTooLong,), FetchProblem.HEADERS),
    ((aiohttp.SocketTimeoutError, aiohttp.ServerTimeoutError, httpx.ReadTimeout), FetchProblem.TIMEOUT),
    ((aiohttp.ClientConnectorError,), FetchProblem.CONNECT),
    ((aiohttp.ClientResponseError, aiohttp.ClientPayloadError), FetchProblem.BROKEN_ANSWER),
)
