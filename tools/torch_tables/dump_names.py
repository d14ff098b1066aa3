"""What the compiler makes of names: its own table, Python's builtins, attributes of library modules."""
import builtins
import enum
import importlib
import inspect
import re
import types

from compiler import apart, define, first_line, is_verdict, refusal, schema, text_of, torch

import torch._jit_internal as internals
import torch.jit._builtins as operator_table

MODULES = """torch torch.nn.functional torch.functional torch.linalg torch.fft torch.special torch.nn.init torch.nn.utils
torch.nn.utils.rnn torch.autograd torch.jit torch.cuda torch.backends.cudnn torch.random torch.distributed torch.distributed.rpc
torch.utils.checkpoint torch.sparse torch.nested torch.signal.windows torch.overrides torch._assert torch._VF torch.nn.modules.utils
torch.nn.parallel torch.nn._reduction torch.profiler torch.cuda.amp torch.amp torch.nn.attention torch.utils.data torch.futures
math cmath warnings operator functools itertools copy random time typing collections os os.path sys json re string numbers logging
builtins numpy""".split()
# There, only whether a name can be called matters.
COARSE = {"typing", "builtins", "numpy", "os", "sys", "logging", "random", "torch.distributed", "torch.utils.data"}
CONSTRUCTORS = [kind + "Tensor" for kind in ("Bool", "Long", "Byte", "Char", "Double", "Float", "Int", "Short", "Half")]
NOT_NAMES = {"None", "True", "False", "Ellipsis", "NotImplemented"}


def own_names():
    """Names that the compiler finds before it asks Python: an object of that name stays hidden."""
    candidates = set(dir(builtins)) | {"rangelist", "_to_tensor", "annotate", "uninitialized", "unchecked_cast", "fork", "inf", "nan"}
    out = []
    for name in sorted(candidates - NOT_NAMES):
        if not name.isidentifier() or name.startswith("__"):
            continue
        try:
            torch.jit.script(define(f"def f(x: int):\n    return {name}\n", {name: object()})["f"])
        except Exception as error:
            if is_verdict(str(error)) and "python value of type 'object'" not in str(error):
                out.append(name)
    return out


def signature(function):
    try:
        return re.sub(r" at 0x[0-9a-f]+", "", str(inspect.signature(function)))[:400]
    except Exception:  # some builds miss what an annotation names
        return ""


def special_forms():
    forms = {}
    for name, form in (("fork", "fork"), ("_fork", "fork"), ("_awaitable", "awaitable"), ("annotate", "annotate"), ("isinstance", "isinstance")):
        if hasattr(torch.jit, name):
            forms[id(getattr(torch.jit, name))] = form
    try:
        rpc = importlib.import_module("torch.distributed.rpc")
        forms.update({id(getattr(rpc, n)): n for n in ("rpc_async", "rpc_sync", "remote") if hasattr(rpc, n)})
    except Exception:
        pass
    return forms


class Classifier:
    def __init__(self, operators):
        self.operators = operators
        self.forms = special_forms()
        self.constructors = {id(getattr(torch, n)) for n in CONSTRUCTORS if hasattr(torch, n)}
        self.known = {}

    def __call__(self, value):
        if id(value) not in self.known:
            self.known[id(value)] = (value, self.classify(value))  # the value is kept alive: ids are not reused
        return self.known[id(value)][1]

    def classify(self, value):
        if id(value) in self.forms:
            return ["form", self.forms[id(value)]]
        if id(value) in self.constructors:
            return ["legacy"]
        operator = self.operator(value)
        if operator is not None:
            return ["op" if operator in self.operators else "noop", operator]
        if isinstance(value, torch.jit.ScriptFunction):
            return ["fn", "ok", text_of(value.schema)]
        if inspect.isclass(value):
            return self.of_class(value)
        if inspect.isbuiltin(value):
            return ["cbuiltin"]
        try:
            choice = internals._try_get_dispatched_fn(value)
        except TypeError:  # the compiler fails in the same way
            return ["raises"]
        if choice is not None:
            return dispatch(choice)
        if inspect.isfunction(value):
            return ["fn", *compiled(value), signature(value)]
        return ["value", type(value).__name__]

    @staticmethod
    def operator(value):
        try:
            return operator_table._find_builtin(value)
        except Exception:
            return None

    @staticmethod
    def of_class(value):
        if issubclass(value, BaseException):
            return ["exception"] if issubclass(value, Exception) else ["class", "opaque"]
        if issubclass(value, tuple) and hasattr(value, "_fields"):
            return ["namedtuple"]
        if issubclass(value, enum.Enum):
            return ["enum"]
        try:
            return ["class", "compilable" if internals.can_compile_class(value) else "opaque"]
        except Exception:
            return ["class", "opaque"]


