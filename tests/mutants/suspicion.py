"""Which scenarios are the likeliest to notice a change: those that claim what faults in the same place break."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from mock_portal.faults import all_faults
from scenarios.prove.trial import Claim
from tests.mutants.mutation import Mutation

SAME_FUNCTION, SAME_WORD, SAME_MODULE, NOTICED_THERE, NOTICED = 20, 3, 2, 5, 1
WORD = re.compile(r"[a-z]{3,}?(?=s?(?:[^a-z]|$))")  # whether there is one of them, or several


class Suspicion:
    """Learns from the faults that people thought of, and from the changes that were noticed so far."""

    def __init__(self) -> None:
        self._of_function: dict[str, set[str]] = defaultdict(set)
        self._of_module: dict[str, set[str]] = defaultdict(set)
        self._noticed: dict[str, Counter[int]] = defaultdict(Counter)
        for fault in all_faults().values():
            for name in vars(fault.wrong):
                for module in modules_with(fault.wrong, name):
                    self._of_function[f"{module}:{name}"].update(fault.breaks)
                    self._of_module[module].update(fault.breaks)

    def ranked(self, mutation: Mutation, claims: Iterable[Claim]) -> list[int]:
        """All scenarios by their numbers, the likeliest first, and of those the ones that claim most."""
        module, broken = name_of(mutation), self.broken_by_faults_in(mutation)
        words = words_of(f"{module.rpartition('.')[2]} {mutation.function} {mutation.before}")

        def rank(claim: Claim) -> tuple[float, int]:
            likely = SAME_FUNCTION * len(claim.requirements & broken) / (1 + len(claim.requirements))
            likely += SAME_WORD * len(words & words_of(claim.id))
            likely += SAME_MODULE * bool(claim.requirements & self._of_module[module])
            likely += NOTICED_THERE * self._noticed[module][claim.number]
            likely += NOTICED * sum(counter[claim.number] for counter in self._noticed.values())
            return -likely, -len(claim.requirements)

        return [claim.number for claim in sorted(claims, key=rank)]

    def noticed(self, mutation: Mutation, number: int) -> None:
        """A scenario noticed a change."""
        self._noticed[name_of(mutation)][number] += 1

    def broken_by_faults_in(self, mutation: Mutation) -> set[str]:
        """What the faults break that replace the function which is changed."""
        return self._of_function[f"{name_of(mutation)}:{mutation.function.rpartition('.')[2]}"]


def words_of(text: str) -> set[str]:
    """The words of a name."""
    return set(WORD.findall(text.lower()))


def name_of(mutation: Mutation) -> str:
    """The module as it is imported; a template likewise."""
    return mutation.module.removesuffix(".py").removesuffix(".html").replace("/", ".")


def modules_with(wrong: type, name: str) -> Iterable[str]:
    """The modules of the portal whose classes a fault's method replaces."""
    found = [base.__module__ for base in wrong.__mro__[1:] if name in vars(base)]
    return [] if name.startswith("__") else [module for module in found if ".faults" not in module]
