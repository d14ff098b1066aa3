#include <array>
#include <optional>

#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

using PythonVersion = std::array<std::int64_t, 2>;

/// The oldest Python of a torch that is told of (1.7 runs under 3.6).
constexpr PythonVersion kOldest{3, 6};

std::optional<std::int64_t> literal(const Expr* node) {
    const auto* constant = as<Constant>(node);
    return constant && constant->constant == ConstantKind::Int ? std::optional(constant->int_value) : std::nullopt;
}

}  // namespace

/// `sys.version_info >= (3, 7)`, `sys.version_info[0] == 2`, `sys.version_info.major < 3`: what holds under every Python that torch runs under.
std::optional<bool> Evaluator::Impl::python_version_test(const Compare& node, Frame& frame) {
    if (node.ops.size() != 1) return std::nullopt;
    const auto* subscript = as<Subscript>(node.left);
    const auto* member = as<syntax::Attribute>(node.left);
    const bool major = subscript ? literal(subscript->slice) == 0 : member && member->attr.name == "major";
    const Expr* whole = !major ? node.left : subscript ? subscript->value : member->value;
    const auto* read = as<syntax::Attribute>(whole);
    if (!read || read->attr.name != "version_info") return std::nullopt;
    const PyValue value = evaluate(*whole, frame);
    if (!value.is(PyKind::External) || value.text != "sys.version_info") return std::nullopt;
    const auto* tuple = as<Tuple>(node.comparators[0]);
    if (major == (tuple != nullptr) || (tuple && tuple->elts.empty())) return std::nullopt;
    const auto first = literal(tuple ? tuple->elts[0] : node.comparators[0]);
    const auto second = tuple && tuple->elts.size() > 1 ? literal(tuple->elts[1]) : std::optional<std::int64_t>(0);
    if (!first || !second) return std::nullopt;
    const bool reached = PythonVersion{*first, *second} <= kOldest;
    switch (node.ops[0]) {
        case CompareOperator::GtE:
            return reached ? std::optional(true) : std::nullopt;
        case CompareOperator::Lt:
            return reached ? std::optional(false) : std::nullopt;
        case CompareOperator::Gt:
            return *first < kOldest[0] ? std::optional(true) : std::nullopt;
        case CompareOperator::LtE:
            return *first < kOldest[0] ? std::optional(false) : std::nullopt;
        case CompareOperator::Eq:
            return major ? std::optional(*first == kOldest[0]) : std::nullopt;
        case CompareOperator::NotEq:
            return major ? std::optional(*first != kOldest[0]) : std::nullopt;
        default:
            return std::nullopt;
    }
}

}  // namespace jitlint::analysis
