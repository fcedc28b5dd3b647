"""What operators are sent, by a webhook and a mail server of this machine."""

from __future__ import annotations

import email
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from aiosmtpd.controller import Controller
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

from pipeline.errors import NotDelivered
from pipeline.orchestration.notices import notify_operators
from pipeline.settings import Settings

_REPOSITORY = RemoteRepositoryOrigin(RegisteredCodeLocationOrigin("un-figures"), "__repository__")


class Webhook:
    """Takes messages by POST, or refuses them while `status` says so."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.status = 200
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if hook.status == 200:
                    hook.texts.append(body["text"])
                self.send_response(hook.status)
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}/secret"


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    served = Webhook()
    threading.Thread(target=served.server.serve_forever, daemon=True).start()
    yield served
    served.server.shutdown()


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


def warning(found: str, *, passed: bool = False) -> dg.AssetChecksDefinition:
    """A check of `shares` that warns of something."""

    @dg.asset_check(name="shares", asset=shares)
    def check() -> dg.AssetCheckResult:
        return dg.AssetCheckResult(
            passed=passed, severity=dg.AssetCheckSeverity.WARN, description=found
        )

    return check


@dg.job
def broken() -> None:
    @dg.op
    def fails() -> None:
        raise ValueError("the disk is on fire")

    fails()


class Ticks:
    """The sensor, ticking again and again from where it was."""

    def __init__(self, instance: dg.DagsterInstance, **notify: Any) -> None:
        operating = notify.pop("also", {})
        settings = Settings.model_validate({"notify": notify, "operating": operating})
        keys = [dg.AssetCheckKey(dg.AssetKey("shares"), "shares")]
        self.sensor = notify_operators(settings, keys, ["shares"])
        self.instance = instance
        self.cursor: str | None = None
        self.tick()

    def tick(self) -> None:
        result = self.sensor(dg.build_sensor_context(self.instance, cursor=self.cursor))
        assert isinstance(result, dg.SensorResult)
        self.cursor = result.cursor


def test_a_failed_run_is_told_once_by_webhook_and_mail(
    instance: dg.DagsterInstance, webhook: Webhook, mailbox: tuple[Mailbox, str]
) -> None:
    box, smtp = mailbox
    ticks = Ticks(
        instance,
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


def test_what_could_not_be_delivered_is_sent_at_the_next_tick(
    instance: dg.DagsterInstance, webhook: Webhook
) -> None:
    ticks = Ticks(instance, webhook=webhook.address)
    broken.execute_in_process(instance=instance, raise_on_error=False)
    webhook.status = 503
    with pytest.raises(NotDelivered, match="answered 503") as refused:
        ticks.tick()
    assert "secret" not in str(refused.value)
    webhook.status = 200
    ticks.tick()
    assert len(webhook.texts) == 1


def test_a_warning_is_told_when_it_is_new_and_when_it_changes(
    instance: dg.DagsterInstance, webhook: Webhook
) -> None:
    ticks = Ticks(instance, webhook=webhook.address)
    for found in ("3 rows are odd", "3 rows are odd", "4 rows are odd"):
        dg.materialize([shares, warning(found)], instance=instance)
        ticks.tick()
    dg.materialize([shares, warning("none", passed=True)], instance=instance)
    ticks.tick()
    dg.materialize([shares, warning("4 rows are odd")], instance=instance)
    ticks.tick()
    assert ["3 rows" in webhook.texts[0], *("4 rows" in t for t in webhook.texts[1:])] == [True] * 3


def test_a_table_that_goes_stale_is_told_once(
    instance: dg.DagsterInstance, webhook: Webhook
) -> None:
    dg.materialize([shares], instance=instance)
    ticks = Ticks(instance, webhook=webhook.address, also={"stale_after_hours": 1e-9})
    ticks.tick()
    (text,) = webhook.texts
    assert "Table shares is stale" in text


def test_failed_ticks_of_a_sensor_are_told(instance: dg.DagsterInstance, webhook: Webhook) -> None:
    ticks = Ticks(instance, webhook=webhook.address)
    origin = RemoteInstigatorOrigin(_REPOSITORY, "new_documents")
    state = InstigatorState(origin, InstigatorType.SENSOR, InstigatorStatus.RUNNING)
    instance.add_instigator_state(state)
    for failure in ("the folder is gone", "the folder is gone"):
        instance.create_tick(
            TickData(
                state.instigator_origin_id,
                state.instigator_name,
                InstigatorType.SENSOR,
                TickStatus.FAILURE,
                time.time(),
                selector_id=state.selector_id,
                error=SerializableErrorInfo(failure, [], None),
            )
        )
    ticks.tick()
    ticks.tick()
    (text,) = webhook.texts
    assert text.startswith("*UN figures: 2 ticks of new_documents failed*")
    assert "the folder is gone" in text


def test_without_an_address_nothing_is_sent(instance: dg.DagsterInstance) -> None:
    sensor = notify_operators(Settings(), [], [])
    assert sensor.default_status == dg.DefaultSensorStatus.STOPPED
    skipped = sensor(dg.build_sensor_context(instance))
    assert isinstance(skipped, dg.SkipReason)
    assert "[notify]" in str(skipped.skip_message)
