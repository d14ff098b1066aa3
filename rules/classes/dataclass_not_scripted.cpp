#include <algorithm>
#include <optional>
#include <string>

#include "rules/check.h"
#include "rules/support/rewrite.h"
#include "rules/support/typing_names.h"
#include "text/among.h"

namespace jitlint::rules {
namespace {

/// Nothing but fields of plain types: no option, no method, no default that is made by a call.
bool certainly_compiles(analysis::ClassRef cls, const Reporter& reporter) {
    using namespace syntax;
    if (cls.node->decorators.size() != 1 || is<Call>(cls.node->decorators[0]) || !cls.node->bases.empty()) return false;
    return std::ranges::all_of(cls.node->body, [&](const Stmt* statement) {
        const auto* field = as<AnnAssign>(statement);
        if (!field) return is<Pass>(statement);
        const std::string_view type = reporter.text(field->annotation->span);
        return text::among(type, {"int", "float", "bool", "str", "Tensor", "torch.Tensor"}) && (!field->value || is<Constant>(field->value));
    });
}

void check_dataclass_not_scripted(const analysis::ObjectConstruction& finding, Reporter& reporter) {
    if (finding.problem != analysis::ConstructionProblem::Dataclass) return;
    auto judgement = reporter.report(finding.node->span, "the dataclass `{}` is not scripted: what `dataclass` generates has no source to compile",
                                     finding.cls.node->name.name);
    judgement.help("put `@torch.jit.script` above its `@dataclass`");
    // What `torch.jit.script` knows of dataclasses came with 1.12.
    if (!judgement || reporter.version() < torchscript::Version::of(1, 12)) return;
    if (finding.cls.module != &reporter.module() || finding.cls.node->decorators.empty()) return;
    const std::uint32_t at = finding.cls.node->decorators.front()->span.begin - 1;
    const std::optional<std::string> indent = indentation_of(at, reporter);
    TypingNames names(reporter.module());
    const std::string script = names.torch("jit.script");
    if (!indent || !names.ok() || reporter.text({at, at + 1}) != "@") return;
    // What is decorated is compiled when the file is imported.
    judgement.fix(certainly_compiles(finding.cls, reporter) ? Applicability::Safe : Applicability::Unsafe, fmt::format("put `@{}` above it", script),
                  {{{at, at}, fmt::format("@{}{}{}", script, reporter.module().file().source().newline(), *indent)}});
}

}  // namespace

void register_dataclass_not_scripted(Checks& checks) { checks.on<analysis::ObjectConstruction>(check_dataclass_not_scripted); }

}  // namespace jitlint::rules
