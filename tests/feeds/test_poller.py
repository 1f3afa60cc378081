"""The poller over real HTTP and a real store: what is new is filed once, and no feed touches another."""

import asyncio
import time
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from aiohttp import web
from sqlalchemy import Connection, select
from tests.feeds.stand import POLLING, START, Clock, Desk, feed, poller, rss, silence, stand
from tests.model import contact

from watchbot.model import FeedCondition, FeedState, Status
from watchbot.store import Database, contacts, feeds
from watchbot.store.schema import entries


def state_of(database: Database, *known: object) -> dict[str, FeedState]:
    found = database.transact(lambda connection: feeds.states(connection, known))  # type: ignore[arg-type]
    return {one.id: state for one, state in found}


async def test_a_second_poll_is_conditional_and_files_nothing_again(database: Database) -> None:
    desk, clock = Desk(), Clock()
    async with stand() as site:
        site.serve("/a", rss("one", "two"), ETag='"v1"', Last_Modified="Wed, 10 Sep 2025 13:00:00 GMT")
        watching = poller(database, [feed("a", f"{site.base}/a")], desk, clock)
        await watching.cycle()
        clock.now += timedelta(hours=1)
        report = await watching.cycle()
        await watching.close()
    assert desk.titles == {"a": ["one", "two"]}
    assert site.asked[1][1]["If-None-Match"] == '"v1"'
    assert site.asked[1][1]["If-Modified-Since"] == "Wed, 10 Sep 2025 13:00:00 GMT"
    assert (report.polls, report.unchanged) == (1, 1)


async def test_the_user_agent_names_the_service_and_its_contact(database: Database) -> None:
    async with stand() as site:
        site.serve("/a", rss("one"))
        polling = replace(POLLING, contact="ops@desk.example")
        watching = poller(database, [feed("a", f"{site.base}/a")], Desk(), Clock(), polling)
        await watching.cycle()
        await watching.close()
    assert site.asked[0][1]["User-Agent"] == f"{POLLING.user_agent} (+ops@desk.example)"


async def test_an_intake_that_fails_on_one_feed_leaves_the_others_filed(database: Database) -> None:
    desk, clock = Desk(), Clock()
    async with stand() as site:
        for name in ("a", "b", "c"):
            site.serve(f"/{name}", rss("poison" if name == "b" else f"news of {name}"))
        known = [feed(name, f"{site.base}/{name}") for name in ("a", "b", "c")]
        watching = poller(database, known, desk, clock)
        report = await watching.cycle()
        await watching.close()
    assert desk.titles == {"a": ["news of a"], "c": ["news of c"]}
    assert report.failed == 1
    states = state_of(database, *known)
    assert states["b"].error.startswith("RuntimeError: boom")
    assert states["b"].body_hash is None
    with database.begin() as connection:
        assert set(connection.scalars(select(entries.c.feed))) == {"a", "c"}


async def test_what_failed_to_be_filed_is_filed_once_the_fault_is_gone(database: Database) -> None:
    desk, clock = Desk(), Clock()
    async with stand() as site:
        site.serve("/a", rss("poison"))
        watching = poller(database, [feed("a", f"{site.base}/a")], desk, clock)
        await watching.cycle()
        site.serve("/a", rss("cured"))
        clock.now += timedelta(hours=3)
        await watching.cycle()
        await watching.close()
    assert desk.titles == {"a": ["cured"]}


async def test_a_server_that_says_nothing_does_not_hold_up_the_cycle(database: Database) -> None:
    desk, clock = Desk(), Clock()
    async with stand() as site:
        known = [feed("good", f"{site.base}/good")]
        site.serve("/good", rss("news"))
        for number in range(40):
            site.answers[f"/slow{number}"] = silence
            slow = site.base.replace("127.0.0.1", f"127.0.0.{2 + number % 20}")
            known.insert(0, feed(f"slow{number}", f"{slow}/slow{number}"))
        watching = poller(database, known, desk, clock)
        began = time.monotonic()
        await watching.cycle()
        took = time.monotonic() - began
        assert desk.titles == {"good": ["news"]}
        assert state_of(database, *known)["slow1"].failures == 0
        await watching.settle()
        await watching.close()
    assert took < 3
    assert state_of(database, *known)["slow1"].error.startswith("timeout")


