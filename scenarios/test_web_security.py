"""The web around the process: forged forms, cookies, headers, addresses that lead away, other people's files, error pages."""

import re
from urllib.parse import urlencode

import pytest

from scenarios.actors import Candidate, Intruder, RegistrationPoint
from scenarios.actors.exchange import Answer
from scenarios.areas import AreaType
from scenarios.cast import People
from scenarios.verifies import needs, on_areas, over_http, verifies

pytestmark = over_http

ABROAD = "https://evil.example"
WECHAT_BINDING = pytest.param("wechat_binding", marks=needs("wechat-simulator"))
PAGES = ("home", "account", "credentials", "photo", "payment", WECHAT_BINDING)
LEADING_AWAY = (
    "https://evil.example/",
    "http://evil.example",
    "//evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "///evil.example",
    "////evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "/\t/evil.example",
    "/\r\nSet-Cookie: x=y",
    " //evil.example",
)
SOME_LEADING_AWAY = pytest.mark.parametrize(
    "wanted", ["//evil.example", "https://evil.example", "/\\evil.example"], ids=["two-slashes", "https", "backslash"]
)
ODD_ADDRESSES = {
    "unknown": "/nowhere",
    "project-0": "/enrollment/0/",
    "huge-number": "/enrollment/999999999999999999999/",
    "no-number": "/enrollment/x/",
    "null": "/account/%00",
    "parents": "/%2e%2e/%2e%2e/etc/passwd",
    "source": "/static/../app.py",
    "up-from-photo": "/account/photo.jpg/../../",
    "markup": "/?done=<script>",
    "no-text": "/sign-in?why=x&next=%ff",
}
FRAMEWORKS = re.compile(
    r"werkzeug|flask|gunicorn|python|jinja|sqlalchemy|nginx/|express|traceback|\bfile \"|line \d+, in", re.IGNORECASE
)
CHANGES = (
    *("withdrawal", "area_change", "submission", "photo", "photo_confirmation", "cancellation", WECHAT_BINDING),
    *("page_city", "page_contact", "page_employment", "payment_of_project", "sign_out"),
)
DESK_CHANGES = ("confirmation", "area_settings", "project_settings")


@verifies("D27")
def test_a_form_without_the_token_of_its_session_does_nothing(candidate: Candidate, intruder: Intruder) -> None:
    candidate.beforehand.submits()
    seen = intruder.seen_on(candidate.asks_to_withdraw())
    assert intruder.posts("withdrawal", seen, candidate, token="").refused_because("form-expired")
    assert intruder.posts("withdrawal", seen, candidate, token="0" * 32).refused_because("form-expired")
    assert candidate.sees_flow().shows("submitted")
    assert intruder.posts("withdrawal", seen, candidate).accepted
    assert candidate.sees_flow().shows("draft")


@verifies("D27")
def test_the_token_of_another_session_does_nothing(people: People, intruder: Intruder) -> None:
    victim, attacker = people.candidate(), people.candidate()
    victim.beforehand.submits()
    foreign, seen = intruder.token_of(attacker), intruder.seen_on(victim.asks_to_withdraw())
    assert intruder.posts("withdrawal", seen, victim, token=foreign).denied
    assert intruder.posts("withdrawal", seen, victim, token=intruder.token_of(None)).denied
    assert victim.sees_flow().shows("submitted")


@verifies("D27")
@pytest.mark.parametrize("path", CHANGES)
def test_every_form_wants_its_token(candidate: Candidate, intruder: Intruder, path: str) -> None:
    candidate.beforehand.submits()
    assert intruder.posts(path, as_=candidate, token="").refused_because("form-expired")
    assert intruder.posts(path, as_=candidate, token="f" * 32).refused_because("form-expired")
    assert candidate.sees_flow().shows("submitted")


@verifies("D27")
def test_an_entry_that_comes_without_its_token_is_not_kept(candidate: Candidate, intruder: Intruder) -> None:
    before = candidate.sees_credentials()
    form = candidate.hands.follow("新增学历信息")
    assert intruder.presses("提交", form, candidate, **{intruder.token_field: ""}).refused_because("form-expired")
    assert candidate.sees_credentials() == before


@verifies("D27")
@pytest.mark.parametrize("path", DESK_CHANGES)
def test_every_form_of_a_desk_wants_its_token(
    candidate: Candidate, registration_point: RegistrationPoint, intruder: Intruder, path: str
) -> None:
    candidate.beforehand.submits()
    registration_point.beforehand.signs_in()
    assert intruder.posts(path, as_=registration_point, token="").refused_because("form-expired")
    assert intruder.posts(path, as_=registration_point, token="f" * 32).refused_because("form-expired")
    assert candidate.sees_flow().shows("submitted")


@verifies("D27")
def test_a_form_on_another_site_is_sent_without_the_session(candidate: Candidate, intruder: Intruder) -> None:
    candidate.beforehand.submits()
    token, seen = intruder.token_of(candidate), intruder.seen_on(candidate.asks_to_withdraw())
    assert intruder.posts("withdrawal", seen, candidate, token=token, from_=ABROAD).denied
    assert candidate.sees_flow().shows("submitted")


