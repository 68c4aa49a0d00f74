"""Colours that mean something, the same in every picture; and those that a terminal can show.

A terminal's background may be light or dark, and nobody can ask it which. Each of its colours
therefore has the lightness in the middle, which stands out from white and from black alike
(tests/show/test_colours.py holds them to a contrast of 3.5 to 1 with both).
"""

from tallytrack.finding import Finding, Verdict

# The colours of a terminal by the words that styles are made of: as rich names the 256 that
# terminals have, and what they look like.
TERMINAL = {
    "red": ("color(160)", "#d70000"),
    "yellow": ("color(130)", "#af5f00"),
    "green": ("color(28)", "#008700"),
    "cyan": ("color(31)", "#0087af"),
    "blue": ("color(62)", "#5f5fd7"),
    "magenta": ("color(163)", "#d700af"),
}
# The same as styles, for rich's Theme; "red" alone would be whatever the terminal calls red.
STYLES = {
    f"{weight}{word}": f"{weight}{code}"
    for word, (code, _) in TERMINAL.items()
    for weight in ("", "bold ")
}

# In a picture a verdict has a colour and a shape, so that it needs no eye for colour. The
# colours are those of Okabe and Ito, darkened until they can carry text on white.
INK = "#222222"
QUIET = "#5c5c5c"
BAR = "#9dbcd4"
MEAN = "#1f4e79"
IMPLIED_INK = "#004d40"

WAIVED_NAME = "waived"
LOOKS: dict[str, tuple[str, str]] = {
    Verdict.MISPRINTED_TOTAL: ("#b3261e", "circle"),
    Verdict.MISPRINTED_DELTA: ("#a65100", "triangle-up"),
    Verdict.RESTATEMENT: ("#7a2e8e", "diamond"),
    Verdict.MIRROR_ERROR: ("#5c5c5c", "triangle-left"),
    Verdict.STALE_REPORT: ("#7a5c00", "wedge"),
    Verdict.GAP: ("#5c5c5c", "triangle-right"),
    Verdict.MISREAD: ("#5c5c5c", "triangle-down"),
    Verdict.UNEXPLAINED: ("#222222", "cross"),
    WAIVED_NAME: ("#2e6b2e", "square"),
}


def name(finding: Finding) -> str:
    """What a finding is called in a picture: its verdict, or that it was waived."""
    if finding.waived is not None:
        return WAIVED_NAME
    return finding.verdict or Verdict.UNEXPLAINED
