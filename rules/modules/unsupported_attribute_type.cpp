#include <algorithm>

#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

using analysis::PyKind;

struct Words {
    std::string_view what;
    std::string_view help;
};

Words describe(const analysis::PyValue& value) {
    switch (value.kind) {
        case PyKind::Set:
            return {"a set", "store a list or a tuple"};
        case PyKind::List:
            if (value.list && value.list->lazy) return {"an iterator or a view (`range`, `zip`, `keys()` ...)", "store a `list(...)` of it"};
            if (value.list && std::any_of(value.list->items.begin(), value.list->items.end(),
                                          [](const analysis::PyValue& item) { return item.is(PyKind::External) || item.is(PyKind::Function); }))
                return {"a list of functions", "call them by their names, or make them modules in an `nn.ModuleList`"};
            return {"a list whose elements have no common type", "store a tuple, or make the elements one type"};
        case PyKind::Tuple:
            return {"a tuple that holds a value without a TorchScript type", "store what compiled code needs in attributes of its own"};
        case PyKind::Dict:
            return {"a dict whose keys or values have no common type", "split it, or use a `NamedTuple` of settings"};
        case PyKind::Function:
            return {"a lambda", "write a method, or use a module such as `nn.SiLU()`"};
        case PyKind::External:
            return {"a function or class that stays in Python", "call it by its own name in compiled code, or store an instance"};
        case PyKind::BoundMethod:
            return {"a bound method", "call the method itself, or write a method that chooses"};
        case PyKind::Class:
            return {"a class", "store an instance"};
        case PyKind::Module:
            return {"a module that `nn.Module` does not know of", "assign it as `self.name = module`"};
        case PyKind::Namespace:
            return {"a Python module", "import it, and call its functions by their names"};
        case PyKind::Object:
            return {"an object whose class is not compiled", "store the fields that compiled code needs in attributes of `self`"};
        case PyKind::ExternalObject:
            if (value.text == "functools.partial") return {"a `functools.partial`", "write a method that passes the arguments"};
            if (value.text.starts_with("numpy.")) return {"a NumPy object", "store a tensor: `register_buffer(name, torch.from_numpy(...))`"};
            break;
        default:
            break;
    }
    return {"a value that TorchScript has no type for", "store what compiled code needs as tensors, numbers, strings or lists of them"};
}

void check_value(const analysis::UnconvertibleAttribute& finding, Reporter& reporter) {
    using Why = analysis::UnconvertibleAttribute::Why;
    const auto& [attribute, why, type] = finding;
    if (why == Why::DictKey) {
        auto report = reporter.report(attribute->span, "`{}` is a dict whose keys are of type `{}`, which TorchScript has no dicts for",
                                      attribute->name, torchscript::to_string(type));
        report.help("use keys that are strings or numbers");
        return;
    }
    auto report =
        reporter.report(attribute->span, "`{}` is a list of what TorchScript takes for numbers, but cannot convert as such", attribute->name);
    report.help("store a tuple");
}

void check_unsupported_attribute_type(const analysis::UnusableModuleAttribute& finding, Reporter& reporter) {
    if (finding.problem != analysis::ModuleAttributeProblem::NoType) return;
    const Words words = describe(finding.attribute ? finding.attribute->value : analysis::PyValue{});
    auto report = reporter.report(finding.node->span, "`{}` is {}, so the scripted module has no such attribute", finding.name, words.what);
    report.help("{}", words.help);
    label_assignment(report, reporter, finding.attribute);
}

}  // namespace

void register_unsupported_attribute_type(Checks& checks) {
    checks.on<analysis::UnusableModuleAttribute>(check_unsupported_attribute_type);
    checks.on<analysis::UnconvertibleAttribute>(check_value);
}

}  // namespace jitlint::rules
