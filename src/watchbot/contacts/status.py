"""Status: an ordered table of rules; the first that holds decides, and its id is kept as evidence.

Order carries the meaning: a denial beats a plan ("no plans to meet"), a past that only dates something else is
background, and what nothing qualifies took place.
"""

from watchbot.contacts.accepting import accepted
from watchbot.contacts.background import background
from watchbot.contacts.denials import denied, undiscussed
from watchbot.contacts.doubts import expected, speculated
from watchbot.contacts.nearing import made_to_wait, nearing
from watchbot.contacts.past import arrived, did, held, over, readout, under_way
from watchbot.contacts.plans import (
    and_will,
    arrives_for,
    commits,
    matter,
    noun_foretold,
    planned,
    told_to_come,
)
from watchbot.contacts.scene import Ruling, Scene, Test
from watchbot.contacts.seeking import sought
from watchbot.contacts.standing import in_vain, still_on
from watchbot.contacts.tense import sets_out, when_it_comes
from watchbot.contacts.undone import as_agreed, undone
from watchbot.contacts.urging import urged
from watchbot.model import Status

RULES: tuple[tuple[str, Status | None, Test], ...] = (
    ("status.still-on", Status.PLANNED, still_on),
    ("status.undiscussed", None, undiscussed),
    ("status.as-agreed", Status.CANCELLED, as_agreed),
    ("status.denied", Status.DENIED, denied),
    ("status.refuses", Status.DENIED, commits(Status.DENIED)),
    ("status.cancelled", Status.CANCELLED, undone("cancelled")),
    ("status.postponed", Status.POSTPONED, undone("postponed")),
    ("status.to-wait", Status.POSTPONED, made_to_wait),
    ("status.in-vain", Status.POSTPONED, in_vain),
    ("status.background", None, background),
    ("status.urged", Status.SPECULATED, urged),
    ("status.when-it-comes", Status.PLANNED, when_it_comes),
    ("status.sets-out", Status.PLANNED, sets_out),
    ("status.under-way", Status.HELD, under_way),
    ("status.arrived", Status.HELD, arrived),
    ("status.over", Status.HELD, over),
    ("status.accepted", Status.PLANNED, accepted),
    ("status.and-will", Status.PLANNED, and_will),
    ("status.first-to", Status.HELD, commits(Status.HELD)),
    ("status.told-to-come", Status.PLANNED, told_to_come),
    ("status.sought", Status.SPECULATED, sought),
    ("status.nearing", Status.PLANNED, nearing),
    ("status.may", Status.SPECULATED, commits(Status.SPECULATED)),
    ("status.expected", Status.PLANNED, expected),
    ("status.speculated", Status.SPECULATED, speculated),
    ("status.will", Status.PLANNED, commits(Status.PLANNED)),
    ("status.arrives-for", Status.PLANNED, arrives_for),
    ("status.foretold", Status.PLANNED, noun_foretold),
    ("status.readout", Status.HELD, readout),
    ("status.planned", Status.PLANNED, planned),
    ("status.matter", Status.PLANNED, matter),
    ("status.held", Status.HELD, held),
    ("status.did", Status.HELD, did),
)


def rule_on(scene: Scene) -> Ruling:
    """The first rule that holds; a contact that nothing qualifies took place."""
    for name, status, test in RULES:
        word = test(scene)
        if word is not None:
            return Ruling(status, f"{name}:{word.term.rule or word.term.word}", word)
    if scene.cue.term.status:
        return Ruling(Status(scene.cue.term.status), f"status.word:{scene.cue.term.rule}", scene.cue)
    return Ruling(Status.HELD, "status.plain", None)
