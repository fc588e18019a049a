"""Telling a role, which may answer for something in public, from a person's name."""

from __future__ import annotations

import re

_NAME = re.compile(r"[A-ZÅÄÖÉ][a-zåäöéèüø]+(?:-[A-ZÅÄÖÉ][a-zåäöéèüø]+)?")
# What a capitalised word is, or ends with, when it is part of an office's or a company's name.
_OFFICE = re.compile(
    r"region|stiftelsen|föreningen|norra|södra|östra|västra|stora|lilla|gamla|nya|övre|nedre"
    r"|.*(?:ansvarig|arkitekt|avfall|bad|bibliotek|bolag|bostäder|bygg|centrum|chef|direktör"
    r"|energi|enhet|fastigheter|förbund|förvaltare|förvaltning|grupp|hem|hus|institut|kommun"
    r"|kontor|ledare|ledning|lokaler|marknad|miljö|museum|nät|nämnd|ordförande|råd|rektor"
    r"|samordnare|sekreterare|service|skol|skola|stab|strateg|styrelse|tjänst|torg|trafik"
    r"|utskott|utvecklare|vatten|verk|vård)(?:e|en|n|t|et|na|or|er)?s?",
    re.IGNORECASE,
)


def persons_name(text: str) -> str:
    """Give two words that stand as a person's name does, “Anna Berg”; "" when there are none.

    Names of offices and companies stand so too. Those that end as such names do are left alone,
    and so is what AB, HB or KB says is a company.
    """
    words = re.findall(r"[\w-]+|[^\w\s]", text)
    for first, second, third in zip(words, words[1:], [*words[2:], ""], strict=False):
        names = [word for word in (first, second) if _NAME.fullmatch(word)]
        offices = [word for word in names if _OFFICE.fullmatch(word)]
        if len(names) == 2 and not offices and third not in {"AB", "HB", "KB"}:
            return f"{first} {second}"
    return ""
