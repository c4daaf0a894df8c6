"""What the stand-in for 学信网 says of entries of each level and time."""

import pytest

from mock_portal.chsi import Chsi
from mock_portal.domain.credentials import CredentialEntry, CredentialKind, Verification

SAID = {
    "college": ("大专", "2015-07-01", "1", Verification.UNCHECKED),
    "bachelor-2001": ("本科", "2001-12-31", "1", Verification.UNCHECKED),
    "bachelor-2002": ("本科", "2002-01-01", "1", Verification.PASSED),
    "doctor": ("博士研究生", "2015-07-01", "1", Verification.PASSED),
    "not-in-its-records": ("本科", "2015-07-01", "1000099", Verification.FAILED),
    "not-yet-looked-up": ("本科", "2015-07-01", "1000098", Verification.UNCHECKED),
}


@pytest.mark.parametrize(("level", "day", "certificate_no", "verification"), SAID.values(), ids=SAID)
def test_it_checks_bachelors_and_above_since_2002(
    level: str, day: str, certificate_no: str, verification: Verification
) -> None:
    entry = CredentialEntry(CredentialKind.EDUCATION, level, "中南大学", "临床医学", day, certificate_no)
    assert Chsi().verify(entry) is verification
