"""States, events and roles in the words of the desks."""

from mock_portal.domain.terms import Event, State

STATES = {
    State.DRAFT: "未提交报名信息",
    State.SUBMITTED: "待报名确认",
    State.CONFIRM_REJECTED: "确认不通过",
    State.CONFIRMED: "待考点初审",
    State.SITE_PASSED: "待考区终审",
    State.REVIEW_REJECTED: "资格审核不通过",
    State.APPROVED: "资格审核通过",
    State.PAID: "已缴费",
    State.ABANDONED: "自动放弃",
}
EVENTS = {
    Event.SUBMIT: "提交报名信息",
    Event.WITHDRAW: "撤回信息提交",
    Event.CHANGE_AREA: "修改考区",
    Event.CONFIRM: "报名确认",
    Event.REFUSE_AT_DESK: "不予确认",
    Event.REJECT_ONLINE: "确认不通过",
    Event.PASS_SITE: "考点初审通过",
    Event.FAIL_SITE: "考点初审不通过",
    Event.PASS_AREA: "考区终审通过",
    Event.FAIL_AREA: "考区终审不通过",
    Event.SEND_BACK: "退回",
    Event.CORRECT: "更正报考信息",
    Event.PAY: "缴费",
}


def state_words(name: str) -> str:
    """A stored state in words."""
    return STATES[State(name)]


def event_words(name: str) -> str:
    """An audited event in words; one that is no event of the table stands as it is."""
    return EVENTS[Event(name)] if name in set(Event) else name