async def test_a_straggler_is_not_polled_again_while_it_runs(database: Database) -> None:
    clock = Clock()
    async with stand() as site:
        site.answers["/slow"] = silence
        watching = poller(database, [feed("slow", f"{site.base}/slow")], Desk(), clock)
        for _ in range(3):
            await watching.cycle()
            clock.now += timedelta(minutes=30)
        assert site.paths() == ["/slow"]
        await watching.close()


async def test_a_permanent_redirect_is_remembered_after_the_third_time_and_doubted_after_failures(
    database: Database,
) -> None:
    clock = Clock()
    async with stand() as site:

        async def moved(_request: web.Request) -> web.StreamResponse:
            raise web.HTTPMovedPermanently("/new")

        site.answers["/old"] = moved
        site.serve("/new", rss("one"))
        watching = poller(database, [feed("a", f"{site.base}/old")], Desk(), clock)
        for _ in range(5):
            await watching.cycle()
            clock.now += timedelta(hours=9)
        assert site.paths() == ["/old", "/new"] * 3 + ["/new"] * 2
        del site.answers["/new"]
        site.serve("/old", rss("one", "two"))
        for _ in range(6):
            await watching.cycle()
            clock.now += timedelta(hours=40)
        await watching.close()
    assert site.paths()[8:] == ["/new"] * 5 + ["/old"]


async def test_a_temporary_redirect_is_followed_and_never_remembered(database: Database) -> None:
    clock = Clock()
    async with stand() as site:

        async def elsewhere(_request: web.Request) -> web.StreamResponse:
            raise web.HTTPFound("/new")

        site.answers["/old"] = elsewhere
        site.serve("/new", rss("one"))
        watching = poller(database, [feed("a", f"{site.base}/old")], Desk(), clock)
        for _ in range(5):
            await watching.cycle()
            clock.now += timedelta(hours=9)
        await watching.close()
    assert site.paths() == ["/old", "/new"] * 5


async def test_a_feed_that_is_gone_is_asked_no_more(database: Database) -> None:
    clock = Clock()
    known = feed("a", "")
    async with stand() as site:
        known = feed("a", f"{site.base}/a")
        site.serve("/a", b"", status=410)
        watching = poller(database, [known], Desk(), clock)
        for _ in range(3):
            await watching.cycle()
            clock.now += timedelta(days=2)
        await watching.close()
    assert site.paths() == ["/a"]
    assert state_of(database, known)["a"].condition is FeedCondition.GONE


async def test_a_retry_after_is_kept_to(database: Database) -> None:
    clock = Clock()
    async with stand() as site:
        site.serve("/a", b"", status=429, Retry_After="36000")
        watching = poller(database, [feed("a", f"{site.base}/a")], Desk(), clock)
        await watching.cycle()
        clock.now += timedelta(hours=9, minutes=59)
        await watching.cycle()
        clock.now += timedelta(minutes=2)
        await watching.cycle()
        await watching.close()
    assert len(site.asked) == 2


async def test_a_feed_that_is_added_or_removed_meanwhile_is_taken_in(database: Database) -> None:
    desk, clock = Desk(), Clock()
    async with stand() as site:
        site.serve("/a", rss("of a"))
        site.serve("/b", rss("of b"))
        watching = poller(database, [feed("a", f"{site.base}/a")], desk, clock)
        await watching.cycle()
        database.transact(lambda connection: feeds.add(connection, feed("b", f"{site.base}/b"), None))
        clock.now += timedelta(seconds=11)
        await watching.cycle()
        assert desk.titles == {"a": ["of a"], "b": ["of b"]}
        assert desk.baselines == [True, True]
        database.transact(lambda connection: feeds.remove(connection, "b"))
        clock.now += timedelta(hours=3)
        await watching.cycle()
        await watching.close()
    assert site.paths() == ["/a", "/b", "/a"]


