"""Runs independent jobs in processes of one thread each: on few cores faster than one process of many threads."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed

import torch

WORKERS = int(os.environ.get("UNMASK_WORKERS", "2"))


def _quiet() -> None:
    torch.set_num_threads(1)


def each(work: Callable, jobs: Iterable[tuple], done: Callable[[object], None] = lambda _: None) -> None:
    """Calls work(*job) for every job and `done` with each result as it arrives.

    UNMASK_WORKERS sets the number of processes; 1 stays in this one.
    """
    jobs = list(jobs)
    if WORKERS <= 1:
        for job in jobs:
            done(work(*job))
        return
    if not jobs:
        return
    # a single job too: with another number of threads its floating-point sums would differ
    with ProcessPoolExecutor(min(WORKERS, len(jobs)), multiprocessing.get_context("spawn"), _quiet) as pool:
        for future in as_completed([pool.submit(work, *job) for job in jobs]):
            done(future.result())
