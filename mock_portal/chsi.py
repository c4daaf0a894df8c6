"""A stand-in for 学信网: what it would say of an entry, computed from the entry alone."""

from mock_portal.domain.credentials import CredentialEntry, Verification, checked_by_chsi
from mock_portal.domain.registration import date_of

NOT_FOUND = "000099"  # a certificate number with this end is not in its records
NOT_YET_CHECKED = "000098"  # one with this end is still waiting to be looked up


class Chsi:
    """Verification of education and degree entries."""

    def verify(self, entry: CredentialEntry, *, by_site: bool = False) -> Verification:  # noqa: ARG002  faults ask
        """What becomes of a valid entry, whoever has made it: older and lower ones are never checked (Q62)."""
        obtained_on = date_of(entry.obtained_on)
        if obtained_on is None or not checked_by_chsi(entry.level, obtained_on):
            return Verification.UNCHECKED
        if entry.certificate_no.endswith(NOT_YET_CHECKED):
            return Verification.UNCHECKED
        return Verification.FAILED if entry.certificate_no.endswith(NOT_FOUND) else Verification.PASSED