@verifies("D27")
def test_an_address_alone_changes_nothing(candidate: Candidate, intruder: Intruder) -> None:
    candidate.beforehand.submits()
    intruder.gets("withdrawal", candidate)
    intruder.gets("area_change", candidate)
    assert intruder.gets("sign_out", candidate).denied
    assert candidate.sees_flow().shows("submitted")


@verifies("D27")
def test_the_session_cookie_is_kept_from_scripts_and_other_sites(candidate: Candidate, intruder: Intruder) -> None:
    candidate.beforehand.signs_out()
    candidate.goes_to("sign_in")
    answer = intruder.presses("登录", candidate.page, candidate, **candidate.login())
    flags = answer.header("Set-Cookie").lower()
    assert "httponly" in flags
    assert "samesite=lax" in flags or "samesite=strict" in flags
    assert "domain=" not in flags


@verifies("D27")
@pytest.mark.parametrize("path", PAGES)
def test_pages_run_no_script_but_their_own_and_stand_in_no_frame(
    candidate: Candidate, intruder: Intruder, path: str
) -> None:
    answer = intruder.gets(path, candidate)
    policy = answer.header("Content-Security-Policy")
    assert re.search(r"(default|script)-src 'self'", policy)
    assert not re.search(r"unsafe-inline|unsafe-eval|\*|http:|data:[^;]*script", policy.partition("form-action")[0])
    assert "frame-ancestors 'none'" in policy or answer.header("X-Frame-Options") in {"DENY", "SAMEORIGIN"}
    assert answer.header("X-Content-Type-Options") == "nosniff"
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>|\son\w+=|javascript:", answer.page.html)


@verifies("D27", "D21")
def test_a_picture_that_was_uploaded_is_served_as_a_picture(candidate: Candidate, intruder: Intruder) -> None:
    answer = intruder.gets("photo_picture", candidate)
    assert answer.header("Content-Type").startswith("image/jpeg")
    assert answer.header("X-Content-Type-Options") == "nosniff"


@verifies("D27")
@pytest.mark.parametrize("wanted", LEADING_AWAY, ids=range(len(LEADING_AWAY)))
def test_signing_in_leads_to_no_other_site(candidate: Candidate, intruder: Intruder, wanted: str) -> None:
    candidate.beforehand.signs_out()
    candidate.goes_to("sign_in")
    sent = candidate.login() | intruder.named(next=wanted)
    answer = intruder.presses("登录", candidate.page, candidate, **sent)
    assert answer.status in {302, 303}
    assert not answer.leads_away
    assert answer.leads_to.startswith(intruder.target.addresses["portal"])
    assert "x=y" not in answer.header("Set-Cookie")


@verifies("D27")
@SOME_LEADING_AWAY
def test_a_link_with_another_site_in_it_leads_home_after_signing_in(
    candidate: Candidate, intruder: Intruder, wanted: str
) -> None:
    candidate.beforehand.signs_out()
    link = intruder.target.address("sign_in") + f"?{urlencode(intruder.named(next=wanted))}"
    candidate.hands.open(link)
    assert candidate.signs_in_here().accepted
    assert candidate.page.address.startswith(intruder.target.addresses["portal"])


@verifies("D27")
@needs("wechat-simulator")
@SOME_LEADING_AWAY
def test_signing_in_by_wechat_leads_to_no_other_site(candidate: Candidate, intruder: Intruder, wanted: str) -> None:
    candidate.beforehand.signs_out()
    candidate.phone.scans(candidate.shows_code())
    answer = intruder.presses("我已扫码确认", candidate.page, candidate, **intruder.named(next=wanted))
    assert answer.leads_to
    assert not answer.leads_away


@verifies("D27")
@SOME_LEADING_AWAY
def test_signing_in_to_a_desk_leads_to_no_other_site(
    registration_point: RegistrationPoint, intruder: Intruder, wanted: str
) -> None:
    link = intruder.target.address("desk_sign_in") + f"?{urlencode(intruder.named(next=wanted))}"
    door, who = registration_point.hands.open(link), registration_point.sign_in
    answer = intruder.presses("登录", door, registration_point, 用户名=who.username, 密码=who.password)
    assert answer.leads_to
    assert not answer.leads_away


@verifies("D29")
@pytest.mark.parametrize("address", ODD_ADDRESSES.values(), ids=ODD_ADDRESSES)
def test_no_answer_tells_what_serves_it(candidate: Candidate, intruder: Intruder, address: str) -> None:
    answer = intruder.gets(address, candidate)
    assert not answer.broke
    assert not FRAMEWORKS.search(answer.page.html)
    headers = {name: value for name, value in answer.first.headers if name.lower() not in {"set-cookie", "etag"}}
    assert not FRAMEWORKS.search(" ".join(f"{name}: {value}" for name, value in headers.items() if name != "Server"))


