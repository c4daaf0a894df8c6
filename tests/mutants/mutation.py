"""Small changes of a module or a template: another operator, another number, the opposite of a condition, something left out."""

import ast
import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
OPERATIONS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
# Types say nothing at run time, decorators little that a person sees; and the parser does not say where the parts of an f-string stand.
SILENT = ("annotation", "returns", "decorator_list")
Spot = tuple[ast.expr, str, str]  # an expression, its place, and the function that it stands in
CONDITION, STATEMENT, ELSEWHERE = "condition", "statement", ""
PLACES = {"test": CONDITION, "ifs": CONDITION}
# What a template shows, asks and goes through, and the macros and blocks that it does so in.
IN_TEMPLATE = re.compile(
    r"\{\{-?\s*(?P<shown>.+?)\s*-?\}\}"
    r"|\{%-?\s*(?:el)?if\s+(?P<asked>.+?)\s*-?%\}"
    r"|\{%-?\s*for\s.+?\sin\s+(?P<listed>.+?)\s*-?%\}"
    r"|\{%-?\s*(?:macro|block)\s+(?P<around>\w+)"
)


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change: the text from `start` to `end` of a module or a template becomes another one."""

    module: str
    function: str
    line: int
    start: int
    end: int
    before: str
    after: str

    @property
    def change(self) -> str:
        """The change in a line."""
        return f"{' '.join(self.before.split())} → {self.after}"

    def of(self, source: str) -> str:
        """The module with the change in it; in brackets, so that it binds as the text before did."""
        return f"{source[: self.start]}({self.after}){source[self.end :]}"

    def diff(self, source: str) -> str:
        """The change as one reads changes."""
        lines = source.splitlines(), self.of(source).splitlines()
        return "\n".join(difflib.unified_diff(*lines, self.module, self.module, lineterm="", n=1))


def mutations_of(module: str, source: str) -> Iterator[Mutation]:
    """Every change of a module or a template that this knows."""
    return (mutations_of_template if module.endswith(".html") else mutations_of_python)(module, source)


def mutations_of_template(module: str, source: str) -> Iterator[Mutation]:
    """Something not shown, the opposite of a condition, a list with nothing in it."""
    function = ""
    for found in IN_TEMPLATE.finditer(source):
        kind = found.lastgroup or ""
        before = found[kind]
        if kind == "around":
            function = before
            continue
        after = {"shown": "''", "asked": f"not ({before})", "listed": "[]"}[kind]
        line = source.count("\n", 0, found.start()) + 1
        yield Mutation(module, function, line, *found.span(kind), before, after)


def mutations_of_python(module: str, source: str) -> Iterator[Mutation]:
    """Every change of a module that this knows."""
    begins = [0]
    for line in source.splitlines(keepends=True):
        begins.append(begins[-1] + len(line))

    def place(line: int, column: int) -> int:
        # Columns are counted in bytes.
        text = source[begins[line - 1] : begins[line]]
        return begins[line - 1] + len(text.encode()[:column].decode())

    for node, kind, function in spots(ast.parse(source)):
        start, end = place(node.lineno, node.col_offset), place(node.end_lineno or 0, node.end_col_offset or 0)
        for other in dict.fromkeys(map(ast.unparse, variants(node, kind))):
            yield Mutation(module, function, node.lineno, start, end, source[start:end], other)


def spots(node: ast.AST, function: str = "") -> Iterator[Spot]:
    """Every expression below a node that is more than a type."""
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or name in SILENT or isinstance(child, ast.JoinedStr):
                continue
            if isinstance(child, ast.expr):
                yield child, STATEMENT if isinstance(node, ast.Expr) else PLACES.get(name, ELSEWHERE), function
            named = isinstance(child, ast.FunctionDef | ast.ClassDef)
            yield from spots(child, f"{function}.{child.name}".strip(".") if named else function)  # type: ignore[attr-defined]


def variants(node: ast.expr, place: str) -> Iterator[ast.expr]:
    """What might stand instead of an expression in this place."""
    yield from omissions(node, place)
    yield from exchanges(node)
    if place is CONDITION and not isinstance(node, ast.Compare | ast.UnaryOp):
        yield ast.UnaryOp(ast.Not(), node)


def omissions(node: ast.expr, place: str) -> Iterator[ast.expr]:
    """An act that is forgotten, and a statement for the store without one of its conditions."""
    match node:
        case ast.Call() if place is STATEMENT:
            yield ast.Constant(None)
        case ast.Call(ast.Attribute(attr="where"), conditions, []):
            for number in range(len(conditions)):
                yield ast.Call(node.func, [*conditions[:number], *conditions[number + 1 :]], [])


def exchanges(node: ast.expr) -> Iterator[ast.expr]:
    """Another operator, another number, the other truth."""
    match node:
        case ast.Compare(left, ops, comparators):
            for number, operator in enumerate(ops):
                changed = [*ops[:number], COMPARISONS[type(operator)](), *ops[number + 1 :]]
                yield ast.Compare(left, changed, comparators)
        case ast.BoolOp(ast.And(), values):
            yield ast.BoolOp(ast.Or(), values)
        case ast.BoolOp(ast.Or(), values):
            yield ast.BoolOp(ast.And(), values)
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield operand
        case ast.BinOp(left, operator, right) if type(operator) in OPERATIONS:
            yield ast.BinOp(left, OPERATIONS[type(operator)](), right)
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value)):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
