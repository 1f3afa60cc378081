"""The predicate of an English contact word, and what the words before it commit to."""

import pytest

from watchbot.contacts.lexicon import Term
from watchbot.contacts.predicate import commitment, foretold, is_light, predicate_of
from watchbot.contacts.scan import Hit
from watchbot.model import Status


@pytest.mark.parametrize(
    ("before", "status"),
    [
        ("the first senator under this president to ", Status.HELD),
        ("officials flew over the weekend to ", Status.HELD),
        ("there are no plans to ", Status.DENIED),
        ("the ministry refuses to ", Status.DENIED),
        ("the minister is not expected to ", Status.DENIED),
        ("the two did not ", Status.DENIED),
        ("both may ", Status.SPECULATED),
        ("he wants to ", Status.SPECULATED),
        ("asked whether they ", Status.SPECULATED),
        ("the envoy will ", Status.PLANNED),
        ("both sides to ", Status.PLANNED),
        ("the envoy ", None),
    ],
)
def test_the_stretch_before_a_verb_says_what_it_commits_to(before: str, status: Status | None) -> None:
    found = commitment(before)
    assert (found[1] if found else None) is status


def test_a_noun_hangs_on_the_light_verb_before_it_but_not_across_a_place_or_a_new_clause() -> None:
    said = "both sides to hold new talks in lima"
    found = predicate_of(said, said.index("talks"), False, 0)
    assert found is not None
    assert said[found.head :].startswith("hold")
    for other in ("agree to set up a hotline in lima talks", "promise to hold back after the talks"):
        assert predicate_of(other, other.rindex("talks"), False, 0) is None


def test_what_a_noun_will_do_is_still_to_come() -> None:
    term = Term("meeting", "contact", "en", form="ing")
    for text, ahead in (("their meeting in lima will test both", True), ("their meeting in lima tested both", False)):
        at = text.index("meeting")
        assert foretold(text, Hit(at, at + 7, term)) is ahead


@pytest.mark.parametrize(("text", "light"), [("hold talks", True), ("also have talks", True), ("buy soybeans", False)])
def test_only_verbs_of_holding_and_going_carry_a_contact_word(text: str, light: bool) -> None:
    assert is_light(text, 0) is light
