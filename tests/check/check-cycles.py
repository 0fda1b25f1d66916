#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""No header, module or folder includes itself by a detour.

usage: check-cycles.py ROOT
"""
import pathlib
import sys

import tree


def find_cycle(graph):
    state = {}

    def visit(node, trail):
        state[node] = "open"
        for other in sorted(graph.get(node, ())):
            if state.get(other) == "open":
                return trail[trail.index(other):] + [other] if other in trail else [node, other]
            if other not in state:
                cycle = visit(other, trail + [other])
                if cycle:
                    return cycle
        state[node] = "done"
        return None

    for node in sorted(graph):
        if node not in state:
            cycle = visit(node, [node])
            if cycle:
                return cycle
    return None


def main(root):
    sys.setrecursionlimit(10000)
    plugin = pathlib.Path(root) / "plugin"
    graphs = {"header": {}, "module": {}, "folder": {}}

    def link(graph, source, target):
        if source != target:
            graphs[graph].setdefault(source, set()).add(target)

    for path in tree.c_files(root, "plugin"):
        name = path.relative_to(plugin).as_posix()
        for kind, target in tree.includes(path):
            if kind != '"' or not (plugin / target).exists():
                continue
            if name.endswith(".h"):
                link("header", name, target)
            link("module", name[:-2], target[:-2])
            link("folder", str(pathlib.PurePosixPath(name).parent), str(pathlib.PurePosixPath(target).parent))
    problems = []
    for what, graph in graphs.items():
        cycle = find_cycle(graph)
        if cycle:
            problems.append(f"{what} cycle: {' -> '.join(cycle)}")
    return tree.report(problems)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
