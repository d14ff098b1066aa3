#include "analysis/compile/environment.h"

#include <algorithm>

namespace jitlint::analysis {

Variable* Block::find_here(std::string_view name) {
    auto it = std::find_if(variables.begin(), variables.end(), [&](const Variable& v) { return v.name == name; });
    return it == variables.end() ? nullptr : &*it;
}

Variable* Block::find(std::string_view name) {
    for (Block* block = this; block; block = block->parent)
        if (Variable* found = block->find_here(name)) return found;
    return nullptr;
}

const Poison* Block::find_poison(std::string_view name) const {
    for (const Block* block = this; block; block = block->parent) {
        auto it = std::find_if(block->poisons.begin(), block->poisons.end(), [&](const Poison& p) { return p.name == name; });
        if (it != block->poisons.end()) return &*it;
    }
    return nullptr;
}

void Block::bind(Variable variable) {
    std::erase_if(poisons, [&](const Poison& p) { return p.name == variable.name; });
    if (Variable* old = find_here(variable.name))
        *old = std::move(variable);
    else
        variables.push_back(std::move(variable));
}

void Block::poison(Poison poison) {
    std::erase_if(poisons, [&](const Poison& p) { return p.name == poison.name; });
    poisons.push_back(poison);
}

void Block::remove(std::string_view name) {
    for (Block* block = this; block; block = block->parent) std::erase_if(block->variables, [&](const Variable& v) { return v.name == name; });
}

}  // namespace jitlint::analysis
