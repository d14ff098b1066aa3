#include "torchscript/tables.h"

#include <algorithm>

namespace jitlint::torchscript::tables {

const Key* Table::find(std::string_view key) const {
    auto it = std::ranges::lower_bound(keys, key, {}, [](const Key& k) { return text(k); });
    return it == keys.end() || text(*it) != key ? nullptr : &*it;
}

}  // namespace jitlint::torchscript::tables
