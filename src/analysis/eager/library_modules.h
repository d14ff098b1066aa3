#pragma once

#include <string_view>

#include "analysis/eager/evaluator.h"

/// What the constructors of torch.nn's classes are given, and what they make of it.
namespace jitlint::analysis {

/// A parameter of the constructor of a class of torch.nn.
struct ConstructorParameter {
    enum class Kept : std::uint8_t {
        AsItIs,
        Repeated,  ///< as a tuple, a single number once for each dimension
        AsFloat,
        Elsewhere,  ///< no attribute has its name and value
    };
    std::string_view name;
    std::string_view default_value;  ///< a literal; empty: there is none
    std::size_t position = 0;
    std::size_t dimensions = 1;  ///< that the class is made for
    Kept kept = Kept::AsItIs;
};

/// nullopt where no such parameter of the class is listed.
std::optional<ConstructorParameter> constructor_parameter(std::string_view cls, std::string_view name);

/// The argument that an instance was made with; null where it was left out, or may have been given among others (`arguments_complete`).
const PyValue* constructor_argument(const ModuleInstance& instance, std::string_view name, std::size_t position);

/// Whether a constructor argument is true.
Tri is_true_argument(const ModuleInstance& instance, std::string_view name, std::size_t position, bool by_default);

/// Whether a parameter or buffer of an instance of the class is a Tensor (Yes), or registered as None; Maybe where that is not known.
Tri holds_tensor(const ModuleInstance& instance, std::string_view cls, std::string_view name);

}  // namespace jitlint::analysis
