"""A refusal that a person can cause: a value with a stable id, what happened, and what to do next."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Stable ids of refusals; the words for people are in ``WORDS``."""

    # account, sign-in, session
    WRONG_PASSWORD = "wrong-password"
    ACCOUNT_LOCKED = "account-locked"
    ID_TAKEN = "id-taken"
    ID_UNUSABLE = "id-unusable"
    USERNAME_TAKEN = "username-taken"
    SIGNED_OUT = "signed-out"
    SESSION_EXPIRED = "session-expired"
    FORM_EXPIRED = "form-expired"
    OTHER_OWNER = "other-owner"
    QR_DEAD = "qr-dead"
    WECHAT_UNBOUND = "wechat-unbound"
    WECHAT_TAKEN = "wechat-taken"
    ALREADY_BOUND = "already-bound"
    ACCOUNT_IN_USE = "account-in-use"
    ACCOUNT_NOT_REMOVABLE = "account-not-removable"
    RECOVERY_REFUSED = "recovery-refused"
    NOT_SCANNED = "not-scanned"
    # basic information
    BASICS_INCOMPLETE = "basics-incomplete"
    PHOTO_REFUSED = "photo-refused"
    PHOTO_FIXED = "photo-fixed"
    TOO_MANY_CREDENTIALS = "too-many-credentials"
    # entry
    PROJECT_CLOSED = "project-closed"
    NOT_ADMITTED = "not-admitted"
    REGISTRATION_CLOSED = "registration-closed"
    NOT_AGREED = "not-agreed"
    UNKNOWN_AREA = "unknown-area"
    AREA_FIXED = "area-fixed"
    OTHER_AREA = "other-area"
    # form pages
    NOT_EDITABLE = "not-editable"
    PAGES_IN_ORDER = "pages-in-order"
    PAGE_INVALID = "page-invalid"
    STALE_PAGE = "stale-page"
    NO_INSTITUTION = "no-institution"
    # photo, materials, submission
    PHOTO_UNCONFIRMED = "photo-unconfirmed"
    MATERIALS_MISSING = "materials-missing"
    MATERIAL_REFUSED = "material-refused"
    NO_MATERIALS_HERE = "no-materials-here"
    RESUBMISSION_CLOSED = "resubmission-closed"
    NOT_SUBMITTED = "not-submitted"
    ALREADY_CONFIRMED = "already-confirmed"
    CONFIRMATION_CLOSED = "confirmation-closed"
    # desks
    DESK_LOCKED = "desk-locked"
    NO_SUCH_CANDIDATE = "no-such-candidate"
    NO_SUCH_ACCOUNT = "no-such-account"
    CONFIRMATION_MODE_FIXED = "confirmation-mode-fixed"
    ONLINE_PAYMENT_FIXED = "online-payment-fixed"
    ONLINE_PAYMENT_OVER = "online-payment-over"
    SETTINGS_CHANGED = "settings-changed"
    UNKNOWN_FORM = "unknown-form"
    STALE_FORM = "stale-form"
    OUT_OF_SCOPE = "out-of-scope"
    NOT_IN_TURN = "not-in-turn"
    CHANGED_MEANWHILE = "changed-meanwhile"
    REASON_MISSING = "reason-missing"
    NOTHING_CHANGED = "nothing-changed"
    REVIEW_CLOSED = "review-closed"
    SETTINGS_INVALID = "settings-invalid"
    # payment
    NOTHING_TO_PAY = "nothing-to-pay"
    PAYMENT_CLOSED = "payment-closed"
    PAYMENT_NOT_OPEN = "payment-not-open"
    ORDER_UNKNOWN = "order-unknown"
    ORDER_EXPIRED = "order-expired"
    PLATFORM_DOWN = "platform-down"
    # the end of the line
    ABANDONED = "abandoned"
    NOT_FOUND = "not-found"
    FORBIDDEN = "forbidden"


