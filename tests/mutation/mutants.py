"""Every small fault that can be put into a module: one sign, number, condition or line changed.

Only what stands in functions is changed. Left as they are:

- limits of effort and tolerances, the capital names at the top of a module: twice as many halvings
  are no fault; and ``<`` for ``<=`` beside a private one, no more than a change of that limit;
- how many digits, bits or terms are worked with, or to spare: one more is no fault;
- ``strict=True`` of a zip, which asserts equal lengths, other assertions, the words of refusals.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
PRECISION = ("evalf", "workdps", "working")
"""Functions whose arguments say how precisely to work."""
ORDERED = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one fault: the whole source, and what was changed."""

    module: str
    line: int
    before: str
    after: str
    source: str

    def __str__(self) -> str:
        """Where and what."""
        return f"mathcore/{self.module}.py:{self.line}: {self.before} -> {self.after}"


def of(path: Path) -> Iterator[Mutant]:
    """All mutants of the module in a file."""
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode()))
    raw = source.encode()

    for node in _places(ast.parse(source)):
        if not isinstance(node, ast.expr | ast.stmt):
            continue
        begin = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        before = raw[begin:end].decode()
        for changed in _changes(node):
            after = changed if isinstance(changed, str) else f"({ast.unparse(changed)})"
            text = (raw[:begin] + after.encode() + raw[end:]).decode()
            shown = before.splitlines()[0][:70]
            yield Mutant(path.stem, node.lineno, shown, after[:70], text)


def _places(tree: ast.Module) -> Iterator[ast.AST]:
    """Every expression and statement inside a function that may be changed."""
    work: list[tuple[ast.AST, bool]] = [(tree, False)]
    spare: set[ast.AST] = set()
    while work:
        node, inside = work.pop()
        if isinstance(node, ast.FunctionDef):
            # neither annotations nor decorators, nor the docstring
            kept = [*node.args.defaults, *filter(None, node.args.kw_defaults)]
            body = node.body[1:] if ast.get_docstring(node) else node.body
            work += [(each, True) for each in (*kept, *body)]
            continue
        if isinstance(node, ast.AnnAssign):
            work += [(node.value, inside)] if node.value and inside else []
            continue
        if isinstance(node, ast.Raise | ast.JoinedStr | ast.Assert):
            continue  # the words of a refusal
        if isinstance(node, ast.keyword) and node.arg == "strict":
            continue  # as good as an assertion
        if isinstance(node, ast.Call) and _name(node.func) in PRECISION:
            spare |= {part for each in node.args for part in _summands(each)}
        if inside and node not in spare:
            yield node
        work += [(each, inside) for each in ast.iter_child_nodes(node)]


def _summands(number: ast.expr) -> Iterator[ast.expr]:
    """The parts that make a number greater when they are greater."""
    if isinstance(number, ast.BinOp) and isinstance(number.op, ast.Add | ast.Mult):
        yield from (*_summands(number.left), *_summands(number.right))
    else:
        yield number


def _limited(side: ast.expr) -> bool:
    """Whether one of a module's own limits or tolerances is in it."""
    names = (each.id for each in ast.walk(side) if isinstance(each, ast.Name))
    return any(each.startswith("_") and each.isupper() for each in names)


def _name(function: ast.expr) -> str:
    """The last word of what is called."""
    return getattr(function, "attr", getattr(function, "id", ""))


def _changes(node: ast.AST) -> Iterator[ast.AST | str]:
    match node:
        case ast.Compare():
            sides = [node.left, *node.comparators]
            for index, operator in enumerate(node.ops):
                if isinstance(operator, ORDERED) and any(map(_limited, sides[index : index + 2])):
                    continue
                other = [*node.ops]
                other[index] = COMPARED[type(operator)]()
                yield ast.Compare(node.left, other, node.comparators)
        case ast.BinOp() if type(node.op) in COUNTED:
            yield ast.BinOp(node.left, COUNTED[type(node.op)](), node.right)
        case ast.BoolOp(op=ast.And()):
            yield ast.BoolOp(ast.Or(), node.values)
        case ast.BoolOp():
            yield ast.BoolOp(ast.And(), node.values)
        case _:
            yield from _small_changes(node)


def _small_changes(node: ast.AST) -> Iterator[ast.AST | str]:
    match node:
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node.operand
        case ast.Constant(value=bool()):
            yield ast.Constant(not node.value)
        case ast.Constant(value=int() | float()):
            yield ast.Constant(node.value + 1)
        case ast.Expr(value=ast.Call()):
            yield "pass"
        case ast.Break() | ast.Continue():
            yield "continue" if isinstance(node, ast.Break) else "break"
        case ast.IfExp():
            yield ast.IfExp(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
