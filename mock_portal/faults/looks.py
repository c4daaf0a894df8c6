"""Faults that only eyes and a keyboard tell: paint, width, focus, scripts and styles that do not come."""

import re

from mock_portal.faults import fault
from mock_portal.web.screen import Screen


@fault("green-in-name-only", "R4.4a", "R5.3", "R6.2e", "D30")
class GreenInNameOnly(Screen):
    """Nodes that are done bear the class of green ones and are painted grey, as after a change of the style sheet."""

    def shown(self, html: str, template: str) -> str:
        painted = re.compile(r'(node-green"[^>]*>\s*<(?:a|span) class=")node-label')
        return painted.sub(r"\1hint", super().shown(html, template))


@fault("red-in-name-only", "R4.3b", "D30")
class RedInNameOnly(Screen):
    """A node that was refused bears the class of red ones and is painted grey."""

    def shown(self, html: str, template: str) -> str:
        painted = re.compile(r'(node-red"[^>]*>\s*<(?:a|span) class=")node-label')
        return painted.sub(r"\1hint", super().shown(html, template))


@fault("script-lost", "D25")
class ScriptLost(Screen):
    """The script of the pages is not loaded: after a refusal the keyboard is back at the top, far from what is wrong."""

    def shown(self, html: str, template: str) -> str:
        return re.sub(r'<script type="module" src="[^"]*/site\.js"></script>', "", super().shown(html, template))


@fault("skip-link-lost", "D25")
class SkipLinkLost(Screen):
    """Whoever uses the keyboard goes through header and menu on every page again."""

    def shown(self, html: str, template: str) -> str:
        return re.sub(r'<a class="skip"[^>]*>[^<]*</a>', "", super().shown(html, template))


@fault("search-out-of-reach-of-keys", "D25")
class SearchOutOfReachOfKeys(Screen):
    """Whoever uses the keyboard does not come to the field in which the employer is searched for."""

    def shown(self, html: str, template: str) -> str:
        return super().shown(html, template).replace(" data-search-from=", ' tabindex="-1" data-search-from=')


@fault("page-too-wide", "R0.2b", "D25")
class PageTooWide(Screen):
    """On a phone the page of the enrollment sticks out sideways, for one line in it never breaks."""

    def shown(self, html: str, template: str) -> str:
        line = f"<pre>{'请在规定时间内完成报名确认、资格审核和网上缴费，' * 4}</pre>"
        return super().shown(html, template).replace("</main>", f"{line}</main>")


@fault("phone-sees-the-desktop", "R0.2b", "D25")
class PhoneSeesTheDesktop(Screen):
    """Phones get the wide page in tiny letters: it does not say that it fits them."""

    def shown(self, html: str, template: str) -> str:
        return re.sub(r'<meta name="viewport"[^>]*>', "", super().shown(html, template))


@fault("errors-painted-over", "D25")
class ErrorsPaintedOver(Screen):
    """What is wrong with a field stands beside it in white on white."""

    def shown(self, html: str, template: str) -> str:
        return super().shown(html, template).replace('<p class="error"', '<p class="button quiet"')


@fault("skip-link-never-seen", "D25")
class SkipLinkNeverSeen(Screen):
    """The link past the menu stays out of sight when the keyboard comes to it."""

    def shown(self, html: str, template: str) -> str:
        return super().shown(html, template).replace('<a class="skip"', '<a class="visually-hidden"')


@fault("code-called-dead-at-once", "Q45")
class CodeCalledDeadAtOnce(Screen):
    """The page asks after another code than it shows, and soon says of one that is good that it is dead."""

    def shown(self, html: str, template: str) -> str:
        return re.sub('(data-wechat-status="/sign-in/wechat/)[^/]+', r"\1none", super().shown(html, template))


@fault("style-sheet-lost", "D30")
class StyleSheetLost(Screen):
    """Pages come without their style sheet: everything is there, in black on white, one below the other."""

    def shown(self, html: str, template: str) -> str:
        return re.sub(r'<link rel="stylesheet"[^>]*>', "", super().shown(html, template))