@verifies("D29")
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD"])
def test_other_methods_change_nothing_and_tell_nothing(candidate: Candidate, intruder: Intruder, method: str) -> None:
    candidate.beforehand.submits()
    answer = intruder.asks(method, "withdrawal", as_=candidate)
    assert not answer.broke
    assert not FRAMEWORKS.search(answer.page.html)
    assert candidate.sees_flow().shows("submitted")


@verifies("D29", "D27")
def test_a_refusal_tells_no_internals(candidate: Candidate, intruder: Intruder) -> None:
    answer = intruder.posts("withdrawal", as_=candidate, token="")
    assert answer.denied
    assert not FRAMEWORKS.search(answer.page.html)
    nobody = intruder.posts("withdrawal")
    assert nobody.denied or nobody.asks_to_sign_in
    assert not FRAMEWORKS.search(nobody.page.html)


@verifies("D26")
@on_areas(AreaType.ON_SITE_PAY, AreaType.ONLINE_PAY)
def test_no_link_of_one_candidate_shows_anything_of_theirs_to_another(people: People, intruder: Intruder) -> None:
    owner, other = people.candidate(), people.candidate()
    owner.beforehand.submits()
    secrets = (owner.profile.id_number, owner.profile.name)
    addresses = {link.address for link in owner.opens_flow().links}
    addresses |= {image.address for image in owner.goes_to("submission").images}
    for address in sorted(addresses):
        shown = intruder.gets(address, other)
        assert not any(shown.page.says(secret) for secret in secrets)
        assert not is_file(shown)
        assert is_kept_nowhere(intruder.gets(address, owner))


def is_file(answer: Answer) -> bool:
    """Whether a picture or a document has come, and no page."""
    return answer.header("Content-Type").startswith(("application/pdf", "image/"))


def is_kept_nowhere(answer: Answer) -> bool:
    """Whether a browser keeps nothing of a file for its next user; pages may say so in other ways."""
    return not is_file(answer) or "no-store" in answer.header("Cache-Control")


@verifies("D26", "D8")
def test_the_address_of_a_photo_shows_everybody_their_own(people: People, intruder: Intruder) -> None:
    owner, other = people.candidate(), people.candidate()
    assert intruder.gets("photo_picture", owner).body != intruder.gets("photo_picture", other).body
    assert intruder.gets("photo_picture").denied


@verifies("D26")
@on_areas(AreaType.ONLINE_PAY)
def test_materials_are_shown_to_their_owner_only(people: People, intruder: Intruder) -> None:
    owner, other = people.candidate(), people.candidate()
    owner.beforehand.fills_in_everything()
    page = owner.follows_node("上传材料")
    files = [link.address for link in page.links if re.search(r"/materials?/\d+", link.address)]
    assert files
    other.beforehand.begins()
    own = [intruder.gets(address, owner) for address in files]
    assert all(answer.accepted and is_kept_nowhere(answer) for answer in own)
    assert all(intruder.gets(address, other).denied for address in files)
    assert all(intruder.gets(address).denied for address in files)


@verifies("D26", "R0.1a")
@pytest.mark.parametrize(
    "path", ["account", "credentials", "photo", "payment", "withdrawal", "submission", "area_change"]
)
def test_without_signing_in_no_page_of_a_person_opens(candidate: Candidate, intruder: Intruder, path: str) -> None:
    address = intruder.target.address(path, candidate.project)
    answer = intruder.gets(address)
    assert answer.asks_to_sign_in
    assert not answer.page.says(candidate.profile.name)


@verifies("D26")
@pytest.mark.parametrize(
    "path", ["confirmation", "materials_queue", "site_review", "area_review", "records", "desk_accounts"]
)
def test_a_candidates_session_opens_no_desk(candidate: Candidate, intruder: Intruder, path: str) -> None:
    candidate.beforehand.submits()
    answer = intruder.gets(path, candidate)
    assert answer.denied
    assert not answer.page.says(candidate.profile.id_number)


@verifies("D26", "D27")
@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer "}, {"Cookie": "control=x"}]
)
@pytest.mark.parametrize(
    "path", ["/control/", "/control/projects", "/control/projects/{project}/records", "/control/ageing"]
)
def test_the_control_surface_is_shut_without_its_token(
    candidate: Candidate, intruder: Intruder, path: str, headers: dict[str, str]
) -> None:
    address = path.format(project=candidate.project)
    for method in ("GET", "POST"):
        answer = intruder.asks(method, address, headers=headers, content=("application/json", b"{}"))
        assert answer.denied
        assert not answer.page.says(candidate.profile.id_number)


@verifies("D27")
def test_the_control_surface_takes_no_token_from_another_sites_form(candidate: Candidate, intruder: Intruder) -> None:
    token = intruder.target.control_token
    address = f"/control/projects/{candidate.project}/clock"
    crossing = {"Cookie": f"control={token}", "Origin": ABROAD}
    body = ("application/x-www-form-urlencoded", b"to=2030-01-01T00:00:00%2B08:00")
    assert intruder.asks("POST", address, headers=crossing, content=body).denied
    assert candidate.enters_enrollment().has_field("所在省份")
