"""The limits: whatever is sent when they allow it, the strictest reading of Telegram's rules never refuses."""

import asyncio
from heapq import heappop, heappush

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fakes.bot_limits import Limits, Meter

from watchbot.delivery import Gate
from watchbot.delivery.limits import Pace
from watchbot.model import Sending

ROUND_TRIP = 0.05
FLYING_AT_ONCE = 16


def simulated(chats: list[int], delays: list[float], shares: list[float]) -> list[tuple[float, int]]:
    """(moment that Telegram counts it, chat) of each request, sent as early as the limits allow.

    A request takes the round trip and a delay; it is counted somewhere between half of the one and the whole of both.
    """
    pace, now, flying, counted = Pace(Sending()), 0.0, [], []  # type: ignore[var-annotated]
    for number, chat in enumerate(chats):
        delay = delays[number % len(delays)] if number else 0.0
        while True:
            while flying and flying[0][0] <= now:
                ended, _, ticket = heappop(flying)
                pace.finish(ticket, ended)
            at = max(pace.overall_at(now), pace.chat_at(chat, now))
            if at <= now and len(flying) < FLYING_AT_ONCE:
                break
            now = min(at if at > now else flying[0][0], flying[0][0] if flying else at)
        ticket = pace.start(chat, now)
        heappush(flying, (now + ROUND_TRIP + delay, number, ticket))
        counted.append((now + shares[number % len(shares)] * (ROUND_TRIP / 2 + delay), chat))
    return sorted(counted)


@settings(max_examples=60, deadline=None)
@given(
    chats=st.lists(st.sampled_from([1, 2, 3, 4, 5, 6, 7, 8, -1, -2]), min_size=1, max_size=150),
    delays=st.lists(st.floats(0, 0.4), min_size=1, max_size=7),
    shares=st.lists(st.floats(0, 1), min_size=1, max_size=5),
)
def test_no_request_that_the_limits_allow_is_refused(
    chats: list[int], delays: list[float], shares: list[float]
) -> None:
    meter = Meter(Limits())
    refused = [(at, chat) for at, chat in simulated(chats, delays, shares) if meter.refuse(chat, chat < 0, at + 1e-6)]
    assert refused == []


def test_a_broadcast_to_many_chats_uses_the_whole_limit() -> None:
    counted = simulated(list(range(1, 601)), [0.0], [0.0])
    assert 19.0 <= counted[-1][0] - counted[0][0] <= 20.6


async def test_answers_overtake_broadcasts_and_a_halted_chat_delays_nobody() -> None:
    gate, order = Gate(Sending(per_second=50.0)), []

    async def send(chat: int, priority: int, name: str) -> None:
        async with gate.turn(chat, priority):
            order.append(name)

    gate.refused(99, 0.4)
    halted = asyncio.create_task(send(99, 0, "halted"))
    digests = [asyncio.create_task(send(n, 2, "digest")) for n in range(1, 13)]
    await asyncio.sleep(0)
    await asyncio.gather(send(50, 0, "answer"), send(51, 1, "alert"))
    await asyncio.gather(halted, *digests)
    assert order.index("answer") < order.index("alert") < len(order) - 2
    assert order[-1] == "halted"


async def test_a_turn_that_is_given_up_is_given_back() -> None:
    gate = Gate(Sending(chat_burst=1, per_chat_second=5.0))
    async with gate.turn(1, 0):
        pass
    waiting = asyncio.create_task(gate.turn(1, 0).__aenter__())
    await asyncio.sleep(0.01)
    waiting.cancel()
    async with asyncio.timeout(1), gate.turn(1, 0):
        assert waiting.cancelled()
