"""The collector of circles rests while much is read, and finds what is left the next time."""

from __future__ import annotations

import gc
import weakref

import pytest

from insyn.incremental.collecting import uncollected


class Circle:
    """An object that holds on to itself."""

    def __init__(self) -> None:
        self.own = self


@pytest.mark.parametrize("was", [True, False])
def test_the_collector_is_as_it_was(was: bool) -> None:
    """It rests inside, also where something is raised, and is on or off as before after."""

    def fail() -> None:
        with uncollected():
            assert not gc.isenabled()
            raise KeyError

    (gc.enable if was else gc.disable)()
    try:
        with pytest.raises(KeyError):
            fail()
        assert gc.isenabled() is was
    finally:
        gc.enable()


def test_what_one_build_leaves_is_found_by_the_next() -> None:
    """A circle that is made inside is left alone by the collector until the next time."""
    with uncollected():
        circle = Circle()
    gone = weakref.ref(circle)
    del circle
    gc.collect()
    assert gone() is not None
    with uncollected():
        pass
    gc.unfreeze()
    gc.collect()
    assert gone() is None
