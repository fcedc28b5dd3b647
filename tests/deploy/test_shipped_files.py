"""The files of deploy/ keep to their formats, and name what is there."""

from __future__ import annotations

import contextlib
import functools
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from importlib.metadata import entry_points
from pathlib import Path
from unittest import mock

import pytest
import yaml
from machine import BIN, ROOT, machine
from units import (
    COMMON,
    DEPLOY,
    SERVICES,
    SYSTEMD,
    by_hand,
    folders,
    owners,
    service,
    snake_all,
    users,
    variables,
)

from pipeline.orchestration.schedules import all_schedules
from pipeline.orchestration.sensors import new_documents
from pipeline.release import provenance
from pipeline.release.contents import Version
from pipeline.settings import Settings

GUIDE = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
HELM = yaml.safe_load((DEPLOY / "helm-values.yaml").read_text(encoding="utf-8"))
DASK = list(yaml.safe_load_all((DEPLOY / "kubernetes" / "dask.yaml").read_text(encoding="utf-8")))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCATION = PROJECT["tool"]["dagster"]["code_location_name"]
MODULE = PROJECT["tool"]["dagster"]["module_name"]


# -- commands --------------------------------------------------------------------------------------


def unit_commands() -> dict[str, list[str]]:
    keys = ("ExecStartPre", "ExecStart")
    return {f"{n}/{k}": c for n in SERVICES for k in keys for c in service(n).commands(k)}


def container_commands() -> dict[str, list[str]]:
    told = {f"compose/{n}": s["command"] for n, s in COMPOSE["services"].items() if "command" in s}
    [code] = HELM["dagster-user-deployments"]["deployments"]
    port = ["--port", str(code["port"])]
    told["helm/code"] = ["dagster", "api", "grpc", *port, *code["dagsterApiGrpcArgs"]]
    for manifest in DASK:
        if manifest["kind"] == "Deployment":
            [container] = manifest["spec"]["template"]["spec"]["containers"]
            told[f"kubernetes/{container['name']}"] = container["args"]
    return told


def told_commands() -> dict[str, list[str]]:
    """The commands that the guides tell an operator to run by hand."""
    by_compose = "docker compose -f deploy/compose.yaml exec code "
    in_project = "DAGSTER_HOME=$PWD uv run "
    starts = {"systemd": "as_service ", "compose": by_compose, "project": in_project}
    told = {
        f"{place} by hand/{line.removeprefix(start)}": shlex.split(line.removeprefix(start))
        for place, start in starts.items()
        for line in (GUIDE + OPERATING).splitlines() if line.startswith(start)
    }  # fmt: skip
    assert len(told) == 11
    return told


COMMANDS = {**unit_commands(), **container_commands(), **told_commands()}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_the_projects_and_has_these_options(name: str) -> None:
    program, *words = COMMANDS[name]
    at = next(
        (i for i, word in enumerate(words) if word.startswith("--") or ":" in word), len(words)
    )
    if "${" in "".join(words[:at]):
        at -= 1
    options = {word for word in words if word.startswith("--")}
    assert options <= options_of(Path(program).name, *words[:at])


def test_what_is_switched_on_by_hand_is_there() -> None:
    settings = Settings()
    named = {
        "schedule": {schedule.name for schedule in all_schedules(settings)},
        "sensor": {new_documents(settings).name},
    }
    started = [words[1:4:2] for words in COMMANDS.values() if words[2:3] == ["start"]]
    switched = [(kind, name) for kind, name in started if kind in named]
    assert len(switched) == 5
    assert [(kind, name) for kind, name in switched if name not in named[kind]] == []


@functools.cache
def options_of(*command: str) -> set[str]:
    program, *words = command
    [script] = entry_points(group="console_scripts", name=program)
    shown = io.StringIO()
    with (
        mock.patch.object(sys, "argv", [program, *words, "--help"]),
        mock.patch.object(os, "_exit", sys.exit),
        contextlib.redirect_stdout(shown),
        pytest.raises(SystemExit) as ended,
    ):
        script.load()()
    assert not ended.value.code
    return set(re.findall(r"--[a-z][a-z-]*", shown.getvalue()))


