#include <algorithm>
#include <cmath>
#include <limits>

#include "rules/tensors/constructors.h"

namespace jitlint::rules {

namespace {

using namespace syntax;

/// Literals that float32 holds without rounding.
bool is_exact(const Expr& node) {
    if (const auto* sign = as<UnaryOp>(&node)) return sign->op != UnaryOperator::Not && is_exact(*sign->operand);
    if (const auto* list = as<List>(&node)) return std::all_of(list->elts.begin(), list->elts.end(), [](const Expr* e) { return is_exact(*e); });
    const auto* constant = as<Constant>(&node);
    if (!constant || constant->constant != ConstantKind::Float) return false;
    const double value = constant->float_value;
    if (!(std::abs(value) <= static_cast<double>(std::numeric_limits<float>::max()))) return false;
    return static_cast<double>(static_cast<float>(value)) == value;
}

void check_float64_tensor_precision(const analysis::OperatorCall& finding, Reporter& reporter) {
    const Call& call = *finding.node;
    if (finding.dotted != "torch.tensor" && finding.dotted != "torch.as_tensor") return;
    if (call.args.empty() || finding.types.empty() || !holds_floats(finding.types[0]) || is_exact(*call.args[0])) return;
    const auto* dtype = as<syntax::Attribute>(call.argument("dtype"));
    if (!dtype || (dtype->attr.name != "float64" && dtype->attr.name != "double")) return;
    reporter.report(call.args[0]->span, "`{}` rounds floats to float32 in compiled code, then widens them to float64", finding.dotted)
        .help(
            "use `torch.full((), value, dtype=torch.float64)`, or keep the tensor in a buffer that "
            "`__init__` makes")
        .accepted();
}

}  // namespace

void register_float64_tensor_precision(Checks& checks) { checks.on<analysis::OperatorCall>(check_float64_tensor_precision); }

}  // namespace jitlint::rules
