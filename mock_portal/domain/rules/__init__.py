"""Every decision that the process makes, one small method each; a fault is a subclass that gets one of them wrong."""

from mock_portal.domain.rules.accounts import AccountRules
from mock_portal.domain.rules.area_settings import AreaSettingsRules
from mock_portal.domain.rules.desks import DeskRules
from mock_portal.domain.rules.flow import FlowRules
from mock_portal.domain.rules.forms import FormRules
from mock_portal.domain.rules.payment import PaymentRules
from mock_portal.domain.rules.review import ReviewRules


class Rules(AccountRules, FormRules, ReviewRules, PaymentRules, FlowRules, DeskRules, AreaSettingsRules):
    """All rules of the process. A method ``…_refused`` answers ``None`` where the act is allowed."""


__all__ = ["Rules"]
