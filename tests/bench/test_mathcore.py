"""How long the mathematics takes, held against its bars and against who else could answer."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import mpmath
import numpy as np
import pytest
import sympy
from sympy.core.cache import clear_cache

from mathcore import derivative_verdicts, linear_model
from mathcore.column import Column
from mathcore.functions import Function

LSTSQ = "numpy.linalg.lstsq, in doubles"
DATA = Path(__file__).parents[1] / "data" / "nist_linear.json"
FILIP = next(each for each in json.loads(DATA.read_text())["sets"] if each["name"] == "Filip")

EVERYTHING = """
import importlib, pkgutil, mathcore
for each in pkgutil.iter_modules(mathcore.__path__):
    importlib.import_module(f"mathcore.{each.name}")
"""


def _everything(columns, y):
    """All numbers that a fit offers, from numbers or texts."""
    ones = Column.ones(len(y))
    read = [Column.read(str(index), each) for index, each in enumerate(columns)]
    fit = linear_model.fit([ones, *read], Column.read("y", y))
    rest = (fit.residual_deviation, fit.r_squared, fit.f)
    return (*fit.coefficients, *fit.errors, *rest)


def _points(count, predictors):
    random = np.random.default_rng(33)
    table = random.normal(size=(predictors + 1, count)).tolist()
    return table[:-1], table[-1]


@pytest.mark.parametrize(("count", "size", "bar"), [(100, 2, 2), (5000, 4, 60)])
def test_an_exact_fit(hold, count, size, bar):
    columns, y = _points(count, size - 1)

    def peer():
        return np.linalg.lstsq(np.column_stack([np.ones(count), *columns]), y)

    name = f"an exact fit, {count} x {size}, from doubles"
    hold(name, bar, lambda: _everything(columns, y), peer=peer, against=LSTSQ)


def test_filip(hold):
    x, y = (FILIP["data"][name].split() for name in ("x", "y"))

    def ours():
        fit = linear_model.polynomial(Column.read("x", x), Column.read("y", y), 10)
        return (*fit.coefficients, *fit.errors, fit.r_squared, fit.f)

    def peer():
        with mpmath.workdps(50):
            table = [[mpmath.mpf(each) ** power for power in range(11)] for each in x]
            return mpmath.qr_solve(mpmath.matrix(table), mpmath.matrix(y))

    against = "mpmath.qr_solve, 50 digits"
    hold("NIST's Filip, 82 x 11, from text", 60, ours, peer=peer, against=against, rounds=5)


@pytest.mark.parametrize(
    ("text", "by_hand"),
    [
        ("x^3 - 2x + 2", lambda x: x**3 - 2 * x + 2),
        ("sin(x) e^(-x^2/2)", lambda x: np.sin(x) * np.exp(-(x**2) / 2)),
        ("(x^2 + 1)/(x^4 + x + 3)", lambda x: (x**2 + 1) / (x**4 + x + 3)),
        ("1/(1 + 25 x^2)", lambda x: 1 / (1 + 25 * x**2)),
        ("ln(x)/x", lambda x: np.log(x) / x),
        ("e^x", np.exp),
    ],
)
def test_a_million_values(hold, text, by_hand):
    f, x = Function.parse(text), np.linspace(0.1, 10, 10**6)
    name, against = f"a million values of {text}", "NumPy by hand"
    hold(name, 1.5, lambda: f(x), unit="times", peer=lambda: by_hand(x), against=against)


@pytest.mark.parametrize(
    ("text", "a"),
    [
        ("sin(x) e^(-x^2/2)", 0.7),
        ("sin(x)/x", 0.0),
        ("x^(1/3)", 0.0),
        ("1/(1 + e^(1/x))", 0.0),
        ("tan(x)", np.pi / 2),
        ("erf(x)", 0.3),
    ],
)
def test_a_verdict(hold, text, a):
    f = Function.parse(text)
    name = f"a verdict on {text} at {a:.3g}"
    hold(name, 50, lambda: derivative_verdicts.verdict(f, a), fresh=clear_cache)


def test_a_verdict_against_limits(hold):
    f, h = Function.parse("x^2 - abs(x)"), sympy.Dummy(real=True)
    quotient = (f.expression.xreplace({f.variable: h}) - f.expression.xreplace({f.variable: 0})) / h

    def peer():
        clear_cache()
        return [sympy.limit(quotient, h, 0, side) for side in "-+"]

    def ours():
        return derivative_verdicts.verdict(f, 0.0)

    name, against = "a verdict on x^2 - |x| at 0", "two limits by SymPy"
    hold(name, 50, ours, peer=peer, against=against, fresh=clear_cache)


def _asked_by_lectures():
    """The modules of mathcore that the scenes import."""
    found = set()
    for path in (Path(__file__).parents[2] / "scenes").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "mathcore":
                found |= {f"mathcore.{each.name}" for each in node.names}
            elif isinstance(node, ast.ImportFrom) and str(node.module).startswith("mathcore."):
                found.add(node.module)
    return sorted(found)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("what the lectures import of mathcore", f"import {', '.join(_asked_by_lectures())}"),
        ("every module of mathcore", EVERYTHING),
    ],
)
def test_the_import(hold, tmp_path, name, code):
    # as an installed package is: with its bytecode
    kept = {name: each for name, each in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPYCACHEPREFIX": str(tmp_path)}

    def run(code):
        subprocess.run([sys.executable, "-c", code], env=environment, check=True)

    def peer():
        run("import numpy, sympy")

    against = "import numpy, sympy"
    hold(f"import: {name}", 600, lambda: run(code), peer=peer, against=against, rounds=5)
