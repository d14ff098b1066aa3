#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "analysis/program.h"
#include "analysis/scope/scope.h"

/// Python objects as they would exist when `torch.jit.script` is called: what module-level code and
/// `__init__` make. Everything that is not known for certain is Unknown.
namespace jitlint::analysis {

struct ModuleInstance;
struct ObjectInstance;
struct ListObject;
struct DictObject;
struct Capture;

/// A class statement of a file.
struct ClassRef {
    const SourceModule* module = nullptr;
    const syntax::ClassDef* node = nullptr;
    explicit operator bool() const { return node != nullptr; }
    bool operator==(const ClassRef&) const = default;
};

/// A function statement (or lambda: `lambda` set) of a file.
struct FunctionRef {
    const SourceModule* module = nullptr;
    const syntax::FunctionDef* node = nullptr;
    const syntax::Lambda* lambda = nullptr;
    explicit operator bool() const { return node != nullptr || lambda != nullptr; }
    bool operator==(const FunctionRef&) const = default;
};

enum class PyKind : std::uint8_t {
    Unknown,
    None,
    Bool,
    Int,
    Float,
    Complex,
    Str,
    Bytes,
    Ellipsis,
    Tensor,  ///< a torch.Tensor; `is_parameter` for an nn.Parameter
    List,
    Tuple,
    Dict,
    Set,
    Function,  ///< of a file
    BoundMethod,
    Class,           ///< of a file
    Module,          ///< an nn.Module instance: `instance`
    Object,          ///< an instance of another class of a file: `object`
    Namespace,       ///< a Python module that is a file of the project
    External,        ///< a module, function, class or constant outside the project, by its canonical dotted name:
                     ///< `text`; a generic with its arguments (`List[int]`, `int | None`) has them in `list`
    ExternalObject,  ///< what a call of an External made; `text` is the callee's dotted name
    Scripted,        ///< the result of torch.jit.script / trace of a value: `instance` (module) or `function`;
                     ///< `traced` tells which
};

/// A Python value, cheap to copy. An Unknown with a `list` is one of the list's items. Pointers go to objects
/// of the evaluator's arena, which have identity as in Python.
struct PyValue {
    PyKind kind = PyKind::Unknown;
    bool boolean = false;
    bool is_parameter = false;   ///< Tensor
    bool requires_grad = false;  ///< Tensor: known to require grad
    bool traced = false;         ///< Scripted
    bool undecorated = false;    ///< Function: what the `def` made, before its decorators
    /// Unknown: what it is all the same, a Bool, Int, Float or Str.
    PyKind vague_kind = PyKind::Unknown;
    PyKind element = PyKind::Unknown;  ///< Tensor: what its elements are as numbers, where that is known
    std::int64_t integer = 0;
    double real = 0;
    std::string_view text;       ///< Str, Bytes: the value; External, ExternalObject: dotted name; Float: `math.inf` where it is that
    ListObject* list = nullptr;  ///< List, Tuple, Set; External: the arguments of a generic; Tensor: its sizes, null where not known
    DictObject* dict = nullptr;
    ModuleInstance* instance = nullptr;
    ObjectInstance* object = nullptr;  ///< Object; ExternalObject: the attributes of a namespace of Python's library, where they are known
    FunctionRef function;
    ClassRef cls;
    const SourceModule* space = nullptr;  ///< Namespace
    /// The evaluator's own: what a Function or Class has captured from the call that made it, what functools.partial
    /// has bound.
    const Capture* capture = nullptr;
    /// Where the value was made (a literal, a call), for labels; module null where not known.
    const SourceModule* origin_module = nullptr;
    text::Span origin;

