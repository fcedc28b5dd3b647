"""The command `python -m benchmarks`: runs one benchmark by name, or all of them."""

from __future__ import annotations

import importlib
import pkgutil

import click

import benchmarks


def names() -> list[str]:
    """The names of all benchmarks."""
    modules = (module.name for module in pkgutil.iter_modules(benchmarks.__path__))
    return sorted(name for name in modules if not name.startswith("_"))


@click.command(context_settings={"allow_interspersed_args": False})
@click.argument("name", type=click.Choice(names()), required=False)
@click.argument("arguments", nargs=-1)
def main(name: str | None, arguments: tuple[str, ...]) -> None:
    """Run the benchmark NAME with ARGUMENTS (see `NAME --help`), or all benchmarks.

    `checks`, `cluster` and `fuzz` take long, and only run if you name them.
    """
    modules = {one: importlib.import_module(f"benchmarks.{one}") for one in names()}
    chosen = [name] if name else [n for n, m in modules.items() if not getattr(m, "ALONE", False)]
    for number, one in enumerate(chosen):
        click.echo(f"{'' if number == 0 else chr(10)}{one}")
        modules[one].main(arguments)


if __name__ == "__main__":
    main(prog_name="python -m benchmarks")
