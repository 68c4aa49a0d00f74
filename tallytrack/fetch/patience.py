"""How much is waited for, how long and how often."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """What an address may ask of us before it is given up.

    Args:
        attempts: how often it is asked, where what went wrong may pass.
        pause: how many seconds are waited before the second attempt; twice that before the next.
        longest_pause: how many seconds are waited at most, whatever it says in Retry-After.
        silence: how many seconds may pass without a byte.
        whole: how many seconds an answer may take.
        size: how many bytes it may have.
        redirects: how many addresses it may send us on to.
        sleep: what waits.
    """

    attempts: int = 4
    pause: float = 1.0
    longest_pause: float = 60.0
    silence: float = 30.0
    whole: float = 300.0
    size: int = 50_000_000
    redirects: int = 5
    sleep: Callable[[float], None] = time.sleep
