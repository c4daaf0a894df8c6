"""The pages of the echo portal: every kind of control, and every way a form can be written."""

from __future__ import annotations

from dataclasses import dataclass

EVERY_FIELD = """
<input type=hidden name=token value="t&amp;1">
<p><label for=name>姓名</label><span class=mark>*</span> <input id=name name=name value="旧 名"></p>
<p><label>密码 <input type=password name=password></label></p>
<p><label>短 <input name=short maxlength=3></label></p>
<p><label>行 <input name=line dirname=line.dir></label></p>
<p><label>年限 <input type=number name=years value=3></label></p>
<p><label>日期 <input type=date name=day></label></p>
<p><label>月份 <input type=month name=month value="2023-04"></label></p>
<p><label>邮箱 <input type=email name=mail></label></p>
<p><label>备注 <textarea name=note>

第一行
第二行</textarea></label></p>
<p><label>只读 <input name=fixed value=定 readonly></label></p>
<p><label>停用 <input name=off value=停 disabled></label></p>
<p><label for=city>报名地市</label> <select id=city name=city>
  <option value="" disabled>请选择</option><option value=1101>海淀区</option><option>西城区</option></select></p>
<p><label>第二 <select name=second><option value=a>甲</option><option value=b selected>乙</option></select></label></p>
<p><label>多选 <select name=many multiple>
  <option value=1 selected>一</option><option value=2>二</option><option value=3>三</option></select></label></p>
<p><label>已停 <select name=closed><option value=c selected disabled>停招</option><option>开放</option></select></label></p>
<p><label>列表 <select name=rows size=3><option value=1>上</option><option value=2>下</option></select></label></p>
<fieldset><legend>性别</legend>
  <label><input type=radio name=sex value=1>男</label> <label><input type=radio name=sex value=2>女</label></fieldset>
<div role=radiogroup aria-label=健康状态>
  <label><input type=radio name=health value=1 checked>良好</label>
  <label><input type=radio name=health value=2 checked>一般</label></div>
<p><label><input type=checkbox name=agreed>同意</label></p>
<p><label><input type=checkbox name=kept value=yes checked>保留</label></p>
<fieldset><legend>报考科目</legend>
  <label><input type=checkbox name=subject value=1 checked>基础知识</label>
  <label><input type=checkbox name=subject value=2 checked>相关专业知识</label>
  <label><input type=checkbox name=subject value=3>专业知识</label></fieldset>
<fieldset disabled><legend><label>例外 <input name=exempt value=e></label></legend>
  <label>栏内 <input name=inside value=i></label></fieldset>
<p><label>照片 <input type=file name=photo></label></p>
<p><label>附件 <input type=file name=extra></label></p>
<input name="" value=nameless aria-label=无名><input value=unnamed aria-label=没名>
<input name=_charset_ type=hidden>
<datalist id=d><input name=listed value=x></datalist>
<output name=result>结果</output>
"""

BUTTONS = """
<button>提交</button>
<button name=act value=save>保存</button>
<input type=submit name=act value=暂存>
<button name=act formaction="/echo?changed=1" formmethod=post value=other>另存</button>
<button formmethod=get>查询</button>
<button formenctype="text/plain">平文</button>
<input type=image name=spot alt=图片 src="/pixel.png">
<button type=button>脚本</button>
<button disabled>不可</button>
"""

WITHIN = """
<table><caption>待确认</caption><tr><th>姓名<th>操作</tr>
<tr><td>张三<td><form method=post action=/echo><input type=hidden name=id value=1><button>通过</button></form></tr>
<tr><td>张三丰<td><form method=post action=/echo><input type=hidden name=id value=2><button>通过</button></form></tr>
<tr><td>李四<td></tr></table>
<section><h2>甲栏</h2><form method=post action=/echo><label>意见 <input name=a></label><button>记下</button></form></section>
<section><h2>乙栏</h2><form method=post action=/echo><label>意见 <input name=b></label><button>记下</button></form></section>
"""

