#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "analysis/findings/context.h"

/// Findings about what is called, and how.
namespace jitlint::analysis {

/// super() in a compiled method: it is taken for a call of a Python object that returns a Tensor.
struct SuperUsed {
    const syntax::Call* node;
    const syntax::Expr* use;  ///< the attribute that is read from it, or the call itself
    std::string_view member;  ///< empty where the call itself is refused, for its arguments
};

/// A method called through its class: `Base.forward(self, x)`. `self` is then an ordinary parameter, a Tensor.
struct UnboundMethodCall {
    const syntax::Call* node;
    ClassRef cls;
    FunctionRef method;
};

/// A function or class of the file is called that the compiler does not look for: a builtin of its own has the name.
struct ShadowedBuiltin {
    const syntax::Name* node;
    PyValue value;
};

/// A lambda that the compiler would have to read: it is no function statement.
struct LambdaRead {
    const syntax::Expr* node;  ///< the lambda itself where it is scripted; the call of its name
    const syntax::Lambda* lambda;
};

/// A name of torch that came with a later release.
struct MissingTorchName {
    const syntax::Expr* node;
    std::string dotted;
    bool never = false;        ///< no release has it
    std::string instead = {};  ///< the same name in another module; empty where there is none
};

/// A function under @torch.autocast(...) is scripted, or called.
struct AutocastFunction {
    const syntax::Expr* decorator;
    const syntax::Call* call;  ///< null where it is scripted itself
};

/// An exported method that is none: the decorator marks the staticmethod or classmethod object.
struct ExportLost {
    Method method;
    const syntax::Expr* decorator;
};

/// __getstate__ and __setstate__ that do not go together.
struct StateMethods {
    Method method;
    enum class Why : std::uint8_t { NoGetstate, ParameterCount } why;
};

/// A name that means a function, module or the like is given a value in the same block: it goes on meaning what it did.
struct CallableNameReused {
    const syntax::Node* node;
    std::string_view name;
    text::Span bound;
};

using CallsFindings = std::variant<CallableNameReused, SuperUsed, UnboundMethodCall, ShadowedBuiltin, LambdaRead, MissingTorchName, AutocastFunction,
                                   ExportLost, StateMethods>;

}  // namespace jitlint::analysis
