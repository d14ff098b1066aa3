#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "analysis/compile/annotations/annotations.h"

/// Annotations as Python objects: the way that the compiler tries first.
namespace jitlint::analysis {

/// What try_ann_to_type (torch/jit/annotations.py) makes of an object.
struct ObjectType {
    enum class Outcome : std::uint8_t {
        Type,     ///< `type`
        Refused,  ///< no type: the compiler goes on to read the annotation's structure
        Raises,   ///< no type, and that ends the compilation
        Unknown,
    };
    Outcome outcome = Outcome::Unknown;
    TypeRef type = nullptr;
    AnnotationProblem problem = AnnotationProblem::UnsupportedType;  ///< Refused, Raises
    std::string text;                                                ///< the object that is no type, dotted where it has a name
};

ObjectType type_of_object(Session& session, const PyValue& object);

/// Whether dicts can have keys of the type.
bool is_dict_key(TypeRef type);

/// Looks names up as the resolution callbacks of torch/_jit_internal.py do for a function, and evaluates texts of names, dots and
/// brackets as their parseNestedExpr does.
class AnnotationNames {
public:
    AnnotationNames(Session& session, const AnnotationPlace& place) : session_(session), place_(place) {}

    /// nullopt: certain that the text cannot be evaluated; Unknown where it is not known.
    std::optional<PyValue> evaluate(std::string_view text);
    /// A dotted name.
    std::optional<PyValue> look_up(std::string_view dotted);
    /// Why `name` is not found.
    AnnotationProblem missing(std::string_view name);

private:
    std::optional<PyValue> nested(std::string_view text, std::size_t& at, int depth);
    std::optional<PyValue> name(std::string_view name);
    bool captures(std::string_view name) const;

    Session& session_;
    const AnnotationPlace& place_;
};

}  // namespace jitlint::analysis
