#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "torchscript/schema.h"

/// What one release of torch knows: operators, builtins, library functions, constants, attributes of types
/// and torch.nn classes.
namespace jitlint::torchscript {

/// How the compiler takes a dotted name of a library when it is called.
enum class CallableKind : std::uint8_t {
    NotKnown,           ///< not in the tables: nothing is claimed
    Operator,           ///< `name` is the operator, `find(name)` its schemas
    UnknownOperator,    ///< torch attribute without operator: "Unknown builtin op"
    PythonSource,       ///< a Python function, compiled when called
    BooleanDispatch,    ///< one of two functions by a constant flag
    SpecialForm,        ///< torch.jit.annotate, fork, isinstance ...: `name` says which
    LegacyConstructor,  ///< torch.FloatTensor ...
    Exception,
    Class,        ///< Python class that the compiler can compile
    OpaqueClass,  ///< Python class that it cannot: stays a Python value
    NamedTuple,
    Enum,
    Unsupported,  ///< C function without operator: "Python builtin ... is currently not supported"
    Raises,       ///< the compiler itself fails with a TypeError (numpy ufuncs)
    PythonValue,  ///< a callable object that stays Python: takes and returns Tensors, cannot be saved
};

/// A function that chooses between two by a flag, which has to be constant (torch._jit_internal.boolean_dispatch).
struct BooleanDispatch {
    /// One of the two: compiled with these schemas (none where it does not compile), or chosen by one more flag.
    struct Side {
        std::span<const Schema* const> schemas;
        const BooleanDispatch* next = nullptr;
    };
    std::string_view flag;
    std::size_t position = 0;
    bool by_default = false;
    Side if_true;
    Side if_false;
};

struct Callable {
    CallableKind kind = CallableKind::NotKnown;
    std::string_view name;  ///< operator (`aten::relu`) or special form (`annotate`)
    /// PythonSource: whether it compiles at all. Match: it does; NoMatch: `error` says why not; Uncertain:
    /// not established.
    Verdict compiles = Verdict::Uncertain;
    std::span<const Schema* const> schemas;     ///< PythonSource: its signature, or its overloads; empty where not known
    std::string_view error;                     ///< first line of the compiler's message
    const BooleanDispatch* dispatch = nullptr;  ///< BooleanDispatch; owned by the tables
};

/// Whether a name of torch or of Python's math is missing: in this release, which others do better, or in all measured ones.
enum class Absence : std::uint8_t { NotKnown, Here, Everywhere };

/// What the compiler makes of a name of Python's libraries or NumPy.
struct LibraryName {
    enum class Kind : std::uint8_t {
        NotListed,
        Refused,     ///< reading it is refused
        Opaque,      ///< called back in Python: positional arguments, all Tensors
        Uncallable,  ///< can be named; no call of it compiles
        Object,      ///< not callable; no value, and compiled code reads nothing of it
    } kind = Kind::NotListed;
    int parameters = -1;    ///< Opaque: how many, a bound method's self counted; -1: any number
    bool variadic = false;  ///< Opaque: `parameters` or more
};

/// What `x.name` is on a value of a type.
struct Member {
    enum class Kind : std::uint8_t {
        None,     ///< there is none: "object has no attribute or method"
        Unknown,  ///< the receiver's type leaves it open (Unknown, Class, Interface ...)
        Value,    ///< `type`
        Method,   ///< an operator with the receiver as self: `op`
        Cast,     ///< x.float() and the like: no arguments, result `type`
    };
    Kind kind = Kind::None;
    TypeRef type = nullptr;
    std::string_view op;
};

/// How a name of the compiler's own global table is taken. These hide globals of the user's file.
struct Builtin {
    enum class Kind : std::uint8_t {
        None,      ///< not in the table
        Print,     ///< any values, no result
        Cast,      ///< int, float, bool, str, complex: a value of `type` stays, others go through `op`
        Operator,  ///< a call of `op`
        Magic,     ///< the class's `__len__`, `__hex__` ...; else `op`
        Form,      ///< range, zip, enumerate, isinstance, getattr, hasattr, tuple, list, dict ...: by its name
        Exception,
    };
    Kind kind = Kind::None;
    std::string_view op;
    TypeRef type = nullptr;
};

struct ModuleAttribute {
    std::string_view name;
    TypeRef type = nullptr;  ///< Unknown where constructor arguments decide
};

/// A class of torch.nn, as far as it matters to a module that holds an instance.
struct ModuleClass {
    enum class Container : std::uint8_t { None, Sequential, ModuleList, ModuleDict, ParameterList, ParameterDict };
    std::string_view name;       ///< `torch.nn.Linear`
    std::string_view canonical;  ///< `torch.nn.modules.linear.Linear`
    /// Canonical, in method resolution order, without itself and object.
    std::span<const std::string_view> bases;
    Container container = Container::None;
    /// Without self; overloads where it has them; empty where not known. What differs between instances is
    /// Unknown.
    std::span<const Schema* const> forward;
    /// Read from annotations, never compiled: unannotated parameters are given as Tensor, the result may be
    /// Unknown.
    bool forward_is_annotated_only = false;
    /// Where one constructor argument decides the result of forward (`return_indices`): its name, its
    /// position among the constructor's arguments, and forward of instances that are made without and with
    /// it. Null else.
    const Schema* forward_without_flag = nullptr;
    const Schema* forward_with_flag = nullptr;
    std::string_view flag;
    std::size_t flag_position = 0;
    /// Whether instances compile. Match: every one that was tried did; NoMatch: none did (`error`); Uncertain
    /// otherwise.
    Verdict compiles = Verdict::Uncertain;
    std::string_view error;
    /// What compiled code can read from instances, besides methods and submodules.
    std::span<const ModuleAttribute> attributes;
    std::span<const std::string_view> constants;  ///< __constants__
    std::span<const std::string_view> methods;    ///< Python methods that the class itself defines
};

class Operators {
public:
    using CallableKind = torchscript::CallableKind;

