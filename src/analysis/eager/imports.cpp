#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {

using namespace syntax;

PyValue Evaluator::Impl::module_or_external(std::string_view dotted) {
    if (const SourceModule* module = loader ? loader->load(dotted) : nullptr) {
        PyValue value;
        value.kind = PyKind::Namespace;
        value.space = module;
        return value;
    }
    return external(dotted);
}

PyValue Evaluator::Impl::import_value(const Alias& alias) {
    const std::string_view dotted = alias.name.name;
    return module_or_external(alias.asname.name.empty() ? dotted.substr(0, dotted.find('.')) : dotted);
}

std::optional<std::string> Evaluator::Impl::absolute_name(const ImportFrom& node, const SourceModule& module) {
    if (node.level == 0) return std::string(node.module.name);
    if (module.name().empty()) return std::nullopt;
    std::string package = module.name();
    std::uint32_t up = node.level - (module.is_package() ? 1 : 0);
    for (; up > 0; --up) {
        const std::size_t dot = package.rfind('.');
        if (package.empty()) return std::nullopt;
        package.resize(dot == std::string::npos ? 0 : dot);
    }
    if (package.empty()) return std::nullopt;
    if (!node.module.name.empty()) (package += '.') += node.module.name;
    return package;
}

PyValue Evaluator::Impl::import_from_value(const ImportFrom& node, const Alias& alias, const SourceModule& module) {
    const auto from = absolute_name(node, module);
    if (!from || from->empty()) return {};
    if (const SourceModule* space = loader ? loader->load(*from) : nullptr) {
        auto value = namespace_attribute(*space, alias.name.name);
        return value ? *value : PyValue{};
    }
    return module_or_external(*from + "." + std::string(alias.name.name));
}

std::optional<PyValue> Evaluator::Impl::namespace_attribute(const SourceModule& space, std::string_view name) {
    const Scope& scope = space.scope().module();
    if (!scope.bindings(name).empty())
        if (auto value = scope_value(name, space, scope)) return value;
    bool certain = true;
    if (auto value = star_value(name, space, &certain)) return value;
    if (!space.name().empty() && loader) {
        if (const SourceModule* below = loader->load(space.name() + "." + std::string(name))) {
            PyValue value;
            value.kind = PyKind::Namespace;
            value.space = below;
            return value;
        }
    }
    if (!certain || name.starts_with("__") || !scope.bindings("__getattr__").empty()) return PyValue{};
    return std::nullopt;
}

std::optional<PyValue> Evaluator::Impl::star_value(std::string_view name, const SourceModule& module, bool* certain) {
    const auto stars = module.scope().module().bindings("*");
    if (stars.empty() || name.starts_with("_")) return std::nullopt;
    Level level(*this);
    if (!level.ok) {
        *certain = false;
        return std::nullopt;
    }
    std::optional<PyValue> found;
    for (const Binding& star : stars) {
        const auto* node = as<ImportFrom>(star.node);
        const auto from = node ? absolute_name(*node, module) : std::nullopt;
        const SourceModule* space = from && loader ? loader->load(*from) : nullptr;
        if (from == "typing") {
            if (is_typing_name(name)) found = external("typing." + std::string(name));
            continue;
        }
        if (!space || space == &module) {
            *certain = false;
            continue;
        }
        auto value = namespace_attribute(*space, name);
        if (!value) continue;
        // Of several star imports the last that has the name counts.
        found = value;
    }
    return found;
}

}  // namespace jitlint::analysis
