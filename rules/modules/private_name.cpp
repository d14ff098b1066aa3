#include <string>
#include <utility>
#include <vector>

#include "rules/check.h"

namespace jitlint::rules {
namespace {

/// Where a class speaks of an attribute or method `name`; of another name, whether it does at all.
void collect(const syntax::Node& node, std::string_view name, std::string_view fresh, std::vector<text::Span>& uses, bool& taken) {
    auto meet = [&](const syntax::Identifier& identifier) {
        if (identifier.name == name) uses.push_back(identifier.span);
        taken = taken || identifier.name == fresh;
    };
    if (const auto* attribute = syntax::as<syntax::Attribute>(&node)) meet(attribute->attr);
    if (const auto* function = syntax::as<syntax::FunctionDef>(&node)) meet(function->name);
    if (const auto* named = syntax::as<syntax::Name>(&node)) meet({named->id, named->span});
    if (const auto* constant = syntax::as<syntax::Constant>(&node); constant && constant->constant == syntax::ConstantKind::Str)
        taken = taken || constant->text == name || constant->text == fresh;
    syntax::for_each_child(node, [&](const syntax::Node& child) { collect(child, name, fresh, uses, taken); });
}

/// Nothing outside of the class can have used the name.
void offer_rename(const analysis::PrivateName& finding, const Reporter& reporter, JudgementBuilder& judgement) {
    const analysis::ClassRef& owner = reporter.function().owner;
    if (!owner || owner.module != &reporter.module()) return;
    const std::string_view fresh = finding.name.substr(1);
    std::vector<text::Span> uses;
    bool taken = false;
    collect(*owner.node, finding.name, fresh, uses, taken);
    const bool defined = finding.defined_at.size() > 0 && owner.node->span.contains(finding.defined_at);
    if (taken || !defined) return;
    std::vector<text::TextEdit> edits;
    for (text::Span use : uses) edits.push_back({use, std::string(fresh)});
    // The names in a state dict change with it.
    judgement.fix(Applicability::Unsafe, fmt::format("call it `{}`", fresh), std::move(edits));
}

void check_private_name(const analysis::PrivateName& finding, Reporter& reporter) {
    if (finding.name.ends_with("__")) {
        reporter.report(finding.node->span, "the compiler takes no attribute whose name begins with two underscores: there is no `{}`", finding.name)
            .help("give it a plain name");
        return;
    }
    auto judgement = reporter.report(finding.node->span, "Python stores `{}` under another name, and the compiler finds no {} `{}`", finding.name,
                                     finding.method ? "method" : "attribute", finding.name);
    if (!judgement) return;
    if (finding.defined_at.size() > 0) judgement.label(finding.defined_at, "made here");
    judgement.help("use one leading underscore: `{}`", finding.name.substr(1));
    offer_rename(finding, reporter, judgement);
}

}  // namespace

void register_private_name(Checks& checks) { checks.on<analysis::PrivateName>(check_private_name); }

}  // namespace jitlint::rules
