"""考点 at 考生账号: puts right what candidates cannot put right themselves (Q51, Q53, Q63)."""

from fixtures.people import Education
from scenarios.actors import answers
from scenarios.actors.actor import step
from scenarios.actors.desks import Desk
from scenarios.actors.outcome import Outcome


class AccountDesk(Desk):
    """The exam site's desk for accounts."""

    title = "考点账号处"

    @step
    def looks_up(self, id_number: str) -> Outcome:
        """Look an account up by its ID number."""
        self.comes_to("desk_accounts")
        return self.outcome(self.hands.submit("查询", {"证件号码": id_number}))

    @step
    def corrects(self, id_number: str, name: str, id_type: str) -> Outcome:
        """更正姓名、证件类型."""
        found = self.looks_up(id_number)
        if found.refused:
            return found
        return self.outcome(self.hands.submit("保存更正", {"姓名": name, "证件类型": id_type}))

    @step
    def deletes(self, id_number: str) -> Outcome:
        """删除注册账号, and yes to the question."""
        found = self.looks_up(id_number)
        if found.refused:
            return found
        self.hands.follow("删除注册账号")
        return self.outcome(self.hands.submit("删除注册账号"))

    @step
    def adds_education(self, id_number: str, entry: Education) -> Outcome:
        """One entry of 学历信息 on behalf of its owner."""
        found = self.looks_up(id_number)
        if found.refused:
            return found
        self.hands.follow("新增学历信息")
        return self.outcome(self.hands.submit("提交", answers.credential(entry)))
