"""Waivers on record: added, replaced and removed."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from tallytrack.errors import UsageError
from tallytrack.store.codes import now
from tallytrack.store.tables import CategoryRow, SourceRow, WaiverRow
from tallytrack.waiver import Waiver


def record(session: Session, waivers: Iterable[Waiver]) -> int:
    """Record *waivers*, all or none; how many of them are new or changed.

    One that stands for the same findings is replaced: a second word on one matter is the last.

    Raises:
        UsageError: a waiver names a source or a category that the tally does not know.
    """
    changed = 0
    waivers = list(waivers)
    for waiver in waivers:
        _check_names(session, waiver)
    for waiver in waivers:
        row = _find(session, waiver)
        said = (waiver.adjustment, waiver.reason, waiver.url)
        if row is not None:
            if (row.adjustment, row.reason, row.url) == said:
                continue
            # Made anew, so that a check recorded before does not see the new wording.
            row.removed_at = now()
            session.flush()
        session.add(
            WaiverRow(
                rule=waiver.rule,
                source=waiver.source,
                day=str(waiver.day),
                category=waiver.category,
                adjustment=waiver.adjustment,
                reason=waiver.reason,
                url=waiver.url,
            )
        )
        session.flush()
        changed += 1
    return changed


def remove(session: Session, waivers: Iterable[Waiver]) -> list[Waiver]:
    """Take out of force what was waived for the same findings, if all of it was waived.

    Returns those that were not; nothing is removed then.
    """
    found = [(waiver, _find(session, waiver)) for waiver in waivers]
    missing = [waiver for waiver, row in found if row is None]
    for _, row in found:
        if row is not None and not missing:
            row.removed_at = now()
    return missing


def _find(session: Session, waiver: Waiver) -> WaiverRow | None:
    return session.exec(
        select(WaiverRow).where(
            col(WaiverRow.removed_at).is_(None),
            col(WaiverRow.rule) == waiver.rule,
            col(WaiverRow.source) == waiver.source,
            col(WaiverRow.day) == str(waiver.day),
            col(WaiverRow.category).is_not_distinct_from(waiver.category),
        )
    ).first()


def _check_names(session: Session, waiver: Waiver) -> None:
    for what, column, key in (
        ("source", SourceRow.key, waiver.source),
        ("category", CategoryRow.key, waiver.category),
    ):
        if key is not None and not session.exec(select(column).where(col(column) == key)).first():
            raise UsageError(f"no {what} {key!r} in the tally; nothing was waived")
