"""Python signatures as schemas, as far as annotations tell."""
import ast
import re

NAMES = {
    "Tensor": "Tensor", "torch.Tensor": "Tensor", "torch._tensor.Tensor": "Tensor", "int": "int", "float": "float", "bool": "bool",
    "str": "str", "complex": "complex", "Any": "Any", "typing.Any": "Any", "None": "NoneType", "torch.device": "Device",
    "torch.dtype": "int", "NoneType": "NoneType",
}
GENERICS = {"List": "List", "list": "List", "Dict": "Dict", "dict": "Dict", "Tuple": "Tuple", "tuple": "Tuple", "Optional": "Optional",
            "Union": "Union"}
UNKNOWN = "?"


def dotted(node):
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def type_of(node):
    """The schema's spelling of an annotation; UNKNOWN where it has none."""
    if node is None:
        return "Tensor"
    if isinstance(node, ast.Constant):
        if node.value is None:
            return "NoneType"
        if isinstance(node.value, str):
            try:
                return type_of(ast.parse(node.value, mode="eval").body)
            except SyntaxError:
                return UNKNOWN
        return UNKNOWN
    if isinstance(node, ast.Subscript):
        base = dotted(node.value).rsplit(".", 1)[-1]
        inside = node.slice.value if node.slice.__class__.__name__ == "Index" else node.slice
        items = [type_of(x) for x in (inside.elts if isinstance(inside, ast.Tuple) else [inside])]
        if base in GENERICS and UNKNOWN not in items:
            return f"{GENERICS[base]}[{', '.join(items)}]"
        return UNKNOWN
    return NAMES.get(dotted(node), UNKNOWN)


def schema_of_signature(name, signature):
    """`(self, x: torch.Tensor, flag: bool = True) -> torch.Tensor` as a schema without self; None where it is not of that kind."""
    text = re.sub(r"<[^<>]*>", "0", signature)
    try:
        function = ast.parse(f"def {name}{text}: pass").body[0]
    except SyntaxError:
        return None
    arguments = function.args
    if arguments.vararg or arguments.kwarg or arguments.kwonlyargs or getattr(arguments, "posonlyargs", None):
        return None
    first_default = len(arguments.args) - len(arguments.defaults)
    parameters = []
    for index, argument in enumerate(arguments.args):
        if index == 0 and argument.arg == "self":
            continue
        default = "=None" if index >= first_default else ""
        annotation = UNKNOWN if argument.annotation is None and default else type_of(argument.annotation)
        parameters.append(f"{annotation} {argument.arg}{default}")
    returns = UNKNOWN if function.returns is None else type_of(function.returns)
    return f"{name}({', '.join(parameters)}) -> {returns}"
