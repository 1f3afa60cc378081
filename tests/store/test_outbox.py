"""The outbox as a state machine: in whatever order things happen, nothing is lost and nothing repeated unasked."""

import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import select
from tests.model import MORNING, chat

from watchbot.model import Alert, AlertKind, AlertReason, ChatKey, DeliveryKind
from watchbot.store import Database, chats, outbox, outcomes
from watchbot.store.outbox import Claimed
from watchbot.store.schema import deliveries

CHATS = (ChatKey(1), ChatKey(2), ChatKey(3))
Sending = tuple[str, int]


class Outbox(RuleBasedStateMachine):
    """Alerts are enqueued, claimed, sent, retried, and the process crashes; the model counts what reached each chat."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.database = Database.open(f"sqlite:///{Path(self.folder.name) / 'w.db'}")
        self.now = MORNING
        for key in CHATS:
            found = chat()
            self.database.transact(
                lambda c, key=key, found=found: chats.save(c, type(found)(key, found.kind), MORNING)  # type: ignore[misc]
            )
        self.ordered: set[Sending] = set()
        self.flying: list[Claimed] = []
        self.reached: Counter[Sending] = Counter()
        self.unsure: Counter[Sending] = Counter()

    @rule(name=st.sampled_from(["a", "b", "c", "d"]), keys=st.sets(st.sampled_from(CHATS), min_size=1))
    def enqueue(self, name: str, keys: set[ChatKey]) -> None:
        alert = Alert(name, AlertKind.CONTACT_NEW, AlertReason.FIRST_REPORT, name, self.now)
        orders = [(key, DeliveryKind.SEND, self.now) for key in sorted(keys)]
        self.database.transact(lambda c: outbox.enqueue(c, alert, orders))
        self.ordered |= {(name, key.chat) for key in keys}

    @rule(most=st.integers(1, 4))
    def claim(self, most: int) -> None:
        busy = [one.delivery.chat.chat for one in self.flying]
        taken = self.database.transact(lambda c: outbox.claim(c, self.now, most, busy))
        assert len({one.delivery.chat.chat for one in taken}) == len(taken)
        self.flying += taken

    @rule()
    def telegram_takes_it(self) -> None:
        for one in self.flying[:1]:
            self._arrives(one)
            self.database.transact(lambda c, one=one: outcomes.sent(c, one, 5, "x", self.now))  # type: ignore[misc]
            self.flying.remove(one)

    @rule(seconds=st.integers(0, 60))
    def telegram_refuses_it(self, seconds: int) -> None:
        for one in self.flying[:1]:
            due = self.now + timedelta(seconds=seconds)
            self.database.transact(lambda c, one=one, due=due: outcomes.again(c, one, due, "502"))  # type: ignore[misc]
            self.flying.remove(one)

    @rule(arrived=st.booleans())
    def the_process_dies(self, arrived: bool) -> None:
        for one in self.flying:
            if arrived:
                self._arrives(one)
            self.unsure[self._id(one)] += 1
        self.flying = []
        self.database.transact(outbox.recover)

    @rule(seconds=st.integers(1, 120))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @invariant()
    def each_alert_is_one_row_for_each_chat(self) -> None:
        with self.database.begin() as connection:
            rows = connection.execute(select(deliveries.c.alert, deliveries.c.chat)).all()
        assert sorted((row.alert, row.chat) for row in rows) == sorted(self.ordered)

    def teardown(self) -> None:
        """Everything that was ordered arrives; more than once only where a crash left it unsure."""
        self.the_process_dies(arrived=False)
        self.now += timedelta(minutes=5)
        while taken := self.database.transact(lambda c: outbox.claim(c, self.now, 3, ())):
            for one in taken:
                self._arrives(one)
                self.database.transact(lambda c, one=one: outcomes.sent(c, one, 5, "x", self.now))  # type: ignore[misc]
        assert set(self.reached) == self.ordered
        assert all(count <= 1 + self.unsure[key] for key, count in self.reached.items())
        self.database.close()
        self.folder.cleanup()

    def _arrives(self, one: Claimed) -> None:
        self.reached[self._id(one)] += 1

    @staticmethod
    def _id(one: Claimed) -> Sending:
        return one.delivery.alert, one.delivery.chat.chat


Outbox.TestCase.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestOutbox = Outbox.TestCase
