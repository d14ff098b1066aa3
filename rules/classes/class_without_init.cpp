#include <optional>
#include <string>

#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

using analysis::ConstructionProblem;

void check_missing(const analysis::ObjectConstruction& finding, Reporter& reporter) {
    const syntax::ClassDef& cls = *finding.cls.node;
    auto judgement = reporter.report(finding.node->span, "`{}` has no `__init__`, without which TorchScript makes no object", cls.name.name);
    judgement.help("give the class an `__init__`: `def __init__(self): pass`");
    if (!judgement || finding.cls.module != &reporter.module() || cls.body.empty()) return;
    const std::optional<std::string> indent = indentation_of(cls.body.front()->span.begin, reporter);
    const std::optional<std::string> outer = indentation_of(cls.span.begin, reporter);
    if (!indent || !outer || indent->size() <= outer->size()) return;
    const std::string newline(reporter.module().file().source().newline());
    const std::string step = indent->substr(outer->size());
    const bool only_pass = cls.body.size() == 1 && syntax::is<syntax::Pass>(cls.body.front());
    std::string method = fmt::format("def __init__(self):{}{}{}pass", newline, *indent, step);
    if (only_pass) {
        judgement.fix(Applicability::Safe, "add an `__init__`", {{cls.body.front()->span, method}});
        return;
    }
    if (auto edit = first_in_block(cls.body, method + newline, reporter)) judgement.fix(Applicability::Safe, "add an `__init__`", {*edit});
}

void check_class_without_init(const analysis::ObjectConstruction& finding, Reporter& reporter) {
    const std::string_view name = finding.cls.node->name.name;
    if (finding.problem == ConstructionProblem::NoInit)
        check_missing(finding, reporter);
    else if (finding.problem == ConstructionProblem::Interface)
        reporter.report(finding.node->span, "`{}` is an interface, of which no object can be made", name)
            .help("make an object of a class that has its methods");
    else if (finding.problem == ConstructionProblem::Ignored)
        reporter.report(finding.node->span, "`{}` is ignored, and no object of it can be made in compiled code", name)
            .help("make it in a function under `torch.jit.ignore`, or take the decorator from the class");
    else if (finding.problem == ConstructionProblem::CannotBeCompiled)
        reporter.report(finding.node->span, "`{}` is a class that cannot be compiled", name)
            .help("let it derive from nothing, and hold no builtin functions");
}

}  // namespace

void register_class_without_init(Checks& checks) { checks.on<analysis::ObjectConstruction>(check_class_without_init); }

}  // namespace jitlint::rules
