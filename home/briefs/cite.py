"""A brief for reference managers: BibTeX and RIS."""

from dataclasses import dataclass
from datetime import datetime

# Characters that mean something to LaTeX; the rest of Unicode is left to biber and its like.
LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@dataclass(frozen=True)
class Entry:
    """What is cited. kind: what the paper is called, as "Policy brief"; url: the lasting address."""

    identifier: str
    title: str
    kind: str
    number: int
    version: int
    published_at: datetime
    language: str
    url: str
    abstract: str
    keywords: list[str]
    issuer: str = "Corridor"


def _latex(text: str) -> str:
    return "".join(LATEX.get(letter, letter) for letter in " ".join(text.split()))


def _address(url: str) -> str:
    """An address stands as it is, but for what would end the field."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def bibtex(entry: Entry) -> str:
    """Return the entry as BibTeX, in UTF-8."""
    fields = {
        "author": f"{{{_latex(entry.issuer)}}}",
        "title": f"{{{_latex(entry.title)}}}",
        "institution": _latex(entry.issuer),
        "type": _latex(entry.kind),
        "number": str(entry.number),
        "year": f"{entry.published_at:%Y}",
        "month": str(entry.published_at.month),
        "language": entry.language,
        "note": _latex(entry.identifier),
        "keywords": _latex(", ".join(entry.keywords)),
        "abstract": _latex(entry.abstract),
        "url": _address(entry.url),
    }
    key = entry.identifier.replace(":", "-").replace(".", "-")
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@techreport{{{key},", *lines, "}", ""])


def ris(entry: Entry) -> str:
    """Return the entry as RIS: a tag a line, lines ended as the format wants."""
    pairs = [
        ("TY", "RPRT"),
        ("AU", entry.issuer),
        ("TI", entry.title),
        ("PB", entry.issuer),
        ("M3", entry.kind),
        ("SN", str(entry.number)),
        ("ET", str(entry.version)),
        ("PY", f"{entry.published_at:%Y}"),
        ("DA", f"{entry.published_at:%Y/%m/%d}"),
        ("LA", entry.language),
        ("ID", entry.identifier),
        ("UR", entry.url),
        ("AB", entry.abstract),
        *(("KW", word) for word in entry.keywords),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in pairs if value]
    return "\r\n".join([*lines, "ER  - ", ""])
