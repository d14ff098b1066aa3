#include <string>

#include "rules/check.h"
#include "rules/support/rewrite.h"
#include "rules/support/typing_names.h"

namespace jitlint::rules {
namespace {

/// As an attribute of its Python module it is a constant.
void offer_constant(const analysis::PythonValueUsed& finding, const Reporter& reporter, JudgementBuilder& judgement) {
    const std::string dotted(finding.value.text);
    judgement.help("write `{}` here: as an attribute of the Python module it is a constant", dotted);
    const std::size_t dot = dotted.rfind('.');
    if (!judgement || dot == std::string::npos || !syntax::is<syntax::Name>(finding.node)) return;
    const std::string package = dotted.substr(0, dot);
    const std::string member = dotted.substr(dot + 1);
    std::vector<text::TextEdit> edits;
    std::string written = imported_module(reporter.module(), package);
    if (written.empty()) {
        if (package.find('.') != std::string::npos || name_is_taken(package, reporter)) return;
        edits.push_back(import_line(reporter.module(), "import " + package));
        written = package;
    }
    edits.push_back({finding.node->span, written + "." + member});
    judgement.fix(Applicability::Safe, fmt::format("write `{}.{}`", written, member), std::move(edits));
}

void check_python_global(const analysis::PythonValueUsed& finding, Reporter& reporter) {
    std::string_view what = "value";
    switch (finding.value.kind) {
        case analysis::PyKind::Bool:
        case analysis::PyKind::Int:
        case analysis::PyKind::Float:
        case analysis::PyKind::Complex:
            what = "number";
            break;
        case analysis::PyKind::Str:
            what = "string";
            break;
        case analysis::PyKind::Tensor:
            what = "tensor";
            break;
        case analysis::PyKind::List:
            what = "list";
            break;
        case analysis::PyKind::Tuple:
            what = "tuple";
            break;
        case analysis::PyKind::Dict:
            what = "dict";
            break;
        case analysis::PyKind::Set:
            what = "set";
            break;
        case analysis::PyKind::ExternalObject:
            what = finding.value.text == "torch.device" ? "device" : "object";
            break;
        default:
            break;
    }
    auto judgement =
        finding.use == analysis::ValueUse::Attribute
            ? reporter.report(finding.node->span, "`{}` is an attribute of a Python {} from outside the compiled function",
                              reporter.text(finding.node->span), what)
            : reporter.report(finding.node->span, "`{}` is a Python {} from outside the compiled function", reporter.text(finding.node->span), what);
    if (finding.value.origin_module && finding.value.origin.size() > 0)
        judgement.label_in(*finding.value.origin_module, finding.value.origin, "made here");
    if (finding.constant)
        offer_constant(finding, reporter, judgement);
    else if (reporter.function().self)
        judgement.help("make it an attribute of the module in `__init__`");
    else
        judgement.help("pass it in as an argument");
}

}  // namespace

void register_python_global(Checks& checks) { checks.otherwise<analysis::PythonValueUsed>(check_python_global); }

}  // namespace jitlint::rules
