#pragma once

#include <string_view>

#include "analysis/compile/session.h"

/// Modules as the compiler's type for them has them: what infer_concrete_type_builder in torch/jit/_recursive.py makes of an instance.
namespace jitlint::analysis {

/// What a name of a module is for compiled code, methods and properties left out.
struct ModuleMember {
    enum class Kind : std::uint8_t {
        Unknown,
        Absent,     ///< certain that instances have no such attribute
        SomePaths,  ///< made on some paths through `__init__` only
        Attribute,  ///< has `type`
        Constant,   ///< Final or in `__constants__`: has `type`, and a value that decides conditions
        Submodule,  ///< `instance`
        Function,   ///< a function of a file or of a library, which compiled code can call
        Failed,     ///< Python has it, the scripted module does not: `problem`
    };
    Kind kind = Kind::Unknown;
    TypeRef type = nullptr;
    const Attribute* attribute = nullptr;
    const ModuleInstance* instance = nullptr;
    ModuleAttributeProblem problem = ModuleAttributeProblem::NoType;
};

ModuleMember find_member(Session& session, const ModuleInstance& instance, std::string_view name);

/// Whether a place of the file's own level stands behind the call that scripts the root: what is set there, the compiler did not see.
bool comes_later(const Session& session, const SourceModule* module, text::Span span);

/// The type of a dict's keys that no dict may have, anywhere in the type; null where there is none.
TypeRef refused_key(TypeRef type);

/// Whether all attributes that instances have are known.
bool is_closed(Session& session, const ModuleInstance& instance);

}  // namespace jitlint::analysis
