"""Faults of what pages say, to the eye and to the ear: words, marks, labels, hours, the order of things."""

import re
from datetime import date, datetime, timedelta

from mock_portal.faults import fault
from mock_portal.web.screen import Screen

FORM = "enrollment/form_page.html"


@fault("submit-button-renamed", "R2.4.8d", "R2.4.8g")
class SubmitButtonRenamed(Screen):
    """The button is called 提交信息, as its node is."""

    def shown(self, html: str, template: str) -> str:
        return super().shown(html, template).replace(">提交报名信息</button>", ">提交信息</button>")


@fault("photo-button-renamed", "R2.4.7d")
class PhotoButtonRenamed(Screen):
    """The photo is confirmed by a button 确认照片."""

    def shown(self, html: str, template: str) -> str:
        return super().shown(html, template).replace("确认使用照片", "确认照片")


@fault("withdrawal-renamed", "R3.1c")
class WithdrawalRenamed(Screen):
    """Withdrawing is called 撤回报名信息."""

    def shown(self, html: str, template: str) -> str:
        return super().shown(html, template).replace("撤回信息提交", "撤回报名信息")


@fault("modification-renamed", "R3.1d", "R2.4.7b")
class ModificationRenamed(Screen):
    """The way to a correction, and its node, say 报名信息 instead of 报考信息."""

    def shown(self, html: str, template: str) -> str:
        return super().shown(html, template).replace("填写/修改报考信息", "填写/修改报名信息")


@fault("draft-state-misspelt", "R2.2.n1b")
class DraftStateMisspelt(Screen):
    """A draft is said to be 未提交报考信息."""

    def shown(self, html: str, template: str) -> str:
        return super().shown(html, template).replace("未提交报名信息", "未提交报考信息")


@fault("refusal-renamed", "R4.3b")
class RefusalRenamed(Screen):
    """A confirmation that was refused online is called 审核未过."""

    def shown(self, html: str, template: str) -> str:
        return super().shown(html, template).replace("确认不通过", "审核未过")


@fault("print-button-renamed", "R2.4.9a")
class PrintButtonRenamed(Screen):
    """The form is offered as 下载报名表."""

    def shown(self, html: str, template: str) -> str:
        return super().shown(html, template).replace(">打印报名表<", ">下载报名表<")


@fault("pay-button-renamed", "R6.2d")
class PayButtonRenamed(Screen):
    """The button that leads to the platform says 去支付."""

    def shown(self, html: str, template: str) -> str:
        return super().shown(html, template).replace(">支付</button>", ">去支付</button>")


@fault("payment-missing-in-menu", "R6.2b")
class PaymentMissingInMenu(Screen):
    """The left menu has no 网上缴费."""

    def shown(self, html: str, template: str) -> str:
        return re.sub(r'<li><a href="/payment/"[^>]*>[^<]*</a></li>', "", super().shown(html, template))


@fault("refund-on-own-wish", "Q35")
class RefundOnOwnWish(Screen):
    """Who has paid is offered 申请退款."""

    def shown(self, html: str, template: str) -> str:
        return super().shown(html, template).replace(">刷新缴费状态</button>", ">申请退款</button>")


@fault("consent-renamed", "R2.3b")
class ConsentRenamed(Screen):
    """The documents are agreed to by ticking 我已阅读."""

    def shown(self, html: str, template: str) -> str:
        return super().shown(html, template).replace(">同意</label>", ">我已阅读</label>")


@fault("green-says-not-begun", "R5.2", "D30")
class GreenSaysNotBegun(Screen):
    """Nodes are green, and the words beside them still say 未开始."""

    def shown(self, html: str, template: str) -> str:
        return (
            super().shown(html, template).replace('<span class="node-words">已完成', '<span class="node-words">未开始')
        )


@fault("confirmed-shown-black", "R4.4a", "D30")
class ConfirmedShownBlack(Screen):
    """Node 报名确认 stays black, while the words beside it say that it is done."""

    def shown(self, html: str, template: str) -> str:
        done = re.compile(r'node-green("[^>]*>\s*<(?:a|span)[^>]*>报名确认)')
        return done.sub(r"node-black\1", super().shown(html, template))


@fault("nodes-out-of-order", "R5.2", "R4.4a", "R4.4b")
class NodesOutOfOrder(Screen):
    """资格审核 stands before 报名确认 in the flow bar."""

    def shown(self, html: str, template: str) -> str:
        two = re.compile(
            r'(<li class="node [^>]*>\s*<[^>]*>报名确认<.*?</li>)(\s*)(<li class="node [^>]*>\s*<[^>]*>资格审核<.*?</li>)',
            re.DOTALL,
        )
        return two.sub(r"\3\2\1", super().shown(html, template))


@fault("state-words-hidden", "R5.2")
class StateWordsHidden(Screen):
    """Nobody who cannot see colours learns how far an enrollment is: the words beside the nodes are hidden."""

    def shown(self, html: str, template: str) -> str:
        return super().shown(html, template).replace('<span class="node-words">', '<span class="node-words" hidden>')


