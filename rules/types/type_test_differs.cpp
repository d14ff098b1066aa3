#include "rules/check.h"

namespace jitlint::rules {
namespace {

void check_type_test_differs(const analysis::TypeTestDiffers& finding, Reporter& reporter) {
    using analysis::TypeTestWhy;
    const text::Span at = finding.node->span;
    switch (finding.why) {
        case TypeTestWhy::BoolIsInt:
            reporter.report(at, "this is false: a `bool` is no `int` in TorchScript").help("test for `(int, bool)`");
            return;
        case TypeTestWhy::SizeIsTuple:
            reporter.report(at, "this is false: a size is a `List[int]` in TorchScript").help("test for `list` as well");
            return;
        case TypeTestWhy::IsParameter:
            reporter.report(at, "this is true of every tensor: a parameter is a `Tensor` in TorchScript").help("test `requires_grad`");
            return;
        case TypeTestWhy::InferredTensor: {
            auto judgement = reporter.report(at, "this is false: `{}` has no annotation and so is a `Tensor`", reporter.text(finding.value->span));
            if (finding.parameter) judgement.label(finding.parameter->span, "a Tensor, as it has no annotation");
            judgement.help("annotate the parameter with what it may hold");
            return;
        }
        case TypeTestWhy::TensorIsNone: {
            auto judgement = reporter.report(at, "`{}` is a `Tensor`, which is never None: the test is decided while compiling",
                                             reporter.text(finding.value->span));
            if (finding.parameter) judgement.label(finding.parameter->span, "the parameter");
            judgement.help("annotate it as `Optional[torch.Tensor]`");
            return;
        }
        case TypeTestWhy::BaseClass:
            reporter.report(at, "this is false: a compiled class does not descend from its base classes").help("test for the class itself");
            return;
        case TypeTestWhy::ModuleClass:
            reporter
                .report(
                    at,
                    "a class of modules has a type for each set of constants, and this asks for that of its first module: it is false of the others")
                .help("note in `__init__` what kind of module it is, in an attribute that is a number or a bool");
            return;
        case TypeTestWhy::AnyIsNone:
            reporter.report(at, "`is None` of an `Any` is decided while compiling, whatever the value is").help("annotate it as an `Optional`");
            return;
    }
}

}  // namespace

void register_type_test_differs(Checks& checks) { checks.on<analysis::TypeTestDiffers>(check_type_test_differs); }

}  // namespace jitlint::rules
