#pragma once

#include <tree_sitter/api.h>

#include <cstdint>
#include <string_view>

#include "text/span.h"

namespace jitlint::syntax {

/// tree-sitter at work on texts, within a `TreeMemory`.
class TreeParser {
public:
    TreeParser();
    ~TreeParser();
    TreeParser(const TreeParser&) = delete;
    TreeParser& operator=(const TreeParser&) = delete;

    /// The tree of `text`, which must outlive it; null where the work or the memory would get out of
    /// proportion to the text. The tree lives as long as this parser's `TreeMemory` and needs no freeing.
    TSTree* parse(std::string_view text);

private:
    TSParser* parser_;
};

}  // namespace jitlint::syntax
