"""Reachability: whether each feed answers, and with entries; the network's half of `watchbot check --online`.

It goes through the service's own fetching and parsing, so what it says of a feed is what the service would meet.
"""

import asyncio
from datetime import UTC, datetime

from watchbot.feeds.document import Unreadable
from watchbot.feeds.fetch import Failed, Fetcher, NotModified
from watchbot.feeds.parse import parse
from watchbot.model import Feed, Settings


async def all_answer(feeds: tuple[Feed, ...], settings: Settings) -> bool:
    """Fetch all feeds, `polling.concurrency` at a time, with a line for each as it comes."""
    places = asyncio.Semaphore(settings.polling.concurrency)
    fetcher = Fetcher(settings.polling, settings.limits, lambda: datetime.now(UTC))

    async def one(feed: Feed) -> bool:
        async with places:
            good, said = await _try(feed, fetcher, settings)
        print(f"{'ok' if good else 'FAIL':<4} {feed.id}: {said}", flush=True)
        return good

    try:
        results = await asyncio.gather(*(one(feed) for feed in feeds))
    finally:
        await fetcher.aclose()
    print(f"{sum(results)} of {len(results)} feeds ok")
    return all(results)


async def _try(feed: Feed, fetcher: Fetcher, settings: Settings) -> tuple[bool, str]:
    """Whether `feed` gave entries, and how many, or what is wrong with it."""
    answer = await fetcher.fetch(feed.url)
    if isinstance(answer, Failed):
        return False, f"{answer.problem}: {answer.detail}"
    if isinstance(answer, NotModified):
        return False, "not modified, in answer to a request without validators"
    parsed = parse(answer.body, answer.content_type, answer.url, settings.limits, feed.selectors or None)
    if isinstance(parsed, Unreadable):
        return False, f"{parsed.problem}: {parsed.detail}" if parsed.detail else str(parsed.problem)
    moved = f", moved for good to {answer.moved_to}" if answer.moved_to else ""
    return bool(parsed.items), f"{len(parsed.items)} entries{moved}"