@fault("optional-marked-mandatory", "R2.4.3a", "R2.4.3b", "R2.4c")
class OptionalMarkedMandatory(Screen):
    """地址 and 邮编 bear a *, though both may stay empty."""

    def shown(self, html: str, template: str) -> str:
        return re.sub(r"(>)(地址|邮编)(</label>)", r"\1\2\3<span>*</span>", super().shown(html, template))


@fault("label-not-tied", "D25")
class LabelNotTied(Screen):
    """Labels stand beside the fields of the form and belong to none: a click on one does nothing, who listens hears none."""

    def shown(self, html: str, template: str) -> str:
        page = super().shown(html, template)
        return re.sub(r'<label for="field-[^"]*"', "<label", page) if template == FORM else page


@fault("error-not-tied", "D25")
class ErrorNotTied(Screen):
    """A field is framed red, and nothing ties it to the words that say why."""

    def shown(self, html: str, template: str) -> str:
        return re.sub(r' aria-describedby="[^"]*"', "", super().shown(html, template))


@fault("alert-without-role", "D25")
class AlertWithoutRole(Screen):
    """A refused page says so in red, and to the ear nothing."""

    def shown(self, html: str, template: str) -> str:
        return super().shown(html, template).replace(' role="alert"', "")


@fault("photo-without-words", "R2.4.7c", "D25")
class PhotoWithoutWords(Screen):
    """The photo has no alternative text."""

    def shown(self, html: str, template: str) -> str:
        return re.sub(r'(<img [^>]*?) alt="[^"]*"', r"\1", super().shown(html, template))


@fault("language-unnamed", "D25")
class LanguageUnnamed(Screen):
    """Pages do not say that they are Chinese, and are read out as if they were English."""

    def shown(self, html: str, template: str) -> str:
        return super().shown(html, template).replace('<html lang="zh-CN">', "<html>")


@fault("titles-all-alike", "D25")
class TitlesAllAlike(Screen):
    """Every window bears the name of the site, and none that of its page."""

    def shown(self, html: str, template: str) -> str:
        return re.sub(r"<title>[^<]* - ", "<title>", super().shown(html, template))


@fault("mini-program-turned-away", "R0.2b")
class MiniProgramTurnedAway(Screen):
    """Whoever comes from a mini program is told to use another browser."""

    def for_browser(self, html: str, browser: str) -> str:
        if "miniprogram" not in browser.lower() and "swan" not in browser:
            return html
        away = '<main id="content"><h1>请更换浏览器</h1><p>请使用电脑浏览器访问本网站。</p></main>'
        return re.sub(r"<main.*</main>", away, html, flags=re.DOTALL)


@fault("mini-program-asks-without-a-yes", "R0.2b", "R3.1c")
class MiniProgramAsksWithoutAYes(Screen):
    """A mini program offers 【撤回信息提交】, and the question after it has no button to say yes."""

    def for_browser(self, html: str, browser: str) -> str:
        page = super().for_browser(html, browser)
        return re.sub("<button[^>]*>确认撤回</button>", "", page) if "miniprogram" in browser.lower() else page


@fault("times-in-utc", "Q2", "Q29")
class TimesInUtc(Screen):
    """Orders and histories bear the hours of another zone: what was done at noon is said to have been done at four."""

    def shown(self, html: str, template: str) -> str:
        page = super().shown(html, template)
        told = template in {"payment/home.html", "enrollment/flow.html", "desk/dossier.html"}
        return re.sub(r"(?<=<td>)\d{4}-\d\d-\d\d (?!24)\d\d:\d\d(:\d\d)?(?=</td>)", _in_utc, page) if told else page


def _in_utc(told: re.Match[str]) -> str:
    return str(datetime.fromisoformat(told[0]) - timedelta(hours=8))[: len(told[0])]


@fault("deadlines-shown-a-day-late", "Q2", "Q1")
class DeadlinesShownADayLate(Screen):
    """What ends with a day is announced for the end of the next one."""

    def shown(self, html: str, template: str) -> str:
        return re.sub(r"(?<=>)\d{4}-\d\d-\d\d(?= 24:00</time>)", _a_day_later, super().shown(html, template))


def _a_day_later(told: re.Match[str]) -> str:
    return str(date.fromisoformat(told[0]) + timedelta(days=1))


@fault("failed-is-called-passed", "D14", "Q23a")
class FailedIsCalledPassed(Screen):
    """A desk that has said 不通过 reads that it has passed the candidate."""

    def shown(self, html: str, template: str) -> str:
        page = super().shown(html, template)
        return page.replace("审不通过，原因将展示给考生。", "审通过。") if template == "desk/queue.html" else page


@fault("quotes-end-a-field", "D27", "D16")
class QuotesEndAField(Screen):
    """What stands behind a quotation mark in a field is lost, or becomes part of the page."""

    def shown(self, html: str, template: str) -> str:
        page = super().shown(html, template)
        return page.replace("&#34;", '"') if template == FORM else page


