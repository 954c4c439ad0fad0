"""How much memory a server and all it started hold, each shared page counted once."""

from __future__ import annotations

from pathlib import Path


def children() -> dict[int, list[int]]:
    """Return process → the processes it started."""
    found: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue  # gone meanwhile
            found.setdefault(parent, []).append(int(entry.name))
    return found


def own_memory_mb(pid: int) -> float:
    """Return proportional memory of a process and all below it [MB]; Linux only."""
    below, waiting, total = children(), [pid], 0.0
    while waiting:
        now = waiting.pop()
        waiting += below.get(now, [])
        try:
            lines = Path(f"/proc/{now}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return total
