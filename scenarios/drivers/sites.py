"""Which site an address belongs to: browsers treat all hosts of one registered domain as one."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

# Under these, domains are registered below a second label. The list that browsers carry has more exceptions; this
# holds those of the countries' general labels, and China's provinces.
GENERAL = frozenset({"ac", "co", "com", "edu", "gov", "mil", "net", "org", "ne", "or", "go", "gob", "idv", "sch"})
_PROVINCES = "ah bj cq fj gd gs gx gz ha hb he hi hk hl hn jl js jx ln mo nm nx qh sc sd sh sn sx tj tw xj xz yn zj"
PROVINCES = frozenset(_PROVINCES.split())
LENGTH_OF_COUNTRY = 2


def is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_suffix(domain: str) -> bool:
    """Whether nobody owns this domain: others are registered below it, as below com.cn."""
    *above, top = domain.split(".")
    if not above:
        return True
    general = len(above) == 1 and len(top) == LENGTH_OF_COUNTRY and above[0] in GENERAL
    return general or (len(above) == 1 and top == "cn" and above[0] in PROVINCES)


def registered_domain(host: str) -> str:
    """What somebody has registered of a host's name; an IP address and a name of one word stand for themselves."""
    if is_ip(host) or "." not in host:
        return host
    labels = host.removesuffix(".").split(".")
    while len(labels) > 1 and not is_suffix(".".join(labels[1:])):
        labels.pop(0)
    return ".".join(labels)


@lru_cache(maxsize=4096)
def site_of(address: str) -> tuple[str, str]:
    """Scheme and registered domain of an address."""
    parts = urlsplit(address)
    return parts.scheme, registered_domain((parts.hostname or "").lower())
