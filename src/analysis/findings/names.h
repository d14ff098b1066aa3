#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "analysis/findings/context.h"
#include "torchscript/schema.h"

/// Findings about names, calls of functions, and values that Python knows and TorchScript does not.
namespace jitlint::analysis {

/// The compiler reads a function (reported once per function, before its body).
struct FunctionRead {};

/// A name that is not defined (on every path) where it is used.
struct UndefinedName {
    const syntax::Name* node;
    enum class Why : std::uint8_t {
        OneBranchOnly,
        LoopBodyOnly,
        Nowhere,
        NotInWrapperFile,  ///< the function's decorator has its wrapper in another file, which does not have the name
        GlobalNone,
        OptionalImport,  ///< `None` where an import fails
        Deleted,
        CallableInBranch,  ///< names a function, method or module, and was bound inside a branch or loop that has ended
    } why;
    text::Span defined_at;  ///< empty for Nowhere
};

/// What compiled code wants of something that is no TorchScript value.
enum class ValueUse : std::uint8_t { Value, Attribute, Iteration, Unpacking };

/// A Python object that compiled code cannot use: number, string, container, tensor, dtype, device or other object that is a global, a
/// captured variable or an attribute of a class.
struct PythonValueUsed {
    const syntax::Expr* node;
    PyValue value;
    std::string_view name;
    ValueUse use = ValueUse::Value;
    std::string_view member = {};  ///< Attribute: its name
    bool constant = false;         ///< it is a value where it is read as an attribute of its Python module: torch.float32, math.pi
};

/// A function, class, exception or the like stands where a value is needed.
struct CallableUsed {
    const syntax::Expr* node;
    enum class What : std::uint8_t { Function, Method, Builtin, Class } what;
    ValueUse use = ValueUse::Value;
    /// The conditional expression one of whose arms it is; null elsewhere.
    const syntax::IfExp* conditional = nullptr;
};

/// A name for a function, method or module is bound again in a nested block, or bound to one there.
struct CallableRebound {
    const syntax::Node* node;
    std::string_view name;
    text::Span outer;   ///< the earlier binding
    bool was_callable;  ///< what it named before is one; else what it names now is
};

/// A module that was stored as a value (chosen by a conditional expression, put into a list or tuple, returned) is called.
struct ModuleAsValue {
    const syntax::Call* node;
    TypeRef type;
    const syntax::Expr* made;  ///< the display that is looped over; null where the module became a value in another way
};

/// A call of something that cannot be compiled: library function, Python builtin, object of another package.
struct UnsupportedCall {
    const syntax::Call* node;
    PyValue callee;
    std::string dotted;  ///< canonical name: `numpy.sqrt`, `builtins.open`, `torch.Tensor`
    enum class Why : std::uint8_t {
        PythonBuiltin,     ///< refused: "Python builtin ... is currently not supported"
        UnknownOperator,   ///< torch attribute without operator: "Unknown builtin op"
        ForeignLibrary,    ///< numpy and others whose source or C code is refused
        OpaqueObject,      ///< called back into Python with Tensors, cannot be saved; refused where the arguments do not fit that
        AutogradFunction,  ///< `apply` of a torch.autograd.Function
    } why;
    bool rejected;  ///< false: compiles, but as a call back into Python
};

/// A call of a function of the files (or method, ignored function) whose arguments do not fit its signature.
struct CallMismatch {
    const syntax::Call* node;
    FunctionRef callee;
    std::string_view shown;
    torchscript::Mismatch mismatch;
    const syntax::Expr* argument;        ///< the argument that does not fit; null for a missing one
    const syntax::Parameter* parameter;  ///< the callee's parameter; null for a surplus argument
    bool parameter_inferred;             ///< it is a Tensor only for want of an annotation
    bool callee_ignored;                 ///< @torch.jit.ignore / unused: the signature is all that is read
};

/// A call of a function marked @torch.jit.ignore (the scripted module cannot be saved).
struct IgnoredCall {
    const syntax::Call* node;
    Method callee;
    std::vector<const syntax::Parameter*> unannotated;  ///< parameters read as Tensor
    bool return_unannotated;                            ///< the result is read as Tensor
    bool returns_non_tensor;                            ///< its body certainly returns something else than one Tensor
    bool saved;                                         ///< the file saves what it scripts
};

/// A function reaches itself.
struct Recursion {
    const syntax::Call* node;
    FunctionRef callee;
    const ReachedFrom* first;  ///< the call in `callee` by which it is left; null where that is `node`
};

using NamesFindings = std::variant<  //
    FunctionRead, UndefinedName, PythonValueUsed, CallableUsed, CallableRebound, ModuleAsValue, UnsupportedCall, CallMismatch, IgnoredCall,
    Recursion>;

}  // namespace jitlint::analysis
