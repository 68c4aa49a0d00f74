"""What is stored, as SQLModel classes. The schema itself is in `migrations/`, with its remarks.

The core's dataclasses know nothing of these. Days are ISO text, instants ISO text in UTC,
for SQLite's STRICT tables take text and integers only.
"""

from typing import ClassVar

from sqlmodel import Field, SQLModel


class SourceRow(SQLModel, table=True):
    """Who speaks: whose tally it is."""

    __tablename__: ClassVar[str] = "source"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    name: str
    began_on: str | None = None
    url: str | None = None


class PublisherRow(SQLModel, table=True):
    """Who printed it: the source itself, a mirror, a newspaper."""

    __tablename__: ClassVar[str] = "publisher"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    name: str
    url: str | None = None


class PrecedenceRow(SQLModel, table=True):
    """Whom to believe first where several documents speak."""

    __tablename__: ClassVar[str] = "precedence"

    source: int = Field(foreign_key="source.id", primary_key=True)
    publisher: int = Field(foreign_key="publisher.id", primary_key=True)
    medium: str = Field(primary_key=True)
    rank: int


class CategoryRow(SQLModel, table=True):
    """What is counted."""

    __tablename__: ClassVar[str] = "category"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    label: str
    unit: str
    first_on: str | None = None
    last_on: str | None = None
    merged_into: str | None = None


class SeriesRow(SQLModel, table=True):
    """One source and category."""

    __tablename__: ClassVar[str] = "series"

    id: int | None = Field(default=None, primary_key=True)
    source: int = Field(foreign_key="source.id")
    category: int = Field(foreign_key="category.id")


class CaptureRow(SQLModel, table=True):
    """Bytes as received."""

    __tablename__: ClassVar[str] = "capture"

    id: int | None = Field(default=None, primary_key=True)
    origin: str
    format: str
    sha256: str
    given: str
    retrieved_at: str
    text: str | None = None
    withdrawn_at: str | None = None
    withdrawn_because: str | None = None


class DocumentRow(SQLModel, table=True):
    """One publication inside a capture."""

    __tablename__: ClassVar[str] = "document"

    id: int | None = Field(default=None, primary_key=True)
    capture: int = Field(foreign_key="capture.id")
    source: int = Field(foreign_key="source.id")
    publisher: int = Field(foreign_key="publisher.id")
    medium: str
    published_on: str
    title: str | None = None
    url: str | None = None


class FigureRow(SQLModel, table=True):
    """One number as a document printed it. Written in bulk, on the driver's own connection."""

    __tablename__: ClassVar[str] = "figure"

    series: int = Field(foreign_key="series.id", primary_key=True)
    day: int = Field(primary_key=True)
    measure: int = Field(primary_key=True)
    document: int = Field(foreign_key="document.id", primary_key=True)
    line: int = Field(primary_key=True)
    column: int = Field(primary_key=True)
    value: int | None = None
    qualifier: int
    days: int | None = None
    length: int


class FetchedRow(SQLModel, table=True):
    """What an address answered last. Written on the driver's own connection."""

    __tablename__: ClassVar[str] = "fetched"

    address: str = Field(primary_key=True)
    answered: str
    etag: str | None = None
    last_modified: str | None = None
    capture: int = Field(foreign_key="capture.id")
    fetched_at: str


class WaiverRow(SQLModel, table=True):
    """An acknowledged finding."""

    __tablename__: ClassVar[str] = "waiver"

    id: int | None = Field(default=None, primary_key=True)
    rule: str
    source: str = Field(foreign_key="source.key")
    day: str
    category: str | None = Field(default=None, foreign_key="category.key")
    adjustment: int | None = None
    reason: str
    url: str | None = None
    removed_at: str | None = None


class MarkRow(SQLModel, table=True):
    """How far the evidence went when a check was recorded."""

    __tablename__: ClassVar[str] = "mark"

    id: int | None = Field(default=None, primary_key=True)
    recorded_at: str
    capture: int
    waiver: int
