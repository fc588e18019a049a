"""The collector of circles rests while much is read, and finds what is left in the end."""

from __future__ import annotations

import gc
import weakref

import pytest

from insyn.incremental.collecting import uncollected
from insyn.site.afresh import afresh


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


def test_only_what_is_read_first_is_left_alone() -> None:
    """A circle of the first build stays until all is begun afresh; those of later ones don't."""
    gc.unfreeze()
    gone = []
    for _ in range(2):
        with uncollected():
            circle = Circle()
        gone.append(weakref.ref(circle))
        del circle
    gc.collect()
    assert [one() is None for one in gone] == [False, True]
    afresh()
    assert [one() for one in gone] == [None, None]
