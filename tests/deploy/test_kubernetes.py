"""What Kubernetes is given keeps to its schemas, and what steps of its runs print is kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import boto3
import dagster as dg
import pytest
import yaml
from dagster._core.instance_for_test import instance_for_test
from servers import Storage
from units import DEPLOY, snake_all

HELM = yaml.safe_load((DEPLOY / "helm-values.yaml").read_text(encoding="utf-8"))
DASK = list(yaml.safe_load_all((DEPLOY / "kubernetes" / "dask.yaml").read_text(encoding="utf-8")))
[CODE] = HELM["dagster-user-deployments"]["deployments"]
IMAGE = f"{CODE['image']['repository']}:{CODE['image']['tag']}"


def check(manifest: dict[str, Any]) -> None:
    import kubernetes_validate

    kubernetes_validate.validate(manifest, kubernetes_validate.latest_version(), strict=True)


@pytest.mark.parametrize("manifest", DASK, ids=lambda m: f"{m['kind']} {m['metadata']['name']}")
def test_manifests_keep_to_the_schemas_of_kubernetes(manifest: dict[str, Any]) -> None:
    check(manifest)


def test_the_job_of_a_run_does_too() -> None:
    import kubernetes
    from dagster_k8s.job import (
        DagsterK8sJobConfig,
        UserDefinedDagsterK8sConfig,
        construct_dagster_k8s_job,
    )

    told = HELM["runLauncher"]["config"]["k8sRunLauncher"]
    job = construct_dagster_k8s_job(
        DagsterK8sJobConfig(
            job_image=IMAGE,
            dagster_home="/opt/dagster/dagster_home",
            image_pull_policy=told["imagePullPolicy"],
            env_secrets=[secret["name"] for secret in CODE["envSecrets"]],
            volumes=CODE["volumes"],
            volume_mounts=CODE["volumeMounts"],
        ),
        ["dagster", "api", "execute_run"],
        "run",
        UserDefinedDagsterK8sConfig.from_dict(snake_all(told["runK8sConfig"])),
    )
    manifest = kubernetes.client.ApiClient().sanitize_for_serialization(job)
    check(manifest)
    [container] = manifest["spec"]["template"]["spec"]["containers"]
    limits = told["runK8sConfig"]["containerConfig"]["resources"]["limits"]
    assert container["resources"]["limits"] == limits
    assert container["envFrom"] == [{"secretRef": {"name": "un-figures"}}]


@pytest.mark.parametrize(
    "values", [CODE, HELM["dagsterWebserver"], HELM["dagsterDaemon"]], ids=["code", "web", "daemon"]
)
def test_pods_are_made_of_what_kubernetes_knows(values: dict[str, Any]) -> None:
    """The parts that the chart copies into a pod as they are."""
    copied = ("env", "resources", "securityContext", "volumeMounts")
    container = {"name": "it", "image": IMAGE, **{k: values[k] for k in copied if k in values}}
    container["envFrom"] = [{"secretRef": secret} for secret in values.get("envSecrets", [])]
    spec = {"containers": [container], "volumes": values.get("volumes", [])}
    spec["securityContext"] = values.get("podSecurityContext", {})
    check({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "it"}, "spec": spec})


def test_keys_of_documents_are_the_codes_alone() -> None:
    named = {
        part: {secret["name"] for secret in HELM[part].get("envSecrets", [])}
        for part in ("dagsterWebserver", "dagsterDaemon")
    }
    assert named == {"dagsterWebserver": {"un-figures-logs"}, "dagsterDaemon": set()}


@dg.op
def says_something() -> None:
    print("Bonjour")


@dg.job
def speaking() -> None:
    says_something()


@pytest.mark.usefixtures("storage")
def test_the_ui_shows_what_a_step_printed_in_a_pod_that_is_gone(
    storage: Storage, tmp_path: Path
) -> None:
    config = snake_all(HELM["computeLogManager"]["config"]["s3ComputeLogManager"])
    boto3.client("s3", endpoint_url=storage.endpoint).create_bucket(Bucket=config["bucket"])

    def logs(place: str) -> dict[str, Any]:
        told = {**config, "local_dir": str(tmp_path / place)}
        kind = HELM["computeLogManager"]["type"]
        return {"compute_logs": {"module": "dagster_aws.s3", "class": kind, "config": told}}

    with instance_for_test(overrides=logs("pod")) as pod:
        run = speaking.execute_in_process(instance=pod)
        [captured] = [
            event.logs_captured_data for event in run.all_events
            if event.event_type is dg.DagsterEventType.LOGS_CAPTURED
        ]  # fmt: skip
        key = [run.run_id, "compute_logs", captured.file_key]
    with instance_for_test(overrides=logs("web")) as web:
        shown = web.compute_log_manager.get_log_data(key)
        assert shown.stdout == b"Bonjour\n"
