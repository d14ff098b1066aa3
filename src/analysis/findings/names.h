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
    enum class Why : std::uint8_t { OneBranchOnly, LoopBodyOnly, Nowhere, GlobalNone, Deleted } why;
    text::Span defined_at;  ///< empty for Nowhere
};

/// A Python value that is not known to the compiler as a value: global number, list, string, function as
/// value, class as value, module as value.
struct PythonValueUsed {
    const syntax::Expr* node;
    PyValue value;
    std::string_view name;
};

/// A call of something that cannot be compiled: library function, Python builtin, object of another package.
struct UnsupportedCall {
    const syntax::Call* node;
    PyValue callee;
    std::string dotted;  ///< canonical name: `numpy.sqrt`, `builtins.open`, `torch.Tensor`
    enum class Why : std::uint8_t {
        PythonBuiltin,    ///< refused: "Python builtin ... is currently not supported"
        UnknownOperator,  ///< torch attribute without operator: "Unknown builtin op"
        ForeignLibrary,   ///< numpy and others whose source or C code is refused
        OpaqueObject,     ///< accepted only with Tensors: called back into Python, cannot be saved
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
};

using NamesFindings = std::variant<  //
    FunctionRead, UndefinedName, PythonValueUsed, UnsupportedCall, CallMismatch, IgnoredCall, Recursion>;

}  // namespace jitlint::analysis
