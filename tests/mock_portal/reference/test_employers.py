"""The register of employers: large, without doubles, the same for everybody."""

import subprocess
import sys

from mock_portal.domain.rules import Rules
from mock_portal.reference.employers import registered_employers

READ = "from mock_portal.reference.employers import registered_employers as r; print(hash(tuple(sorted(r()))) and '|'.join(r()))"


def test_the_register_holds_about_three_thousand_different_names() -> None:
    names = list(registered_employers().values())
    assert 2900 <= len(names) <= 3500
    assert len(set(names)) == len(names)


def test_no_name_is_an_abbreviation_that_a_keyword_may_not_be() -> None:
    rules = Rules()
    assert [name for name in registered_employers().values() if rules.keyword_problem(name)] == []


def test_every_process_reads_the_same_ids_in_the_same_order() -> None:
    elsewhere = subprocess.run([sys.executable, "-c", READ], capture_output=True, text=True, check=True).stdout  # noqa: S603
    assert elsewhere.strip().split("|") == list(registered_employers())


def test_well_known_employers_are_found_by_their_full_name() -> None:
    for name in ("北京协和医院", "四川大学华西医院", "天津市第一中心医院", "长沙市第一人民医院"):
        assert name in [found for _, found in Rules().search(name, registered_employers())]
