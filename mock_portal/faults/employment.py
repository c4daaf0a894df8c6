"""Faults of the pages 教育情况 and 工作情况: entries referred to, the search for the employer, years of work."""

import sqlite3
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache

from mock_portal.domain.case import Case, Credential, Values
from mock_portal.domain.catalogue.choices import NONE, OTHER, Choice
from mock_portal.domain.catalogue.fields import FieldSpec
from mock_portal.domain.catalogue.sheet import FormFacts, Sheet
from mock_portal.domain.rules import Rules
from mock_portal.faults import fault


@fault("any-credential-accepted", "R2.4.5a", "D26")
class AnyCredentialAccepted(Rules):
    """A crafted request refers to an entry of somebody else's 【学历学位信息维护】."""

    def format_problem(self, spec: FieldSpec, text: str, offered: Collection[str]) -> str:
        if spec.name in {"education", "degree"} and text.isdigit():
            return ""
        return super().format_problem(spec, text, offered)


@fault("unchecked-credentials-usable", "R2.4.5a")
class UncheckedCredentialsUsable(Rules):
    """Entries that still wait for their check can be referred to."""

    def credential_usable(self, credential: Credential) -> bool:  # noqa: ARG002  any
        return True


@fault("only-first-credential-offered", "R2.4.5b")
class OnlyFirstCredentialOffered(Rules):
    """A new entry of 【学历学位信息维护】 is not offered for reference."""

    def choices(self, case: Case, spec: FieldSpec, facts: FormFacts) -> tuple[Choice, ...]:
        found = super().choices(case, spec, facts)
        return found[:1] if spec.name == "education" else found


@fault("no-degree-not-offered", "R2.4.5c")
class NoDegreeNotOffered(Rules):
    """“无” is missing from the list of degrees."""

    def choices(self, case: Case, spec: FieldSpec, facts: FormFacts) -> tuple[Choice, ...]:
        found = super().choices(case, spec, facts)
        return tuple(choice for choice in found if choice.value != NONE) if spec.name == "degree" else found


@fault("highest-education-too-low", "R2.4.5d")
class HighestEducationTooLow(Rules):
    """最高学历 may be lower than the education referred to."""

    def highest_education_problem(self, highest: str, referred: str) -> str:  # noqa: ARG002  any
        return ""


@fault("employer-typed-freely", "R2.4.6d", "D23")
class EmployerTypedFreely(Rules):
    """Any text will do as the name of the employer."""

    def employer_problem(self, typed: str, chosen: str, employers: Mapping[str, str]) -> str:  # noqa: ARG002
        return ""


@fault("employer-typed-after-choosing", "R2.4.6d", "Q64", "D23")
class EmployerTypedAfterChoosing(Rules):
    """Once something was chosen from the list, the text can be changed to anything."""

    def employer_problem(self, typed: str, chosen: str, employers: Mapping[str, str]) -> str:
        return super().employer_problem(employers.get(chosen, typed), chosen, employers)


@fault("misspelt-other-accepted", "R2.4.6e", "Q64")
class MisspeltOtherAccepted(Rules):
    """其他 passes for “其它”, and nobody learns which employer is meant."""

    def employer_problem(self, typed: str, chosen: str, employers: Mapping[str, str]) -> str:
        return "" if typed == "其他" else super().employer_problem(typed, chosen, employers)


@fault("other-refused", "R2.4.6e", "D23")
class OtherRefused(Rules):
    """Whoever does not find the employer is stuck: “其它” is no entry of the list."""

    def employer_problem(self, typed: str, chosen: str, employers: Mapping[str, str]) -> str:
        return (
            "请输入关键字检索后从列表中选择" if typed == OTHER else super().employer_problem(typed, chosen, employers)
        )


@fault("other-employer-not-needed", "R2.4.6f", "Q65")
class OtherEmployerNotNeeded(Rules):
    """“其它” is enough, “其它单位” can stay empty."""

    def other_employer_problem(self, name: str) -> str:
        return super().other_employer_problem(name) if name else ""


