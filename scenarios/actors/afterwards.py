"""What a candidate does and sees once something has been submitted: second thoughts, the history, the form's content."""

from collections.abc import Mapping

from scenarios.actors.actor import step
from scenarios.actors.answers import FormPage
from scenarios.actors.enrollee import Enrollee
from scenarios.actors.outcome import Outcome
from scenarios.page import Page

ABOUT_THE_PAGE = {"报名状态", "原因"}
WITHDRAW, CONFIRM_WITHDRAWAL = "撤回信息提交", "确认撤回"


class Afterwards(Enrollee):
    """A candidate after the submission."""

    @step
    def asks_to_withdraw(self) -> Page:
        """【撤回信息提交】, as far as the question whether one is sure."""
        self.opens_flow()
        return self.hands.follow(WITHDRAW)

    @step
    def says_yes(self) -> Outcome:
        """确认撤回, on the page that lies open."""
        return self.outcome(self.hands.submit(CONFIRM_WITHDRAWAL))

    @step
    def opens_contact_page(self) -> Page:
        """联系方式, to change something."""
        return self.opens_form_page(FormPage.CONTACT)

    def sees_submission(self) -> Mapping[str, str]:
        """All facts on the page of the submission."""
        return dict(self.goes_to("submission").facts)

    def sees_submitted_facts(self) -> Mapping[str, str]:
        """The same without what is about the page itself."""
        return {label: words for label, words in self.sees_submission().items() if label not in ABOUT_THE_PAGE}

    def sees_otherwise(self) -> dict[str, str]:
        """Facts on the page of the submission that are not what this candidate has answered, by label; of an entry its level counts."""
        told = {
            label: words for page in FormPage for label, words in self.answers(page).items() if isinstance(words, str)
        }
        facts = self.sees_submission()
        return {label: facts.get(label, "") for label, words in told.items() if not agrees(facts.get(label, ""), words)}

    def sees_history(self) -> tuple[str, ...]:
        """What has happened to the enrollment, oldest first."""
        self.opens_flow()
        return self.reads_history()

    def reads_history(self) -> tuple[str, ...]:
        """The same, from the page of the enrollment that lies open."""
        return self.page.table("报名记录").column("事项")

    def sees_times_in_history(self) -> tuple[str, ...]:
        """When it happened."""
        self.opens_flow()
        return self.page.table("报名记录").column("时间")

    def sees_words_of(self, node: str) -> str:
        """What a node of the flow bar says beside its name."""
        self.opens_flow()
        texts = [item.text for item in self.page.items("报考流程") if item.text.startswith(node)]
        return texts[0].removeprefix(node).strip() if texts else ""

    def sees_reason_if_any(self) -> str:
        """Why the last desk said no; empty if the page names no reason."""
        self.opens_flow()
        return self.page.facts.get("原因", "")


def agrees(seen: str, told: str) -> bool:
    """Whether a fact is what was answered; where lines end makes no difference, and of an entry of the account its level is enough."""
    seen, told = "".join(seen.split()), "".join(told.split())
    return seen == told or ("·" in told and told.split("·")[0] in seen)
