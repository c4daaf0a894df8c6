"""What a candidate fills in: one profile turned into answers by page and label, the guide's labels to the letter."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from fixtures.people import Candidate as Profile
from fixtures.people.candidate import Degree, Education
from scenarios.drivers.driver import Value

Answers = Mapping[str, Value]


class FormPage(StrEnum):
    """The six form pages, in the order of the guide."""

    CITY = "city"
    IDENTITY = "identity"
    CONTACT = "contact"
    SPECIALTY = "specialty"
    EDUCATION = "education"
    EMPLOYMENT = "employment"


PAGE_TITLES = {
    FormPage.CITY: "报名地市",
    FormPage.IDENTITY: "基本信息",
    FormPage.CONTACT: "联系方式",
    FormPage.SPECIALTY: "报考信息",
    FormPage.EDUCATION: "教育情况",
    FormPage.EMPLOYMENT: "工作情况",
}
PAGE_OF_TITLE = {title: page for page, title in PAGE_TITLES.items()}


def iso(day: date) -> str:
    """A day as a date field takes it."""
    return day.isoformat()


def month(day: date) -> str:
    """A month as a month field takes it."""
    return f"{day:%Y-%m}"


def registration(profile: Profile) -> Answers:
    """The registration form: account, and the second entry of name, ID type and number."""
    answers: dict[str, Value] = {
        "用户名": profile.username,
        "密码": profile.password,
        "确认密码": profile.password,
        "姓名": profile.name,
        "证件类型": profile.id_type,
        "证件号码": profile.id_number,
        "二次输入姓名": profile.name,
        "二次输入证件类型": profile.id_type,
        "二次输入证件号码": profile.id_number,
        "密码找回问题": profile.security_question,
        "密码找回答案": profile.security_answer,
        "国籍": profile.nationality,
    }
    if profile.foreign_nationality:
        answers["外国人员国籍"] = profile.foreign_nationality
    return answers


def identity(profile: Profile) -> Answers:
    """基本信息; sex, birth date and nationality only count where the portal lets them be chosen."""
    answers: dict[str, Value] = {
        "性别": profile.sex,
        "出生日期": iso(profile.birth_date),
        "民族": profile.ethnicity,
        "健康状态": profile.health,
    }
    if isinstance(profile.id_valid_to, date):
        answers["证件有效截至日期"] = iso(profile.id_valid_to)
    else:
        answers["长期"] = True
    return answers


def contact(profile: Profile) -> Answers:
    """联系方式: all of it optional."""
    return {"手机": profile.mobile, "地址": profile.address or "", "邮编": profile.postcode or ""}


def specialty(profile: Profile) -> Answers:
    """报考信息; subjects stay as the portal has ticked them unless the profile says otherwise."""
    answers: dict[str, Value] = {
        "报考级别": profile.level,
        "报考专业": f"{profile.specialty.code} {profile.specialty.name}",
        "现有技术资格": profile.current_title,
        "执业类别": profile.practice_category,
    }
    if profile.title_date:
        answers["现有技术资格取得时间"] = month(profile.title_date)
    if profile.subjects is not None:
        answers["报考科目"] = profile.subjects
    return answers


def credential(entry: Education | Degree) -> dict[str, str]:
    """The form of an entry of 【学历学位信息维护】."""
    if isinstance(entry, Education):
        return {
            "学历": entry.level,
            "毕业院校": entry.school,
            "所学专业": entry.major,
            "毕业时间": iso(entry.graduated_on),
            "毕业证书编号": entry.certificate_no,
        }
    return {
        "学位": entry.level,
        "学位授予单位": entry.school,
        "所学专业": entry.major,
        "学位授予时间": iso(entry.awarded_on),
        "学位证书编号": entry.certificate_no,
    }


def entry(credential: Education | Degree) -> str:
    """How an entry of 【学历学位信息维护】 is offered for reference."""
    day = credential.graduated_on if isinstance(credential, Education) else credential.awarded_on
    return f"{credential.level} · {credential.school} · {credential.major} · {month(day)}"


def education(profile: Profile) -> Answers:
    """教育情况, referring to the entries of the maintenance page."""
    return {
        "学历": entry(profile.education_used),
        "学位": entry(profile.degree_used) if profile.degree_used else "无",
        "最高学历": profile.highest_education,
        "学制": profile.schooling_years,
        "专业学习经历": profile.study_history,
    }


def employment(profile: Profile) -> Answers:
    """工作情况, without the employer itself, which is searched for and picked."""
    answers: dict[str, Value] = {
        "单位所属": profile.employer_affiliation,
        "单位性质": profile.employer_nature,
        "从事本专业年限": str(profile.years),
    }
    if profile.employer is None:
        answers["其它单位"] = profile.other_employer
    return answers
