"""Verdicts: what the least change of the record says of each finding, with its grounds.

`judge` fills in the verdict, its alternatives, the suspect and the grounds of the findings
that have a cause to be found: broken balances, unreported changes, falling totals, gaps and
disagreements. It looks at the whole record, so findings should be left out (by category, by
rule, by day) after judging, not before the record is read.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace

from tallytrack.check import around, disagreement
from tallytrack.check.evidence import Ground, against_delta, against_total, for_restatement
from tallytrack.check.keystroke import in_last_digit
from tallytrack.check.least_change import Cause, Outcome
from tallytrack.check.localise import Localisation, localise
from tallytrack.figure import Measure
from tallytrack.finding import Finding, Suspect, Verdict
from tallytrack.series import Record, Series

VERDICTS = {
    Cause.TOTAL: Verdict.MISPRINTED_TOTAL,
    Cause.RESTATEMENT: Verdict.RESTATEMENT,
    Cause.DELTA: Verdict.MISPRINTED_DELTA,
    Cause.UNEXPLAINED: Verdict.UNEXPLAINED,
}


def judge(record: Record, findings: Sequence[Finding]) -> list[Finding]:
    """*findings*, in their order, each with its verdict where its rule has one.

    *record* is the whole record they were found in. Of a rule that judges for itself the
    findings are returned as they are.
    """
    if not any(finding.rule in _JUDGES for finding in findings):
        return list(findings)
    localisation = localise(record)
    return [
        _JUDGES[finding.rule](
            record, record.around(finding.category, finding.day), localisation, finding
        )
        if finding.rule in _JUDGES and finding.verdict is None
        else finding
        for finding in findings
    ]


def _balance(_: Record, series: Series, localisation: Localisation, finding: Finding) -> Finding:
    """The verdict on a broken balance or an unreported change: each is in some run."""
    outcome = localisation.outcomes[series.category, finding.day]
    return _explained(outcome, finding, localisation)


def _falling(_: Record, series: Series, localisation: Localisation, finding: Finding) -> Finding:
    """The verdict on a fall: that of the balance it breaks, where it breaks one."""
    outcome = localisation.outcomes.get((series.category, finding.day))
    if outcome:
        return _explained(outcome, finding, localisation)
    today = series.by_day[finding.day]
    if today.delta is not None:
        ground = f"the source reports the fall itself: {today.delta:+,}"
        return replace(finding, verdict=Verdict.RESTATEMENT, grounds=(ground,))
    ground = f"no delta is held that would test the totals of {finding.day}"
    return replace(finding, verdict=Verdict.UNEXPLAINED, grounds=(ground,))


def _gap(_: Record, series: Series, __: Localisation, finding: Finding) -> Finding:
    """The verdict on missing days, and on deltas that do not add up across them."""
    place = bisect_left(series.with_totals, finding.day, key=lambda one: one.day)
    if not place:
        return replace(finding, verdict=Verdict.GAP)
    since = series.with_totals[place - 1].day
    ground = f"no total is held between {since} and {finding.day}"
    return replace(finding, verdict=Verdict.GAP, grounds=(ground,))


_JUDGES: dict[str, Callable[[Record, Series, Localisation, Finding], Finding]] = {
    "unbalanced-delta": _balance,
    "unreported-change": _balance,
    "falling-total": _falling,
    "unbalanced-gap": _gap,
    "missing-day": _gap,
    "disagreeing-documents": disagreement.judged,
}


def _explained(outcome: Outcome, finding: Finding, localisation: Localisation) -> Finding:
    """*finding* with what *outcome* says of its balance."""
    verdict = VERDICTS[outcome.cause]
    suspect: Suspect | None = None
    grounds: tuple[str, ...]
    match outcome.cause:
        case Cause.TOTAL:
            verdict, suspect, grounds = _wrong_total(outcome, localisation)
        case Cause.DELTA:
            verdict, suspect, grounds = _wrong_delta(outcome, localisation)
        case Cause.RESTATEMENT:
            grounds = _restated(outcome, localisation)
        case _:
            grounds = _open(outcome, localisation)
    alternatives = [VERDICTS[cause] for cause in outcome.alternatives]
    # Whatever small number is restated in silence looks like a slip in a delta's last digit.
    if outcome.cause is Cause.DELTA and in_last_digit(
        outcome.link.reported, outcome.link.reported + outcome.rest
    ):
        alternatives.append(Verdict.RESTATEMENT)
    return replace(
        finding,
        verdict=verdict,
        alternatives=tuple(dict.fromkeys(alternatives)),
        suspect=suspect,
        grounds=grounds,
    )


def _wrong_total(
    outcome: Outcome, localisation: Localisation
) -> tuple[Verdict, Suspect, tuple[str, ...]]:
    """The misprinted total behind a balance: the day's own, or else that of the day before."""
    link = outcome.link
    observation = link.today if outcome.after else link.before
    error = outcome.after or outcome.before
    printed = observation.totals[0]
    implied = printed.value + error
    suspect = Suspect(
        Measure.TOTAL, observation.day, printed.document.publisher, printed.value, implied
    )
    grounds = [
        *around.opposite(outcome),
        *around.sums(outcome, observation.day),
        *_texts(against_total(observation, implied, localisation.days)),
    ]
    grounds += around.exchanged(outcome, implied)
    if observation.day in localisation.days.stale:
        return Verdict.STALE_REPORT, suspect, tuple(grounds)
    if not printed.document.is_own:
        return Verdict.MIRROR_ERROR, suspect, tuple(grounds)
    return Verdict.MISPRINTED_TOTAL, suspect, tuple(grounds)


def _wrong_delta(
    outcome: Outcome, localisation: Localisation
) -> tuple[Verdict, Suspect, tuple[str, ...]]:
    """The misprinted delta of a balance."""
    link = outcome.link
    assert link.delta is not None  # noqa: S101  # only a printed delta has grounds against it
    implied = link.reported + outcome.rest
    suspect = Suspect(
        Measure.DELTA,
        link.day,
        link.delta.document.publisher,
        link.delta.value,
        implied,
    )
    grounds = (
        *_texts(against_delta(link, implied, localisation.days)),
        *around.neighbours_close(outcome),
    )
    stale = outcome.after and link.day in localisation.days.stale
    return Verdict.STALE_REPORT if stale else Verdict.MISPRINTED_DELTA, suspect, grounds


def _restated(outcome: Outcome, localisation: Localisation) -> tuple[str, ...]:
    """Why a balance is taken for a restatement, and the adjustment that would close it."""
    return (
        *_texts(for_restatement(outcome.link.day, localisation.days)),
        *around.stays(outcome),
        f"an adjustment of {outcome.rest:+,} closes the balance",
    )


def _open(outcome: Outcome, localisation: Localisation) -> tuple[str, ...]:
    """What was looked for and not found, and what little was."""
    day, category = outcome.link.day, outcome.run.category
    together = _texts(for_restatement(day, localisation.days))
    return (
        *(together or [f"{category} alone breaks on {day}"]),
        *around.neighbours_close(outcome),
        "no document has a figure that closes it, and no keystroke does",
    )


def _texts(grounds: tuple[Ground, ...]) -> list[str]:
    return [ground.text for ground in grounds]
