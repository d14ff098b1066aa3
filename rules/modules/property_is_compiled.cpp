#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

/// A line `@torch.jit.unused` above the first decorator.
void offer_decorator(const syntax::FunctionDef& property, Reporter& reporter, JudgementBuilder& report) {
    if (property.decorators.empty() || !imports(reporter, "torch")) return;
    const std::string_view text = reporter.text();
    const std::size_t at = text.rfind('@', property.decorators.front()->span.begin);
    if (at == std::string_view::npos) return;
    const std::size_t line = text.rfind('\n', at) + 1;  // npos + 1: the first line
    const std::string_view indent = text.substr(line, at - line);
    if (indent.find_first_not_of(" \t") != std::string_view::npos) return;
    const auto begin = static_cast<std::uint32_t>(at);
    report.fix(Applicability::Safe, "decorate it with `@torch.jit.unused`",
               {{text::Span{begin, begin}, fmt::format("@torch.jit.unused\n{}", indent)}});
}

void check_property_is_compiled(const analysis::UnusedPropertyFails& finding, Reporter& reporter) {
    const syntax::FunctionDef* property = finding.property.function.node;
    if (!property || finding.property.function.module != &reporter.module()) return;
    const text::Span at = finding.place ? finding.place->span : property->name.span;
    auto report = reporter.report(at, "property `{}` is compiled with the module, though no compiled code reads it", property->name.name);
    report.help("put `@torch.jit.unused` above `@property`").label(property->name.span, "the property");
    if (report) offer_decorator(*property, reporter, report);
}

}  // namespace

void register_property_is_compiled(Checks& checks) { checks.on<analysis::UnusedPropertyFails>(check_property_is_compiled); }

}  // namespace jitlint::rules