def test_the_code_has_the_name_and_module_that_the_ui_knows_from_development() -> None:
    for file in (SYSTEMD / "workspace.yaml", DEPLOY / "workspace.yaml"):
        [server] = yaml.safe_load(file.read_text(encoding="utf-8"))["load_from"]
        assert server["grpc_server"]["location_name"] == LOCATION
    served = [words for words in COMMANDS.values() if "--module-name" in words]
    assert len(served) == 3
    for words in served:
        assert words[words.index("--module-name") + 1] == MODULE
        assert words[words.index("--location-name") + 1] == LOCATION


@pytest.mark.parametrize("name", [n for n in COMMANDS if "dagster-webserver" in COMMANDS[n][0]])
def test_the_ui_is_reached_from_its_own_machine_only(name: str) -> None:
    words = COMMANDS[name]
    host = words[words.index("--host") + 1]
    if name.startswith("compose/"):
        ports = COMPOSE["services"][name.removeprefix("compose/")]["ports"]
        assert all(port.startswith("127.0.0.1:") for port in ports)
    else:
        assert host == "127.0.0.1"


def test_nothing_but_the_ui_has_a_port_outside_the_containers() -> None:
    open_ = {name for name, service in COMPOSE["services"].items() if "ports" in service}
    assert open_ == {"web", "viewer"}
    assert HELM["ingress"]["enabled"] is False
    assert HELM["dagsterWebserver"]["service"]["type"] == "ClusterIP"


# -- units -----------------------------------------------------------------------------------------