DEPENDENT = """
<form method=post action=/echo>
<label for=c>报名地市</label><select id=c name=city><option value="">请选择<option value=1>海淀区<option value=2>西城区</select>
<label for=i>网上确认机构</label><select id=i name=institution disabled><option value="">请选择</select>
<p id=more hidden><label for=o>其它单位</label><input id=o name=other></p>
<button>提交</button></form>
<script>
const city = document.getElementById("c"), institution = document.getElementById("i");
city.addEventListener("change", async () => {
  institution.disabled = true;
  const words = await (await fetch("/suggest?q=" + city.value)).text();
  institution.replaceChildren(...words.split(",").map((word) => new Option(word, "v" + word)));
  institution.disabled = false;
});
institution.addEventListener("change", () => { document.getElementById("more").hidden = false; });
</script>
"""

SCRIPTED = """
<p role=status id=said></p>
<form method=post action=/echo><label>词 <input name=word></label><button id=b>就地</button></form>
<button id=late hidden type=button>稍后</button>
<script>
document.forms[0].addEventListener("submit", (event) => {
  event.preventDefault();
  document.getElementById("said").textContent = "已在本页处理";
});
requestAnimationFrame(() => { document.getElementById("late").hidden = false; });
</script><noscript><p>请启用脚本</p></noscript>
"""

LIVE_SEARCH = """
<form method=post action=/echo>
<label>年限 <input name=years></label>
<label for=e>单位名称</label><input id=e name=employer role=combobox aria-controls=l autocomplete=off>
<ul id=l role=listbox hidden></ul><input type=hidden name=employer_id>
<button>提交</button></form>
<script>
const input = document.getElementById("e"), list = document.getElementById("l");
input.addEventListener("input", async () => {
  const words = await (await fetch("/suggest?q=" + encodeURIComponent(input.value))).text();
  list.replaceChildren(...words.split(",").filter(Boolean).map((word) => {
    const option = document.createElement("li");
    option.role = "option"; option.textContent = word;
    option.onclick = () => { input.value = word; document.forms[0].employer_id.value = "id-" + word; list.hidden = true; };
    return option;
  }));
  list.hidden = !words;
});
</script>
"""

PLAIN_SEARCH = """
<form method=post action=/found>
<div><label for=e>单位名称</label><input id=e name=employer><button name=act value=search data-search-for=e>检索</button></div>
<label>年限 <input name=years></label><button formaction=/echo>提交</button></form>
"""
PLAIN_FOUND = """
<form method=post action=/found>
<div><label for=e>单位名称</label><input id=e name=employer value=北京><button name=act value=search data-search-for=e>检索</button>
<fieldset><legend>检索结果</legend><label><input type=radio name=employer_id value="id-北京医院">北京医院</label>
<label><input type=radio name=employer_id value="id-北京协和医院">北京协和医院</label></fieldset></div>
<label>年限 <input name=years value=5></label><button formaction=/echo>提交</button></form>
"""

FILES = """
<a href=/form.pdf>打印报名表</a> <a href=/refused>无效打印</a> <a href=/echo#part>看</a> <a href=#below>跳</a>
<a href=/echo target=_blank>新窗口</a> <a href=/echo rel=noreferrer>悄悄</a>
<form action=/form.pdf method=post><button>下载报名表</button></form>
<form action=/refused method=post><button>无效下载</button></form>
<img alt=基本照片 src=/pixel.png><img alt=坏图 src=/refused>
<img alt=内嵌 src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"><p id=below>下面</p>
"""

ELSEWHERE = """
<form method=post action="{other}/echo"><button>送到别处</button></form>
<form method=post action="{other}/redirect/307"><button>转送别处</button></form>
<a href="{other}/echo">去别处</a> <a href="{other}/echo" referrerpolicy=unsafe-url>带地址去</a>
"""

VALID = """
<form method=post action=/echo>
<label>姓名 <input name=name required></label><label>邮编 <input name=zip pattern="[0-9]{6}"></label>
<label>年限 <input type=number name=years min=0 max=60></label>
<label>用户名 <input name=user minlength=4 value=旧名></label> <label>简历 <textarea name=history minlength=3>旧</textarea></label>
<label><input type=checkbox name=agreed required>同意</label>
<fieldset><legend>性别</legend><label><input type=radio name=sex value=1 required>男</label></fieldset>
<label>学位 <select name=degree required><option value="">请选择</option><option>无</option></select></label>
<button>提交</button><button formnovalidate>暂存</button></form>
"""

