"""Where migrations/ and data/ are found."""

from pathlib import Path

import pytest

from tallytrack import shipped

ROOT = Path(shipped.__file__).parents[1]


@pytest.mark.parametrize("name", ["data", "migrations"])
def test_a_checkout_has_its_folders_beside_the_package(name):
    assert shipped.folder(name) == ROOT / name
    assert shipped.folder(name).is_dir()


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A package somewhere else, with the copy of `data` that a wheel has inside it."""
    package = tmp_path / "tallytrack"
    (package / "data").mkdir(parents=True)
    monkeypatch.setattr(shipped, "PACKAGE", package)
    return package


def test_a_wheel_has_its_folders_inside_the_package(installed):
    assert shipped.folder("data") == installed / "data"


def test_a_folder_of_some_other_project_in_site_packages_is_not_ours(installed):
    (installed.parent / "data").mkdir()

    assert shipped.folder("data") == installed / "data"


def test_the_checkouts_own_folder_wins_over_a_stale_copy(installed):
    (installed.parent / "data").mkdir()
    (installed.parent / "pyproject.toml").touch()

    assert shipped.folder("data") == installed.parent / "data"


def test_what_a_checkout_lacks_is_looked_for_inside(installed):
    (installed.parent / "pyproject.toml").touch()

    assert shipped.folder("data") == installed / "data"


def test_nothing_depends_on_the_working_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert shipped.folder("data").is_absolute()
    assert shipped.folder("data") == ROOT / "data"
