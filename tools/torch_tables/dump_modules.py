"""The classes of torch.nn: what they derive from, and what compiled code sees of their instances."""
import importlib
import inspect
import re

from compiler import apart, define, first_line, text_of, torch

import torch.nn as nn

PACKAGES = """torch.nn torch.nn.utils.parametrize torch.nn.qat torch.nn.quantized torch.nn.quantizable torch.nn.intrinsic
torch.ao.nn.qat torch.ao.nn.quantized torch.ao.nn.quantizable torch.ao.nn.intrinsic torch.quantization torch.ao.quantization""".split()

# What constructors take, where one number for each required parameter does not do.
ARGUMENTS = {
    "AdaptiveLogSoftmaxWithLoss": ["8, 10, [4]"],
    "Conv": ["4, 8, 3", "4, 8, 3, padding='same'", "4, 8, 3, padding_mode='reflect'"],
    "ConvTranspose": ["4, 8, 3"],
    "ConstantPad": ["2, 0.5"],
    "CrossEntropyLoss": ["", "torch.ones(3)"],
    "NLLLoss": ["", "torch.ones(3)"],
    "BCELoss": ["", "torch.ones(3)"],
    "BCEWithLogitsLoss": ["", "torch.ones(3)", "pos_weight=torch.ones(3)"],
    "Embedding": ["10, 3", "10, 3, padding_idx=0", "10, 3, max_norm=1.0"],
    "EmbeddingBag": ["10, 3", "10, 3, padding_idx=0", "10, 3, max_norm=1.0", "10, 3, mode='sum'"],
    "FractionalMaxPool2d": ["2, output_size=1", "2, output_ratio=0.5"],
    "FractionalMaxPool3d": ["2, output_size=1", "2, output_ratio=0.5"],
    "GroupNorm": ["2, 4"],
    "GRU": ["3, 4", "3, 4, num_layers=2"],
    "LSTM": ["3, 4", "3, 4, num_layers=2", "3, 4, proj_size=2"],
    "RNN": ["3, 4", "3, 4, nonlinearity='relu'"],
    "RNNBase": [],
    "RNNCellBase": [],
    "LayerNorm": ["4", "[2, 4]", "(2, 4)"],
    "RMSNorm": ["4", "[2, 4]", "4, eps=1e-5"],
    "LPPool2d": ["2, 2", "2, (2, 2)"],
    "LPPool3d": ["2, 2", "2, (2, 2, 2)"],
    "MultiheadAttention": ["4, 2", "4, 2, kdim=3, vdim=5"],
    "Softmax": ["", "1"],
    "Softmin": ["", "1"],
    "LogSoftmax": ["", "1"],
    "TransformerDecoder": ["nn.TransformerDecoderLayer(4, 2), 1", "nn.TransformerDecoderLayer(4, 2), 1, nn.LayerNorm(4)"],
    "TransformerDecoderLayer": ["4, 2"],
    "TransformerEncoder": ["nn.TransformerEncoderLayer(4, 2), 1", "nn.TransformerEncoderLayer(4, 2), 1, nn.LayerNorm(4)"],
    "TransformerEncoderLayer": ["4, 2", "4, 2, activation='gelu'"],
    "Threshold": ["0.1, 20.0"],
    "Transformer": ["4, 2, 1, 1, 8"],
    "Unflatten": ["1, (2, 2)"],
    "Upsample": ["2", "scale_factor=2", "scale_factor=2.0, mode='bilinear'", "(2, 2)", "scale_factor=(2.0, 2.0)"],
    "UpsamplingBilinear2d": ["2", "scale_factor=2"],
    "UpsamplingNearest2d": ["2", "scale_factor=2"],
    "LinearCrossEntropyLoss": ["3, 4"],
}
# Their structure is their users' business, or they are no module to hold.
NOT_MADE = {"Module", "Container", "Sequential", "ModuleList", "ModuleDict", "ParameterList", "ParameterDict", "DataParallel"}
# More than one number may be given for a size.
SIZES = ("kernel_size", "stride", "padding", "dilation", "output_size")


def signature(function):
    try:
        return inspect.signature(function)
    except (TypeError, ValueError):
        return None


