"""The shapes of the JSON output: what the type checker holds json_.py to, and what its schema is made of.

Only imported for the schema. Python 3.11 has no TypedDict that pydantic can read; the one that comes with
pydantic can be read by all.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from lawcheck.model import Placement, ReportStatus, Severity, State, Status

Line = Annotated[int, Field(ge=1, description="from 1, in the text as read")]
Column = Annotated[int, Field(ge=1, description="from 1, in code points")]
Share = Annotated[float, Field(ge=0, le=1)]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="an ISO date")]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Fingerprint = Annotated[str, Field(description="the same in the next draft, whatever is edited elsewhere")]
Path = Annotated[list[str], Field(description="the headings above, the top one first")]
_strict = with_config(ConfigDict(extra="forbid"))


@_strict
class Tool(TypedDict):
    """The program that answered."""

    name: Literal["lawcheck"]
    version: str


@_strict
class Book(TypedDict):
    """The rule book that judged."""

    id: str
    version: str
    sha256: Sha256


@_strict
class Signed(TypedDict):
    """Who signed and when, as printed at the end."""

    issuer: str | None
    date: Day | None


@_strict
class Document(TypedDict):
    """What the paper says of itself."""

    title: str | None
    issuer: str | None
    year: Annotated[int | None, Field(description="the reported year")]
    signed: Signed | None
    published: Day | None
    level: Annotated[str | None, Field(description="national, province, city, county or township")]
    kind: Annotated[
        str | None,
        Field(description="government, department, committee, street_office or party_and_government"),
    ]


@_strict
class Evidence(TypedDict):
    """What showed that a part is there."""

    line: Line
    text: str


@_strict
class NearMiss(TypedDict):
    """The heading that came nearest to a part that was not found."""

    heading: str
    line: Line
    likeness: Share
    threshold: Share


@_strict
class Section(TypedDict):
    """How one required part stands."""

    id: str
    title: str
    status: Status
    placement: Placement
    score: Share | None
    weight: float
    heading: Annotated[str | None, Field(description="the heading that names the part")]
    line: Line | None
    end_line: Line | None
    path: Path
    evidence: list[Evidence]
    near_miss: NearMiss | None


@_strict
class Rule(TypedDict):
    """What one rule concluded."""

    id: str
    kind: str
    section: Annotated[str | None, Field(description="the part that the rule belongs to")]
    status: Status
    score: Share
    weight: float
    reason: str


@_strict
class Related(TypedDict):
    """Another place that a finding is about."""

    line: Line
    column: Column
    excerpt: str


@_strict
class Finding(TypedDict):
    """One thing to tell the reader."""

    rule: str
    section: str | None
    severity: Severity
    message: str
    expected: str
    actual: str
    hint: str
    basis: str
    excerpt: Annotated[str, Field(description="exactly the text of the place")]
    line: Line
    column: Column
    end_line: Line
    end_column: Column
    page: Annotated[int | None, Field(ge=1, description="in PDF and OFD")]
    path: Path
    related: list[Related]
    fingerprint: Fingerprint
    state: Annotated[State | None, Field(description="compared with a baseline; null without one")]
    previous: Annotated[list[Related], Field(description="places of last year's paper")]
    paragraph: Annotated[int | None, Field(ge=1, description="in Word")]
    before: Annotated[str, Field(description="what stands before it in its sentence")]
    after: Annotated[str, Field(description="what stands after it in its sentence")]


@_strict
class Suppressed(TypedDict):
    """A finding that somebody lets stand."""

    rule: str
    section: str | None
    severity: Severity
    message: str
    line: Line
    column: Column
    page: int | None
    excerpt: str
    fingerprint: Fingerprint
    reason: str
    until: Day | None
    source: Annotated[str, Field(description="where the suppression is written")]


@_strict
class Solved(TypedDict):
    """A finding of the baseline that is no more."""

    fingerprint: Fingerprint
    rule: str
    severity: Severity
    message: str
    text: str
    places: Annotated[int, Field(description="how many places it told")]


@_strict
class Misused(TypedDict):
    """A suppression that matched nothing in this paper; one of a configuration may match in another."""

    source: Annotated[str, Field(description="where it is written")]
    message: str
    in_paper: Annotated[bool, Field(description="it is written in the paper itself")]


@_strict
class Previous(TypedDict):
    """The paper of the year before with which this one was compared."""

    path: str
    sha256: Sha256
    title: str | None
    issuer: str | None
    year: int | None


@_strict
class Followed(TypedDict):
    """What became of one thing that last year's paper promised or lacked."""

    rule: str
    previous: Annotated[Related, Field(description="its place in last year's paper")]
    answered: Annotated[bool, Field(description="found is alike enough to be the answer")]
    found: Annotated[Related | None, Field(description="the most alike sentence of this paper")]
    likeness: Share
    threshold: Share


