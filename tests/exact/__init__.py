"""Whether our frames are those of manim's own renderer: make exact."""
