"""Sends messages to the people who run this: to a webhook, or by mail."""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from pipeline.errors import NotDelivered
from pipeline.settings import NotifySettings

PASSWORD_VARIABLE = "PIPELINE_SMTP_PASSWORD"  # noqa: S105 -- the name of a variable
#: Seconds for a connection and for each answer.
_TIMEOUT = 20
#: Characters of a message to a webhook; services cut or refuse longer ones.
_LONGEST = 3000


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that somebody should know.

    Attributes:
        title: one line.
        text: what happened and what to do, in plain text.
        path: of the page in the UI that shows it, such as `/runs/…`.
    """

    title: str
    text: str
    path: str = "/"


#: Sends some notices in one message, or raises `NotDelivered`.
Send = Callable[[Sequence[Notice], NotifySettings], None]


def channels(settings: NotifySettings) -> dict[str, Send]:
    """The channels that are configured: `webhook`, `mail`, both or none."""
    is_set = {"webhook": settings.webhook is not None, "mail": bool(settings.mail_to)}
    return {name: send for name, send in CHANNELS.items() if is_set[name]}


def post(notices: Sequence[Notice], settings: NotifySettings) -> None:
    """Posts `{"text": …}`, which Slack, Mattermost, Rocket.Chat, Google Chat and Teams take.

    Raises:
        NotDelivered: the webhook did not take it; the error says why.
    """
    import httpx

    assert settings.webhook is not None
    address = settings.webhook.get_secret_value()
    text = f"*UN figures: {_subject(notices)}*\n\n{_text(notices, settings)}"
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST - 1]}…"
    try:
        answer = httpx.post(address, json={"text": text}, timeout=_TIMEOUT)
    except httpx.HTTPError as problem:
        raise NotDelivered(_host(address), type(problem).__name__) from problem
    if not answer.is_success:
        raise NotDelivered(_host(address), f"it answered {answer.status_code}")


def mail(notices: Sequence[Notice], settings: NotifySettings) -> None:
    """Sends a mail to all addresses.

    Raises:
        NotDelivered: the mail server did not take it; the error says why.
    """
    server = urlsplit(settings.smtp)
    message = EmailMessage()
    message["Subject"] = f"[UN figures] {_subject(notices)}"
    message["From"] = settings.mail_from
    message["To"] = ", ".join(settings.mail_to)
    message.set_content(_text(notices, settings))
    try:
        with _connected(server.scheme, server.hostname or "", server.port or 0) as smtp:
            if server.username:
                smtp.login(unquote(server.username), os.environ.get(PASSWORD_VARIABLE, ""))
            smtp.send_message(message)
    except (OSError, smtplib.SMTPException) as problem:
        raise NotDelivered(_host(settings.smtp), str(problem)) from problem


CHANNELS: dict[str, Send] = {"webhook": post, "mail": mail}


def _connected(scheme: str, host: str, port: int) -> smtplib.SMTP:
    """A connection that, unless it is plain, checks the certificate; smtplib's own does not."""
    secure = ssl.create_default_context()
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=_TIMEOUT, context=secure)
    smtp = smtplib.SMTP(host, port, timeout=_TIMEOUT)
    if scheme == "smtp+starttls":
        try:
            smtp.starttls(context=secure)
        except BaseException:
            smtp.close()
            raise
    return smtp


def _subject(notices: Sequence[Notice]) -> str:
    return notices[0].title if len(notices) == 1 else f"{len(notices)} notices"


def _text(notices: Sequence[Notice], settings: NotifySettings) -> str:
    return "\n\n".join(_as_text(notice, settings.ui) for notice in notices)


def _as_text(notice: Notice, ui: str | None) -> str:
    link = f"\n{ui.rstrip('/')}{notice.path}" if ui else ""
    return f"{notice.title}\n{notice.text.strip()}{link}"


def _host(address: str) -> str:
    """Host and port alone: an address of a webhook is itself a secret."""
    parts = urlsplit(address)
    return f"{parts.hostname}" if parts.port is None else f"{parts.hostname}:{parts.port}"