@fault("percent-lists-the-table", "Q66", "D27")
class PercentListsTheTable(Rules):
    """The keyword goes into a LIKE pattern as it is, so that %%%% and ____ find every employer."""

    def keyword_finds(self, keyword: str, name: str) -> bool:
        with_patterns = table_of(("",)).execute("SELECT ? LIKE '%' || ? || '%'", (name, keyword)).fetchone()
        return bool(with_patterns[0])


@fault("injection-in-search", "Q66", "D27")
class InjectionInSearch(Rules):
    """The keyword becomes part of the statement that searches."""

    def search(self, keyword: str, employers: Mapping[str, str]) -> list[tuple[str, str]]:
        names = {name: employer_id for employer_id, name in employers.items()}
        statement = f"SELECT name FROM employer WHERE name LIKE '%{keyword}%'"  # noqa: S608  the defect itself
        try:
            found = table_of(tuple(names)).execute(statement).fetchmany(21)
        except sqlite3.Error:
            return []
        return [(names[row[0]], row[0]) for row in found]


@fault("abbreviations-found", "R2.4.6c")
class AbbreviationsFound(Rules):
    """Characters picked out of a name find it, as 华西医院 and 湘雅医院 do."""

    def keyword_finds(self, keyword: str, name: str) -> bool:
        rest = iter(name)
        return all(character in rest for character in keyword)

    def keyword_problem(self, keyword: str) -> str:
        return "" if len(keyword) > 1 else super().keyword_problem(keyword)


@fault("short-names-found", "R2.4.6c")
class ShortNamesFound(Rules):
    """华西 finds 四川大学华西医院."""

    def keyword_problem(self, keyword: str) -> str:
        return "" if len(keyword) > 1 else super().keyword_problem(keyword)


@fault("single-characters-searched", "Q66")
class SingleCharactersSearched(Rules):
    """院 lists whatever has it in its name, as far as the list goes."""

    def keyword_problem(self, keyword: str) -> str:
        return "" if len(keyword) == 1 else super().keyword_problem(keyword)


@fault("keyword-finds-beginnings-only", "R2.4.6b")
class KeywordFindsBeginningsOnly(Rules):
    """A keyword from the middle of a name finds nothing."""

    def keyword_finds(self, keyword: str, name: str) -> bool:
        return name.startswith(keyword)


@fault("search-finds-nothing", "R2.4.6b", "D23")
class SearchFindsNothing(Rules):
    """No keyword finds any employer."""

    def keyword_finds(self, keyword: str, name: str) -> bool:  # noqa: ARG002
        return False


@fault("first-employer-kept", "R2.4.6b")
class FirstEmployerKept(Rules):
    """Whatever is chosen from the list, the first employer of the register is kept."""

    def settled(self, sheet: Sheet) -> Values:
        kept = super().settled(sheet)
        listed = kept.get("employer_id") in sheet.facts.employers
        first_id, first = next(iter(sheet.facts.employers.items()))
        return {**kept, "employer_id": first_id, "employer": first} if listed else kept


@fault("years-without-limit", "R2.4.6a")
class YearsWithoutLimit(Rules):
    """Somebody of thirty may have worked for forty years."""

    def years_problem(self, years: int, *, exam_date: date, born: date | None) -> str:  # noqa: ARG002
        return super().years_problem(years, exam_date=exam_date, born=None)


@fault("years-not-asked", "R2.4.6a")
class YearsNotAsked(Rules):
    """从事本专业年限 can stay empty."""

    def problem(self, sheet: Sheet, spec: FieldSpec) -> str:
        empty = spec.name == "years" and not sheet.text("years")
        return "" if empty else super().problem(sheet, spec)


@cache
def table_of(names: tuple[str, ...]) -> sqlite3.Connection:
    """The register of employers as a careless portal keeps it: a table asked by statements."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.execute("CREATE TABLE employer (name TEXT)")
    connection.executemany("INSERT INTO employer VALUES (?)", [(name,) for name in names])
    return connection
