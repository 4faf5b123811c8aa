"""Beats: the unit of a lecture. Each lasts as long as its pictures or its words, the longer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, cast

from manim import Camera, FadeIn, ManimColor, Scene

from scenes.stage import look, script
from scenes.stage.formula import Formula
from scenes.stage.look import THEMES, Token
from scenes.stage.record import BeatPlayed, Record
from scenes.stage.script import Script, ScriptError


class Beats(Scene):
    """A scene that plays the beats of a script in their order."""

    parameters_type: ClassVar[type]

    def __init__(
        self,
        parameters: Any = None,
        words: Script | None = None,
        theme: str = "dark",
        **settings: Any,
    ) -> None:
        """Prepare the lecture with parameters (default: its own) and words (default: English)."""
        self.theme = THEMES[theme]
        super().__init__(**settings)
        self.parameters = self.parameters_type() if parameters is None else parameters
        self.words = words or script.load(self.name(), "en")
        self.record = Record()
        self.beat_name = ""
        self.on_beat_begin: Callable[[str], None] = lambda name: None
        self.on_beat_end: Callable[[str], None] = lambda name: None
        cast(Camera, self.camera).background_color = ManimColor(self.theme.ground)

    def __deepcopy__(self, memo: dict[int, Any]) -> Beats:
        """Itself: manim copies mobjects, and a plane's copy still belongs to this lecture."""
        return self

    @classmethod
    def name(cls) -> str:
        """The lecture's name on the command line: its class name in lower case with underscores."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def colour(self, token: Token) -> str:
        """The theme's hexadecimal colour of a meaning."""
        return self.theme.colour(token)

    @contextmanager
    def beat(self, name: str) -> Iterator[None]:
        """Play one beat; at its end the picture waits for the words, and for the listener if asked.

        Raises:
            ScriptError: the script has another beat at this place, or none.
        """
        expected = list(self.words.beats)[len(self.record.beats) :][:1]
        if [name] != expected:
            wanted = f"{expected[0]!r} is next" if expected else "there are no more beats"
            raise ScriptError(
                f"{self.name()}.{self.words.language}: the lecture plays the beat {name!r}, "
                f"but in the script {wanted}"
            )
        self.beat_name, start = name, self.time
        self.next_section(name)
        self.on_beat_begin(name)
        yield
        said = self.words.beats[name]
        texts = self.record.texts()
        spoken, written = self.words.spoken(name, texts), self.words.written(name, texts)
        if said.ask:
            self.play(FadeIn(cue := self._cue()), run_time=0.4)
        shown = self.time - start
        self.hold(script.lasting(shown, script.seconds(spoken), ask=said.ask) - shown)
        self.record.beats.append(
            BeatPlayed(name, start, self.time, spoken, written, said.ask, said.chapter, texts)
        )
        self.on_beat_end(name)
        if said.ask:
            self.remove(cue)

    def hold(self, seconds: float) -> None:
        """Let the picture stand."""
        super().wait(seconds, frozen_frame=True)

    def wait(self, *_: Any, **__: Any) -> None:
        """Refuse: seconds come from the words, not from a scene."""
        raise ScriptError(
            f"{self.name()}: a lecture waits for its words, so it may not call wait()"
        )

    def render(self, preview: bool = False) -> bool:
        """Film the lecture, then make sure that no beat of the script was left out."""
        again = super().render(preview)
        left = list(self.words.beats)[len(self.record.beats) :]
        if left and not self.renderer.skip_animations:
            raise ScriptError(
                f"{self.name()}.{self.words.language}: the lecture never plays the beat {left[0]!r}"
            )
        return bool(again)

    def _cue(self) -> Formula:
        """A question mark at the top right while a question waits."""
        mark = Formula("?", colour=self.colour("derivative"), size=look.TITLE)
        return mark.move_to((look.STRIP.right - mark.width, 0, 0)).stand_on(look.STRIP.bottom + 0.2)
