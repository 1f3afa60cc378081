"""Private names of a module: a rule set twice silently replaces the first, and an unused one only looks like a rule."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src"


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_private_name_of_a_module_is_set_once_and_used(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    targets = [target for node in tree.body if isinstance(node, ast.Assign) for target in node.targets]
    private = [t.id for t in targets if isinstance(t, ast.Name) and t.id.startswith("_") and not t.id.startswith("__")]
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    assert [name for name in private if private.count(name) > 1 or name not in used] == []
