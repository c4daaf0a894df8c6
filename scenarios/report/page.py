"""A page as a still: what it says and holds, without anything that moves or that would be fetched."""

from selectolax.lexbor import LexborHTMLParser

MOVING = "script,style,link,meta,base,noscript,iframe,object,embed,template,svg,canvas,video,audio"
# Long drop-downs are most of a page's bytes, and only what is chosen in them can be seen anyway.
UNSEEN = "option:not([selected])"
ATTRIBUTES = frozenset(
    {
        "type",
        "value",
        "checked",
        "disabled",
        "selected",
        "role",
        "hidden",
        "colspan",
        "rowspan",
        "scope",
        "aria-current",
    }
)
STYLE = """
body{font:15px/1.6 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;margin:1.2rem;color:#1d2733;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.15rem}table{border-collapse:collapse}td,th{border:1px solid #d4dae2;padding:.3rem .6rem;text-align:left}
label,legend{font-weight:600}input,select,textarea,button{font:inherit;padding:.2rem .4rem}fieldset{border:1px solid #d4dae2}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{color:#5b6877}dd{margin:0}
[role=alert]{border-left:4px solid #c62828;background:#fdecea;padding:.5rem .8rem}[role=status]{border-left:4px solid #1565c0;background:#e8f1fb;padding:.5rem .8rem}
.image{border:1px dashed #9aa6b4;color:#5b6877;padding:.1rem .4rem}
"""
HEAD = (
    '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)


def still(html: str) -> str:
    """The page in few bytes, to be looked at and not used."""
    tree = LexborHTMLParser(html)
    for node in tree.css(f"{MOVING},{UNSEEN}"):
        node.decompose()
    for image in tree.css("img"):
        image.replace_with(f"〔{image.attributes.get('alt') or 'image'}〕")
    for node in tree.css("body, body *"):
        for name in [name for name in node.attributes if name not in ATTRIBUTES]:
            del node.attrs[name]
    body = tree.body.html if tree.body else ""
    return f"<!doctype html>{HEAD}<style>{STYLE}</style>{' '.join((body or '').split())}"
