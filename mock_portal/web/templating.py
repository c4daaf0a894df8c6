"""How templates become Python: what they put out is only ever joined, so that a text without markup stays as it is."""

import re
from typing import Any

from flask.templating import Environment
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import Template, TemplateModule
from jinja2.nodes import Expr
from jinja2.runtime import Context
from markupsafe import Markup, escape

MARKUP = re.compile("[&<>\"']").search


def escaped(value: object) -> str:
    """A value as it may stand in HTML: the words of ``escape``, which would make a new object of every text."""
    if type(value) is Markup or (type(value) is str and not MARKUP(value)):
        return value
    return escape(value)


class PageGenerator(CodeGenerator):
    """Lets templates escape by ``escaped``, which each environment has."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class PageTemplate(Template):
    """A template that is imported: the same for every page, as no page has globals of its own."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002  would be compared
        return super()._get_default_module()


class PageEnvironment(Environment):
    """The templates of the portal."""

    template_class = PageTemplate
    code_generator_class = PageGenerator
    escaped = staticmethod(escaped)
