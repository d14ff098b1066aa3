#include <optional>

#include "rules/modules/describe.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {

namespace {

using namespace syntax;

/// `slice`: where the module comes from; null where that is the called expression.
void speak(const Expr& called, const Expr* slice, Reporter& reporter) {
    const bool direct = is<Subscript>(&called);
    auto report = reporter.report(
        called.span, "{} is no module for the compiler, and cannot be called",
        direct ? std::string("a slice of a container of modules") : fmt::format("`{}`, a member of a slice of modules,", reporter.text(called.span)));
    if (slice && !slice->span.contains(called.span)) report.label(slice->span, "the slice that it comes from");
    if (direct) {
        report.help("loop over the container, or make the part a container of its own in `__init__`");
        return;
    }
    report.help("write `{}.forward(...)`, or loop over the whole container with `enumerate`", reporter.text(called.span));
    if (is_plain_path(&called)) report.fix(Applicability::Unsafe, "call `forward`", {{text::Span{called.span.end, called.span.end}, ".forward"}});
}

void check_module_container_slice(const analysis::ModuleIndex& finding, Reporter& reporter) {
    if (finding.problem == analysis::ModuleIndexProblem::SliceBound) {
        reporter
            .report(finding.index->span, "`{}` is no literal: which modules of the container are meant must be known while compiling",
                    reporter.text(finding.index->span))
            .help("loop over the whole container with `enumerate`, and test the number in the loop");
        return;
    }
    if (finding.problem != analysis::ModuleIndexProblem::SliceCalled) return;
    const auto* call = as<Call>(finding.node);
    speak(call ? *call->func : *finding.node, finding.index, reporter);
}

/// The module that `self.a.b` is, by the instance's attributes; null where that is not certain.
const analysis::ModuleInstance* module_of(const Expr& node, const Reporter& reporter) {
    const auto* function = reporter.function().node;
    if (const auto* named = as<Name>(&node)) {
        const bool is_self = function && !function->parameters.empty() && function->parameters.front().name.name == named->id;
        return is_self && !reporter.function().decorations.static_method ? reporter.function().self : nullptr;
    }
    const auto* read = as<syntax::Attribute>(&node);
    const analysis::ModuleInstance* owner = read ? module_of(*read->value, reporter) : nullptr;
    const analysis::Attribute* attribute = owner ? owner->find(read->attr.name) : nullptr;
    return attribute && attribute->certain && attribute->value.is(analysis::PyKind::Module) ? attribute->value.instance : nullptr;
}

void check_call(const Call& node, Reporter& reporter) {
    const auto* part = as<Subscript>(node.func);
    if (!part || !is<Slice>(part->slice)) return;
    const analysis::ModuleInstance* container = module_of(*part->value, reporter);
    if (container && container->external.ends_with(".Sequential")) speak(*part, nullptr, reporter);
}

}  // namespace

void register_module_container_slice(Checks& checks) {
    checks.on<analysis::ModuleIndex>(check_module_container_slice);
    checks.on<Call>(check_call);
}

}  // namespace jitlint::rules