HOSTS = """
<form method=post action="http://enroll.exam.localhost:{port}/echo"><button>送出</button></form>
<a href="http://enroll.exam.localhost:{port}/echo">前往</a>
<a href="/redirect/302?to=http://pay.other.localhost:{port}/redirect/302%3Fto=http://enroll.exam.localhost:{port}/echo">绕道</a>
<form method=post
 action="/redirect/307?to=http://pay.other.localhost:{port}/redirect/307%3Fto=http://enroll.exam.localhost:{port}/echo">
<button>转送</button></form>
"""

ODD = """
<a href="\\echo\\.\\a?b=\\c">斜</a> <a href="/echo?a=1|2&amp;f[x]={1}&amp;q=a%b^`'">符</a> <a href="/a|b/[c]/{d}^`/e f">径</a>
<a href="/nothing/404">无物</a> <a href="/refresh">稍候</a> <a href="/refresh-by-header">头</a> <a href="/refresh-twice">两次</a>
<form method=post action=/echo><button formaction="">空</button>
<label>选 <select name=s><option>　北京</option><option value="">无</option></select></label>
<label>日 <input type=date name=d></label> <label>类 <input type=foo name=t maxlength=2></label></form>
"""

# The tree of this page shows none of its controls in a form; "<form>" in a script, a comment and a value are none.
MISNESTED = """
<!-- <form action=/no> --><script>"</form><form>"</script>
<table><form method=post action=/echo><input type=hidden name=token value="<form>"><tr><td><label for=a>甲</label>
<td><input id=a name=a></tr><input name=fostered value=f><tr><td><textarea name=t></form></textarea>
<td><input type=submit name=by value=表内></tr></form></table>
<div><form method=post action=/echo?second></div><label>甲 <input name=b></label><button>栏后</button></form>
<input name=none value=n><button>无主</button>
"""


def _form(attributes: str, fields: str = EVERY_FIELD) -> str:
    return f"<title>Every</title><h1>每种</h1><form id=f {attributes} novalidate>{fields}{BUTTONS}</form>"


PAGES = {
    "every": _form("method=post action=/echo enctype=multipart/form-data"),
    "urlencoded": _form("method=post action=/echo"),
    "query": _form("action='/echo?old=1#part'"),
    "here": _form("method=post"),
    "outside": _form("method=post action=/echo", "<input name=inner value=1>")
    + "<p><label>外面 <input name=outer form=f></label><button form=f name=by value=outside>外交</button></p>",
    "based": "<base href='/echo/..'>" + _form("method=post action=echo", "<input name=inner value=1>"),
    "redirects": "".join(
        f"<form method=post action=/redirect/{status}><input type=hidden name=kept value=1>"
        f"<button>转{status}</button></form>"
        for status in (301, 302, 303, 307, 308)
    ),
    "sign": "<form method=post action=/sign-in><button>登录</button></form>",
    "within": WITHIN,
    "dependent": DEPENDENT,
    "scripted": SCRIPTED,
    "live": LIVE_SEARCH,
    "plain": PLAIN_SEARCH,
    "found": PLAIN_FOUND,
    "files": FILES,
    "elsewhere": ELSEWHERE,
    "secretive": "<meta name=referrer content=no-referrer>" + ELSEWHERE,
    "valid": VALID,
    "hosts": HOSTS,
    "odd": ODD,
    "dialog": "<dialog open><form method=dialog action=/echo><button>关闭</button></form></dialog>",
    "folded": "<p>甲</p><details><p>藏</p>无<summary>更多</summary><details open>乙</details></details>",
    "misnested": MISNESTED,
}
SUGGESTIONS = {"1": "海淀医院,北医三院", "2": "宣武医院", "北京": "北京医院,北京协和医院"}


@dataclass(frozen=True)
class Served:
    """A page as it travels, where headers and bytes are what it is about."""

    headers: tuple[tuple[str, str], ...]
    content: bytes