async def test_while_a_planned_contact_is_near_feeds_are_polled_at_the_alert_interval(database: Database) -> None:
    clock = Clock()

    def plan(connection: Connection) -> None:
        contacts.save(
            connection, replace(contact(), status=Status.PLANNED, start=date(2025, 9, 11), end=date(2025, 9, 11))
        )

    async with stand() as site:
        site.serve("/a", rss("one"))
        watching = poller(database, [feed("a", f"{site.base}/a")], Desk(), clock)
        await watching.cycle()
        clock.now += timedelta(minutes=2)
        await watching.cycle()
        assert len(site.asked) == 1
        database.transact(plan)
        for _ in range(5):
            clock.now += POLLING.alert_interval * 1.1
            await watching.cycle()
        await watching.close()
    assert len(site.asked) >= 5


async def test_starts_against_one_host_keep_their_distance_over_cycles_too(database: Database) -> None:
    clock, polling = Clock(), replace(POLLING, host_delay=timedelta(seconds=0.2), per_host=1)
    times: list[float] = []
    async with stand() as site:

        async def noted(_request: web.Request) -> web.StreamResponse:
            times.append(asyncio.get_running_loop().time())
            return web.Response(body=rss("one"), content_type="application/rss+xml")

        for name in ("a", "b"):
            site.answers[f"/{name}"] = noted
        watching = poller(database, [feed(n, f"{site.base}/{n}") for n in ("a", "b")], Desk(), clock, polling)
        await watching.cycle()
        clock.now += timedelta(hours=3)
        await watching.cycle()
        await watching.close()
    gaps = [b - a for a, b in pairwise(times)]
    assert len(gaps) == 3
    assert min(gaps) > 0.17


async def test_an_unchanged_body_without_validators_is_known_by_its_hash(database: Database) -> None:
    desk, clock = Desk(), Clock()
    async with stand() as site:
        site.serve("/a", rss("one"))
        watching = poller(database, [feed("a", f"{site.base}/a")], desk, clock)
        await watching.cycle()
        clock.now += timedelta(hours=3)
        report = await watching.cycle()
        await watching.close()
    assert (report.unchanged, report.new_entries) == (1, 0)


async def test_an_article_with_another_guid_scheme_or_title_is_the_same_entry(database: Database) -> None:
    desk, clock = Desk(), Clock()
    first, second, third = (
        rss().replace(
            b"</channel>",
            f"<item><title>{title}</title><link>{link}</link><guid>{guid}</guid></item></channel>".encode(),
        )
        for title, link, guid in (
            ("Envoys meet in Geneva for talks", "http://p.example/a?utm_source=x", "1"),
            ("Envoys meet in Geneva for talks", "https://www.p.example/a", "2"),
            ("Envoys meet in Geneva (updated)", "https://p.example/a#top", "3"),
        )
    )
    async with stand() as site:
        watching = poller(database, [feed("a", f"{site.base}/a")], desk, clock)
        for body in (first, second, third):
            site.serve("/a", body)
            await watching.cycle()
            clock.now += timedelta(hours=3)
        await watching.close()
    assert desk.titles == {"a": ["Envoys meet in Geneva for talks"]}


@pytest.mark.parametrize("year", [b"2031", b"1970"])
async def test_a_date_that_cannot_be_right_is_the_moment_it_was_seen(database: Database, year: bytes) -> None:
    async with stand() as site:
        site.serve("/a", rss("one").replace(b"2025", year))
        watching = poller(database, [feed("a", f"{site.base}/a")], Desk(), Clock())
        await watching.cycle()
        await watching.close()
    with database.begin() as connection:
        assert connection.scalar(select(entries.c.published)) == START
