"""Import a package's public names when they are first used (PEP 562)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def attach(
    package: str, names: Mapping[str, str], *, eager: tuple[str, ...] = ()
) -> tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]:
    """Return ``__getattr__``, ``__dir__`` and ``__all__`` for a package.

    Parameters
    ----------
    package
        The package's ``__name__``.
    names
        Public name → submodule that defines it; an empty string means that
        the name *is* a submodule.
    eager
        Public names the package has already imported itself.

    Raises
    ------
    ValueError
        For a name that is also the name of its submodule: importing that
        submodule would hide it.  Import such a name eagerly instead.
    AttributeError
        From ``__getattr__``, for a name that is not public.

    Examples
    --------
    >>> get, _, public = attach("ketamine_viz.stage", {"theme": ""})
    >>> public, get("theme").__name__
    (['theme'], 'ketamine_viz.stage.theme')
    """
    hidden = [name for name, home in names.items() if name == home]
    if hidden:
        raise ValueError(f"names {hidden} of {package} are also submodules; allowed: import them eagerly")

    def get(name: str) -> Any:
        if name not in names:
            raise AttributeError(
                f"module {package!r} has no attribute {name!r}; public: {', '.join(sorted(names))}"
            )
        home = names[name]
        if not home:
            return import_module(f"{package}.{name}")
        return getattr(import_module(f"{package}.{home}"), name)

    def listing() -> list[str]:
        return sorted([*names, *eager])

    return get, listing, listing()
