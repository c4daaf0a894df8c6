"""The conductor's company: who is taken in, who has which part, and who counts as lost."""

from dataclasses import dataclass, field

import pytest

from scenarios.load.account import Fate, Kind
from scenarios.load.crowd.cast import Stripe
from scenarios.load.engine.company import PATIENCE_SECONDS, Company
from scenarios.load.engine.messages import Beat, Goodbye, Hello

STRIPES = {
    Kind.PROTOCOL: [Stripe(0, 3, 0, 49), Stripe(1, 3, 50, 99)],
    Kind.BROWSER: [Stripe(2, 3, 100, 103, Kind.BROWSER)],
}


@dataclass(slots=True)
class Watch:
    moment: float = 10.0
    away: set[str] = field(default_factory=set)

    def __call__(self) -> float:
        return self.moment

    def sees(self, node: str) -> bool:
        return node not in self.away


def hello(kind: Kind = Kind.PROTOCOL) -> Hello:
    return Hello(kind, "loadhost", 1, keeps_ledger=True)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def company(watch: Watch) -> Company:
    company = Company({Kind.PROTOCOL: 2, Kind.BROWSER: 1}, watch)
    for node, kind in (("a", Kind.PROTOCOL), ("b", Kind.BROWSER), ("c", Kind.PROTOCOL)):
        assert company.joins(node, hello(kind))
    company.gives_parts(STRIPES)
    return company


def beat(issued: int, cpu: float = 0.5) -> Beat:
    return Beat("protocol-0", {"cpu": cpu, "descriptors": 40}, issued, under_way=2)


@pytest.mark.parametrize("kind", list(Kind))
def test_whoever_comes_when_there_are_enough_of_a_kind_is_not_taken_in(company: Company, kind: Kind) -> None:
    assert company.complete
    assert not company.joins("d", hello(kind))
    assert set(company.players) == {"a", "b", "c"}


def test_each_has_a_part_of_its_kind_in_the_order_of_coming(company: Company) -> None:
    assert [player.name for player in company.players.values()] == ["protocol-0", "browser-2", "protocol-1"]
    assert [player.stripe for player in company.players.values()] == [
        *STRIPES[Kind.PROTOCOL][:1],
        *STRIPES[Kind.BROWSER],
        *STRIPES[Kind.PROTOCOL][1:],
    ]


def test_who_is_away_for_a_moment_is_not_lost(company: Company, watch: Watch) -> None:
    for away, seconds in ((True, PATIENCE_SECONDS), (False, 1), (True, PATIENCE_SECONDS), (True, PATIENCE_SECONDS - 1)):
        watch.away = {"a"} if away else set()
        company.looks_around(watch.sees)
        watch.moment += seconds
    assert not company.lost


def test_who_stays_away_is_lost_and_is_not_waited_for(company: Company, watch: Watch) -> None:
    watch.away = {"a"}
    company.looks_around(watch.sees)
    watch.moment += PATIENCE_SECONDS + 1
    company.looks_around(watch.sees)
    assert [player.node for player in company.lost] == ["a"]
    for node in ("b", "c"):
        assert not company.done
        company.players[node].goodbye = Goodbye(node, 4, 0, 0.1)
    assert company.done


def test_who_is_lost_before_parts_are_given_leaves_the_place_to_another(watch: Watch) -> None:
    company = Company({Kind.PROTOCOL: 2, Kind.BROWSER: 0}, watch)
    assert company.joins("a", hello())
    watch.away = {"a"}
    assert company.looks_around(watch.sees) == []
    watch.moment += PATIENCE_SECONDS + 1
    assert company.looks_around(watch.sees) == ["a"]
    assert company.joins("b", hello())
    assert not company.complete
    assert company.joins("c", hello())
    assert (company.complete, company.lost) == (True, [])


def test_who_has_said_goodbye_may_go(company: Company, watch: Watch) -> None:
    company.players["a"].goodbye = Goodbye("protocol-0", 50, 0, 0.1)
    watch.away = {"a"}
    company.looks_around(watch.sees)
    watch.moment += PATIENCE_SECONDS + 1
    company.looks_around(watch.sees)
    assert not company.lost


def test_a_lost_worker_is_accounted_for_as_it_was_last_heard_of(company: Company) -> None:
    player = company.players["a"]
    player.beats(beat(7, cpu=0.8))
    player.beats(beat(9, cpu=0.3))
    account = player.account()
    assert (account.issued, account.fate, account.cpu_max, account.descriptors_max) == (9, Fate.LOST, 0.8, 40)
    assert (account.first, account.last, account.stripe) == (0, 49, 0)


def test_a_goodbye_says_the_last_word_on_how_many_were_begun(company: Company) -> None:
    player = company.players["a"]
    player.beats(beat(9))
    player.goodbye = Goodbye("protocol-0", 50, 0, 0.1)
    assert (player.account().issued, player.account().fate) == (50, Fate.FINISHED)


def test_pasts_are_counted_over_all_and_all_have_to_be_ready(company: Company) -> None:
    for number, player in enumerate(company.players.values()):
        assert not company.ready
        player.arranged, player.ready = number + 1, True
    assert (company.arranged, company.ready) == (6, True)
