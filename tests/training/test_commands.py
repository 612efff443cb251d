"""Every command that the README files, the notes and the modules' first lines give exists and has the options given."""

import re
import unittest
from pathlib import Path

from common import ROOT

COMMAND = re.compile(r"python -m (training[\w.]*)([^`#\n]*)")
TEXTS = ("README.md", "DECISIONS.md", "public/models/README.md", "training/README.md", "training/NOTES.md")


def commands(path: Path) -> list[tuple[str, list[str]]]:
    """(module, options) of every command in a file's text; of a module, in its first lines."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        text = text.split('"""')[1] if text.startswith('"""') else ""
    found = COMMAND.findall(text)
    return [(module.rstrip("."), re.findall(r"--[a-z][\w-]*", rest)) for module, rest in found]


class Commands(unittest.TestCase):
    def test_are_those_of_modules_that_take_these_options(self) -> None:
        files = [ROOT / name for name in TEXTS]
        files += [*(ROOT / "training").rglob("*.py"), ROOT / "training" / "office" / "README.md"]
        told = [(path, *command) for path in files for command in commands(path)]
        self.assertGreater(len(told), 30)
        self.assertGreater(sum(len(options) for _, _, options in told), 20)
        for path, module, options in told:
            file = ROOT / (module.replace(".", "/") + ".py")
            self.assertTrue(file.exists(), f"{path.name}: {module}")
            source = file.read_text("utf-8")
            self.assertRegex(source, r'if __name__ == "__main__":', f"{path.name}: {module}")
            for option in options:
                self.assertIn(f'"{option}"', source, f"{path.name}: {module} {option}")


if __name__ == "__main__":
    unittest.main()
