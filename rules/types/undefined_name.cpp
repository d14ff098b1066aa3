#include "rules/check.h"

namespace jitlint::rules {
namespace {

using Why = analysis::UndefinedName::Why;

void check_undefined_name(const analysis::UndefinedName& finding, Reporter& reporter) {
    const std::string_view name = finding.node->id;
    switch (finding.why) {
        case Why::OneBranchOnly:
            return;  // name-defined-on-one-path
        case Why::CallableInBranch:
            return;  // callable-chosen-by-condition
        case Why::LoopBodyOnly:
            reporter.report(finding.node->span, "`{}` is not defined after the loop: its body may not run", name)
                .label(finding.defined_at, "defined in the loop only")
                .help("define it before the loop");
            return;
        case Why::Deleted:
            reporter.report(finding.node->span, "`{}` was deleted", name).label(finding.defined_at, "here").help("delete it behind its last use");
            return;
        case Why::GlobalNone:
            reporter.report(finding.node->span, "the global `{}` is `None`, which the compiler takes for a name that does not exist", name)
                .help("write `None`, or pass the value in")
                .fix(Applicability::Unsafe, "write `None`", {{finding.node->span, "None"}});
            return;
        case Why::OptionalImport:
            reporter
                .report(finding.node->span,
                        "the global `{}` cannot be tested: it is either no value in TorchScript, or the `None` that the compiler takes for no name",
                        name)
                .label(finding.defined_at, "`None` here")
                .help("decide in `__init__`: an attribute of the module that is annotated `Final[bool]` chooses the branch that is compiled");
            return;
        case Why::NotInWrapperFile: {
            const analysis::Decorations& decorations = reporter.function().decorations;
            const bool grad_mode = decorations.library_wrapper == torchscript::LibraryWrapper::GradMode;
            const text::Span at = (decorations.library_decorator ? decorations.library_decorator : decorations.wrapped_decorator)->span;
            const std::string_view decorator = reporter.text(at);
            reporter.report(finding.node->span, "`{}` is looked up in the file of `@{}`, not in this one", name, decorator)
                .label(at, "the compiler reads the function beneath it, but with the names of its file")
                .help("take the decorator off{}", grad_mode                       ? ", and write `with torch.no_grad():` in the body"
                                                  : decorations.library_decorator ? ""
                                                                                  : ", or define it in this file");
            return;
        }
        case Why::Nowhere:
            reporter.report(finding.node->span, "`{}` is not defined", name)
                .help("define or import it before the function is scripted, or pass it in");
            return;
    }
}

}  // namespace

void register_undefined_name(Checks& checks) { checks.on<analysis::UndefinedName>(check_undefined_name); }

}  // namespace jitlint::rules
