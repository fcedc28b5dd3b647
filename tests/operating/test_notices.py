"""What operators are sent, by a webhook and a mail server of this machine."""

from __future__ import annotations

import email
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from aiosmtpd.controller import Controller
from click.testing import CliRunner
from dagster._core.definitions.run_request import InstigatorType
from dagster._core.remote_origin import (
    RegisteredCodeLocationOrigin,
    RemoteInstigatorOrigin,
    RemoteRepositoryOrigin,
)
from dagster._core.scheduler.instigation import (
    InstigatorState,
    InstigatorStatus,
    TickData,
    TickStatus,
)
from dagster._utils.error import SerializableErrorInfo
from helpers.dev_server import free_port
from helpers.refreshing import refresh
from helpers.webhook import Webhook
from helpers.webhook import webhook as serving

from pipeline.cli import main
from pipeline.errors import NotDelivered
from pipeline.notify import Notice, mail
from pipeline.orchestration.notices import notifying_sensors
from pipeline.orchestration.resources import Folders
from pipeline.settings import NotifySettings, Settings
from pipeline.validation import Finding, TableReport

_REPOSITORY = RemoteRepositoryOrigin(RegisteredCodeLocationOrigin("un-figures"), "__repository__")


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    with serving() as served:
        yield served


class Mailbox:
    """A mail server that keeps what it is given."""

    def __init__(self) -> None:
        self.messages: list[Any] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.messages.append(email.message_from_bytes(envelope.content))
        return "250 OK"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, str]]:
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield box, f"smtp://127.0.0.1:{controller.port}"
    controller.stop()


@pytest.fixture
def instance(tmp_path: Path) -> dg.DagsterInstance:
    return dg.DagsterInstance.local_temp(str(tmp_path))


@dg.asset
def shares() -> None:
    pass


def warning(
    found: str, *, passed: bool = False, findings: str | None = None
) -> dg.AssetChecksDefinition:
    """A check of `shares` that warns of something."""

    @dg.asset_check(name="shares", asset=shares)
    def check() -> dg.AssetCheckResult:
        return dg.AssetCheckResult(
            passed=passed,
            severity=dg.AssetCheckSeverity.WARN,
            description=found,
            metadata={"findings": dg.MetadataValue.md(findings)} if findings else {},
        )

    return check


@dg.job
def broken() -> None:
    @dg.op
    def fails() -> None:
        raise ValueError("the disk is on fire")

    fails()


class Ticks:
    """The sensors that are on, ticking again and again, each from where it was."""

    def __init__(self, instance: dg.DagsterInstance, outputs: Path, **notify: Any) -> None:
        operating = notify.pop("also", {})
        settings = Settings.model_validate({"notify": notify, "operating": operating})
        keys = [dg.AssetCheckKey(dg.AssetKey("shares"), "shares")]
        sensors = notifying_sensors(settings, keys, ["shares"])
        on = dg.DefaultSensorStatus.RUNNING
        self.sensors = {s.name: s for s in sensors if s.default_status is on}
        self.instance = instance
        self.folders = Folders(raw=["raw"], outputs=str(outputs), shards=4)
        self.cursors: dict[str, str | None] = dict.fromkeys(self.sensors)
        self.tick()

    def tick(self) -> dict[str, Exception]:
        """Why sensors failed, by name; as in the daemon, none stops another."""
        failed: dict[str, Exception] = {}
        for name, sensor in self.sensors.items():
            given = dg.build_sensor_context(
                self.instance, cursor=self.cursors[name], resources={"folders": self.folders}
            )
            with given as context:
                try:
                    result = sensor(context)
                except NotDelivered as problem:
                    failed[name] = problem
                    continue
            assert isinstance(result, dg.SensorResult)
            self.cursors[name] = result.cursor
        return failed


def test_a_failed_run_is_told_once_by_webhook_and_mail(
    instance: dg.DagsterInstance, webhook: Webhook, mailbox: tuple[Mailbox, str], tmp_path: Path
) -> None:
    box, smtp = mailbox
    ticks = Ticks(
        instance,
        tmp_path,
        webhook=webhook.address,
        mail_to=["one@example.org", "two@example.org"],
        smtp=smtp,
        ui="https://figures.example.org/",
    )
    run = broken.execute_in_process(instance=instance, raise_on_error=False)
    ticks.tick()
    ticks.tick()
    (text,), (mail,) = webhook.texts, box.messages
    assert f"Run {run.run_id[:8]} of broken failed" in text
    assert f"https://figures.example.org/runs/{run.run_id}" in text
    assert mail["To"] == "one@example.org, two@example.org"
    assert mail["Subject"] == f"[UN figures] Run {run.run_id[:8]} of broken failed"
    assert run.run_id in mail.get_payload()
    assert "the disk is on fire" in mail.get_payload()


