#pragma once

#include <string>

#include "analysis/eager/evaluator.h"
#include "torchscript/type.h"

namespace jitlint::analysis {

using torchscript::TypeRef;

/// A step of the way from the root.
struct ReachedFrom {
    const ReachedFrom* previous = nullptr;  ///< towards the root; null at the root
    const SourceModule* module = nullptr;
    text::Span span;     ///< the root's name, or the call that leads on
    std::string symbol;  ///< `Net.forward`, `helper`; with the path of submodules: `Net.backbone.layer1[0].forward`
    /// Where a root or a submodule comes from: no step for the reader, who has its path, but the user's own place.
    bool origin = false;
};

/// A function as the compiler reads it.
struct FunctionContext {
    const SourceModule* module = nullptr;
    const syntax::FunctionDef* node = nullptr;
    const Scope* scope = nullptr;
    std::string symbol;  ///< dotted name in its file: `Net.forward`
    const ReachedFrom* reached = nullptr;
    Decorations decorations;
    ClassRef owner;                        ///< the class whose method it is
    const ModuleInstance* self = nullptr;  ///< the module instance that `self` is; null for functions and script classes
    bool is_property = false;
    bool is_root = false;  ///< scripted itself, not called
    bool is_hook = false;
    const Capture* capture = nullptr;  ///< what the call that made it has left, for the names of its closure
};

}  // namespace jitlint::analysis
