"""The examples in docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import tallytrack

MODULES = sorted(
    found.name
    for found in pkgutil.walk_packages(tallytrack.__path__, "tallytrack.")
    if found.name != "tallytrack.__main__"
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_print_what_they_say(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_every_module_begins_with_a_sentence(name):
    assert (importlib.import_module(name).__doc__ or "").strip()


def test_there_are_examples():
    tested = [doctest.testmod(importlib.import_module(name)).attempted for name in MODULES]

    assert sum(tested) > 0