# What happened, then what to do next. Placeholders are filled by ``refuse``.
WORDS: dict[Reason, tuple[str, str]] = {
    Reason.WRONG_PASSWORD: ("用户名（或证件号码）与密码不匹配。", "请核对后重新输入，密码区分大小写。"),
    Reason.ACCOUNT_LOCKED: (
        "连续多次输入错误，账号已暂时锁定。",
        "请于{minutes}分钟后再登录，或使用微信扫码登录。",
    ),
    Reason.ID_TAKEN: ("该证件号码已注册。", "请直接登录；如被他人冒用，请联系所在考点核实处理。"),
    Reason.ID_UNUSABLE: ("该证件号码不能用于注册。", "请核对证件号码；如确认无误，请联系所在考点核实处理。"),
    Reason.USERNAME_TAKEN: ("该用户名不可用。", "请更换一个用户名。"),
    Reason.SIGNED_OUT: ("您尚未登录。", "请登录后继续。"),
    Reason.SESSION_EXPIRED: ("您长时间未操作，已自动退出登录。", "请重新登录，已提交的内容均已保存。"),
    Reason.FORM_EXPIRED: ("页面已失效，本次操作未执行。", "请刷新页面后重新操作。"),
    Reason.OTHER_OWNER: (
        "当前登录的账号与本页面所属考生不一致，本次操作未执行。",
        "请退出后重新登录，一个浏览器请勿同时为两名考生报名。",
    ),
    Reason.QR_DEAD: ("二维码已失效。", "请刷新二维码后重新扫描。"),
    Reason.WECHAT_UNBOUND: ("该微信尚未绑定考生账号。", "请先使用用户名和密码登录，在“基本信息”中绑定微信。"),
    Reason.WECHAT_TAKEN: (
        "该微信已绑定其他考生账号。",
        "一个微信只能绑定一名考生，请更换微信或先解除原绑定。",
    ),
    Reason.ALREADY_BOUND: ("您的账号已绑定微信。", "如需更换，请先解除当前绑定。"),
    Reason.ACCOUNT_IN_USE: ("您已填写报名信息，账号不能自行注销。", "如确需注销，请联系所在考点。"),
    Reason.ACCOUNT_NOT_REMOVABLE: (
        "该账号的报名信息已确认或已有缴费记录，不能删除。",
        "请先在审核中退回该报名，再核实处理。",
    ),
    Reason.RECOVERY_REFUSED: ("填写的信息与注册信息不匹配，密码未修改。", "请核对后重新填写，或联系所在考点办理。"),
    Reason.NOT_SCANNED: ("尚未收到手机的确认。", "请用微信扫描二维码，并在手机上点击确认后再继续。"),
    Reason.BASICS_INCOMPLETE: ("基本信息尚未填写完整，暂不能报名。", "请先补充：{missing}。"),
    Reason.PHOTO_REFUSED: ("照片不符合要求：{problem}。", "请使用照片审核处理工具处理后重新上传。"),
    Reason.PHOTO_FIXED: ("照片已通过核验，不能自行更换。", "如确需更换，请联系所在考点。"),
    Reason.TOO_MANY_CREDENTIALS: ("{kind}信息最多可添加{limit}条。", "如有误，请联系所在考点处理。"),
    Reason.PROJECT_CLOSED: ("该考试项目当前不在报名时间内。", "请关注报名通知。"),
    Reason.NOT_ADMITTED: ("该考试项目未对您开放。", "请返回选择其他考试项目。"),
    Reason.REGISTRATION_CLOSED: (
        "网上报名已于{deadline}截止，不能再提交。",
        "已填写的内容仍可查看，请关注下一年度的报名通知。",
    ),
    Reason.NOT_AGREED: ("请阅读并勾选“同意”：{documents}。", "全部同意后才能进入下一步。"),
    Reason.UNKNOWN_AREA: ("请选择所在省份。", "请从列表中选择本项目开放的省份。"),
    Reason.AREA_FIXED: ("“修改考区”仅在“未提交报名信息”状态下可用。", "如需修改，请先撤回信息提交。"),
    Reason.OTHER_AREA: (
        "您报名的考区是{area}，刚才同意的是其他考区的报考须知，本次操作未执行。",
        "请阅读并同意{area}的报考须知；如需更换省份，请使用“修改考区”。",
    ),
    Reason.NOT_EDITABLE: (
        "当前状态为“{state}”，不能修改报考信息。",
        "报名确认前可先点击【撤回信息提交】再修改。",
    ),
    Reason.PAGES_IN_ORDER: ("请按顺序填写报名信息。", "请先完成“{page}”。"),
    Reason.PAGE_INVALID: ("本页有{count}处需要更正。", "请按提示修改后再次提交，已填写的内容不会丢失。"),
    Reason.STALE_PAGE: ("本页内容已在其他窗口修改，本次未保存。", "请核对最新内容后重新填写。"),
    Reason.NO_INSTITUTION: (
        "所选报名地市暂无可用的网上确认机构。",
        "请更换报名地市，或咨询当地考试管理机构。",
    ),
    Reason.PHOTO_UNCONFIRMED: ("尚未确认照片。", "请先在“确认照片”中点击“确认使用照片”。"),
    Reason.MATERIALS_MISSING: ("材料尚未上传齐全，缺少：{missing}。", "请上传后再提交报名信息。"),
    Reason.MATERIAL_REFUSED: ("文件未上传：{problem}。", "请按要求重新选择文件。"),
    Reason.NO_MATERIALS_HERE: ("所在考区为现场确认，无需上传材料。", "请直接提交报名信息。"),
    Reason.RESUBMISSION_CLOSED: ("重新上传材料已于{deadline}截止。", "逾期未重新提交视为自动放弃本次考试。"),
    Reason.NOT_SUBMITTED: ("当前为“{state}”状态，不能办理。", "请先填写并提交报名信息。"),
    Reason.ALREADY_CONFIRMED: ("报名信息已确认，不能撤回。", "如需更正，请持书面申请联系所在考点。"),
    Reason.CONFIRMATION_CLOSED: (
        "报名确认不在规定时间内（{window}）。",
        "请在规定时间内办理，逾期视为自动放弃。",
    ),
    Reason.NO_SUCH_CANDIDATE: ("未找到该证件号码的报名记录。", "请核对证件号码，或确认考生是否已报名。"),
    Reason.NO_SUCH_ACCOUNT: ("该证件号码尚未注册。", "请核对证件号码，或请考生先完成注册。"),
    Reason.DESK_LOCKED: ("连续多次输入错误，账号已暂时锁定。", "请于{minutes}分钟后再登录。"),
    Reason.SETTINGS_CHANGED: ("设置刚被其他人员修改，本次未保存。", "请刷新后在最新设置上重新修改。"),
    Reason.CONFIRMATION_MODE_FIXED: (
        "本考区已有考生报名，不能更改报名确认方式。",
        "两种方式的报名流程和材料要求不同，更改会使已提交的报名失去依据。",
    ),
    Reason.ONLINE_PAYMENT_FIXED: (
        "已有考生报名成功，不能开通网上缴费。",
        "未开通网上缴费时，资格审核通过即为报名成功；开通会使其变为待缴费。",
    ),
    Reason.ONLINE_PAYMENT_OVER: (
        "网上缴费已截止，未缴费的考生已视为自动放弃，不能改为不开通网上缴费。",
        "如需给予更多时间，请延长网上缴费截至时间。",
    ),
    Reason.UNKNOWN_FORM: ("未找到该验证码对应的报名表。", "请核对验证码，或由考生重新打印报名表。"),
    Reason.STALE_FORM: ("报名表已失效：报名信息在打印后有变动。", "请考生重新打印报名表后再来确认。"),
    Reason.OUT_OF_SCOPE: ("该考生不属于本机构受理范围。", "请考生前往其选择的报名地市或确认机构办理。"),
    Reason.NOT_IN_TURN: ("该报名当前状态为“{state}”，不能执行此操作。", "请刷新列表后再处理。"),
    Reason.CHANGED_MEANWHILE: (
        "该报名刚被其他人员或考生本人变更，本次操作未执行。",
        "请刷新后核对最新内容。",
    ),
    Reason.REASON_MISSING: ("请填写原因。", "原因将展示给考生。"),
    Reason.NOTHING_CHANGED: ("未更正任何内容，本次未保存。", "请修改需要更正的内容后再保存。"),
    Reason.REVIEW_CLOSED: ("当前不在审核时间内（{window}）。", "请在规定时间内审核。"),
    Reason.SETTINGS_INVALID: ("设置未保存：{problem}。", "请更正后再次保存。"),
    Reason.NOTHING_TO_PAY: ("当前无需缴费。", "请在【报考流程】中查看报名状态。"),
    Reason.PAYMENT_CLOSED: ("网上缴费已于{deadline}截止。", "逾期未缴费视为自动放弃本次考试。"),
    Reason.PAYMENT_NOT_OPEN: ("网上缴费尚未开始。", "请于{opens}后缴费。"),
    Reason.ORDER_UNKNOWN: ("未找到该订单。", "请返回【网上缴费】重新操作。"),
    Reason.ORDER_EXPIRED: ("订单已超时关闭。", "请重新生成订单后支付。"),
    Reason.PLATFORM_DOWN: (
        "缴费平台暂时无法访问，缴费状态未变。",
        "请稍后点击“刷新缴费状态”，请勿重复支付。",
    ),
    Reason.ABANDONED: ("本次考试已视为自动放弃（{why}）。", "账号和基本信息不受影响，可参加下一年度的考试。"),
    Reason.NOT_FOUND: ("未找到所请求的页面。", "请从菜单重新进入。"),
    Reason.FORBIDDEN: ("您没有权限执行此操作。", "请使用有权限的账号登录。"),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something was not done: ``words`` say what happened, ``advice`` what to do next."""

    reason: Reason
    words: str
    advice: str


def refuse(reason: Reason, **details: object) -> Refusal:
    """The refusal of that reason with ``details`` put into its words."""
    words, advice = WORDS[reason]
    return Refusal(reason, words.format(**details), advice.format(**details))
