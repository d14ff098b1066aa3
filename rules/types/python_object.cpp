#include "rules/check.h"

namespace jitlint::rules {
namespace {

using analysis::PyKind;

std::string class_of(const analysis::PyValue& value) {
    if (value.is(PyKind::Object)) return std::string(value.object->cls.node->name.name);
    if (value.is(PyKind::Module) || value.is(PyKind::Scripted))
        return std::string(value.instance->cls ? value.instance->cls.node->name.name : value.instance->external);
    return std::string(value.text);
}

void check_python_object(const analysis::PythonValueUsed& finding, Reporter& reporter) {
    const analysis::PyValue& value = finding.value;
    if (value.is(PyKind::External) && value.text == "builtins.NotImplemented") {
        reporter.report(finding.node->span, "`NotImplemented` is a Python object, which compiled code cannot use")
            .help("raise `NotImplementedError`");
        return;
    }
    if (value.is(PyKind::Namespace) || (value.is(PyKind::External) && value.text.find('.') == std::string_view::npos)) {
        reporter.report(finding.node->span, "`{}` is a Python module, which is no value in TorchScript", reporter.text(finding.node->span))
            .help("use what it holds: a function or a constant of it");
        return;
    }
    if (value.is(PyKind::External) && !finding.constant) {
        const std::string_view name = reporter.text(finding.node->span);
        reporter.report(finding.node->span, "`{}` reads a Python object, which compiled code cannot use", name)
            .help("read it in eager code, and pass in what is needed");
        return;
    }
    if (!value.is(PyKind::Object) && !value.is(PyKind::ExternalObject) && !value.is(PyKind::Module) && !value.is(PyKind::Scripted)) return;
    if (value.is(PyKind::ExternalObject) && value.text == "torch.device") return;
    const std::string_view shown = reporter.text(finding.node->span);
    if (value.is(PyKind::Scripted) && value.instance) {
        reporter.report(finding.node->span, "`{}` is a scripted module that is no submodule of the one that uses it", shown)
            .help("assign it to an attribute of `self` in `__init__`");
        return;
    }
    auto report = finding.use == analysis::ValueUse::Attribute
                      ? reporter.report(finding.node->span, "`{}` is an attribute of a Python `{}` object, which compiled code cannot read", shown,
                                        class_of(value))
                      : reporter.report(finding.node->span, "`{}` is a Python `{}` object, which compiled code cannot use", shown, class_of(value));
    if (!report) return;
    if (value.is(PyKind::ExternalObject) && value.text.starts_with("logging."))
        report.help("use `print` or `warnings.warn`, or log in a function marked `@torch.jit.unused`");
    else if (reporter.function().self)
        report.help("keep what is needed as an attribute of the module, set in `__init__`");
    else
        report.help("pass what is needed in as an argument");
    if (value.origin_module && value.origin.size() > 0) report.label_in(*value.origin_module, value.origin, "made here");
}

}  // namespace

void register_python_object(Checks& checks) { checks.on<analysis::PythonValueUsed>(check_python_object); }

}  // namespace jitlint::rules