def test_what_could_not_be_delivered_is_sent_at_the_next_tick(
    instance: dg.DagsterInstance, webhook: Webhook, tmp_path: Path
) -> None:
    ticks = Ticks(instance, tmp_path, webhook=webhook.address)
    broken.execute_in_process(instance=instance, raise_on_error=False)
    webhook.status = 503
    refused = str(ticks.tick()["notify_by_webhook"])
    assert "answered 503" in refused
    assert "secret" not in refused
    webhook.status = 200
    assert not ticks.tick()
    assert len(webhook.texts) == 1


def test_while_the_mail_server_is_down_the_webhook_is_told_once(
    instance: dg.DagsterInstance, webhook: Webhook, tmp_path: Path
) -> None:
    nobody = f"smtp://127.0.0.1:{free_port()}"
    to = ["one@example.org"]
    ticks = Ticks(instance, tmp_path, webhook=webhook.address, mail_to=to, smtp=nobody)
    broken.execute_in_process(instance=instance, raise_on_error=False)
    assert set(ticks.tick()) == {"notify_by_mail"}
    assert set(ticks.tick()) == {"notify_by_mail"}
    assert len(webhook.texts) == 1


@pytest.fixture
def untrusted(tmp_path: Path) -> ssl.SSLContext:
    """A server's side of TLS, with a certificate that nobody has signed."""
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
               "/CN=127.0.0.1", "-keyout", "key.pem", "-out", "cert.pem"]  # fmt: skip
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    return context


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
def test_a_mail_server_whose_certificate_cannot_be_trusted_gets_nothing(
    scheme: str, untrusted: ssl.SSLContext
) -> None:
    box = Mailbox()
    how = {"ssl_context": untrusted} if scheme == "smtps" else {"tls_context": untrusted}
    controller = Controller(box, hostname="127.0.0.1", port=free_port(), **how)
    controller.start()
    settings = NotifySettings(
        mail_to=("one@example.org",), smtp=f"{scheme}://127.0.0.1:{controller.port}"
    )
    with pytest.raises(NotDelivered, match="CERTIFICATE_VERIFY_FAILED"):
        mail([Notice("A title", "A text")], settings)
    controller.stop()
    assert not box.messages


def test_a_warning_is_told_when_it_is_new_and_when_it_changes(
    instance: dg.DagsterInstance, webhook: Webhook, tmp_path: Path
) -> None:
    ticks = Ticks(instance, tmp_path, webhook=webhook.address)
    for found in ("3 rows are odd", "3 rows are odd", "4 rows are odd"):
        dg.materialize([shares, warning(found)], instance=instance)
        ticks.tick()
    dg.materialize([shares, warning("none", passed=True)], instance=instance)
    ticks.tick()
    dg.materialize([shares, warning("4 rows are odd")], instance=instance)
    ticks.tick()
    assert ["3 rows" in webhook.texts[0], *("4 rows" in t for t in webhook.texts[1:])] == [True] * 3


def test_a_table_that_goes_stale_is_told_once(
    instance: dg.DagsterInstance, webhook: Webhook, tmp_path: Path
) -> None:
    dg.materialize([shares], instance=instance)
    ticks = Ticks(instance, tmp_path, webhook=webhook.address, also={"stale_after_hours": 1e-9})
    ticks.tick()
    (text,) = webhook.texts
    assert "Table shares is stale" in text


