"""考生: one person with all the journeys of a candidate, each family of which has a module of its own."""

from scenarios.actors.afterwards import Afterwards
from scenarios.actors.form_filler import FormFiller
from scenarios.actors.payer import Payer


class Candidate(Payer, FormFiller, Afterwards):
    """Registers, keeps basic information, enrolls, submits, withdraws, prints, pays."""