    bool is(PyKind k) const { return kind == k; }
    bool known() const { return kind != PyKind::Unknown; }
    /// A number, a text, a tensor, or a container of Python's own.
    bool is_data() const {
        switch (kind) {
            case PyKind::Bool:
            case PyKind::Int:
            case PyKind::Float:
            case PyKind::Complex:
            case PyKind::Str:
            case PyKind::Bytes:
            case PyKind::Tensor:
            case PyKind::List:
            case PyKind::Tuple:
            case PyKind::Dict:
            case PyKind::Set:
                return true;
            default:
                return false;
        }
    }
};

/// Of which kind the value is, where no more is known: the one that all its alternatives have. Unknown where that is not known, either.
PyKind kind_of(const PyValue& value);
inline bool is_int_kind(PyKind kind) { return kind == PyKind::Int || kind == PyKind::Bool; }
inline bool is_number_kind(PyKind kind) { return is_int_kind(kind) || kind == PyKind::Float; }
/// An int, or a bool, which counts as one.
inline bool is_int(const PyValue& v) { return v.is(PyKind::Int) || v.is(PyKind::Bool); }
inline bool is_number(const PyValue& v) { return is_int(v) || v.is(PyKind::Float); }
/// The value of a number as a float.
inline double as_real(const PyValue& v) { return v.is(PyKind::Float) ? v.real : static_cast<double>(v.integer); }

struct ListObject {
    std::vector<PyValue> items;
    bool complete = true;  ///< false: there may be other items (then `items` are those seen, in no certain number)
    bool alike = false;    ///< incomplete, but there are no items unlike those in `items`
    bool lazy = false;     ///< what range(), zip() or dict.keys() made: a List for all that Python does with it, but no list
};

struct DictObject {
    std::vector<std::pair<PyValue, PyValue>> items;  ///< in insertion order
    bool complete = true;
    bool fills = false;  ///< a defaultdict: reading an absent key puts it there
    PyValue factory;     ///< what it calls then
};

enum class AttributeKind : std::uint8_t { Plain, Parameter, Buffer, Submodule, ClassLevel };

struct Attribute {
    std::string_view name;
    PyValue value;
    AttributeKind kind = AttributeKind::Plain;
    bool certain = true;                   ///< exists on every path through `__init__`
    const SourceModule* module = nullptr;  ///< where it is assigned last
    text::Span span;                       ///< of the assignment's target (or the add_module/setattr call)
    /// Every value that some path gives; `value` is Unknown when there are several different ones.
    std::vector<PyValue> alternatives;
};

/// A hook that a module runs before or after forward.
struct ForwardHook {
    PyValue function;  ///< an ExternalObject stands for what weight_norm and its like put there
    bool with_kwargs = false;
    const SourceModule* module = nullptr;
    text::Span span;  ///< of the call that registers it
    std::int64_t id = 0;
};

/// An nn.Module (or ScriptModule) instance.
struct ModuleInstance {
    ClassRef cls;                       ///< of a file; empty for an external class
    std::string_view external;          ///< canonical dotted name of an external class (torch.nn.Linear); empty otherwise
    std::vector<Attribute> attributes;  ///< in order of first assignment
    /// nn.Sequential, ModuleList, ModuleDict, ParameterList, ParameterDict: the members in order, key as
    /// text.
    std::vector<std::pair<std::string_view, PyValue>> members;
    bool members_complete = true;
    /// There may be attributes that are not listed (computed setattr, unknown base class, Unknown call with
    /// self).
    bool open = false;
    bool super_init_called = true;  ///< false: certain that nn.Module.__init__ was not run before an assignment
    /// The evaluator's own: what the methods of a class that a call has made see around it; null for other classes.
    const Capture* capture = nullptr;
    /// Constructor arguments were not known: this stands for every instance of the class.
    bool generic = false;
    const SourceModule* made_in = nullptr;
    text::Span made_at;
    /// Of a class of the files: the class of torch.nn whose __init__ was given `arguments`, and gave attributes that are not listed (but no
    /// submodules); empty where there is none.
    std::string_view base;
    std::vector<PyValue> arguments;  ///< constructor arguments of an external class, or of `base`: positional
    std::vector<std::pair<std::string_view, PyValue>> keywords;
    bool arguments_complete = true;              ///< false: a `*` or `**` of unknown content was among them
    std::vector<ForwardHook> forward_hooks;      ///< register_forward_hook, in order
    std::vector<ForwardHook> forward_pre_hooks;  ///< register_forward_pre_hook
    std::vector<ForwardHook> backward_hooks;     ///< register_full_backward_hook and its like
    bool hooks_certain = true;                   ///< false: there may be others, or some may be gone

    const Attribute* find(std::string_view name) const;
    Attribute* find(std::string_view name);
};

struct ObjectInstance {
    ClassRef cls;
    std::vector<Attribute> attributes;
    bool open = false;
    DictObject* dict = nullptr;  ///< of a class derived from dict: its items
    const Attribute* find(std::string_view name) const;
};

}  // namespace jitlint::analysis
