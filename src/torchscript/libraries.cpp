#include <algorithm>
#include <charconv>

#include "torchscript/features.h"
#include "torchscript/operators_state.h"

namespace jitlint::torchscript {

LibraryName Operators::library(std::string_view dotted) {
    using Kind = LibraryName::Kind;
    LibraryName result;
    const tables::Line* line = state_->line(tables::kLibraries, dotted);
    // All functions of OpenCV are written in C++, whatever they are called.
    const bool opencv = dotted.starts_with("cv2.") && dotted.size() > 4 && dotted[4] >= 'a' && dotted[4] <= 'z' && dotted.rfind('.') == 3;
    if (!line && opencv && state_->version >= Version::of(1, 13)) result.kind = Kind::Refused;
    if (!line) return result;
    const std::vector<std::string_view> fields = fields_of(tables::text(*line));
    if (fields[0] == "refused") result.kind = Kind::Refused;
    if (fields[0] == "uncallable") result.kind = Kind::Uncallable;
    if (fields[0] == "object") result.kind = Kind::Object;
    if (fields[0] != "opaque") return result;
    result.kind = Kind::Opaque;
    if (fields.size() > 1) std::from_chars(fields[1].data(), fields[1].data() + fields[1].size(), result.parameters);
    result.variadic = fields.size() > 2;
    return result;
}

/// Whether the name (a callable or constant of torch) came with a release after this one.
bool Operators::State::is_newer(std::string_view dotted) const {
    if (!dotted.starts_with("torch.")) return false;
    // Private names, which the tables leave out.
    if (dotted.starts_with("torch.jit._await") || dotted == "torch.jit._Await") return is_refused(Feature::JitAwaitable, version);
    unsigned releases = 0;
    auto add = [&](const tables::Table& table, std::string_view name) {
        const tables::Key* key = table.find(name);
        if (!key) return;
        for (const tables::Line& line : table.lines_of(*key)) releases |= line.releases;
    };
    add(tables::kCallables, dotted);
    add(tables::kConstants, dotted);
    constexpr std::string_view kOperators = "torch.ops.aten.";
    if (dotted.starts_with(kOperators)) {
        const std::string_view name = dotted.substr(kOperators.size());
        add(tables::kOperators, std::string("aten::").append(name.substr(0, name.find('.'))));
    }
    return releases != 0 && !has_come(releases);
}

bool Operators::State::has_come(unsigned releases) const {
    // A name that an older release has may live on as something that the tables do not list: a module, a property.
    const unsigned until_now = (2U << release) - 1;
    return (releases & until_now) != 0;
}

bool Operators::is_library_module(std::string_view dotted) {
    const std::string prefix = std::string(dotted) + ".";
    bool has_names = false;
    for (const tables::Table* table : {&tables::kCallables, &tables::kLibraries, &tables::kConstants, &tables::kModules}) {
        if (table->find(dotted)) return false;
        const auto next = std::ranges::lower_bound(table->keys, prefix, {}, [](const tables::Key& key) { return tables::text(key); });
        has_names = has_names || (next != table->keys.end() && tables::text(*next).starts_with(prefix));
    }
    return has_names;
}

Absence Operators::absence(std::string_view dotted) {
    const std::size_t dot = dotted.rfind('.');
    if (dot == std::string_view::npos) return Absence::NotKnown;
    bool elsewhere = false;
    for (const tables::Table* table : {&tables::kCallables, &tables::kConstants, &tables::kLibraries, &tables::kModules}) {
        if (state_->line(*table, dotted)) return Absence::NotKnown;
        elsewhere = elsewhere || table->find(dotted);
    }
    const bool of_torch = dotted.starts_with("torch.");
    // What is neither a function nor a constant may be there in another form.
    if (const tables::Key* named = tables::kNames.find(dotted)) {
        unsigned releases = 0;
        for (const tables::Line& line : tables::kNames.lines_of(*named)) releases |= line.releases;
        return !of_torch || state_->has_come(releases) ? Absence::NotKnown : Absence::Here;
    }
    if (state_->is_newer(dotted)) return Absence::Here;
    const tables::Line* row = state_->line(tables::kNames, dotted.substr(0, dot));
    if (dotted[dot + 1] == '_' || !row || tables::text(*row) != "complete") return Absence::NotKnown;
    if (!elsewhere) return Absence::Everywhere;
    // The names of Python's own modules go with the release of Python.
    return of_torch ? Absence::Here : Absence::NotKnown;
}

}  // namespace jitlint::torchscript
