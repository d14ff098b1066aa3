#include <optional>
#include <string>

#include "rules/check.h"
#include "rules/support/rewrite.h"
#include "rules/support/typing_names.h"

namespace jitlint::rules {
namespace {

void check(const analysis::ObjectConstruction& finding, Reporter& reporter) {
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
    judgement.fix(Applicability::Safe, fmt::format("put `@{}` above it", script),
                  {{{at, at}, fmt::format("@{}{}{}", script, reporter.module().file().source().newline(), *indent)}});
}

}  // namespace

void register_dataclass_not_scripted(Checks& checks) { checks.on<analysis::ObjectConstruction>(check); }

}  // namespace jitlint::rules
