#include "syntax/tree_parser.h"

#include <algorithm>

#include "syntax/tree_symbols.h"

namespace jitlint::syntax {

namespace {

/// Counts the parser's steps and what it reads, not time: the same text gives the same result on any machine.
struct Budget {
    std::string_view text;
    std::uint64_t steps = 0;  ///< in hundreds
    std::uint64_t step_limit = 0;
    std::uint64_t reads = 0;
    std::uint64_t read_limit = 0;
};

/// The text is handed out in small chunks, so that tokens that look far ahead again and again show in the
/// count.
constexpr std::uint32_t chunk_size = 1024;

bool out_of_budget(TSParseState* state) {
    auto* const budget = static_cast<Budget*>(state->payload);
    return ++budget->steps > budget->step_limit || budget->reads > budget->read_limit;
}

const char* read_chunk(void* payload, std::uint32_t offset, TSPoint, std::uint32_t* length) {
    auto* const budget = static_cast<Budget*>(payload);
    if (offset >= budget->text.size() || ++budget->reads > budget->read_limit) {
        *length = 0;
        return "";
    }
    *length = std::min(chunk_size, static_cast<std::uint32_t>(budget->text.size() - offset));
    return budget->text.data() + offset;
}

}  // namespace

TreeParser::TreeParser() : parser_(ts_parser_new()) { ts_parser_set_language(parser_, python_language()); }

TreeParser::~TreeParser() { ts_parser_delete(parser_); }

TSTree* TreeParser::parse(std::string_view text) {
    // Ordinary files take a hundred steps per some two hundred bytes, and read each chunk twice or so.
    Budget budget;
    budget.text = text;
    budget.step_limit = 20000 + text.size() / 10;
    budget.read_limit = 20000 + text.size() / chunk_size * 20;
    const TSInput input{&budget, read_chunk, TSInputEncodingUTF8, nullptr};
    const TSParseOptions options{&budget, out_of_budget};
    TSTree* const tree = ts_parser_parse_with_options(parser_, nullptr, input, options);
    if (!tree) ts_parser_reset(parser_);
    return budget.reads > budget.read_limit ? nullptr : tree;
}

}  // namespace jitlint::syntax
