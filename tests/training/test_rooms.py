"""Which room of training/ may import which: the table of training/README.md, and that no import steps outside it."""

import ast
import re
import unittest
from pathlib import Path

TRAINING = Path(__file__).resolve().parents[2] / "training"
ROW = re.compile(r"^\| `(\w+)/` +\| .* \| ([^|]*) \|$", re.M)


def allowed() -> dict[str, set[str]]:
    """Room -> the rooms it may import, as training/README.md lists them."""
    rows = ROW.findall((TRAINING / "README.md").read_text("utf-8"))
    return {room: set(re.findall(r"`(\w+)/`", targets)) for room, targets in rows}


def imported(source: str, room: str) -> set[str]:
    """The other parts of training that a file in `room` imports: names of rooms, or of modules beside them ("make")."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            package = ["training", room][: 3 - node.level] if node.level else []
            path = [*package, *(node.module or "").split(".")]
            names = [".".join(filter(None, [*path, alias.name])) for alias in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("training.")}
    return found - {room}


def trespasses(room: str, source: str, table: dict[str, set[str]]) -> set[str]:
    return imported(source, room) - table[room]


class Rooms(unittest.TestCase):
    def test_every_room_stands_in_the_table_and_every_file_in_a_room(self) -> None:
        rooms = {p.name for p in TRAINING.iterdir() if (p / "__init__.py").exists()}
        self.assertEqual(set(allowed()), rooms)
        self.assertEqual({p.name for p in TRAINING.glob("*.py")}, {"__init__.py", "make.py"})

    def test_the_table_has_no_circle(self) -> None:
        left = allowed()
        while left:
            free = {room for room, targets in left.items() if not targets & set(left)}
            self.assertTrue(free, f"a circle among {sorted(left)}")
            left = {room: targets for room, targets in left.items() if room not in free}

    def test_no_file_imports_a_room_that_its_own_may_not(self) -> None:
        table = allowed()
        for room in table:
            for path in sorted((TRAINING / room).glob("*.py")):
                self.assertEqual(trespasses(room, path.read_text("utf-8"), table), set(), f"{room}/{path.name}")

    def test_a_planted_import_is_found_in_every_form(self) -> None:
        table = {"corpus": set(), "train": {"corpus"}}
        for planted in (
            "from ..train.model import Net",
            "from ..train import model",
            "from .. import train",
            "import training.train.model",
            "from training.train import model",
            "def late():\n    from ..train.model import Net",
        ):
            self.assertEqual(trespasses("corpus", planted, table), {"train"}, planted)
        self.assertEqual(trespasses("train", "from .. import make", table), {"make"})
        self.assertEqual(
            trespasses("train", "from ..corpus import plain\nfrom .model import Net\nimport torch", table), set()
        )


if __name__ == "__main__":
    unittest.main()
