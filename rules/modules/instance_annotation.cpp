#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_instance_annotation(const analysis::InstanceAnnotation& finding, Reporter& reporter) {
    const syntax::AnnAssign& statement = *finding.statement;
    const std::string_view name = static_cast<const syntax::Attribute*>(statement.target)->attr.name;
    reporter.report({statement.target->span.begin, statement.annotation->span.end}, "the annotation of `{}` is not read here", name)
        .help("write `{}: {}` in the class body", name, reporter.text(statement.annotation->span))
        .accepted();
}

}  // namespace

void register_instance_annotation(Checks& checks) { checks.on<analysis::InstanceAnnotation>(check_instance_annotation); }

}  // namespace jitlint::rules
