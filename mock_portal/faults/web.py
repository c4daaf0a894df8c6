"""Faults of headers, addresses and error pages."""

import re

from mock_portal.faults import fault
from mock_portal.web import asked
from mock_portal.web.policy import SessionPolicy
from mock_portal.web.screen import Screen

POLICY = "Content-Security-Policy"


@fault("next-leads-anywhere", "D27")
class NextLeadsAnywhere(SessionPolicy):
    """After signing in one is sent to whatever address a link has brought along."""

    def address_after_sign_in(self, wanted: str) -> str:
        return wanted or "/"


@fault("next-takes-two-slashes", "D27")
class NextTakesTwoSlashes(SessionPolicy):
    """//another.site counts as an address of this site."""

    def address_after_sign_in(self, wanted: str) -> str:
        return wanted if wanted.startswith("//") else super().address_after_sign_in(wanted)


@fault("next-takes-backslashes", "D27")
class NextTakesBackslashes(SessionPolicy):
    r"""/\another.site counts as an address of this site, which browsers read otherwise."""

    def address_after_sign_in(self, wanted: str) -> str:
        slashed = wanted.startswith(("/\\", "\\"))
        return wanted.replace("\\", "/") if slashed else super().address_after_sign_in(wanted)


@fault("next-forgotten", "Q47")
class NextForgotten(SessionPolicy):
    """After the session has expired, signing in leads to the front page instead of back to where one was."""

    def address_after_sign_in(self, wanted: str) -> str:  # noqa: ARG002
        return "/"


@fault("next-forgotten-after-scanning", "Q47")
class NextForgottenAfterScanning(SessionPolicy):
    """Who signs in by WeChat after the session has expired is led to the front page; by password one is led back."""

    def address_after_sign_in(self, wanted: str) -> str:
        return "/" if asked.is_at("/sign-in/wechat") else super().address_after_sign_in(wanted)


@fault("next-without-its-query", "Q47")
class NextWithoutItsQuery(SessionPolicy):
    """After the session has expired, one is led back to an address that has lost what stood behind its question mark."""

    def address_after_sign_in(self, wanted: str) -> str:
        return super().address_after_sign_in(wanted.partition("?")[0])


@fault("no-content-policy", "D27")
class NoContentPolicy(SessionPolicy):
    """Pages say nothing about which scripts may run."""

    def security_headers(self) -> dict[str, str]:
        return {name: value for name, value in super().security_headers().items() if name != POLICY}


@fault("inline-scripts-allowed", "D27")
class InlineScriptsAllowed(SessionPolicy):
    """A script that somebody got onto a page would run."""

    def security_headers(self) -> dict[str, str]:
        headers = super().security_headers()
        return {**headers, POLICY: headers[POLICY].replace("'self';", "'self' 'unsafe-inline';", 1)}


@fault("pages-may-be-framed", "D27")
class PagesMayBeFramed(SessionPolicy):
    """Another site can put the portal into a frame and catch clicks."""

    def security_headers(self) -> dict[str, str]:
        headers = {name: value for name, value in super().security_headers().items() if name != "X-Frame-Options"}
        return {**headers, POLICY: headers[POLICY].replace("; frame-ancestors 'none'", "")}


@fault("types-may-be-guessed", "D27")
class TypesMayBeGuessed(SessionPolicy):
    """A browser may take an uploaded file for a page."""

    def security_headers(self) -> dict[str, str]:
        return {name: value for name, value in super().security_headers().items() if name != "X-Content-Type-Options"}


@fault("pages-kept-after-sign-out", "Q47", "D26")
class PagesKeptAfterSignOut(SessionPolicy):
    """The next user of the browser reads, by going back, what the one before had on the screen."""

    def cache_control(self) -> str:
        return "private, max-age=3600"


@fault("photos-kept-after-sign-out", "D11", "D26")
class PhotosKeptAfterSignOut(SessionPolicy):
    """Photos and printed forms lie at one address for everybody, and a browser shows the next candidate the one before."""

    def cache_control(self) -> str:
        return "private, max-age=3600" if asked.is_at("/photo.jpg", ".pdf") else super().cache_control()


@fault("framework-in-headers", "D29")
class FrameworkInHeaders(SessionPolicy):
    """Every answer tells which software serves the portal, and which version of it."""

    def security_headers(self) -> dict[str, str]:
        return {**super().security_headers(), "X-Powered-By": "Flask/3.0.3 Python/3.11.2"}


@fault("internals-on-error-pages", "D29")
class InternalsOnErrorPages(Screen):
    """A refusal shows where in the program it was made."""

    def shown(self, html: str, template: str) -> str:
        trace = '<pre>Traceback (most recent call last): File "mock_portal/web/visits.py", line 88, in guarded</pre>'
        page = super().shown(html, template)
        return page.replace("</main>", f"{trace}</main>") if template == "refused.html" else page


@fault("entries-unescaped", "D27", "D16")
class EntriesUnescaped(Screen):
    """Markup that somebody typed into an entry of 【学历学位信息维护】 becomes part of the page."""

    def shown(self, html: str, template: str) -> str:
        page = super().shown(html, template)
        return re.sub(r"&lt;(/?\w+)&gt;", r"<\1>", page) if template == "account/credentials.html" else page


@fault("guide-link-dead", "R0.1c")
class GuideLinkDead(Screen):
    """The link to 《考生管理平台注册须知》 leads to last year's page, which is gone."""

    def shown(self, html: str, template: str) -> str:
        page = super().shown(html, template)
        return page.replace('href="/guide"', 'href="/guide/2021"') if template == "public/home.html" else page


@fault("maintenance-link-dead", "R2.4.5b")
class MaintenanceLinkDead(Screen):
    """【学历学位信息维护】 leads to a page that is gone, from the menu and from 教育情况."""

    def shown(self, html: str, template: str) -> str:
        return super().shown(html, template).replace('href="/account/credentials"', 'href="/account/educations"')


@fault("way-back-leads-nowhere", "R3.1d")
class WayBackLeadsNowhere(Screen):
    """On the page of the submission “填写/修改报考信息” is a link to where one is already."""

    def shown(self, html: str, template: str) -> str:
        page = super().shown(html, template)
        return re.sub('href="[^"]*/pages/"', 'href="#"', page) if template == "enrollment/submission.html" else page
