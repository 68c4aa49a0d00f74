"""What the user can mend, in one line, with its place and its exit code."""

import pytest

from tallytrack.errors import Fault, InputError, StoreError, TallyError, UsageError


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (Fault("a.csv", 3, 14, "what"), "a.csv:3:14: what"),
        (Fault("a.csv", 3, 0, "what"), "a.csv:3: what"),
        (Fault("a.csv", 0, 0, "what"), "a.csv: what"),
    ],
)
def test_a_fault_names_file_line_and_column_as_far_as_they_apply(fault, text):
    assert str(fault) == text


def test_an_input_error_lists_every_fault_a_line_each():
    faults = Fault("a.csv", 2, 1, "one"), Fault("a.csv", 3, 1, "two")
    error = InputError(*faults)

    assert str(error) == "a.csv:2:1: one\na.csv:3:1: two"
    assert error.faults == faults


@pytest.mark.parametrize(
    ("kind", "code"), [(InputError, 1), (UsageError, 2), (StoreError, 3), (TallyError, 3)]
)
def test_each_kind_of_error_has_its_exit_code(kind, code):
    assert issubclass(kind, TallyError)
    assert kind.exit_code == code
