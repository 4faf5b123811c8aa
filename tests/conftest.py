"""For all tests: hypothesis gives the same examples every time, and no test is timed by it."""

from hypothesis import settings

settings.register_profile("proofreel", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("proofreel")
