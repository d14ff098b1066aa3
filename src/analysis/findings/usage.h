#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "analysis/findings/context.h"

/// Findings about what a file does around scripting: tracing, loading, saving.
namespace jitlint::analysis {

enum class TraceProblem : std::uint8_t {
    Branch,  ///< if, while, conditional expression, comprehension condition
    Assertion,
    BooleanOperator,  ///< and, or, not, in
    Comparison,       ///< min, max, sorted of tensors
    ToNumber,         ///< int(), float(), bool(), round(), math functions, .item()
    ToPython,         ///< .tolist(), .numpy(), numpy functions
    NewConstant,      ///< torch.tensor, as_tensor, from_numpy of a computed value
    Length,           ///< len(tensor)
    Iteration,        ///< for over a tensor, unpacking a tensor
    RangeOverSize,    ///< for over range(x.shape[i])
    StateChange,      ///< Python state of the module changes
};

/// Traced code does something that the trace freezes at the example input's value.
struct FrozenByTrace {
    const syntax::Node* node;  ///< the condition, call or statement
    TraceProblem problem;
    std::string_view name;  ///< the function or method, where there is one
    bool size_only;         ///< it depends on a size, not on values
};

/// A part of what a traced function returns is no tensor.
struct TracedResult {
    const syntax::Node* node;
    bool is_dict;  ///< a dict of tensors can be returned under `strict=False`
    bool certain;  ///< whatever the inputs are, this is returned
};

/// `load_state_dict(strict=False)` whose result is dropped.
struct LoadedNonStrict {
    const syntax::Call* node;
    const syntax::Keyword* strict;
};

/// State is loaded into a scripted module though the eager class maps old names in load hooks, or a hook is
/// registered on it.
struct LoadedAfterScript {
    const syntax::Call* node;
    const ModuleInstance* instance;
    bool registers_hook;
};

/// A state dict of one class is loaded into another whose parameters have other names, without a hook.
struct ParametersRenamed {
    const syntax::Call* node;        ///< the load
    const ModuleInstance* instance;  ///< what it is loaded into
    const Attribute* attribute;      ///< the first attribute whose names the state does not have
    std::string missing;             ///< a name that the module has and the state has not
    std::string unexpected;          ///< a name that the state has and the module has not
};

/// A name of torch.jit that later releases do not have.
struct RemovedName {
    const syntax::Expr* node;
    std::string dotted;
};

/// A method of a scripted module that was not compiled, and is looked for on the scripted one.
struct MethodNotExported {
    const syntax::FunctionDef* method;
    const ModuleInstance* instance;
    text::Span use;
};

using UsageFindings = std::variant<  //
    FrozenByTrace, TracedResult, LoadedNonStrict, LoadedAfterScript, ParametersRenamed, RemovedName, MethodNotExported>;

}  // namespace jitlint::analysis