def test_documents_in_trouble_are_told_of_by_name_once(
    instance: dg.DagsterInstance, webhook: Webhook, tmp_path: Path
) -> None:
    good, bad, aside = "约有 84%的成员国答复。", "", "约有 231 000 000%的成员国答复。"
    texts = {"A_70_1-zh.txt": good, "A_70_2-zh.txt": bad, "A_70_3-zh.txt": aside}
    (tmp_path / "raw").mkdir()
    for name, text in texts.items():
        told = f"1. {text}\n" if text else ""
        (tmp_path / "raw" / name).write_text(told, encoding="utf-8")
    ticks = Ticks(instance, tmp_path / "outputs", webhook=webhook.address)

    def published() -> None:
        """As a run leaves it."""
        refresh(tmp_path / "raw", tmp_path / "outputs", check=False)
        instance.report_runless_asset_event(dg.AssetMaterialization("documents"))

    published()
    ticks.tick()
    (text,) = webhook.texts
    assert "2 documents are in trouble" in text
    assert "A_70_2-zh: could not be read: " in text
    assert "A_70_3-zh: 1 of its figures are set aside" in text
    assert "A_70_1-zh" not in text
    published()
    ticks.tick()
    assert len(webhook.texts) == 1
    (tmp_path / "raw" / "A_70_4-zh.txt").write_text("", encoding="utf-8")
    published()
    ticks.tick()
    assert "A_70_4-zh is in trouble" in webhook.texts[1]
    assert "A_70_2-zh" not in webhook.texts[1]


def test_a_sensor_that_fails_is_told_of_until_it_works_again(
    instance: dg.DagsterInstance, webhook: Webhook, tmp_path: Path
) -> None:
    ticks = Ticks(instance, tmp_path, webhook=webhook.address)
    origin = RemoteInstigatorOrigin(_REPOSITORY, "new_documents")
    state = InstigatorState(origin, InstigatorType.SENSOR, InstigatorStatus.RUNNING)
    instance.add_instigator_state(state)
    gone = "the folder is gone"
    told = []
    for failure in (None, gone, gone, None, gone):
        instance.create_tick(
            TickData(
                state.instigator_origin_id,
                state.instigator_name,
                InstigatorType.SENSOR,
                TickStatus.FAILURE if failure else TickStatus.SKIPPED,
                time.time(),
                selector_id=state.selector_id,
                error=SerializableErrorInfo(failure, [], None) if failure else None,
            )
        )
        ticks.tick()
        told.append(len(webhook.texts))
    assert told == [0, 1, 1, 1, 2]
    assert webhook.texts[0].startswith("*UN figures: new_documents fails*")
    assert "the folder is gone" in webhook.texts[0]


def test_a_check_is_told_of_in_plain_text(
    instance: dg.DagsterInstance, webhook: Webhook, tmp_path: Path
) -> None:
    ticks = Ticks(instance, tmp_path, webhook=webhook.address)
    finding = Finding("`value` is a share.", 1, ({"figure_id": "A_1_1-zh.1", "value": "1_2|3"},))
    report = TableReport("shares", 1, 1, warnings=(finding,))
    dg.materialize([shares, warning("1 warns.", findings=report.markdown())], instance=instance)
    ticks.tick()
    assert webhook.texts[0].splitlines()[3:] == [
        "1 warns.",
        "Warning: value is a share. (1 row)",
        "  figure_id: A_1_1-zh.1; value: 1_2|3",
    ]


def test_a_test_message_is_sent_by_a_command(
    webhook: Webhook, mailbox: tuple[Mailbox, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box, smtp = mailbox
    file = tmp_path / "settings.toml"
    monkeypatch.setenv("PIPELINE_SETTINGS", str(file))
    text = (
        f"[notify]\nwebhook = '{webhook.address}'\nmail_to = ['one@example.org']\nsmtp = '{smtp}'\n"
    )
    file.write_text(text)
    sent = CliRunner().invoke(main, ["settings", "--notify"])
    assert sent.exit_code == 0, sent.output
    assert "Test message" in webhook.texts[0]
    assert box.messages[0]["Subject"] == "[UN figures] Test message"
    assert "secret" not in sent.output  # part of the webhook's address
    webhook.status = 403
    refused = CliRunner().invoke(main, ["settings", "--notify"])
    assert refused.exit_code == 1
    assert "Not sent by webhook: " in refused.output
    assert "answered 403" in refused.output
    assert len(box.messages) == 2


def test_without_an_address_nothing_is_sent(instance: dg.DagsterInstance) -> None:
    for sensor in notifying_sensors(Settings(), [], []):
        assert sensor.default_status == dg.DefaultSensorStatus.STOPPED
        folders = Folders(raw=["raw"], outputs="outputs", shards=4)
        with dg.build_sensor_context(instance, resources={"folders": folders}) as context:
            skipped = sensor(context)
        assert isinstance(skipped, dg.SkipReason)
        assert "[notify]" in str(skipped.skip_message)
