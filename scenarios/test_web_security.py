"""The web around the process: forged forms, foreign sessions, cookies, headers, addresses that lead away."""

import pytest

from scenarios.actors import Candidate, Intruder
from scenarios.cast import People
from scenarios.verifies import verifies

ABROAD = "https://evil.example/page"


@verifies("D27")
def test_a_form_without_the_token_of_its_session_does_nothing(candidate: Candidate, intruder: Intruder) -> None:
    candidate.beforehand.submits()
    assert intruder.posts("withdrawal", as_=candidate, token="").refused_because("form-expired")
    assert intruder.posts("withdrawal", as_=candidate, token="0" * 32).refused_because("form-expired")
    assert candidate.sees_flow().shows("submitted")
    assert intruder.posts("withdrawal", as_=candidate).accepted
    assert candidate.sees_flow().shows("draft")
