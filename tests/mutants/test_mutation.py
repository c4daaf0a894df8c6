"""Mutations change one expression and leave the rest of a module as it was; a mutant is played against until it is noticed."""

import ast
from pathlib import Path

import pytest
from jinja2 import Environment

from scenarios.prove.trial import Claim, Played
from tests.mutants.agenda import UntilNoticed
from tests.mutants.mutation import Mutation, mutations_of
from tests.mutants.room import PORTAL
from tests.mutants.suspicion import Suspicion

REVIEW = "mock_portal/domain/rules/review.py"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("late = now < closes", ["now <= closes"]),
        ("fits = low <= n <= high", ["low < n <= high", "low <= n < high"]),
        ("may = open and paid", ["open or paid"]),
        ("x = not paid", ["paid"]),
        ("fee = 3 * n", ["3 + n", "4", "2"]),
        ("paid = True", ["False"]),
        ("x = 1 if paid else ''", ["not paid", "2", "0"]),
        ("x = {n for n in all_of_them if n.open}", ["not n.open"]),
        ("def f(x: Literal[1]) -> Literal[2]: return x", []),
        ("@dataclass(frozen=True)\nclass C: pass", []),
        ("x = f'{1 + 1}'", []),
        ("word = 'draft'", []),
        ("record(tx, case)", ["None"]),
        ("tx = begin(store)", []),
        ("found = rows.where(a, b)", ["rows.where(a)", "rows.where(b)"]),
        ("end(rows.where(a))", ["None", "rows.where()"]),
    ],
)
def test_operators_numbers_and_conditions_change_acts_are_left_out_and_types_and_words_stay(
    source: str, expected: list[str]
) -> None:
    assert sorted(one.after for one in mutations_of("m.py", source)) == sorted(expected)


def test_what_a_template_shows_is_left_out_its_conditions_turned_its_lists_emptied() -> None:
    source = "{% macro card(t) %}\n<p{% if t.grave and not t.over %} class=x{%- elif t %}{% endif %}>{{- t.words|upper -}}</p>\n"
    source += "{% for a, b in t.pairs %}{% else %}{% endfor %}{% endmacro %}{% block content %}{% include 'x' %}{% endblock %}"
    changes = {(one.function, one.line, one.of(source)) for one in mutations_of("m.html", source)}
    assert changes == {
        ("card", 2, source.replace("t.grave and not t.over", "(not (t.grave and not t.over))")),
        ("card", 2, source.replace("elif t ", "elif (not (t)) ")),
        ("card", 2, source.replace("t.words|upper", "('')")),
        ("card", 3, source.replace("t.pairs", "([])")),
    }


def test_every_mutation_of_a_template_can_be_shown() -> None:
    environment = Environment(autoescape=True)
    for path in sorted((PORTAL / "templates").rglob("*.html")):
        source = path.read_text("utf-8")
        for mutation in mutations_of(path.name, source):
            environment.parse(mutation.of(source))


def test_only_the_text_of_the_expression_changes_wherever_it_stands() -> None:
    source = "def due(n):\n    words = '元'; return n < 3  # 三\n"
    (compared, more, less) = sorted(mutations_of("m.py", source), key=lambda one: one.after)[::-1]
    assert compared.of(source) == "def due(n):\n    words = '元'; return (n <= 3)  # 三\n"
    assert {more.of(source), less.of(source)} == {source.replace("3", "(4)"), source.replace("3", "(2)")}
    assert (compared.function, compared.line, compared.change) == ("due", 2, "n < 3 → n <= 3")
    assert "-    words = '元'; return n < 3  # 三" in compared.diff(source)


@pytest.mark.parametrize(
    "path",
    [path for part in ("domain", "store") for path in sorted((PORTAL / part).rglob("*.py"))],
    ids=lambda path: path.stem,
)
def test_every_mutation_is_python(path: Path) -> None:
    source = path.read_text("utf-8")
    healthy = ast.dump(ast.parse(source))
    for mutation in mutations_of(path.name, source):
        assert ast.dump(ast.parse(mutation.of(source))) != healthy


def test_a_mutant_is_played_against_until_somebody_notices_who_is_silent_without_it() -> None:
    agenda = UntilNoticed([4, 2, 7, 5], 600, lambda played: played.job.number == 2)
    for outcome in ("passed", "failed", "failed"):
        job = agenda.next()
        assert job is not None
        agenda.hear(Played(job, outcome, "", 0.1))
    assert agenda.next() is None
    assert agenda.noticed is not None
    assert (agenda.noticed.job.number, agenda.silent) == (7, 2)


def test_without_patience_nothing_is_played() -> None:
    assert UntilNoticed([1], -1, lambda _: False).next() is None


def test_those_who_claim_what_faults_in_the_same_function_break_go_first_then_those_who_noticed_something() -> None:
    suspicion = Suspicion()
    mutation = Mutation(REVIEW, "ReviewRules.review_refused", 1, 0, 1, "a", "b")
    claims = [Claim(0, "a", frozenset({"R0.1c"}), 1.0), Claim(1, "b", frozenset({"R0.1c"}), 2.0)]
    assert suspicion.ranked(mutation, claims) == [0, 1]
    suspicion.noticed(mutation, 1)
    assert suspicion.ranked(mutation, claims) == [1, 0]
    broken = next(iter(suspicion.broken_by_faults_in(mutation)))
    claims.append(Claim(2, "c", frozenset({broken}), 9.0))
    assert suspicion.ranked(mutation, claims)[0] == 2
