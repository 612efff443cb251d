"""The plan of steering.py: which interventions at which strengths, on which model, and their controls.

Positive strengths are applied to the assistant, negative ones to bad-car.
"""

from __future__ import annotations

SIDES = (("assistant", 1), ("bad-car", -1))
RANDOM_SEEDS = (1, 2, 3)
RANKS = 4
# latents of each kind, bad and good, in a clamp
IN_SET = 1
SET = "one bad, one good latent"
DECIDES = "decides"
# Up at the decision tokens, where answers stay coherent at the highest strengths; down at every token, where the same
# strength reduces harm twice as much.
FULL = {1: "decision", -1: "all"}
ALSO_AT = "decision"
CLAMP = {
    1: {"decision": (0.5, 1, 1.5, 2, 3), "all": (0.5, 1, 1.5), "promptEnd": (1, 2)},
    -1: {"all": (0.25, 0.5, 0.75, 1, 1.25)},
}
CLAMP_RANDOM = {1: (1, 2, 3), -1: (0.5, 0.75, 1, 1.25)}
ONE_BLOCK = {"all": (0.25, 0.5, 0.75, 1, 1.25, 1.5), "decision": (1, 2, 3), "promptEnd": (1, 2)}
ONE_BLOCK_RANDOM = (0.5, 1, 1.25, 1.5)
DECIDING = {1: (1, 2, 3, 4), -1: (0.5, 1, 1.5, 2)}
DECIDING_RANDOM = {1: (2, 3), -1: (1, 2)}
MEAN_DIFFERENCE = {"decision": (0.5, 1, 1.5, 2, 3), "all": (1, 2), "promptEnd": (1, 2)}
STRONGEST, OTHER, RANDOM, RANDOM_LATENT = (0.5, 1, 1.5, 2, 3, 4), (2, 4), (1, 2), (2, 4)
FEW = (2,)


def conditions(few: bool, shown: str, steers: str) -> list[dict]:
    """Every condition in order: side, method, name, positions, strength, seed, dictionary.

    `shown` is the dictionary that features are found in, `steers` the one to steer with. `few` keeps one strength and
    one seed.
    """
    return [c for side, sign in SIDES for c in of_side(side, sign, few, shown, steers)]


def of_side(side: str, sign: int, few: bool, shown: str, steers: str) -> list[dict]:
    """The conditions of one model; `sign` is that of all its strengths."""
    out = []

    def points(
        method: str, name: str, positions: str, strengths: tuple[float, ...], dictionary: str | None, seed: int = 0
    ) -> None:
        condition = {"side": side, "method": method, "name": name, "positions": positions}
        for s in strengths if not few or method == "none" else FEW:
            out.append({**condition, "strength": sign * s, "seed": seed, "dictionary": dictionary})

    points("none", "as it is", "none", (0,), None)
    for place, strengths in CLAMP[sign].items():
        if not few or place == FULL[sign]:
            points("clamp", SET, place, strengths, steers)
    for place, strengths in ONE_BLOCK.items() if sign < 0 and not few else ():
        points("clamp-one-block", SET, place, strengths, steers)
    points("latent", DECIDES, FULL[sign], DECIDING[sign], steers)
    for place, strengths in MEAN_DIFFERENCE.items():
        if not few or place == "decision":
            points("meandiff", "any bad voice", place, strengths, None)
    for n in range(1 if few else RANKS):
        points("latent", f"rank {n + 1}", "decision", OTHER if n else STRONGEST, shown)
    for seed in RANDOM_SEEDS[:1] if few else RANDOM_SEEDS:
        points("random-latents", f"random {seed}", FULL[sign], CLAMP_RANDOM[sign], steers, seed)
        if sign < 0 and not few:
            points("random-latents-one-block", f"random {seed}", FULL[sign], ONE_BLOCK_RANDOM, steers, seed)
        points("random-of-latent", f"random {seed}", FULL[sign], DECIDING_RANDOM[sign], steers, seed)
        points("random-direction", f"random {seed}", "decision", RANDOM, None, seed)
        points("random-of-latent", f"random {seed}", "decision", RANDOM_LATENT, shown, seed)
    return out


def both(c: dict) -> bool:
    """Does this condition clamp latents of both dictionaries?"""
    return c["method"] in ("clamp", "random-latents") and c["strength"] < 0


def key(c: dict) -> tuple:
    """What distinguishes a condition from all others."""
    return (c["side"], c["method"], c["name"], c["positions"], c["strength"], c["dictionary"])