def constructions(name, cls):
    """Argument lists: the plain ones, and each with one value of another kind."""
    known = signature(cls.__init__)
    if name in NOT_MADE or known is None:
        return []
    parameters = [p for p in known.parameters.values() if p.name != "self" and p.kind is p.POSITIONAL_OR_KEYWORD]
    plain = ARGUMENTS.get(name) or ARGUMENTS.get(re.sub(r"\dd$", "", name)) if name not in ("RNNBase", "RNNCellBase") else []
    if plain is None:
        required = [p for p in parameters if p.default is p.empty]
        plain = [", ".join("2" for _ in required)]
    out = list(plain)
    for base in plain[:1]:
        given = len([a for a in base.split(",") if a.strip()])
        for index, parameter in enumerate(parameters):
            if isinstance(parameter.default, bool):
                out.append(f"{base}, {parameter.name}={not parameter.default}".lstrip(", "))
            elif index >= given and parameter.name in SIZES and re.search(r"[123]d$", name):
                out.append(f"{base}, {parameter.name}=({'1, ' * int(name[-2])})".lstrip(", "))
            elif isinstance(parameter.default, float):
                out.append(f"{base}, {parameter.name}=1".lstrip(", "))
            elif isinstance(parameter.default, int) and index >= given:
                out.append(f"{base}, {parameter.name}={parameter.default + 1}".lstrip(", "))
            if parameter.name == "momentum":
                out.append(f"{base}, momentum=None".lstrip(", "))
        if re.search(r"[123]d$", name) and parameters and parameters[0].name in SIZES + ("padding",):
            out.append(f"({'2, ' * int(name[-2])})" + base[1:])
        if parameters and parameters[0].name == "norm_type":
            out.append(base.replace("2", "2.0", 1))
    return out


def readable(module):
    """Names that compiled code may read from the instance."""
    names = set(vars(module)) | set(module._parameters) | set(module._buffers) | set(getattr(module, "__constants__", ()))
    names |= set(getattr(type(module), "__annotations__", {}))
    names |= {n for n in dir(type(module)) if isinstance(getattr(type(module), n, None), property)}
    return sorted(n for n in names if not n.startswith("_") and n not in module._modules and n not in ("T_destination", "call_super_init", "dump_patches"))


def attribute_types(module):
    out = {}
    for name in readable(module):
        source = ("class Holder(torch.nn.Module):\n    def __init__(self, held):\n        super().__init__()\n        self.held = held\n"
                  f"    def forward(self):\n        return self.held.{name}\n")
        try:
            holder = define(source)["Holder"](module)
            out[name] = str(torch.jit.script(holder).forward.schema.returns[0].type)
        except Exception:
            continue
    return out


def forward_schemas(scripted):
    """Schemas of forward or its overloads, without self."""
    names = [n for n in scripted._c._method_names() if n == "forward" or re.match(r"^forward__\d+$", n)]
    out = []
    for name in sorted(names):
        text = text_of(scripted._c._get_method(name).schema)
        out.append("forward(" + re.sub(r"^\w+\(\S+ self(, )?", "", text))
    return out


def made(name, cls):
    """What compiling instances shows: [arguments, schemas, attributes, error] of each construction."""
    out = []
    for arguments in constructions(name, cls):
        try:
            module = eval(f"cls({arguments})", {"cls": cls, "torch": torch, "nn": nn})
        except Exception:
            continue
        try:
            scripted = torch.jit.script(module)
            out.append([arguments, forward_schemas(scripted), attribute_types(module), None])
        except Exception as error:
            out.append([arguments, [], {}, first_line(error)])
    return out


def parts(schema):
    """[(parameter types), rest of parameters, result] of `forward(T a, U b=1) -> R`."""
    inside, result = schema[len("forward("):].rsplit(") -> ", 1)
    items, depth, start = [], 0, 0
    for index, char in enumerate(inside + ","):
        depth += char in "([" and 1 or char in ")]" and -1 or 0
        if char == "," and depth == 0:
            item = inside[start:index].strip()
            if item:
                split = re.match(r"^(.*) (\w+(?:=.*)?)$", item)
                items.append((split.group(1), split.group(2)))
            start = index + 1
    return [t for t, _ in items], [re.sub("=.*", "=None", r) for _, r in items], result