@fault("settings-forget-a-switch", "Q41")
class SettingsForgetASwitch(Screen):
    """The form of 考区设置 shows a switch that is on as off, and whoever saves anything else switches it off."""

    def shown(self, html: str, template: str) -> str:
        page = super().shown(html, template)
        return re.sub('(id="field-review_ends_with_payment"[^>]*) checked', r"\1", page)


@fault("countdown-by-another-clock", "Q2")
class CountdownByAnotherClock(Screen):
    """The time that is left is reckoned from a clock that stands a month behind."""

    def shown(self, html: str, template: str) -> str:
        return re.sub('(?<=data-now=")[^"]+', _a_month_before, super().shown(html, template))


def _a_month_before(now: re.Match[str]) -> str:
    return (datetime.fromisoformat(now[0]) - timedelta(days=30)).isoformat()


@fault("countdown-in-another-zone", "Q2")
class CountdownInAnotherZone(Screen):
    """The time that is left is eight hours short: the page says what time it is in Beijing, and calls it Greenwich's."""

    def shown(self, html: str, template: str) -> str:
        return re.sub(r'(data-now="[^"]*)\+08:00(?=")', r"\1+00:00", super().shown(html, template))


@fault("asking-is-called-paying", "D6", "Q38")
class AskingIsCalledPaying(Screen):
    """Whoever asks whether the payment has come reads that it has, though nobody has paid."""

    def shown(self, html: str, template: str) -> str:
        return super().shown(html, template).replace("缴费平台尚未确认收到款项，缴费状态未变。", "缴费成功，报名成功。")


@fault("subjects-miscounted-at-payment", "R6.2c")
class SubjectsMiscountedAtPayment(Screen):
    """The amount is right, and the page makes it up of four subjects for everybody."""

    def shown(self, html: str, template: str) -> str:
        return re.sub(r"(?<=科目数</dt><dd>)\d", "4", super().shown(html, template))


@fault("notice-of-the-area-left-out", "R2.3a")
class NoticeOfTheAreaLeftOut(Screen):
    """What an area itself has to say stands nowhere on the page of the notice."""

    def shown(self, html: str, template: str) -> str:
        return re.sub(r"(?<=报考须知</h2>)\s*<p>.*?</p>", "", super().shown(html, template), flags=re.DOTALL)


@fault("file-names-unescaped", "D27")
class FileNamesUnescaped(Screen):
    """Markup in the name of a file becomes part of the page at the desk that looks at it."""

    def shown(self, html: str, template: str) -> str:
        page = super().shown(html, template)
        return re.sub(r"&lt;(\w+)&gt;", r"<\1>", page) if template == "desk/dossier.html" else page


@fault("reason-lost-when-refused", "D35")
class ReasonLostWhenRefused(Screen):
    """A desk whose decision is refused, as another was quicker, has to write its reason once more."""

    def shown(self, html: str, template: str) -> str:
        page = super().shown(html, template)
        return re.sub(r"(<textarea[^>]*>)[^<]*", r"\1", page) if template == "desk/dossier.html" else page


@fault("history-calls-a-no-a-yes", "D14", "Q23a")
class HistoryCallsANoAYes(Screen):
    """In 报名记录 the candidate reads 考点初审通过 where the site has said 不通过."""

    def shown(self, html: str, template: str) -> str:
        page = super().shown(html, template)
        return with_yeses_for_noes(page) if template == "enrollment/flow.html" else page


@fault("desks-history-calls-a-no-a-yes", "D14", "Q23b")
class DesksHistoryCallsANoAYes(Screen):
    """In 办理记录 every desk reads 考区终审通过 where the area has said 不通过."""

    def shown(self, html: str, template: str) -> str:
        page = super().shown(html, template)
        return with_yeses_for_noes(page) if template == "desk/dossier.html" else page


@fault("not-confirmed-reads-as-confirmed", "D14")
class NotConfirmedReadsAsConfirmed(Screen):
    """Whom the registration point has not confirmed reads 报名点已予确认 in 报名记录."""

    def shown(self, html: str, template: str) -> str:
        page = super().shown(html, template)
        return page.replace("报名点未予确认", "报名点已予确认") if template == "enrollment/flow.html" else page


@fault("history-of-three-lines", "D13", "D14")
class HistoryOfThreeLines(Screen):
    """报名记录 shows the last three lines, and the rest nowhere."""

    def shown(self, html: str, template: str) -> str:
        page = super().shown(html, template)
        head, body, rest = page.partition("<tbody>")
        rows, end, after = rest.partition("</tbody>")
        lines = re.findall("<tr>.*?</tr>", rows, re.DOTALL)
        return "".join((head, body, *lines[-3:], end, after)) if template == "enrollment/flow.html" else page


def with_yeses_for_noes(page: str) -> str:
    """A page in whose tables everything has passed."""
    return re.sub("(<td>[^<]*)不(通过</td>)", r"\1\2", page)
