"""A fetch reaches public addresses alone, costs no more than its limits, and names what went wrong."""

import asyncio
import gzip
import socket
import time
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from hypothesis import given
from hypothesis import strategies as st
from tests.feeds.stand import LIMITS, POLLING, rss, silence, stand

from watchbot.feeds.address import AddressGuard
from watchbot.feeds.fetch import Failed, Fetched, Fetcher, FetchProblem, NotModified, Validators
from watchbot.model import FetchLimits, Polling

CLOSED = replace(POLLING, allow_hosts=())
NOW = datetime(2025, 9, 10, 14, tzinfo=UTC)


class Names(AbstractResolver):
    """A resolver whose answers change with each question, as a rebinding attacker's would."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        address = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        kind = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [ResolveResult(hostname=host, host=address, port=port, family=kind, proto=0, flags=0)]

    async def close(self) -> None:
        """Nothing to release."""


@asynccontextmanager
async def fetcher(
    polling: Polling = POLLING, limits: FetchLimits = LIMITS, names: AbstractResolver | None = None
) -> AsyncIterator[Fetcher]:
    made = Fetcher(polling, limits, lambda: NOW, names)
    yield made
    await made.aclose()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "2002:7f00:0001::",
        "2002:a9fe:a9fe::",
        "64:ff9b::10.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "fd00:ec2::254",
        "no address",
        "",
    ],
)
def test_an_address_of_our_own_networks_is_refused(address: str) -> None:
    assert not AddressGuard().allows(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "64:ff9b::808:808"])
def test_a_public_address_is_allowed(address: str) -> None:
    assert AddressGuard().allows(address)


@given(st.ip_addresses(v=4, network="10.0.0.0/8"))
def test_no_private_address_passes_in_any_disguise(address: object) -> None:
    guard = AddressGuard()
    assert not guard.allows(str(address))
    assert not guard.allows(f"::ffff:{address}")
    assert not guard.allows(f"64:ff9b::{address}")


@pytest.mark.parametrize(
    "url", ["http://{host}/a", "http://2130706433:{port}/a", "http://0x7f.1:{port}/a", "http://localhost:{port}/a"]
)
async def test_no_spelling_of_loopback_is_reached(url: str) -> None:
    async with stand() as site, fetcher(CLOSED) as fetching:
        site.serve("/a", rss("one"))
        host = site.base.removeprefix("http://")
        found = await fetching.fetch(url.format(host=host, port=host.partition(":")[2]))
    assert isinstance(found, Failed)
    assert found.problem in {FetchProblem.FORBIDDEN_ADDRESS, FetchProblem.BAD_URL, FetchProblem.DNS}
    assert site.asked == []


async def test_a_redirect_to_a_private_address_is_refused() -> None:
    async with stand() as site, fetcher(replace(CLOSED, allow_hosts=("127.0.0.1",))) as fetching:

        async def inwards(_request: web.Request) -> web.StreamResponse:
            raise web.HTTPFound(site.base.replace("127.0.0.1", "127.0.0.2") + "/secret")

        site.answers["/a"] = inwards
        site.serve("/secret", rss("secret"))
        found = await fetching.fetch(f"{site.base}/a")
    assert isinstance(found, Failed)
    assert found.problem is FetchProblem.FORBIDDEN_ADDRESS
    assert site.paths() == ["/a"]


async def test_a_name_that_resolves_to_a_private_address_is_refused_each_time_it_is_asked() -> None:
    async with stand() as site:
        port = site.base.rpartition(":")[2]
        for answer in ("127.0.0.1", "::1", "169.254.169.254"):
            async with fetcher(CLOSED, names=Names(answer)) as fetching:
                found = await fetching.fetch(f"http://rebound.example:{port}/a")
            assert isinstance(found, Failed)
            assert found.problem is FetchProblem.FORBIDDEN_ADDRESS
    assert site.asked == []


async def test_a_host_that_the_configuration_allows_is_reached_by_its_name() -> None:
    async with stand() as site:
        site.serve("/a", rss("one"))
        port = site.base.rpartition(":")[2]
        async with fetcher(replace(CLOSED, allow_hosts=("intranet.example",)), names=Names("127.0.0.1")) as fetching:
            found = await fetching.fetch(f"http://intranet.example:{port}/a")
    assert isinstance(found, Fetched)


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://x.example/", "gopher://x.example/", "javascript:1"])
async def test_a_redirect_to_another_scheme_is_refused(location: str) -> None:
    async with stand() as site, fetcher() as fetching:
        site.serve("/a", b"", status=302, Location=location)
        found = await fetching.fetch(f"{site.base}/a")
    assert isinstance(found, Failed)
    assert found.problem is FetchProblem.BAD_URL


async def test_redirects_end_after_the_limit() -> None:
    async with stand() as site, fetcher() as fetching:
        site.serve("/a", b"", status=302, Location="/a")
        found = await fetching.fetch(f"{site.base}/a")
    assert isinstance(found, Failed)
    assert found.problem is FetchProblem.REDIRECTS
    assert len(site.asked) == LIMITS.redirects + 1


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw deflate"])
async def test_a_bomb_costs_no_more_than_the_limit(coding: str) -> None:
    plain = b"\x00" * 200_000_000
    packer = zlib.compressobj(9, wbits={"gzip": 31, "deflate": 15, "raw deflate": -15}[coding])
    bomb = packer.compress(plain) + packer.flush()
    async with stand() as site, fetcher(limits=replace(LIMITS, body=1_000_000)) as fetching:
        site.serve("/a", bomb, Content_Encoding=coding.rsplit(maxsplit=1)[-1])
        began = time.process_time()
        found = await fetching.fetch(f"{site.base}/a")
        took = time.process_time() - began
    assert isinstance(found, Failed)
    assert found.problem is FetchProblem.TOO_LARGE
    assert took < 2


async def test_packed_bodies_are_unpacked() -> None:
    async with stand() as site, fetcher() as fetching:
        site.serve("/a", gzip.compress(rss("one")), Content_Encoding="gzip")
        found = await fetching.fetch(f"{site.base}/a")
    assert isinstance(found, Fetched)
    assert found.body == rss("one")


async def test_a_body_that_trickles_ends_at_the_total_time() -> None:
    async def trickle(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(200):
            await response.write(b" ")
            await asyncio.sleep(0.1)
        return response

    async with stand() as site, fetcher(limits=replace(LIMITS, total=timedelta(seconds=1))) as fetching:
        site.answers["/a"] = trickle
        began = time.monotonic()
        found = await fetching.fetch(f"{site.base}/a")
        took = time.monotonic() - began
    assert isinstance(found, Failed)
    assert found.problem is FetchProblem.TIMEOUT
    assert took < 4


async def test_a_server_that_never_answers_ends_at_the_total_time() -> None:
    async with stand() as site, fetcher(limits=replace(LIMITS, total=timedelta(seconds=0.5))) as fetching:
        site.answers["/a"] = silence
        found = await fetching.fetch(f"{site.base}/a")
    assert isinstance(found, Failed)
    assert found.problem is FetchProblem.TIMEOUT


async def test_headers_beyond_the_limit_are_refused() -> None:
    async with stand() as site, fetcher(limits=replace(LIMITS, header=8192)) as fetching:
        site.serve("/a", rss("one"), X_Long="x" * 9000)
        found = await fetching.fetch(f"{site.base}/a")
    assert isinstance(found, Failed)


async def test_an_announced_length_beyond_the_limit_is_not_even_read() -> None:
    async with stand() as site, fetcher(limits=replace(LIMITS, body=1000)) as fetching:
        site.serve("/a", b"x" * 5000)
        found = await fetching.fetch(f"{site.base}/a")
    assert found == Failed(FetchProblem.TOO_LARGE, "announces 5000 bytes, the limit is 1000", 200)


async def test_a_coding_that_was_not_asked_for_is_refused() -> None:
    async with stand() as site, fetcher() as fetching:
        site.serve("/a", b"xx", Content_Encoding="br")
        found = await fetching.fetch(f"{site.base}/a")
    assert isinstance(found, Failed)
    assert found.problem is FetchProblem.ENCODING


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("Wed, 10 Sep 2025 14:10:00 GMT", timedelta(minutes=10)),
        ("Wed, 10 Sep 2025 13:00:00 GMT", timedelta()),
        ("soon", None),
        ("99999999999", None),
    ],
)
async def test_a_retry_after_is_read_in_both_forms(value: str, wait: timedelta | None) -> None:
    async with stand() as site, fetcher() as fetching:
        site.serve("/a", b"", status=503, Retry_After=value)
        found = await fetching.fetch(f"{site.base}/a")
    assert isinstance(found, Failed)
    assert found.retry_after == wait


async def test_cache_control_is_read_from_an_unchanged_answer_too() -> None:
    async with stand() as site, fetcher() as fetching:
        site.serve("/a", b"", status=304, Cache_Control="public, max-age=900")
        found = await fetching.fetch(f"{site.base}/a", Validators('"x"'))
    assert found == NotModified(timedelta(minutes=15))


@given(st.text(max_size=60))
def test_an_address_of_any_text_gives_a_named_failure(text: str) -> None:
    async def go() -> object:
        async with fetcher(CLOSED, replace(LIMITS, total=timedelta(seconds=1)), Names("127.0.0.1")) as fetching:
            return await fetching.fetch(f"http://{text}")

    assert isinstance(asyncio.run(go()), Failed)
