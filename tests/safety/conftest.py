"""What the tests of safety share."""

import shutil

import pytest
from scenes import FILES, Scene


@pytest.fixture
def scene(tmp_path, empty_tally, tally):
    """Make the scene that *commands* lead to."""

    def make(*commands, files=FILES, new=False):
        for name, text in files.items():
            (tmp_path / name).write_text(text, "utf-8")
        if not new:
            shutil.copy(empty_tally, tmp_path / "tally.db")
        for command in commands:
            assert tally(*command).code in {0, 1}
        kept = tmp_path.with_name(f"{tmp_path.name}-kept")
        shutil.copytree(tmp_path, kept)
        return Scene(tmp_path, kept)

    return make
