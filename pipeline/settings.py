"""What an operator may set: one TOML file, checked when it is read.

Not by pydantic-settings: its TOML source passes over a file that is missing and does not name one
that is broken; it would replace only `tomllib.loads`, which other files need as well.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import available_timezones

from croniter import croniter
from pydantic import (
    Field,
    SecretStr,
    StringConstraints,
    field_validator,
    model_validator,
)

from pipeline.config_files import StrictModel, read_toml
from pipeline.documents.addresses import PEOPLE
from pipeline.engines.engine import Limits
from pipeline.errors import BadSettings, BadStorage
from pipeline.storage import LARGEST_FILE, is_local, location, require_writable

SETTINGS_VARIABLE = "PIPELINE_SETTINGS"
SETTINGS_FILE = "settings.toml"
#: Seconds that drawing some pages may take; usually it takes one.
_SECONDS_TO_DRAW = 120
#: As long as checking or writing the largest tables could take.
_SECONDS_TO_PUBLISH = 24 * 60 * 60


class Partitions(StrictModel):
    """How documents are divided into shards.

    A backfill reads at most `per_run` of them in one run; all if it is None.
    """

    shards: int = Field(default=8, ge=1, le=256)
    per_run: int | None = Field(default=None, ge=1)


class EngineSettings(StrictModel):
    """Where documents are read.

    `workers` is the number of processes of a pool, by default one per core; `address` is that of a
    Dask scheduler. A document fails if it takes longer than `minutes_per_document` or more memory
    than `megabytes_per_process`, if its symbol and language are not found on its first pages within
    `seconds_per_look`, or if its file is larger than `megabytes_per_file`.
    """

    kind: Literal["serial", "pool", "dask"] = "pool"
    workers: int | None = Field(default=None, ge=1)
    address: str | None = None
    minutes_per_document: float = Field(default=Limits().seconds / 60, gt=0)
    megabytes_per_process: int = Field(default=Limits().megabytes, ge=512)
    # On a busy machine it may take three times as long, and Dagster ends a sensor's tick after 60.
    seconds_per_look: float = Field(default=10, gt=0, le=10)
    megabytes_per_file: int = Field(default=LARGEST_FILE // 2**20, ge=1)

    @property
    def limits(self) -> Limits:
        """The limits for reading one document."""
        return Limits(self.minutes_per_document * 60, self.megabytes_per_process)

    @property
    def limits_of_look(self) -> Limits:
        """The limits for looking at the first pages of one."""
        return Limits(self.seconds_per_look, self.megabytes_per_process, "engine.seconds_per_look")

    @property
    def limits_of_drawing(self) -> Limits:
        """The limits for drawing some pages of one."""
        seconds = min(self.minutes_per_document * 60, _SECONDS_TO_DRAW)
        return Limits(seconds, self.megabytes_per_process)

    @property
    def limits_of_publishing(self) -> Limits:
        """The limits for checking some rows or writing a file: no less than the machine has."""
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        return Limits(_SECONDS_TO_PUBLISH, memory // 2**20)

    @property
    def largest_file(self) -> int:
        """The size in bytes of the largest file to open."""
        return self.megabytes_per_file * 2**20

    @model_validator(mode="after")
    def _dask_has_an_address(self) -> Self:
        if self.kind == "dask" and not self.address:
            raise ValueError('kind = "dask" needs address = "tcp://HOST:8786", of the scheduler')
        return self


_Host = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.-]+(:[0-9]+)?$")]


class FetchSettings(StrictModel):
    """Where official documents are fetched from, and how politely.

    Attributes:
        service: the document service's address; requested with symbol, language and file type.
        fallback: the address to request with language and symbol if the service has no PDF.
        people: where people read a document; with language and symbol, the register's source_url.
        contact: an address in the user agent by which the service can reach you.
        licence: the terms to record in the register.
        pause_seconds: between two requests, and before the first retry of one; each further retry
            waits twice as long.
        longest_wait_seconds: before a retry. If the service asks for more, it is not contacted
            again in that run.
        timeout_seconds: for a connection, and for each part of a response.
        download_seconds: for a whole document, over all attempts, without pauses.
        hosts: other hosts that may be contacted, since services redirect to them; with a port
            unless it is that of http or https.
        private_addresses: whether hosts may be in a private network or on this machine.
        attempts: of one request, including the first.
    """

    service: str = Field(
        default="https://documents.un.org/api/symbol/access", pattern="^https?://[^?]+$"
    )
    fallback: str = Field(default="https://undocs.org", pattern="^https?://")
    people: str = Field(default=PEOPLE, pattern="^https?://")
    contact: str | None = Field(default=None, pattern="^[ -~]+$")
    licence: str = "https://www.un.org/en/about-us/terms-of-use"
    pause_seconds: float = Field(default=1, ge=0)
    longest_wait_seconds: float = Field(default=300, ge=0)
    timeout_seconds: float = Field(default=60, gt=0)
    attempts: int = Field(default=5, ge=1)
    download_seconds: float = Field(default=1800, gt=0)
    hosts: tuple[_Host, ...] = (
        "documents.un.org",
        "documents-dds-ny.un.org",
        "daccess-ods.un.org",
        "digitallibrary.un.org",
        "undocs.org",
    )
    private_addresses: bool = False

    @property
    def addresses(self) -> tuple[str, str, str]:
        """The addresses of the services."""
        return self.service, self.fallback, self.people


class SetAside(StrictModel):
    """How many figures may be set aside before nothing is published.

    A table blocks if more than this `share` of its figures is set aside, and at least this many
    `figures`.
    """

    share: float = Field(default=0.05, ge=0, le=1)
    figures: int = Field(default=100, ge=1)


class Tick(StrictModel):
    """When a schedule ticks: `cron` in five fields, in a time zone of the IANA database."""

    cron: str
    timezone: str = "UTC"

    @field_validator("cron")
    @classmethod
    def _is_cron(cls, cron: str) -> str:
        # A schedule that Dagster rejects would keep the whole code location from loading. Dagster
        # reads expressions by a copy of this library, and accepts all that it takes as strict.
        if len(cron.split()) != 5 or not croniter.is_valid(cron, strict=True):
            raise ValueError("not a cron expression of five fields; write it like 0 2 * * *")
        return cron

    @field_validator("timezone")
    @classmethod
    def _is_known(cls, timezone: str) -> str:
        if timezone not in available_timezones():
            raise ValueError("not a time zone; write it like Europe/Zurich")
        return timezone


class FetchTick(Tick):
    """When the newest documents of some series are fetched."""

    cron: str = "0 1 * * 1"
    series: tuple[str, ...] = ()

    @field_validator("series")
    @classmethod
    def _name_schedules(cls, series: tuple[str, ...]) -> tuple[str, ...]:
        """Each is part of the name of a schedule, for which Dagster allows no other characters."""
        if bad := [name for name in series if not re.fullmatch("[A-Za-z0-9_-]+", name)]:
            raise ValueError(
                f"{', '.join(map(repr, bad))}: a name is made of letters A to Z, digits, - and _; "
                "change it in series.toml, too"
            )
        if len({name.replace("-", "_") for name in series}) < len(series):
            raise ValueError("name each series once; names that differ in - and _ count as one")
        return series


class Schedules(StrictModel):
    """When each schedule ticks; all are off until someone switches them on."""

    nightly_refresh: Tick = Tick(cron="0 2 * * *")
    weekly_release: Tick = Tick(cron="0 6 * * 1")
    fetch_newest: FetchTick = FetchTick()


class SensorSettings(StrictModel):
    """How often the raw folders are checked, and how long a file must be unchanged."""

    interval_seconds: int = Field(default=60, ge=1)
    settled_seconds: float = Field(default=30, ge=0)


class Operating(StrictModel):
    """What operators get to see, and how long it is kept.

    Attributes:
        failure_reports: the folder for reports on failed runs.
        stale_after_hours: tables older than this are stale, and the UI says so.
        keep_runs_days: runs that ended longer ago are deleted with their events and logs, except
            the last to make or check something; 0 keeps all.
    """

    failure_reports: str = "reports"
    stale_after_hours: float = Field(default=36, gt=0)
    keep_runs_days: float = Field(default=90, ge=0)

    @field_validator("failure_reports")
    @classmethod
    def _is_a_place(cls, folder: str) -> str:
        location(folder)  # raises ValueError if no storage has such addresses
        return folder


class NotifySettings(StrictModel):
    """Who is notified of failures and findings; nobody if neither webhook nor mail_to is set.

    Attributes:
        webhook: an address that accepts `{"text": …}` by POST, as Slack, Mattermost and Teams do.
        mail_to: addresses.
        mail_from: the sender's address.
        smtp: the mail server, `smtp://host:25`, `smtp+starttls://user@host:587` or
            `smtps://user@host:465`; the user's password is in PIPELINE_SMTP_PASSWORD.
        ui: the address of Dagster's UI, for links.
        interval_seconds: between two checks for news.
    """

    webhook: SecretStr | None = None
    mail_to: tuple[str, ...] = ()
    mail_from: str = Field(default="un-figures@localhost", pattern="^[^@\\s]+@[^@\\s]+$")
    smtp: str = Field(
        default="smtp://localhost:25",
        pattern=r"^(smtp|smtps|smtp\+starttls)://([^@/]+@)?[^@/:]+:\d+$",
    )
    ui: str | None = Field(default=None, pattern="^https?://")
    interval_seconds: int = Field(default=60, ge=1)

    @field_validator("webhook")
    @classmethod
    def _is_an_address(cls, webhook: SecretStr | None) -> SecretStr | None:
        if webhook and not re.match("https?://", webhook.get_secret_value()):
            raise ValueError("not an address; write it like https://hooks.example.org/…")
        return webhook

    @field_validator("mail_to")
    @classmethod
    def _are_addresses(cls, addresses: tuple[str, ...]) -> tuple[str, ...]:
        if bad := [one for one in addresses if not re.fullmatch(r"[^@\s,]+@[^@\s,]+", one)]:
            raise ValueError(f"{', '.join(map(repr, bad))}: write each as name@example.org")
        return addresses


class Settings(StrictModel):
    """The whole file; settings that are left out have these defaults."""

    partitions: Partitions = Partitions()
    engine: EngineSettings = EngineSettings()
    schedules: Schedules = Schedules()
    sensor: SensorSettings = SensorSettings()
    operating: Operating = Operating()
    set_aside: SetAside = SetAside()
    fetch: FetchSettings = FetchSettings()
    notify: NotifySettings = NotifySettings()


def read_settings(path: Path | None = None) -> Settings:
    """Read the settings.

    Args:
        path: the file; by default, the one named by `PIPELINE_SETTINGS`, or else `settings.toml` in
            the working directory if it exists.

    Raises:
        BadSettings: the file is named but missing, is not valid TOML, or has values that are not
            allowed; lists each place.
    """
    file = path or settings_file()
    if not file.is_file():
        if path is None and not os.environ.get(SETTINGS_VARIABLE):
            return Settings()
        raise BadSettings(file, [f"there is no such file; write one, or unset {SETTINGS_VARIABLE}"])
    return read_toml(file, Settings, BadSettings)


def settings_file() -> Path:
    """The file that settings are read from; there is none where the defaults hold."""
    return Path(os.environ.get(SETTINGS_VARIABLE) or SETTINGS_FILE)


def require_reports(settings: Settings, *, asking: bool = True) -> None:
    """Checks that reports on failed runs can be written.

    Args:
        settings: the settings.
        asking: whether to check a bucket too, which takes a moment, and may not answer.

    Raises:
        BadSettings: they cannot.
    """
    folder = location(settings.operating.failure_reports)
    if not (asking or is_local(folder)):
        return
    try:
        require_writable(folder)
    except BadStorage as problem:
        problems = [f"operating.failure_reports: {problem}"]
        raise BadSettings(settings_file(), problems) from problem
