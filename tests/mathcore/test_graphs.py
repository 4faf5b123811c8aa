"""Formulas taken apart into nodes, and graphs built by hand."""

import pytest
from sympy import Symbol

from mathcore.graphs import Graph


def test_a_subexpression_that_occurs_twice_is_one_node():
    graph = Graph.parse("sin(x y) + x y", ("x", "y"))
    product = graph.nodes[2]

    assert str(product.formula) == "x*y"
    assert [head for tail, head in graph.edges if tail == product.symbol] == [
        graph.nodes[3].symbol,
        graph.output,
    ]


def test_the_steps_put_together_are_the_formula():
    graph = Graph.parse("exp(-x^2) sin(3x + y)/(1 + y^2) + sqrt(2) x", ("x", "y"))
    whole = graph.nodes[-1].expression
    for node in reversed(graph.nodes):
        whole = whole.xreplace({node.symbol: node.expression})
    expected = Graph.named(
        ("x", "y"), (("f", "exp(-x^2) sin(3x + y)/(1 + y^2) + sqrt(2) x"),)
    ).nodes[-1]

    assert whole == expected.expression
    assert graph.nodes[-1].symbol == graph.output


def test_numbers_stay_inside_the_formulas_that_use_them():
    graph = Graph.parse("3(x + 2)^2", ("x",))

    assert [str(node.formula) for node in graph.nodes[1:]] == ["x + 2", "v_1**2", "3*v_2"]
    assert [node.typst for node in graph.nodes] == ["x", "x + 2", "v_1^2", "3 v_2"]


def test_a_new_node_takes_no_name_of_an_input():
    assert [node.name for node in Graph.parse("sin(v_1 + 1)", ("v_1",)).nodes] == [
        "v_1",
        "v_2",
        "v_3",
    ]


def test_cases_stay_together():
    graph = Graph.parse("2 Piecewise((x, x > 0), (0, True))", ("x",))

    assert [node.parents for node in graph.nodes] == [(), graph.inputs, (graph.nodes[1].symbol,)]


@pytest.mark.parametrize(("text", "nodes"), [("x", 1), ("7", 2)])
def test_a_formula_without_operations_is_a_graph_too(text, nodes):
    graph = Graph.parse(text, ("x",))

    assert len(graph.nodes) == nodes
    assert graph.output == graph.nodes[-1].symbol


def test_depth_counts_the_arrows_from_the_inputs():
    graph = Graph.named(("t",), (("u", "t^2"), ("x", "1 - u"), ("f", "5x + t")))

    assert graph.depths() == (0, 1, 2, 3)


def test_an_unknown_that_is_no_variable_is_refused():
    with pytest.raises(ValueError, match="variables must include y"):
        Graph.of(Symbol("x") + Symbol("y"), (Symbol("x"),))


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ((), "steps must hold at least one"),
        ((("u", "2t"), ("u", "3t")), "a name of its own, got 'u' twice"),
        ((("u", "2w"),), "w"),
    ],
)
def test_steps_that_make_no_graph_are_refused(steps, message):
    with pytest.raises(ValueError, match=message):
        Graph.named(("t",), steps)


def test_a_name_that_no_node_has_is_refused():
    with pytest.raises(ValueError, match="name must be that of a node, got 'z'"):
        Graph.parse("x", ("x",)).symbol("z")


def test_every_node_of_real_variables_is_a_real_number():
    taken_apart = Graph.parse("x sin(x y)", ("x", "y"))
    by_hand = Graph.named(("t",), (("u", "t^2"), ("f", "5u")))

    assert all(node.symbol.is_real for graph in (taken_apart, by_hand) for node in graph.nodes)
