"""The order of training/: which room may import which (the table of training/README.md), and how long things may be.

A function over LONGEST_FUNCTION lines needs a comment that begins "# long:" and gives the reason, above its `def`.
"""

import ast
import re
import unittest
from pathlib import Path

TRAINING = Path(__file__).resolve().parents[2] / "training"
PYTHON = sorted([*TRAINING.rglob("*.py"), *Path(__file__).parent.glob("*.py")])
LONGEST_FILE, LONGEST_FUNCTION, WIDEST = 300, 80, 120
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


def too_large(source: str) -> list[str]:
    """What in a file is too long: the file, a line, or a function without a reason."""
    lines = source.splitlines()
    out = [f"{len(lines)} lines"] if len(lines) > LONGEST_FILE else []
    out += [f"line {i} has {len(line)} columns" for i, line in enumerate(lines, 1) if len(line) > WIDEST]
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
        length = node.end_lineno - first + 1
        if length > LONGEST_FUNCTION and not lines[max(0, first - 2)].lstrip().startswith("# long:"):
            out.append(f"{node.name} has {length} lines")
    return out


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


class Sizes(unittest.TestCase):
    def test_no_file_line_or_function_is_too_long(self) -> None:
        self.assertGreater(len(PYTHON), 40)
        for path in PYTHON:
            self.assertEqual(too_large(path.read_text("utf-8")), [], path.name)

    def test_a_planted_length_is_found(self) -> None:
        body = "    pass\n"
        self.assertEqual(too_large(f"def short():\n{body * 79}"), [])
        self.assertEqual(too_large(f"def long():\n{body * 80}"), ["long has 81 lines"])
        self.assertEqual(too_large(f"# long: a table\ndef long():\n{body * 80}"), [])
        self.assertEqual(too_large(f"class A:\n    @b\n    def long():\n{('    ' + body) * 79}"), ["long has 81 lines"])
        self.assertEqual(too_large("x = 1\n" * 301), ["301 lines"])
        self.assertEqual(too_large("#" * 121), ["line 1 has 121 columns"])


if __name__ == "__main__":
    unittest.main()
