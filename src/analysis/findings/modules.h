#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "analysis/findings/context.h"

/// Findings about what modules and their parts do not go through.
namespace jitlint::analysis {

enum class ModuleAttributeProblem : std::uint8_t {
    Missing,          ///< certain that instances have none
    SomePathsOnly,    ///< made on some paths of `__init__` only
    PlainContainer,   ///< a Python list, tuple, dict or set that holds modules
    ObjectHolder,     ///< an instance of a Python class that cannot be compiled
    EmptyContainer,   ///< an empty list or dict without a class-level annotation
    NoType,           ///< a value that TorchScript has no type for (numpy array, set, config object, None mix ...)
    PrivateRegistry,  ///< _modules, _parameters, _buffers
};

/// Compiled code reads an attribute of a module that is not there for the compiler.
struct UnusableModuleAttribute {
    const syntax::Expr* node;  ///< the Attribute, or the getattr call
    std::string_view name;
    const ModuleInstance* instance;
    ModuleAttributeProblem problem;
    const Attribute* attribute;  ///< null for Missing
    bool assigned;               ///< it is assigned to, not read
};

enum class ModuleIndexProblem : std::uint8_t { NotLiteral, OutOfRange, WrongKey, SliceCalled, NoLiteralIndexYet };

/// A container of modules indexed in a way that is not resolved while compiling.
struct ModuleIndex {
    const syntax::Expr* node;   ///< the Subscript, or the call of a sliced member
    const syntax::Expr* index;  ///< may be null
    const ModuleInstance* container;
    ModuleIndexProblem problem;
    /// The loop whose variable is the index, when it is `for i in range(...)`; null otherwise.
    const syntax::For* loop;
    bool through_interface;  ///< annotated as a module interface: accepted since 1.8-1.13
};

/// A module that is not an attribute of the scripted one is called, or one is made, in compiled code.
struct ForeignModule {
    const syntax::Expr* node;
    PyValue value;
    std::string_view name;  ///< global or closure name; class name for Constructed
    enum class Why : std::uint8_t { GlobalOrClosure, Constructed } why;
};

/// getattr, setattr, hasattr, delattr with arguments that the compiler does not resolve.
struct DynamicAttribute {
    const syntax::Call* node;
    std::string_view function;  ///< `getattr`, `setattr`, ...
    bool literal_name;          ///< the name is a literal (so the problem is another one)
    bool has_default;           ///< getattr with three arguments
};

/// A property that nothing compiled reads, and that does not compile; emitted beside the finding inside it.
struct UnusedPropertyFails {
    Method property;
    const ModuleInstance* instance;
    const syntax::Node* place;  ///< the first place inside it that is refused
};

/// A submodule is compiled (for rules about constructor values).
struct ModuleCompiled {
    const ModuleInstance* instance;
};

/// The class never calls super().__init__() of nn.Module.
struct MissingSuperInit {
    const ModuleInstance* instance;
    const syntax::FunctionDef* init;
};

using ModulesFindings = std::variant<  //
    UnusableModuleAttribute, ModuleIndex, ForeignModule, DynamicAttribute, UnusedPropertyFails, ModuleCompiled, MissingSuperInit>;

}  // namespace jitlint::analysis
