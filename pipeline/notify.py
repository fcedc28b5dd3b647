"""Sends messages to the people who run this: to a webhook, by mail, or both."""

from __future__ import annotations

import os
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from pipeline.errors import NotDelivered
from pipeline.settings import NotifySettings

PASSWORD_VARIABLE = "PIPELINE_SMTP_PASSWORD"  # noqa: S105 -- the name of a variable
#: Seconds for a connection and for each answer.
_TIMEOUT = 20
#: Characters of a message; services cut or refuse longer ones.
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


def send(notices: Sequence[Notice], settings: NotifySettings) -> None:
    """Sends notices, all in one message.

    Raises:
        NotDelivered: the webhook or the mail server did not take it; the error says why.
    """
    if not notices:
        return
    subject = notices[0].title if len(notices) == 1 else f"{len(notices)} notices"
    text = "\n\n".join(_as_text(notice, settings.ui) for notice in notices)
    if settings.webhook:
        _post(settings.webhook, f"*UN figures: {subject}*\n\n{text}"[:_LONGEST])
    if settings.mail_to:
        _mail(subject, text, settings)


def _as_text(notice: Notice, ui: str | None) -> str:
    link = f"\n{ui.rstrip('/')}{notice.path}" if ui else ""
    return f"{notice.title}\n{notice.text.strip()}{link}"


def _post(address: str, text: str) -> None:
    """Posts `{"text": …}`, which Slack, Mattermost, Rocket.Chat, Google Chat and Teams take."""
    import httpx

    try:
        answer = httpx.post(address, json={"text": text}, timeout=_TIMEOUT)
    except httpx.HTTPError as problem:
        raise NotDelivered(_host(address), type(problem).__name__) from problem
    if not answer.is_success:
        raise NotDelivered(_host(address), f"it answered {answer.status_code}")


def _mail(subject: str, text: str, settings: NotifySettings) -> None:
    server = urlsplit(settings.smtp)
    message = EmailMessage()
    message["Subject"] = f"[UN figures] {subject}"
    message["From"] = settings.mail_from
    message["To"] = ", ".join(settings.mail_to)
    message.set_content(text)
    connect = smtplib.SMTP_SSL if server.scheme == "smtps" else smtplib.SMTP
    try:
        with connect(server.hostname or "", server.port or 0, timeout=_TIMEOUT) as smtp:
            if server.scheme == "smtp+starttls":
                smtp.starttls()
            if server.username:
                smtp.login(unquote(server.username), os.environ.get(PASSWORD_VARIABLE, ""))
            smtp.send_message(message)
    except (OSError, smtplib.SMTPException) as problem:
        raise NotDelivered(_host(settings.smtp), str(problem)) from problem


def _host(address: str) -> str:
    """Host and port alone: an address of a webhook is itself a secret."""
    parts = urlsplit(address)
    return f"{parts.hostname}" if parts.port is None else f"{parts.hostname}:{parts.port}"
