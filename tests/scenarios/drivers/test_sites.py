"""All hosts of one registered domain are one site."""

from __future__ import annotations

import pytest

from scenarios.drivers.sites import registered_domain, site_of


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("enroll.exam.test", "exam.test"),
        ("exam.test", "exam.test"),
        ("a.b.exam.com.cn", "exam.com.cn"),
        ("exam.com.cn", "exam.com.cn"),
        ("www.nhc.gov.cn", "nhc.gov.cn"),
        ("bm.rsks.bj.cn", "rsks.bj.cn"),
        ("pay.21wecan.com", "21wecan.com"),
        ("www.exam.co.uk", "exam.co.uk"),
        ("com.cn", "com.cn"),
        ("localhost", "localhost"),
        ("portal", "portal"),
        ("portal.localhost", "portal.localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("10.0.0.1", "10.0.0.1"),
        ("::1", "::1"),
    ],
)
def test_the_registered_domain_of_a_host(host: str, expected: str) -> None:
    assert registered_domain(host) == expected


def test_a_site_is_the_same_on_every_port_but_not_with_every_scheme() -> None:
    assert site_of("http://sso.exam.test:8000/login") == site_of("http://enroll.exam.test/")
    assert site_of("https://exam.test/") != site_of("http://exam.test/")
