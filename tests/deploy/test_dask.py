"""Several machines: scheduler and worker by the commands of their units, with certificates."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.dev_server import free_port
from machine import BIN
from units import SYSTEMD, service

READ = """
import sys
from pipeline.engines import engine
from pipeline.settings import EngineSettings
with engine(EngineSettings(kind="dask", address=sys.argv[1])) as reader:
    print(list(reader.map(len, ["four", "three"])))
"""

pytestmark = pytest.mark.slow


def commented_out() -> dict[str, str]:
    """The variables that somebody with several machines writes into the environment file."""
    text = (SYSTEMD / "dask.env").read_text(encoding="utf-8")
    return dict(re.findall(r"^#(DASK_\w+)=(.*)$", text, re.MULTILINE))


@pytest.fixture(scope="module")
def variables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """What a machine of the cluster has in its environment; scheduler and worker are up."""
    folder, port = tmp_path_factory.mktemp("tls"), str(free_port())
    certificate(folder)
    places = {"/etc/un-figures/tls": str(folder), "8786": port}
    told = {key: moved(value, places) for key, value in commented_out().items()}
    told |= {"PATH": "/usr/bin:/bin", "HOME": str(folder)}
    started = []
    try:
        for name in ("un-figures-dask-scheduler", "un-figures-dask-worker"):
            unit = service(name)
            [command] = unit.commands()
            for key in ("DASK_HOST", "DASK_SCHEDULER"):
                command = [word.replace(f"${{{key}}}", told[key]) for word in command]
            places |= {
                "/opt/un-figures/current/.venv/bin": str(BIN),
                "/var/lib/un-figures": str(folder),
            }
            with (folder / f"{name}.log").open("wb") as log:
                started.append(
                    subprocess.Popen(
                        [moved(word, places) for word in command],
                        env={**told, **unit.environment}, stderr=log,
                    )
                )  # fmt: skip
        yield told
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait()


def moved(text: str, places: dict[str, str]) -> str:
    for place, here in {**places, "10.0.0.1": "127.0.0.1", "10.0.0.2": "127.0.0.1"}.items():
        text = text.replace(place, here)
    return text


def certificate(folder: Path) -> None:
    """A certificate that is its own authority, as one machine of the cluster has it."""
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=machine"
    try:
        subprocess.run(
            [*command.split(), "-keyout", folder / "machine.key", "-out", folder / "machine.pem"],
            check=True, capture_output=True,
        )  # fmt: skip
    except FileNotFoundError:
        pytest.skip("openssl is not installed: `apt-get install openssl`")
    (folder / "ca.pem").write_bytes((folder / "machine.pem").read_bytes())


def read(address: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", READ, address],
        env=environment, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip


def test_a_run_reads_on_the_cluster(variables: dict[str, str]) -> None:
    done = read(variables["DASK_SCHEDULER"], variables)
    assert done.stdout.strip() == "[4, 5]", done.stderr


def test_whoever_has_no_certificate_is_refused(variables: dict[str, str]) -> None:
    bare = {key: value for key, value in variables.items() if not key.startswith("DASK_")}
    bare["DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT"] = "3s"
    for scheme in ("tcp", "tls"):
        done = read(variables["DASK_SCHEDULER"].replace("tls", scheme), bare)
        assert done.returncode != 0
        assert done.stdout == ""
