#include "syntax/tree_symbols.h"

#include <string_view>
#include <vector>

extern "C" const TSLanguage* tree_sitter_python(void);

namespace jitlint::syntax {

namespace {

constexpr TSSymbol error_symbol = 0xFFFF;

struct Entry {
    std::string_view name;
    bool named;
    Symbol symbol;
};
constexpr Entry entries[] = {
#define JITLINT_SYMBOL(id, name, named) {name, named, Symbol::id},
    JITLINT_GRAMMAR_SYMBOLS(JITLINT_SYMBOL)
#undef JITLINT_SYMBOL
};

std::vector<Symbol> make_table() {
    const TSLanguage* const language = python_language();
    std::vector<Symbol> table(ts_language_symbol_count(language), Symbol::OtherToken);
    for (std::size_t i = 0; i < table.size(); ++i) {
        const auto id = static_cast<TSSymbol>(i);
        const bool named = ts_language_symbol_type(language, id) == TSSymbolTypeRegular;
        if (named) table[i] = Symbol::OtherNode;
        const std::string_view name = ts_language_symbol_name(language, id);
        for (const Entry& entry : entries)
            if (entry.named == named && entry.name == name) table[i] = entry.symbol;
    }
    return table;
}

}  // namespace

const TSLanguage* python_language() { return tree_sitter_python(); }

Symbol symbol_of(TSSymbol symbol) {
    static const std::vector<Symbol> table = make_table();
    if (symbol == error_symbol) return Symbol::Error;
    return symbol < table.size() ? table[symbol] : Symbol::OtherToken;
}

}  // namespace jitlint::syntax