def test_units_keep_to_what_systemd_knows(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed: `apt-get install systemd`")
    for file in SYSTEMD.glob("*.service"):
        text = file.read_text(encoding="utf-8").replace(
            "/opt/un-figures/current/.venv/bin", str(BIN)
        )
        (tmp_path / file.name).write_text(text)
    for folder in SYSTEMD.glob("*.service.d"):
        shutil.copytree(folder, tmp_path / folder.name)
    for name in SERVICES:
        done = systemd("verify", f"{name}.service", folder=tmp_path)
        assert (done.returncode, done.stdout + done.stderr) == (0, "")
        exposed = systemd(
            "security", "--offline=yes", "--threshold=20", f"{name}.service", folder=tmp_path
        )
        assert exposed.returncode == 0, exposed.stdout


def systemd(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin", "SYSTEMD_UNIT_PATH": f"{folder}:"}
    return subprocess.run(
        ["systemd-analyze", *words], env=environment, capture_output=True, text=True, check=False
    )


def test_units_use_folders_and_files_that_the_guide_makes() -> None:
    for name in SERVICES:
        unit = service(name)
        assert {*written_by(name), *unit.values["WorkingDirectory"]} <= set(folders())
        assert unit.environment["DAGSTER_HOME"] in folders()
        for file in unit.values["EnvironmentFile"]:
            assert (SYSTEMD / Path(file).name).is_file()
            assert Path(file).parent == Path("/etc/un-figures")
    for used in ("*.env", "settings.toml", "workspace.yaml"):
        assert re.search(rf"{re.escape(used)} .*/etc/un-figures/", GUIDE)


def written_by(name: str) -> set[str]:
    """The folders that a service may write to."""
    return {
        place for line in service(name).values.get("ReadWritePaths", []) for place in line.split()
    }


DAGSTERS_UI = ("un-figures-daemon", "un-figures-web", "un-figures-viewer")


@pytest.mark.parametrize("name", [*DAGSTERS_UI, "un-figures-dask-scheduler"])
def test_what_reads_no_documents_sees_none_and_writes_nowhere(name: str) -> None:
    assert written_by(name) == set()
    assert service(name).values["TemporaryFileSystem"] == ["/srv/un-figures:ro"]
    files = {Path(file).name for file in service(name).values["EnvironmentFile"]}
    assert "pipeline.env" not in files
    if name in DAGSTERS_UI:  # neither may it read the variables of the code's process
        assert service(name).values["User"] != service("un-figures-code").values["User"]


def test_every_service_has_a_limit_of_memory_that_takes_no_run_along() -> None:
    for name in SERVICES:
        assert service(name).values["MemoryMax"]
    reading = [service("un-figures-code"), service("un-figures-dask-worker"), by_hand()]
    assert {unit.values["OOMPolicy"][0] for unit in reading} == {"continue"}


def test_a_command_by_hand_has_what_the_code_has() -> None:
    for key in ("User", "Group", "EnvironmentFile", "ReadWritePaths", "MemoryMax", "OOMPolicy"):
        assert by_hand().values[key] == service("un-figures-code").values[key]


def test_systemd_makes_the_user_and_the_folders(tmp_path: Path) -> None:
    if shutil.which("systemd-tmpfiles") is None or os.geteuid() != 0:
        pytest.skip("needs systemd-tmpfiles (`apt-get install systemd`) and root")
    (tmp_path / "etc").mkdir()
    for command in (["systemd-sysusers"], ["systemd-tmpfiles", "--create"]):
        file = SYSTEMD / f"{command[0].removeprefix('systemd-')}.conf"
        subprocess.run([*command, f"--root={tmp_path}", file], check=True)
    numbers, groups = (
        {fields[0]: int(fields[2]) for line in lines.splitlines() if (fields := line.split(":"))}
        for lines in (
            (tmp_path / "etc" / name).read_text(encoding="utf-8") for name in ("passwd", "group")
        )
    )
    for folder, mode in folders().items():
        made = (tmp_path / folder[1:]).stat()
        user, group = owners()[folder]
        assert made.st_mode & 0o7777 == mode
        assert made.st_uid == numbers.get(user, 0)
        assert made.st_gid == groups.get(group, 0)
    members = (tmp_path / "etc" / "group").read_text(encoding="utf-8")
    [ui] = re.findall(r"^un-figures-ui:.*:([^:\n]*)$", members, re.MULTILINE)
    assert set(ui.split(",")) == {user for user, others in users().items() if others}


def test_commands_by_hand_are_run_as_services_are(tmp_path: Path) -> None:
    [block] = re.findall(r"^(as_service\(\) .+?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    said = tmp_path / "said"
    stub = tmp_path / "systemd-run"
    stub.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$*\" >> {said}\n", encoding="utf-8")
    stub.chmod(0o755)
    subprocess.run(["sh", "-ec", block], env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, check=True)
    lines = said.read_text(encoding="utf-8").splitlines()
    commands = [name.split("/", 1)[1] for name in COMMANDS if name.startswith("systemd by hand/")]
    options = "--unit=un-figures-by-hand --quiet --pipe --wait --collect"
    place = "/opt/un-figures/current/.venv/bin"
    assert lines == [f"{options} {place}/{command}" for command in commands]
    # The drop-in is for all names that begin with that of its folder.
    assert "un-figures-by-hand".startswith(COMMON.parent.name.removesuffix(".service.d"))
    assert "Restart" not in by_hand().values  # a command that has ended is not run again
    assert all(service(name).values["Restart"] == ["always"] for name in SERVICES)


@pytest.mark.slow
def test_a_command_by_hand_finds_what_the_services_use() -> None:
    with machine() as made:
        listed = made.run([f"{BIN}/pipeline", "list"])
        assert listed.returncode == 0, listed.stderr
        assert "SAMPLE_2026_100-en" in listed.stdout
        made.path("/etc/un-figures/settings.toml").write_text("[engine]\nkind = 'steam'\n")
        refused = made.run([f"{BIN}/pipeline", "run"])
        assert "engine.kind" in refused.stderr


def test_only_documents_come_from_others_than_the_pipeline() -> None:
    assert [folder for folder, mode in folders().items() if mode & 0o022] == ["/srv/un-figures/raw"]
    assert all(service(name).values["UMask"] == ["0022"] for name in SERVICES)


# -- Dagster's storage, secrets, versions ----------------------------------------------------------


def named_in_instance() -> set[str]:
    text = (DEPLOY / "dagster.yaml").read_text(encoding="utf-8")
    return set(re.findall(r"env: (\w+)", text))


def test_everything_that_the_instance_reads_is_in_the_environment() -> None:
    for file in ("dagster.env", "viewer.env"):
        assert named_in_instance() == set(variables(SYSTEMD / file))
    for name in ("migrate", "code", "daemon", "web", "viewer"):
        assert named_in_instance() <= set(COMPOSE["services"][name]["environment"])


def named_of_a_bucket() -> set[str]:
    # A profile stands in files of the user's home, which a container has not.
    return set(re.findall(r"AWS_[A-Z_]+", OPERATING)) - {"AWS_PROFILE"}


def test_everything_that_a_bucket_needs_reaches_the_processes_that_read() -> None:
    named = named_of_a_bucket()
    assert {"AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL", "AWS_SESSION_TOKEN"} <= named
    for name in ("code", "worker"):
        told = COMPOSE["services"][name]["environment"]
        assert {key: told.get(key, "is not there") for key in named} == dict.fromkeys(named)
    offered = re.findall(r"^#(AWS_\w+)=$", (SYSTEMD / "pipeline.env").read_text(), re.MULTILINE)
    assert set(offered) == named
    [code] = HELM["dagster-user-deployments"]["deployments"]
    text = (DEPLOY / "helm-values.yaml").read_text(encoding="utf-8")
    assert {one["name"] for one in code["env"]} | set(re.findall(r"AWS_\w+", text)) >= named


def test_containers_that_read_no_documents_have_no_key_and_no_volume_of_them() -> None:
    of_documents = {"raw", "outputs", "reports"}
    for name in ("postgres", "migrate", "daemon", "web", "viewer", "scheduler"):
        container = COMPOSE["services"][name]
        told = set(container["environment"])
        assert told & {*named_of_a_bucket(), "PIPELINE_SMTP_PASSWORD"} == set(), name
        assert {mount.split(":")[0] for mount in container["volumes"]} & of_documents == set(), name
    for name in ("web", "viewer"):  # they show what steps print
        assert "logs:/var/lib/un-figures/dagster/storage:ro" in COMPOSE["services"][name]["volumes"]
    passwords = [
        COMPOSE["services"][name]["environment"]["DAGSTER_POSTGRES_PASSWORD"]
        for name in ("web", "viewer")
    ]
    assert len(set(passwords)) == 2
    for name in ("scheduler", "worker"):
        assert named_in_instance() & set(COMPOSE["services"][name]["environment"]) == set()


def test_containers_have_limits_of_memory_and_of_logs_and_time_to_stop() -> None:
    for name, container in COMPOSE["services"].items():
        assert container["mem_limit"], name
        assert set(container["logging"]["options"]) == {"max-size", "max-file"}, name
    [seconds] = service("un-figures-code").values["TimeoutStopSec"]
    assert COMPOSE["services"]["code"]["stop_grace_period"] == f"{int(seconds) // 60}m"


def test_the_compose_file_keeps_to_the_compose_specification() -> None:
    done = subprocess.run(
        [BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", DEPLOY / "compose.yaml"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_no_file_holds_a_secret() -> None:
    secret = re.compile(r"(?:PASSWORD|SECRET_ACCESS_KEY)[ \t]*[=:][ \t]*(\S+)")
    for file in (path for path in DEPLOY.rglob("*") if path.is_file()):
        told = secret.findall(file.read_text(encoding="utf-8"))
        assert [value for value in told if not re.match(r"…|\$\{|\w+_PASSWORD\}", value)] == [], (
            file
        )


def test_kubernetes_keeps_to_the_instance_of_other_servers() -> None:
    instance = yaml.safe_load((DEPLOY / "dagster.yaml").read_text(encoding="utf-8"))
    del instance["storage"]  # the chart's is `postgresql`
    del instance["run_launcher"]  # a pod a run
    chart = snake_all({**HELM, **HELM["dagsterDaemon"], **HELM["additionalInstanceConfig"]})
    for section in ("concurrency", "retention"):
        assert chart[section].pop("enabled") is True  # of the chart alone
    assert {section: chart.get(section) for section in instance} == instance


def test_images_and_the_chart_have_the_versions_of_the_project() -> None:
    version = PROJECT["project"]["version"]
    [code] = HELM["dagster-user-deployments"]["deployments"]
    assert code["image"]["tag"] == version
    assert COMPOSE["x-service"]["image"] == f"un-figures:${{UN_FIGURES_VERSION:-{version}}}"
    images = {
        container["image"]
        for manifest in DASK if manifest["kind"] == "Deployment"
        for container in manifest["spec"]["template"]["spec"]["containers"]
    }  # fmt: skip
    assert images == {f"{code['image']['repository']}:{version}"}
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    [dagster] = [package["version"] for package in lock["package"] if package["name"] == "dagster"]
    text = (DEPLOY / "helm-values.yaml").read_text(encoding="utf-8")
    assert re.findall(r"--version (\S+)", text) == [dagster]


def test_an_image_is_made_of_files_that_are_there() -> None:
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", dockerfile, re.MULTILINE)
    names = {name for line in copied for name in line.split()}
    assert {"pyproject.toml", "uv.lock", "pipeline", "expectations"} <= names
    let_in = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8")
    for name in names:
        assert (ROOT / name).exists()
        assert f"!{name}\n" in let_in


def test_a_volume_belongs_to_the_user_of_the_services() -> None:
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    [made] = re.findall(r"install -d -o un-figures -g un-figures([^&]+?)\nUSER", dockerfile)
    mounts = {
        mount.split(":")[1]
        for container in COMPOSE["services"].values() if container["image"].startswith("un-figures")
        for mount in container["volumes"] if not mount.startswith(".")
    }  # fmt: skip
    assert "/srv/un-figures/raw" in mounts
    assert mounts <= set(made.split())


def test_containers_mount_files_that_are_there_over_volumes_that_are_declared() -> None:
    for name, container in COMPOSE["services"].items():
        for mount in container.get("volumes", []):
            source = mount.split(":")[0]
            if source.startswith("."):
                assert (DEPLOY / source).is_file(), f"{name}: {source}"
            else:
                assert source in COMPOSE["volumes"], f"{name}: {source}"
        for other in container.get("depends_on", []):
            assert other in COMPOSE["services"]


# -- the guide -------------------------------------------------------------------------------------


def test_the_guide_names_files_that_are_there() -> None:
    written = {"deploy/.env"}  # by whoever follows it
    named = set(re.findall(r"deploy/[\w./-]*[\w]", GUIDE)) - written
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", GUIDE)
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []


def test_the_guide_names_every_service() -> None:
    told = set(re.findall(r"un-figures-[a-z-]+[a-z]", GUIDE))
    assert set(SERVICES) <= told


def test_a_release_made_in_a_container_names_the_commit_of_its_image(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [variable] = re.findall(
        r"^ENV (\w+)=\$COMMIT$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE
    )
    monkeypatch.setattr(provenance, "_ROOT", tmp_path)  # without .git, as the image is
    version = Version(date(2026, 11, 25), 1)
    assert provenance.provenance(version, [])["commit"] is None
    monkeypatch.setenv(variable, "0123abc")
    assert provenance.provenance(version, [])["commit"] == "0123abc"
