"""A phone with WeChat: decodes a QR picture and confirms what it asks at the simulated WeChat service."""

from fixtures.printed_form import qr_text
from scenarios.actors.actor import Actor, Hands, step
from scenarios.actors.outcome import Outcome
from scenarios.story import Teller
from scenarios.target import Target


class Phone(Actor):
    """A phone signed in to WeChat under one name."""

    title = "微信"

    def __init__(self, wechat: str, target: Target, story: Teller, hands: Hands) -> None:
        super().__init__(wechat, target, story, hands)
        self.wechat = wechat

    @step
    def scans(self, picture: bytes) -> Outcome:
        """Decode the picture, open what it says, and confirm."""
        return self.confirms(qr_text(picture))

    def reads(self, picture: bytes) -> str:
        """The address in a code."""
        return qr_text(picture)

    def opens(self, address: str) -> Outcome:
        """Open an address of the WeChat service without saying yes; phones always play over HTTP."""
        self.target.demands("wechat-simulator")
        hands = self.session.driver("arrange")
        hands.open(address)
        if hands.page.has_field("微信号"):
            hands.submit("登录微信", {"微信号": self.wechat})
        return self.outcome(hands.page)

    def confirms(self, address: str) -> Outcome:
        """Open an address and say yes."""
        self.opens(address)
        return self.says_yes()

    def says_yes(self) -> Outcome:
        """Press the button of what was opened, however long it has lain there, if it has one."""
        hands = self.session.driver("arrange")
        yes = next((words for words in ("确认登录", "确认绑定") if hands.page.has_button(words)), None)
        return self.outcome(hands.submit(yes) if yes else hands.page)
