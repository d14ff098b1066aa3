#pragma once

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "torchscript/operators.h"
#include "torchscript/schema_reader.h"
#include "torchscript/tables.h"

namespace jitlint::torchscript {

/// What `Operators` has parsed so far.
struct Operators::State {
    State(TypeContext& context, Version asked);

    bool has(const tables::Line& line) const { return line.releases >> release & 1; }
    bool is_newer(std::string_view dotted) const;
    /// Whether one of the releases (a bit each) is this one or an older one.
    bool has_come(unsigned releases) const;
    /// The first line of the key in this release, or null.
    const tables::Line* line(const tables::Table& table, std::string_view key) const;

    template <class T>
    std::span<const T> keep(const std::vector<T>& items) {
        if (items.empty()) return {};
        T* copy = static_cast<T*>(memory.allocate(items.size() * sizeof(T), alignof(T)));
        std::uninitialized_copy(items.begin(), items.end(), copy);
        return {copy, items.size()};
    }

    TypeContext& types;
    std::size_t release = 0;  ///< index into tables::kReleases
    Version version;
    std::pmr::monotonic_buffer_resource memory;
    SchemaReader reader;
    std::unordered_map<std::string_view, std::span<const Schema* const>> schemas;
    std::unordered_map<std::string_view, Callable> callables;          ///< by the table's key
    std::unordered_map<std::string_view, const ModuleClass*> modules;  ///< by the table's key
};

/// Splits at tabs.
std::vector<std::string_view> fields_of(std::string_view text);

}  // namespace jitlint::torchscript
