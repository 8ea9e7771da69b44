"""A mail as bytes → what the server says of it: sent, put off, or refused, known to the moment it is taken."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from pipeline.deliver.secrets import access_token, read_secret
from pipeline.errors import UsageError
from pipeline.model import Post


TIMEOUT_S = 60
DOT = re.compile(rb"^\.", re.MULTILINE)
TOO_LARGE = (523, 552)
POLICY = re.compile(
    r"^5\d\d (?:5\.7\.|relay|auth)", re.IGNORECASE
)  # about us, not about the address (RFC 3463)
Outcome = Literal["sent", "later", "refused"]


class DownError(Exception):
    """The server cannot be reached, or does not let us in: nothing more is sent in this run."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said."""

    outcome: Outcome
    why: str = ""


class Channel:
    """A connection to a server, made when the first mail goes and made anew when it was lost."""

    def __init__(self, post: Post, home: Path) -> None:
        self._post, self._home = post, home
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def limit_bytes(self) -> int | None:
        """Return how large a mail the server takes, when it says so."""
        told = self._connected().esmtp_features.get("size", "")
        return int(told) if told.isdecimal() and int(told) else None

    def send(self, sender: str, to: str, content: bytes, at_the_end: Callable[[], None]) -> Answer:
        """Send one mail to one address; `at_the_end` is called when all but the last line is over there."""
        smtp = self._connected()
        try:
            answer = self._envelope(smtp, sender, to, len(content))
            if answer is not None:
                smtp.rset()
                return answer
            code, text = smtp.docmd("data")
            if code != 354:
                smtp.rset()
                return _judged(code, text)
            smtp.send(DOT.sub(b"..", content) + (b"" if content.endswith(b"\r\n") else b"\r\n"))
            at_the_end()
            smtp.send(b".\r\n")  # only now the server takes it
            return _judged(*smtp.getreply())
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            smtp.close()
            self._smtp = None
            raise DownError(_reason(error)) from error

    def _envelope(self, smtp: smtplib.SMTP, sender: str, to: str, size: int) -> Answer | None:
        options = [f"size={size}"] if smtp.has_extn("size") else []
        code, text = smtp.mail(sender, options)
        if code != 250 and code not in TOO_LARGE:
            raise DownError(f"it takes no mail from {sender}: {_judged(code, text).why}")
        if code == 250:
            code, text = smtp.rcpt(to)
        return None if code in (250, 251) else _judged(code, text)

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is None:
            try:
                self._smtp = self._connect()
            except UsageError as error:  # a secret that is not there stops the mail, not the run
                raise DownError(str(error)) from error
            except (smtplib.SMTPException, OSError) as error:
                raise DownError(_reason(error)) from error
        return self._smtp

    def _connect(self) -> smtplib.SMTP:
        post = self._post
        safely = ssl.create_default_context()
        smtp = (
            smtplib.SMTP_SSL(post.host, post.port, timeout=TIMEOUT_S, context=safely)
            if post.security == "tls"
            else smtplib.SMTP(post.host, post.port, timeout=TIMEOUT_S)
        )
        try:
            if post.security == "starttls":
                smtp.starttls(context=safely)
            smtp.ehlo_or_helo_if_needed()
            self._log_in(smtp)
        except BaseException:
            _end(smtp)
            raise
        return smtp

    def _log_in(self, smtp: smtplib.SMTP) -> None:
        user = self._post.user
        if user is None:
            return
        if self._post.oauth2:
            token = access_token(read_secret(self._post.oauth2, self._home))
            smtp.auth("XOAUTH2", lambda challenge=None: _xoauth2(user, token, challenge))
        elif self._post.password:
            smtp.login(user, read_secret(self._post.password, self._home))

    def _leave(self) -> None:
        if self._smtp is not None:
            _end(self._smtp)
            self._smtp = None


def _end(smtp: smtplib.SMTP) -> None:
    try:
        smtp.quit()
    except (smtplib.SMTPException, OSError):  # it has all it should have
        smtp.close()


def _xoauth2(user: str, token: str, challenge: bytes | None) -> str:
    """Answer as Google and Microsoft want it; a challenge after that is their refusal, told by the next reply."""
    return "" if challenge else f"user={user}\x01auth=Bearer {token}\x01\x01"


def _judged(code: int, text: bytes) -> Answer:
    why = f"{code} {' '.join(text.decode('utf-8', 'replace').split())}"
    if 200 <= code < 300:
        return Answer("sent", why)
    is_final = 500 <= code < 600 and not POLICY.match(why)
    return Answer("refused" if is_final else "later", why)


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"the user name or password is wrong ({error.smtp_code})"
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return f"{error.smtp_code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate cannot be trusted: {error.verify_message}"
    return f"{error}" or type(error).__name__