def common_schema(schemas):
    """One schema for all: what differs between constructions is unknown (`?`); None where the parameters themselves differ."""
    split = [parts(s) for s in schemas]
    if any(s[1] != split[0][1] for s in split):
        return None
    kinds = [t if len(set(t)) == 1 else ("?",) for t in zip(*(s[0] for s in split))]
    result = split[0][2] if len({s[2] for s in split}) == 1 else "?"
    return f"forward({', '.join(f'{k[0]} {r}' for k, r in zip(kinds, split[0][1]))}) -> {result}"


def decided_by(trials):
    """The one constructor argument that changes forward's result, and forward as it is without and with it."""
    usual = trials[0][1]
    other = [t[0] for t in trials if parts(t[1][0])[2] != parts(usual[0])[2]]
    names = {re.search(r"(\w+)=[^=]*$", arguments).group(1) for arguments in other if "=" in arguments}
    if len(names) != 1 or any("=" not in arguments for arguments in other):
        return {}
    name = names.pop()
    if any(f"{name}=" in t[0] and t[0] not in other for t in trials):
        return {}
    return {"decided_by": [name, *(common_schema([t[1][0] for t in trials if (t[0] in other) == given]) for given in (False, True))]}


def compiled_facts(trials, lazy):
    good = [t for t in trials if t[3] is None]
    out = {}
    if trials:
        verdict = "yes" if len(good) == len(trials) else "some" if good or lazy else "no"
        error = next((t[3] for t in trials if t[3]), None)
        out["compiles"] = [verdict] + ([error] if error else [])
    if good and len({len(t[1]) for t in good}) == 1:
        overloads = [common_schema([t[1][i] for t in good]) for i in range(len(good[0][1]))]
        if all(overloads):
            out["compiled_forward"] = overloads
        if overloads and len(overloads) == 1 and overloads[0] and overloads[0].endswith("-> ?"):
            out.update(decided_by(good))
    names = {n for t in good for n in t[2]}
    out["attributes"] = {n: common_type([t[2].get(n) for t in good]) for n in sorted(names)}
    return out


def common_type(types):
    return types[0] if len(set(types)) == 1 and types[0] and "__torch__" not in types[0] else "?"


def describe(name, cls):
    methods = [k for k, v in vars(cls).items() if inspect.isfunction(v) and not k.startswith("__")]
    own = next((base for base in cls.__mro__ if "forward" in vars(base)), None)
    facts = {
        "defined_in": cls.__module__,
        "bases": [f"{b.__module__}.{b.__qualname__}" for b in cls.__mro__[1:] if b is not object],
        "forward": str(signature(cls.forward)) if "forward" in dir(cls) and signature(cls.forward) else None,
        "forward_from": own.__qualname__ if own else None,
        "constants": list(getattr(cls, "__constants__", [])),
        "ignored": list(getattr(cls, "__jit_ignored_attributes__", [])) + list(getattr(cls, "__jit_unused_properties__", [])),
        "methods": methods,
    }
    if name.startswith("torch.nn.") and name.count(".") == 2:
        # A trial that ends the process says nothing.
        parameters = list(signature(cls.__init__).parameters)
        facts.update(compiled_facts(apart(lambda: made(name.rsplit(".", 1)[1], cls), 120) or [], ".Lazy" in name))
        if facts.get("decided_by"):
            facts["decided_by"].insert(1, str(parameters.index(facts["decided_by"][0]) - 1))
    return facts


def classes():
    """{public name: class}, and the bases that no package exports under their own path."""
    out = {}
    for package in PACKAGES:
        try:
            module = importlib.import_module(package)
        except Exception:
            continue
        for name in sorted(dir(module)):
            cls = getattr(module, name, None)
            if inspect.isclass(cls) and issubclass(cls, nn.Module) and cls not in out.values():
                out[f"{package}.{name}"] = cls
    known = set(out.values())
    for cls in list(out.values()):
        for base in cls.__mro__:
            if issubclass(base, nn.Module) and base not in known:
                known.add(base)
                out[f"{base.__module__}.{base.__qualname__}"] = base
    return out


def dump():
    return {name: describe(name, cls) for name, cls in classes().items()}