@_strict
class Report(TypedDict):
    """The answer on one paper."""

    path: str
    sha256: Sha256
    format: str
    encoding: str
    status: ReportStatus
    score: Annotated[float | None, Field(ge=0, le=100)]
    rulebook: Book
    document: Document
    sections: list[Section]
    rules: list[Rule]
    findings: list[Finding]
    notes: Annotated[list[str], Field(description="why, and what the reader could not read")]
    suppressed: list[Suppressed]
    solved: Annotated[list[Solved] | None, Field(description="null without a baseline")]
    misused: list[Misused]
    previous: Annotated[Previous | None, Field(description="null where nothing was compared")]
    followed: list[Followed]


@_strict
class Unreadable(TypedDict):
    """A file that could not be read, and why."""

    path: str
    reason: str


@_strict
class Answer(TypedDict):
    """What one call answers."""

    schema_version: Literal["1"]
    tool: Tool
    reports: list[Report]
    unreadable: list[Unreadable]


Options = Annotated[
    str | None,
    Field(description="a hash of the version, the rules and all else that a long run was told"),
]


@_strict
class ReportLine(Report):
    """One line of JSON lines: the answer on one paper."""

    schema_version: Literal["1"]
    tool: Tool
    options: Options


@_strict
class UnreadableLine(Unreadable):
    """One line of JSON lines: a file that could not be read."""

    schema_version: Literal["1"]
    tool: Tool
    options: Options
    status: Literal["unreadable"]
    sha256: Annotated[Sha256 | None, Field(description="null where the bytes could not be had")]
    foreign: Annotated[bool, Field(description="a whole text with nothing Chinese in it")]


@_strict
class ComparedPaper(TypedDict):
    """One side of a comparison."""

    path: str
    issuer: str | None
    year: int | None
    status: ReportStatus | Literal["unreadable"]
    score: Annotated[float | None, Field(ge=0, le=100)]
    findings: Annotated[int, Field(ge=0, description="how many there are")]
    reason: Annotated[str, Field(description="why there is no verdict")]
    rulebook: Annotated[Book | None, Field(description="null where the file could not be read")]
    version: Annotated[str, Field(description="of the lawcheck that answered")]


@_strict
class ComparedFinding(TypedDict):
    """A finding, at its line in the later paper, or in the earlier one where it is no more."""

    rule: str
    severity: Severity
    message: str
    line: Line
    page: Annotated[int | None, Field(ge=1, description="in PDF and OFD")]
    fingerprint: Fingerprint


@_strict
class UncomparedFinding(ComparedFinding):
    """A finding that is neither new nor solved."""

    of: Annotated[Literal["before", "after"], Field(description="the paper in which it is")]
    why: Annotated[
        Literal["no_rule", "not_judged", "suppressed"],
        Field(description="the other run tells nothing of the rule, did not judge it, or lets it stand"),
    ]


@_strict
class Compared(TypedDict):
    """Two papers of an issuer, and what became of the gaps."""

    issuer: str | None
    before: ComparedPaper
    after: ComparedPaper
    new: list[ComparedFinding]
    remaining: list[ComparedFinding]
    solved: list[ComparedFinding]
    uncompared: list[UncomparedFinding]


@_strict
class WithoutVerdict(TypedDict):
    """Two papers of an issuer, one of which has no verdict."""

    issuer: str | None
    before: ComparedPaper
    after: ComparedPaper


@_strict
class PassedOver(TypedDict):
    """Papers of issuers of which another paper was compared."""

    before: list[ComparedPaper]
    after: list[ComparedPaper]


@_strict
class ComparedFile(TypedDict):
    """One of the two files of results."""

    path: str
    papers: int


@_strict
class Totals(TypedDict):
    """How many papers were compared, and what became of their gaps."""

    compared: int
    new: int
    remaining: int
    solved: int
    uncompared: int


@_strict
class Comparison(TypedDict):
    """What lawcheck compare answers."""

    schema_version: Literal["1"]
    tool: Tool
    before: ComparedFile
    after: ComparedFile
    notices: Annotated[list[str], Field(description="what to know before trusting it: other rules, versions")]
    totals: Totals
    compared: list[Compared]
    no_verdict: Annotated[list[WithoutVerdict], Field(description="never counted as solved")]
    only_before: list[ComparedPaper]
    only_after: list[ComparedPaper]
    passed_over: PassedOver