def dispatch(choice):
    """["dispatch", [flag, position, default, if_true, if_false]]; a side is what `compiled` says, or one more dispatch."""
    sides = []
    for key in ("if_true", "if_false"):
        nested = internals._try_get_dispatched_fn(choice[key])
        sides.append(compiled(choice[key]) if nested is None else dispatch(nested))
    return ["dispatch", [choice["arg_name"], choice["index"], choice["default"], *sides]]


def compiled(function):
    """["ok", schema], ["overloads", schemas], ["fail", message] or ["unknown", ""]."""
    def work():
        import torch.jit._script as scripting
        try:
            overloads = scripting._get_overloads(function) if inspect.isfunction(function) else None
            if overloads:
                return ["overloads", [text_of(o.schema) for o in overloads]]
            result = torch.jit.script(function)
            return ["ok", text_of(result.schema)] if hasattr(result, "schema") else ["unknown", ""]
        except BaseException as error:
            return ["fail", first_line(error)] if is_verdict(str(error)) else ["unknown", ""]

    return apart(work, 30) or ["fail", "crash"]


def constant(value):
    """The TorchScript type of a module's constant; None for other values."""
    for python, name in ((bool, "bool"), (int, "int"), (float, "float"), (complex, "complex"), (str, "str"), (type(None), "NoneType"),
                         (torch.device, "Device")):
        if isinstance(value, python) and not isinstance(value, enum.Enum):
            return name
    return "int" if isinstance(value, (torch.dtype, torch.layout, torch.memory_format, torch.qscheme)) else None


def names(operators):
    """(callables, constants) of the modules, by dotted name."""
    classify, callables, constants = Classifier(operators), {}, {}
    for module_name in MODULES:
        try:
            module = importlib.import_module(module_name)
        except Exception:
            continue
        for name in sorted(dir(module)):
            private = name.startswith("_") and name != "__version__"
            if private and (name.startswith("__") or module_name not in ("torch", "torch._VF")):
                continue
            value = getattr(module, name, None)
            if isinstance(value, types.ModuleType):
                continue
            dotted, kind = f"{module_name}.{name}", constant(value)
            if kind is not None:
                if not private and hasattr(module, name):
                    constants[dotted] = [kind]
            elif callable(value):
                if module_name == "torch" and private and Classifier.operator(value) not in operators:
                    continue
                entry = classify(value)
                callables[dotted] = entry[:1] if module_name in COARSE and entry[0] in ("value", "class") else entry
    return callables, constants


PROBED = ["Tensor", "Optional[Tensor]", "str", "int", "float", "bool", "complex", "number", "None", "Any", "Device", "Generator", "Stream",
          "List[int]", "List[float]", "List[bool]", "List[str]", "List[Tensor]", "List[List[int]]", "List[Tuple[int, str]]",
          "Dict[str, int]", "Dict[str, Tensor]", "Dict[int, Tensor]", "Tuple[int, str]", "Future[Tensor]"]


def members(operators):
    """{type: {attribute: "value:<type>" or "method"}}"""
    import keyword
    wanted = {"manual_seed", "seed", "initial_seed", "wait", "value", "done", "index", "type", "unchecked_unwrap_optional"}
    wanted |= {n.split("::")[1] for n in operators if n.startswith("aten::")}
    for kind in (torch.Tensor, str, int, float, complex, list, dict, tuple, set, torch.device, torch.Generator):
        wanted |= set(dir(kind))
    wanted = sorted(n for n in wanted if n.isidentifier() and not keyword.iskeyword(n))
    out = {}
    for kind in PROBED:
        if refusal(f"def f(x: {kind}):\n  return x\n") is not None:
            continue
        found = out[kind] = {}
        for name in wanted:
            if refusal(f"def f(x: {kind}):\n  x.{name}\n  return x\n") is not None:
                continue
            try:
                found[name] = "value:" + str(schema(f"def f(x: {kind}):\n  return x.{name}\n").returns[0].type)
            except Exception:
                found[name] = "method"
    return out
