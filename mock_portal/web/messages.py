"""What a page says after something was done: the address carries the key, the words stand here."""

MESSAGES = {
    "saved": "已保存。",
    "paid": "缴费成功，报名成功。",
    "not-paid-yet": "缴费平台尚未确认收到款项，缴费状态未变。",
    "desk-confirmed": "已确认，该考生报名确认通过。",
    "desk-not-confirmed": "已登记不予确认，原因将展示给考生。",
    "materials-passed": "材料审核通过，该考生报名确认通过。",
    "materials-rejected": "已退回：确认不通过，考生可重新上传材料。",
    "site-passed": "考点初审通过，已提交考区终审。",
    "site-failed": "考点初审不通过，原因将展示给考生。",
    "sent-back": "已退回考生修改，原报名表验证码作废。",
    "corrected": "报考信息已更正，原报名表验证码作废，请重新审核。",
    "area-passed": "考区终审通过。",
    "area-failed": "考区终审不通过，原因将展示给考生。",
    "settings-saved": "考区设置已保存，立即生效。",
    "project-saved": "考试项目已保存，立即生效。",
    "account-corrected": "考生账号信息已更正。",
    "account-deleted": "该注册账号已删除，本人可重新注册。",
    "credential-added": "已为考生添加学历学位信息。",
}
