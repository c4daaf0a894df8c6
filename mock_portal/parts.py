"""The replaceable parts of the portal; a fault is a subclass of one of them, chosen per project."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mock_portal.chsi import Chsi
from mock_portal.clearing import Clearing
from mock_portal.domain.rules import Rules
from mock_portal.filing import Filing
from mock_portal.material_checks import MaterialChecks
from mock_portal.payment_gateway import NotificationChecks, PaymentGateway
from mock_portal.printing.form_printer import FormPrinter
from mock_portal.records_file import RecordsFile
from mock_portal.store.wechat import WechatAccounts
from mock_portal.uploads import UploadChecks
from mock_portal.web.policy import SessionPolicy
from mock_portal.web.screen import Screen


@dataclass(frozen=True, slots=True)
class Parts:
    """What decides. Healthy code asks a part and never knows whether a fault sits in it."""

    rules: Rules = field(default_factory=Rules)
    sessions: SessionPolicy = field(default_factory=SessionPolicy)
    uploads: UploadChecks = field(default_factory=UploadChecks)
    chsi: Chsi = field(default_factory=Chsi)
    wechat: WechatAccounts = field(default_factory=WechatAccounts)
    gateway: PaymentGateway = field(default_factory=PaymentGateway)
    checks: NotificationChecks = field(default_factory=NotificationChecks)
    clearing: Clearing = field(default_factory=Clearing)
    filing: Filing = field(default_factory=Filing)
    materials: MaterialChecks = field(default_factory=MaterialChecks)
    printer: FormPrinter = field(default_factory=FormPrinter)
    records: RecordsFile = field(default_factory=RecordsFile)
    screen: Screen = field(default_factory=Screen)


HEALTHY = Parts()


def parts_with(faults: Sequence[str]) -> Parts:
    """The parts of a project with these faults in it."""
    if not faults:
        return HEALTHY
    from mock_portal.faults import compose

    return compose(tuple(faults))
