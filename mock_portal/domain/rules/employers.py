"""单位名称: what a keyword finds, and which entry counts as chosen from the list (R2.4.6b-f, Q64-Q66)."""

from collections.abc import Mapping

from mock_portal.domain.catalogue.choices import OTHER

SHORTEST_KEYWORD = 4  # an abbreviation such as 协和, 三院 or 市一院 is shorter
SHORTEST_NAME = 2
MOST_FINDINGS = 20


class EmployerRules:
    """Search in the register of employers."""

    def keyword_problem(self, keyword: str) -> str:
        """Why a keyword is not searched for: too short to be part of a full name (R2.4.6c, Q66)."""
        if keyword == OTHER or len(keyword) >= SHORTEST_KEYWORD:
            return ""
        return f"请输入单位全称中连续的至少{SHORTEST_KEYWORD}个字，不能使用缩写、简称"

    def keyword_finds(self, keyword: str, name: str) -> bool:
        """A keyword is literally a part of the full name: no pattern, no characters left out."""
        return keyword in name

    def search(self, keyword: str, employers: Mapping[str, str]) -> list[tuple[str, str]]:
        """Ids and names that a keyword finds, one more than may be shown if there are too many."""
        found: list[tuple[str, str]] = []
        for employer_id, name in employers.items():
            if self.keyword_finds(keyword, name):
                found.append((employer_id, name))
            if len(found) > MOST_FINDINGS:
                break
        return found

    def employer_problem(self, typed: str, chosen: str, employers: Mapping[str, str]) -> str:
        """A listed employer counts when it was chosen from the list and the text still speaks of it; else only “其它”."""
        if typed == OTHER:
            return ""
        name = employers.get(chosen)
        if name is not None and self.keyword_finds(typed, name):
            return ""
        return "请输入关键字检索后从列表中选择，不能自行填写；检索不到请输入“其它”"

    def other_employer_problem(self, name: str) -> str:
        """“其它单位” is mandatory with “其它”, a name of at least two characters; without “其它” it is void (Q65)."""
        if not name:
            return "单位名称为“其它”时，请填写其它单位"
        return "" if len(name) >= SHORTEST_NAME else f"请填写单位全称，至少{SHORTEST_NAME}个字"
