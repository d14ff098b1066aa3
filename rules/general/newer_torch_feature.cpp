#include "rules/check.h"
#include "rules/support/compiled_body.h"
#include "torchscript/features.h"

namespace jitlint::rules {
namespace {

using namespace syntax;
using torchscript::Feature;

void report(const Node& node, Feature feature, Reporter& reporter) {
    const torchscript::FeatureFacts& facts = torchscript::facts(feature);
    reporter.report(node.span, "{} is not compiled by torch {}", facts.name, facts.refused.to_string()).versions(facts.refused);
}

void check_feature(const analysis::NewerFeature& finding, Reporter& reporter) { report(*finding.node, finding.feature, reporter); }

void check_union(const analysis::UnresolvedAnnotation& finding, Reporter& reporter) {
    if (finding.problem != analysis::AnnotationProblem::UnionTooNew) return;
    const torchscript::FeatureFacts& facts = torchscript::facts(Feature::UnionType);
    reporter.report(finding.span, "{} is not compiled by torch {}", facts.name, facts.refused.to_string()).versions(facts.refused);
}

void check_dict_comprehension(const DictComp& node, Reporter& reporter) {
    if (in_compiled_body(node, reporter)) report(node, Feature::DictComprehension, reporter);
}

void check_generator(const GeneratorExp& node, Reporter& reporter) {
    if (in_compiled_body(node, reporter)) report(node, Feature::GeneratorExpression, reporter);
}

void check_constant(const Constant& node, Reporter& reporter) {
    if (node.constant == ConstantKind::Complex && in_compiled_body(node, reporter)) report(node, Feature::ComplexNumbers, reporter);
}

void check_delete(const Delete& node, Reporter& reporter) {
    if (!in_compiled_body(node, reporter)) return;
    report(node, node.targets.size() > 1 ? Feature::DelSeveral : Feature::DelStatement, reporter);
}

/// The first `return` that is neither the last statement of the function nor of a branch that ends it.
const Return* early_return(Body body, bool tail) {
    for (const Stmt* statement : body) {
        const bool last = tail && statement == body.back();
        if (const auto* returned = as<Return>(statement); returned && !last) return returned;
        const Return* found = nullptr;
        if (const auto* branch = as<If>(statement)) {
            // Without an `else` the branch does not end the function in all cases.
            const bool ends = last && !branch->orelse.empty();
            found = early_return(branch->body, ends);
            if (!found) found = early_return(branch->orelse, ends);
        } else if (const auto* loop = as<For>(statement)) {
            found = early_return(loop->body, false);
        } else if (const auto* repeated = as<While>(statement)) {
            found = early_return(repeated->body, false);
        }
        if (found) return found;
    }
    return nullptr;
}

/// Once for a function.
void check_return(const Return& node, Reporter& reporter) {
    if (early_return(reporter.function().node->body, true) == &node) report(node, Feature::EarlyReturn, reporter);
}

}  // namespace

void register_newer_torch_feature(Checks& checks) {
    checks.on<analysis::NewerFeature>(check_feature);
    checks.on<analysis::UnresolvedAnnotation>(check_union);
    checks.on<DictComp>(check_dict_comprehension);
    checks.on<GeneratorExp>(check_generator);
    checks.on<Constant>(check_constant);
    checks.on<Delete>(check_delete);
    checks.on<Return>(check_return);
}

}  // namespace jitlint::rules
