"""The people of the process: every journey is written here, once, in terms of what hands can do."""

from scenarios.actors.actor import Actor
from scenarios.actors.candidate import Candidate
from scenarios.actors.desks import ExamArea, Institution, NationalCenter, RegistrationPoint, Site
from scenarios.actors.forger import FalsePhone, Forger
from scenarios.actors.intruder import Intruder
from scenarios.actors.outcome import Outcome
from scenarios.actors.phone import Phone

__all__ = [
    "Actor",
    "Candidate",
    "ExamArea",
    "FalsePhone",
    "Forger",
    "Institution",
    "Intruder",
    "NationalCenter",
    "Outcome",
    "Phone",
    "RegistrationPoint",
    "Site",
]
