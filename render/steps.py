"""What a piece of work says of itself: which step it takes now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the work, such as drawing the third of nine beats.

    `rate` is in pictures a second; `findings` are sentences about what the step found.
    """

    doing: str
    beat: str = ""
    number: int = 0
    of: int = 0
    rate: float = 0.0
    findings: tuple[str, ...] = ()

    def __str__(self) -> str:
        """As the line of a lecture shows it."""
        count = f"{self.number}/{self.of}" if self.of else ""
        text = " ".join(part for part in (self.doing, count, self.beat) if part)
        return f"{text}, {self.rate:.0f} frames/s" if self.rate else text

    @property
    def name(self) -> str:
        """What takes too long if this step does."""
        return f"the beat {self.beat!r}" if self.beat else self.doing

    def continues(self, other: Step) -> bool:
        """Whether this is still the step that `other` was."""
        return (self.doing, self.beat) == (other.doing, other.beat)


Say = Callable[[Step], None]


def silent(step: Step) -> None:
    """Say nothing."""
