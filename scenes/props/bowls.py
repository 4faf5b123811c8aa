"""The plane of all lines, drawn: rings of equally bad lines, how they turn, how sure they are."""

from __future__ import annotations

from manim import VGroup, VMobject

from mathcore import chi_squared
from mathcore.chi_squared import Bowl
from mathcore.ellipses import Ellipse
from mathcore.fit_digits import Scale, significant
from mathcore.fit_views import FitView, point
from mathcore.quantity import Point, exact
from mathcore.windows import Window
from scenes.props.fits import FitPicture, TurningLine, claim_at
from scenes.stage import look
from scenes.stage.figures import Plane
from scenes.stage.lecture import Lecture
from scenes.stage.look import Zone

_CHORDS = 160  # of a ring, so that each lies within half a pixel of it
_INNERMOST = 0.3  # how pale the innermost ring is


class LinesPlane:
    """The plane whose points are lines, with the line that turns as one of them."""

    def __init__(self, lecture: Lecture, window: Window, zone: Zone, line: TurningLine) -> None:
        """Draw the axes m and c, and the line as a live point."""
        self.plane = lecture.plane(window.x, window.y, zone, x_name="m", y_name="c")
        self.place = self.plane.dot(
            lambda: point(line.now()), "approximation", name="line as a point"
        )

    def rings(self, view: FitView) -> VGroup:
        """The outer ring, and paler ones inside."""
        paler = (1.0 - _INNERMOST) / max(1, len(view.rings) - 1)
        shades = [1.0 - paler * ring for ring in range(len(view.rings))]
        drawn = (
            ring(self.plane, view.bowl, *each) for each in zip(view.rings, shades, strict=True)
        )
        return VGroup(*drawn)


class Recentring:
    """Measured from an origin that goes to the centre of mass, the ring comes to stand upright."""

    def __init__(self, lecture: Lecture, view: FitView, zone: Zone, picture: FitPicture) -> None:
        """Draw the ring as it was (pale), as it turns (live), and upright."""
        share = self.share = lecture.parameter(0.0)
        window, like = view.shifting_window, view.outer
        self.plane = plane = lecture.plane(window.x, window.y, zone, x_name="m", y_name="c")
        self.upright = chi_squared.bowl(view.data.centred())
        self.before = ring(plane, view.bowl, like, shade=0.0)
        self.after = ring(plane, self.upright, self.upright.contour(like.excess))

        def seen() -> Bowl:
            return chi_squared.bowl(view.data.shifted(share()))

        def around() -> list[tuple[float, float]]:
            points: list[tuple[float, float]] = seen().contour(like.excess).points(_CHORDS).tolist()
            return points[:-1]

        self.turning = plane.path(around, "function", name="turning ring", closed=True)
        self.bottom = plane.dot(lambda: seen().bottom, "approximation", name="bottom")
        self.all = (self.plane, self.before, self.turning, self.bottom)
        self.axes = picture.axes_through(lambda: view.origin(share()))


class Uncertainty(LinesPlane):
    """The ring of lines that are nearly as good as the best, and its shadows on the axes.

    On the ring chi^2 is greater by its share for one degree of freedom, so that its shadows
    reach exactly one standard error to each side. A perfect fit has no ring.
    """

    def __init__(self, lecture: Lecture, view: FitView, zone: Zone, line: TurningLine) -> None:
        """Draw it on axes of its own in `zone`."""
        window = view.sure_window
        super().__init__(lecture, window, zone, line)
        self._lecture, self._view = lecture, view
        self.ring, self.shadows = VGroup(), VGroup()
        self.ellipse = view.bowl.contour(view.fit.scatter) if view.fit.scatter else None
        if self.ellipse is not None:
            self.ring.add(ring(self.plane, view.bowl, self.ellipse))
            self._cast(self.ellipse, exact(window.x[0]), exact(window.y[0]))

    def _cast(self, ellipse: Ellipse, side: float, foot: float) -> None:
        west, east, south, north = ellipse.extremes
        ends = [Point(each.x, exact(foot)) for each in (west, east)]
        ends += [Point(exact(side), each.y) for each in (south, north)]
        for at, end in zip(ellipse.extremes, ends, strict=True):
            self.shadows.add(
                self.plane.segment((at, end), "quiet", name="shadow", width=2.0, dashed=True)
            )
        for pair in (ends[:2], ends[2:]):
            self.shadows.add(
                self.plane.segment(pair, "approximation", name="reach", width=2 * look.BOLD)
            )

    def claim(self) -> None:
        """Put m, c and their errors on record, as far as the errors say anything."""
        fit, digits = self._view.fit, self._view.digits
        for name, scale in (("slope", digits.m), ("intercept", digits.c)):
            value, error = getattr(fit, name), getattr(fit, f"{name}_error")
            shown = Scale(scale.exponent, significant(error, scale.digits))
            claim_at(self._lecture, name, value, shown)
            claim_at(self._lecture, f"{name}_error", error, shown)


def ring(plane: Plane, bowl: Bowl, ellipse: Ellipse, shade: float = 1.0) -> VMobject:
    """One ring of equally bad lines, a proved contour of chi^2."""
    return plane.contour(
        bowl.field, ellipse.level, ellipse.points(_CHORDS).tolist(),
        closed=True, name="ring", shade=shade,
    )  # fmt: skip
