"""A Taylor polynomial that gains terms: its formula grows while its curve bends into the next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from manim import Animation, FadeOut, VGroup, VMobject

from mathcore.taylor import Expansion
from scenes.props.polynomials import written
from scenes.stage.bend import Bend
from scenes.stage.figures import Plane
from scenes.stage.formula import Formula
from scenes.stage.lecture import Lecture
from scenes.stage.look import BOLD, FINE, Zone
from scenes.stage.morph import Morph


def track(plane: Plane, expansion: Expansion) -> VMobject:
    """The graph, broad and beneath all else, so that a polynomial upon it does not hide it."""
    return plane.curve(expansion.function, width=2 * BOLD).set_z_index(-1)


def upright(plane: Plane, x: float, words: str) -> VGroup:
    """A dashed line from the foot of the plane to its top, and what it is called."""
    ends = [(x, plane.y.low), (x, plane.y.high)]
    line = plane.segment(ends, "error", name="probe", dashed=True)
    name = plane.lecture.formula(words, token="error")
    return VGroup(line, plane.lecture.beside(name, line.get_top(), avoid=[line]))


class Growth:
    """The polynomial on a plane, the one before it as a thin line, and the formula in a zone."""

    def __init__(
        self, plane: Plane, expansion: Expansion, zone: Zone | None, *, factorials: bool = True
    ) -> None:
        """Nothing is shown yet; without a zone there will be no formula."""
        self._lecture: Lecture = plane.lecture
        self._plane, self._expansion = plane, expansion
        self._zone, self._factorials = zone, factorials
        self._before: VMobject = VGroup()
        self._order = 0
        self.curve: VMobject = VGroup()
        self.formula: Formula | None = None

    def begin(self, n: int) -> VGroup:
        """The curve and the formula of order `n`, to be shown by the caller."""
        self.curve, self.formula, self._order = self._curve(n), self._written(n), n
        return VGroup(self.curve, *([self.formula] if self.formula is not None else []))

    def step(self, n: int, *others: Animation) -> None:
        """Go on to order `n`; the thin line of two orders ago goes."""
        curve, formula = self._curve(n), self._written(n)
        moves = [*others]
        if self._lecture.shows(self._before):
            moves.append(FadeOut(self._before))
        if self.formula is not None and formula is not None:
            moves.append(Morph(self.formula, formula))
        thin = self.curve.animate.set_stroke(width=FINE, opacity=0.7)
        old, new = (self._expansion.polynomial(order) for order in (self._order, n))
        self._lecture.play(*moves, thin, Bend(self._plane, old, new, curve, "approximation"))
        self._before, self.curve, self.formula, self._order = self.curve, curve, formula, n

    def through(self, orders: Sequence[int], rows: Sequence[VGroup] = ()) -> None:
        """Go on order by order, each followed by its row of a table, if there is one."""
        for n, row in zip_longest(orders, rows):
            self.step(n)
            if row is not None:
                self._lecture.appear(*row, run_time=0.3)

    def settle(self) -> None:
        """Let the thin line go."""
        self._lecture.leave(self._before)

    def _curve(self, n: int) -> VMobject:
        polynomial = self._expansion.polynomial(n)
        return self._plane.curve(polynomial, "approximation", name=f"polynomial {n}")

    def _written(self, n: int) -> Formula | None:
        if self._zone is None:
            return None
        return written(self._lecture, self._expansion, n, self._zone, factorials=self._factorials)
