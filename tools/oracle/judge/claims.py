"""What a rule page claims, held against a compiler's verdict."""

from __future__ import annotations

from collections.abc import Sequence

from judge.records import Record
from judge.subjects import Subject


def disagreement(subject: Subject, version: str, record: Record) -> str | None:
    """What is wrong with the claim about `subject`, or None where the compiler agrees or cannot say."""
    if record.error == "broken build":
        return None
    if record.verdict == "timeout":
        return "the compiler did not end in time"
    match subject.kind:
        case "bad":
            return _bad(subject, version, record)
        case "good":
            return _good(subject, version, record)
        case "fixed":
            return _fixed(record)
        case "fixture":
            return None


def _bad(subject: Subject, version: str, record: Record) -> str | None:
    claimed = version in subject.torch
    told = record.message or record.raised or "no message"
    if "save" in subject.flags:
        if not claimed:
            return None
        if record.verdict != "ok":
            return f"does not compile, but is said to fail in torch.jit.save only: {told}"
        return "can be saved, but is said not to" if record.saved is not False else None
    if "compiles" in subject.flags:
        return None if not claimed or record.verdict == "ok" else f"does not compile, but is said to: {told}"
    if claimed and not record.rejected:
        return f"is accepted, but claimed to be rejected (`{subject.torch.text}`)" + (
            f"; it fails by itself: {told}" if record.verdict == "invalid" else ""
        )
    if not claimed and record.rejected and not record.unreadable and not subject.narrowed:
        return f"is rejected outside the claimed versions (`{subject.torch.text}`): {told}"
    return None


def _good(subject: Subject, version: str, record: Record) -> str | None:
    if version not in subject.torch:
        return None
    if record.verdict != "ok":
        return f"is not accepted ({record.error}): {record.message}"
    if record.raised:
        return f"compiles but fails when run: {record.raised}"
    if "save" in subject.flags and record.saved is False:
        return f"cannot be saved: {record.message}"
    return None


def _fixed(record: Record) -> str | None:
    if record.verdict == "ok":
        return None
    return f"is not accepted after the fix: {record.message}"


def versions_that_judge(subject: Subject, measured: Sequence[str]) -> list[str]:
    """The measured versions whose verdict counts for the claim about `subject`."""
    if subject.kind != "fixed":
        return list(measured)
    claimed = [version for version in measured if version in subject.torch]
    return claimed or list(measured)


def unmeasured_release(subject: Subject, measured: Sequence[str]) -> str | None:
    """For a bad example that is claimed for no version whose compiler can be asked, the newest one it is claimed for."""
    if subject.kind != "bad" or any(version in subject.torch for version in measured):
        return None
    releases = subject.torch.releases()
    return releases[-1] if releases else None