    /// Tables of the measured release nearest to `point` (not newer, unless there is no older one). Cheap:
    /// schemas are parsed on first use.
    Operators(TypeContext& types, Version point);
    ~Operators();
    Operators(const Operators&) = delete;
    Operators& operator=(const Operators&) = delete;

    Version version() const;
    Rules rules() const;
    TypeContext& types() const;

    /// The candidates of a call of `qualified` (`aten::add`) in the order in which the compiler tries them;
    /// empty: "Unknown builtin op".
    std::span<const Schema* const> find(std::string_view qualified);
    bool exists(std::string_view qualified) { return !find(qualified).empty(); }

    MatchResult match(std::span<const Schema* const> candidates, const CallArguments& call, bool allow_conversions = true);
    /// `match(find(qualified), call)`.
    MatchResult call(std::string_view qualified, const CallArguments& call);
    std::optional<Converted> convert(const Actual& value, TypeRef target, bool implicit);
    std::optional<Converted> convert(TypeContext& types, const Actual& value, TypeRef target, bool implicit);

    /// By canonical dotted name (`torch.nn.functional.relu`); `torch.ops.aten.relu` and the C++ modules
    /// (`torch._C._nn.gelu`) work too.
    Callable callable(std::string_view dotted);
    LibraryName library(std::string_view dotted);
    /// A module of Python, NumPy or torch: the tables list names in it, and not itself.
    static bool is_library_module(std::string_view dotted);
    /// Whether a name is missing: one that came with a later release, or a public one of a module whose names are all known (`torch.gelu`,
    /// `torch.irfft`).
    Absence absence(std::string_view dotted);
    /// The type of a constant of a module: torch.float32, math.pi; nullopt where it is none or not known.
    std::optional<TypeRef> constant(std::string_view dotted);
    Builtin builtin(std::string_view name);
    bool is_builtin(std::string_view name) { return builtin(name).kind != Builtin::Kind::None; }

    Member member(TypeRef receiver, std::string_view name);
    bool has_tensor_method(std::string_view name) { return member(types().tensor(), name).kind != Member::Kind::None; }

    /// By public or canonical name; null where it is not a torch.nn class of this release.
    const ModuleClass* find_module_class(std::string_view dotted);
    bool is_module_class(std::string_view dotted) { return find_module_class(dotted) != nullptr; }

    /// Parses a schema; null where it does not parse. `text` must outlive this.
    const Schema* parse(std::string_view text);
    /// Parses a type as `to_string` writes it or as schemas do (`Tensor?`, `int[]`); null where it does not
    /// parse.
    TypeRef parse_type(std::string_view text);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace jitlint::torchscript
