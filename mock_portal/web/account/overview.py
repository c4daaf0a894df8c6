"""基本信息: what was registered, what is still missing before one can enroll."""

from mock_portal.domain.case import Person
from mock_portal.use_cases.basic_information import look_at_basics
from mock_portal.web.account import blueprint
from mock_portal.web.components import Link
from mock_portal.web.pages import show_page
from mock_portal.web.visits import for_candidates, portal

WHERE = {"基本照片": "/account/photo", "学历信息": "/account/credentials", "微信绑定": "/account/wechat"}


@blueprint.get("/account/")
@for_candidates
def overview(person: Person) -> str:
    """Facts and gaps."""
    basics = look_at_basics(portal(), person)
    return show_page(
        "account/overview.html",
        heading="基本信息",
        registered=registered_facts(person),
        basics=[(words, Link("待补充" if words in basics.missing else "已完成", WHERE[words])) for words in WHERE],
        complete=not basics.missing,
        may_cancel=not basics.enrollments,
    )


def registered_facts(person: Person) -> list[tuple[str, str]]:
    """Registration data as a candidate reads it."""
    facts = [
        ("用户名", person.username),
        ("姓名", person.name),
        ("证件类型", person.id_type),
        ("证件号码", person.id_number),
        ("性别", person.sex or "未填写"),
        ("出生日期", person.birth_date.isoformat() if person.birth_date else "未填写"),
        ("国籍", person.nationality),
    ]
    return [*facts, ("外国人员国籍", person.foreign_nationality)] if person.foreign_nationality else facts