def _page(content_type: str, codec: str, body: str, head: str = "", mark: bytes = b"") -> Served:
    html = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return Served((("Content-Type", content_type),), mark + html.encode(codec, "xmlcharrefreplace"))


NAMED = """<h1>张三</h1><form method=post action="/echo?词=张€"><input type=hidden name=_charset_>
<label>姓名 <input name=name></label><button>提交</button></form><a href="/echo?名=张三㐂&a=b|c[d]{e}^'x y'#张">去</a>
<form method=post action=/echo accept-charset="utf-7, gb2312 utf-8"><label>备注 <input name=note></label><button>另交</button></form>
<form method=post action=/echo accept-charset=unknown><label>说明 <input name=more></label><button>再交</button></form>"""
LATIN = "<h1>é</h1><form method=post action=/echo><label>n <input name=n></label><button>提交</button></form>"
META = "<meta charset=gb2312>"
CHARSETS = {
    "gbk": _page("text/html; charset=gbk", "gbk", NAMED),
    "x-gbk": _page("text/html; charset=x-gbk", "gbk", NAMED),
    "gb18030": _page("text/html; charset=GB18030", "gb18030", NAMED),
    "big5": _page("text/html; charset=big5", "big5", NAMED),
    "utf8": _page("text/html; charset=utf8", "utf-8", NAMED),
    "utf-16": _page("text/html; charset=utf-16", "utf-16-le", NAMED),
    "marked utf-8": _page("text/html; charset=gbk", "utf-8", NAMED, mark=b"\xef\xbb\xbf"),
    "marked utf-16": _page("text/html", "utf-16-le", NAMED, mark=b"\xff\xfe"),
    "latin1": _page("text/html; charset=latin1", "latin-1", NAMED),
    "meta": _page("text/html", "gbk", NAMED, META),
    "meta in a comment": _page("text/html", "utf-8", NAMED, f"<!-- {META} --><meta charset=utf-8>"),
    "meta after a long comment": _page("text/html", "gbk", NAMED, f"<!--{'x' * 1100}-->{META}"),
    "meta of the type": _page(
        "text/html", "gbk", NAMED, "<meta http-equiv=content-type content='text/html; charset=gb2312'>"
    ),
    "meta that only describes": _page(
        "text/html", "utf-8", NAMED, "<meta name=description content='charset=gbk'><meta charset=utf-8>"
    ),
    "unknown in the header": _page("text/html; charset=utf8mb4", "gbk", NAMED, META),
    "unknown in the meta": _page("text/html", "gbk", NAMED, f"<meta charset=utf8mb4>{META}"),
}
HTML = "text/html; charset=utf-8"
LEADING_ON = {
    "refresh": _page(HTML, "utf-8", "<h1>稍候</h1>", "<meta http-equiv=Refresh content='0; url=/echo?by=meta'>"),
    "refresh-later": _page(HTML, "utf-8", "<h1>稍候</h1>", '<META HTTP-EQUIV="refresh" CONTENT="1;URL=\'/echo\'">'),
    "refresh-twice": _page(HTML, "utf-8", "<h1>稍候</h1>", "<meta http-equiv=refresh content='0,refresh'>"),
    "refresh-by-header": Served(
        (("Content-Type", "text/html"), ("Refresh", "0; url=/echo?by=header")), b"<h1>wait</h1>"
    ),
    "refresh-much-later": _page(HTML, "utf-8", "<h1>久候</h1>", "<meta http-equiv=refresh content='60; url=/echo'>"),
    "refresh-itself": _page(HTML, "utf-8", "<h1>自看</h1>", "<meta http-equiv=refresh content='4'>"),
}
KNOWN = (("Set-Cookie", "lax=1; SameSite=Lax"), ("Set-Cookie", "strict=1; SameSite=Strict"))
SERVED = {
    "known": Served((("Content-Type", "text/html"), *KNOWN), b"<h1>known</h1>"),
    **{f"charset/{name}": page for name, page in CHARSETS.items()},
    **LEADING_ON,
}
