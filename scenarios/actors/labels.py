"""The guide's words letter by letter, and a reader who compares what stands on the screen with them."""

from collections import defaultdict
from collections.abc import Mapping

from scenarios.actors.answers import FormPage
from scenarios.actors.enrollee import Enrollee, colour_of, node_of
from scenarios.page import Page
from scenarios.page.elements import Field

LABELS: Mapping[FormPage, frozenset[str]] = {
    FormPage.CITY: frozenset({"报名地市", "网上确认机构"}),
    FormPage.IDENTITY: frozenset(
        {"姓名", "证件类型", "证件号码", "性别", "出生日期", "国籍", "证件有效截至日期", "民族"}
    ),
    FormPage.CONTACT: frozenset({"地址", "邮编"}),
    FormPage.SPECIALTY: frozenset({"报考专业", "现有技术资格", "现有技术资格取得时间", "执业类别"}),
    FormPage.EDUCATION: frozenset({"学历", "学位", "最高学历", "学制", "专业学习经历"}),
    FormPage.EMPLOYMENT: frozenset({"单位名称", "单位所属", "单位性质", "从事本专业年限"}),
}

JPEG = b"\xff\xd8"
NOTHING_CHOSEN = {"", "请选择"}


class Reader:
    """Reads what a candidate has before the eyes."""

    def __init__(self, candidate: Enrollee) -> None:
        self.candidate = candidate

    @property
    def page(self) -> Page:
        """What lies open."""
        return self.candidate.page

    def sees_fields(self) -> frozenset[str]:
        """The labels of the fields of the page that lies open."""
        return frozenset(self.page.fields)

    def sees_title(self, path: str) -> str:
        """What the window is called on a page of the target."""
        return self.candidate.goes_to(path).title

    def sees_photo_of_submission(self) -> bool:
        """Whether the page of the submission shows a photo that can be looked at."""
        self.candidate.goes_to("submission")
        return self.candidate.hands.picture("报名照片").startswith(JPEG)

    def sees_nodes(self) -> tuple[str, ...]:
        """The nodes of 【报考流程】, which lies open, in their order."""
        return tuple(node_of(item.text) for item in self.page.items("报考流程"))

    def sees_words_that_tell_colours_apart(self) -> bool:
        """Whether each node of 【报考流程】 has words beside its name, and different ones for different colours."""
        words = defaultdict(set)
        for item in self.page.items("报考流程"):
            words[colour_of(item.classes)].add(item.text.removeprefix(node_of(item.text)).strip())
        said = [word for of_colour in words.values() for word in of_colour]
        return "" not in said and len(said) == len(set(said))

    def finds_wrong_marks(self) -> list[str]:
        """Fields that are marked as mandatory and not refused when empty, or the other way round; fills in all pages."""
        return [f"{page}: {label}" for page in FormPage for label in sorted(self._marked_wrongly(page))]

    def sends_as_it_is(self) -> Page:
        """Press 提交 on the form page that lies open, and nothing else."""
        return self.candidate.hands.submit("提交")

    def _marked_wrongly(self, page: FormPage) -> set[str]:
        self.candidate.opens_form_page(page)
        marked = {label for label, field in self.page.fields.items() if field.required and is_empty(field)}
        refused = {label for label, field in self.sends_as_it_is().fields.items() if field.error}
        self.candidate.opens_form_page(page)
        self.candidate.fills_in(page)
        return marked ^ refused


def is_empty(field: Field) -> bool:
    """Whether nothing is typed in, chosen or ticked."""
    return field.editable and not ({field.value, *field.chosen} - NOTHING_CHOSEN or field.checked)
