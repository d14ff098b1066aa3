#include <algorithm>

#include "analysis/eager/interpreter.h"
#include "analysis/eager/python_names.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

PyValue namespace_value(const SourceModule& module) {
    PyValue value;
    value.kind = PyKind::Namespace;
    value.space = &module;
    return value;
}

}  // namespace

PyValue Evaluator::Impl::import_value(const Alias& alias, const SourceModule& from) {
    const std::string_view dotted = alias.name.name;
    const bool whole = !alias.asname.name.empty();
    const SourceModule* module = nullptr;
    if (loader) module = whole ? loader->load(dotted, from) : loader->load_first(dotted, from);
    return module ? namespace_value(*module) : external(whole ? dotted : dotted.substr(0, dotted.find('.')));
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

const SourceModule* Evaluator::Impl::imported_module(const ImportFrom& node, std::string_view below, const SourceModule& from) {
    if (!loader) return nullptr;
    std::string dotted(node.module.name);
    if (!below.empty()) (dotted += dotted.empty() ? "" : ".") += below;
    return node.level == 0 ? loader->load(dotted, from) : loader->load_relative(node.level, dotted, from);
}

PyValue Evaluator::Impl::import_from_value(const ImportFrom& node, const Alias& alias, const SourceModule& module) {
    // In the package itself the name is that of a file.
    if (const SourceModule* space = imported_module(node, {}, module); space && space != &module) {
        auto value = namespace_attribute(*space, alias.name.name);
        return value ? *value : PyValue{};
    }
    // The package may be a folder without `__init__.py`.
    if (const SourceModule* space = imported_module(node, alias.name.name, module)) return namespace_value(*space);
    const auto from = absolute_name(node, module);
    if (!from || from->empty()) return {};
    return external(*from + "." + std::string(alias.name.name));
}

std::optional<PyValue> Evaluator::Impl::namespace_attribute(const SourceModule& space, std::string_view name, bool* star_certain) {
    const Scope& scope = space.scope().module();
    if (!scope.bindings(name).empty())
        if (auto value = scope_value(name, space, scope)) return value;
    // A package may have modules that are not written in Python; `import *` takes those only that it has imported itself.
    bool certain = star_certain || !space.is_package();
    if (auto value = star_value(name, space, &certain)) return value;
    if (space.is_package() && loader)
        if (const SourceModule* below = loader->submodule(space, name)) return namespace_value(*below);
    if (star_certain) {
        *star_certain = *star_certain && certain;
        return std::nullopt;
    }
    return certain && !name.starts_with("__") && scope.bindings("__getattr__").empty() ? std::nullopt : std::optional(PyValue{});
}

Tri Evaluator::Impl::exports(const SourceModule& space, std::string_view name) {
    const Scope& scope = space.scope().module();
    if (scope.bindings("__all__").empty()) return name.starts_with("_") ? Tri::No : Tri::Yes;
    const auto listed = scope_value("__all__", space, scope);
    if (!listed || !listed->list || !listed->list->complete || !listed->known()) return Tri::Maybe;
    Tri result = Tri::No;
    for (const PyValue& item : listed->list->items) {
        if (!item.is(PyKind::Str)) result = Tri::Maybe;
        if (item.is(PyKind::Str) && item.text == name) return Tri::Yes;
    }
    return result;
}

std::optional<PyValue> Evaluator::Impl::replacing_star(std::string_view name, const SourceModule& module, std::span<const Binding* const> bindings) {
    const auto stars = module.scope().module().bindings("*");
    const std::uint32_t last = bindings.back()->span.begin;
    if (stars.empty() || stars.back().span.begin < last) return std::nullopt;
    bool certain = true;
    auto value = star_value(name, module, &certain, last);
    const bool conditional = std::ranges::any_of(stars, [&](const Binding& star) { return star.span.begin >= last && star.conditional; });
    return value && conditional ? PyValue{} : value;
}

std::optional<PyValue> Evaluator::Impl::star_value(std::string_view name, const SourceModule& module, bool* certain, std::uint32_t from) {
    const auto stars = module.scope().module().bindings("*");
    if (stars.empty() || (name.starts_with("__") && name.ends_with("__"))) return std::nullopt;
    Level level(*this);
    // Modules that import everything from each other.
    if (!level.ok || !resolving_stars.emplace(&module, name).second) {
        *certain = false;
        return std::nullopt;
    }
    std::optional<PyValue> found;
    for (const Binding& star : stars) {
        if (star.span.begin < from) continue;
        const auto* node = as<ImportFrom>(star.node);
        const auto library = node ? absolute_name(*node, module) : std::nullopt;
        if (library == "typing") {
            if (is_typing_name(name)) found = external("typing." + std::string(name));
            continue;
        }
        const SourceModule* space = node ? imported_module(*node, {}, module) : nullptr;
        if (!space || space == &module) {
            const std::string listed = library ? *library + "." + std::string(name) : std::string();
            if (is_listed_name(listed) && !name.starts_with("_"))
                found = external(listed);
            else
                *certain = false;
            continue;
        }
        const Tri exported = exports(*space, name);
        if (exported == Tri::No) continue;
        auto value = namespace_attribute(*space, name, certain);
        const bool listed = !space->scope().module().bindings("__all__").empty();
        if (!value && exported == Tri::Yes && listed) value = PyValue{};
        if (!value) {
            if (exported == Tri::Maybe) *certain = false;
            continue;
        }
        // Of several star imports the last that has the name counts.
        found = value;
    }
    resolving_stars.erase({&module, name});
    return found;
}

}  // namespace jitlint::analysis
