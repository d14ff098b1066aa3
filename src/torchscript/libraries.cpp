#include <algorithm>
#include <charconv>

#include "torchscript/operators_state.h"

namespace jitlint::torchscript {

LibraryName Operators::library(std::string_view dotted) {
    using Kind = LibraryName::Kind;
    LibraryName result;
    const tables::Line* line = state_->line(tables::kLibraries, dotted);
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

bool Operators::is_newer(std::string_view dotted) {
    if (!dotted.starts_with("torch.")) return false;
    unsigned releases = 0;
    for (const tables::Table* table : {&tables::kCallables, &tables::kConstants}) {
        const tables::Key* key = table->find(dotted);
        if (!key) continue;
        for (const tables::Line& line : table->lines_of(*key)) releases |= line.releases;
    }
    // A name that an older release has may live on as something that the tables do not list: a module, a property.
    const unsigned until_now = (2U << state_->release) - 1;
    return releases != 0 && (releases & until_now) == 0;
}

}  // namespace jitlint::torchscript
