#include "syntax/tree_parser.h"

#include "syntax/tree_symbols.h"

namespace jitlint::syntax {

namespace {

struct Progress {
    std::uint64_t calls = 0;
    std::uint64_t limit = 0;
};

/// Counts the parser's steps, not time: the same text gives the same result on any machine.
bool out_of_budget(TSParseState* state) {
    auto* const progress = static_cast<Progress*>(state->payload);
    return ++progress->calls > progress->limit;
}

const char* read_text(void* payload, std::uint32_t offset, TSPoint, std::uint32_t* length) {
    const auto* const text = static_cast<const std::string_view*>(payload);
    *length = offset < text->size() ? static_cast<std::uint32_t>(text->size() - offset) : 0;
    return *length > 0 ? text->data() + offset : "";
}

}  // namespace

TreeParser::TreeParser() : parser_(ts_parser_new()) { ts_parser_set_language(parser_, python_language()); }

TreeParser::~TreeParser() { ts_parser_delete(parser_); }

TSTree* TreeParser::parse(std::string_view text) {
    // Ordinary files take one call per some two hundred bytes.
    constexpr std::uint64_t calls_at_least = 20000;
    constexpr std::uint64_t bytes_per_call = 5;
    Progress progress;
    progress.limit = calls_at_least + text.size() / bytes_per_call;
    const TSInput input{&text, read_text, TSInputEncodingUTF8, nullptr};
    const TSParseOptions options{&progress, out_of_budget};
    TSTree* const tree = ts_parser_parse_with_options(parser_, nullptr, input, options);
    if (!tree) ts_parser_reset(parser_);
    return tree;
}

}  // namespace jitlint::syntax
