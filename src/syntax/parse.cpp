#include "syntax/parse.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "syntax/lowering.h"
#include "syntax/recovery.h"
#include "syntax/tree_allocator.h"
#include "syntax/tree_parser.h"
#include "syntax/tree_reader.h"

namespace jitlint::syntax {

namespace {

/// `text` as the parser is to see it, of the same length: a lone CR ends a line in Python but not in the
/// grammar, and a NUL would end the text.
std::string_view parser_text(std::string_view text, std::string& storage) {
    bool lone_cr = false;
    for (std::size_t at = text.find('\r'); at != std::string_view::npos && !lone_cr; at = text.find('\r', at + 1))
        lone_cr = at + 1 == text.size() || text[at + 1] != '\n';
    if (!lone_cr && text.find('\0') == std::string_view::npos) return text;
    storage = text;
    for (std::size_t at = 0; at < storage.size(); ++at) {
        if (storage[at] == '\0') storage[at] = '\x01';
        if (storage[at] == '\r' && (at + 1 == storage.size() || storage[at + 1] != '\n')) storage[at] = '\n';
    }
    return storage;
}

}  // namespace

std::unique_ptr<ParsedFile> parse(std::shared_ptr<const text::SourceFile> source) {
    std::unique_ptr<ParsedFile> result(new ParsedFile(std::move(source)));
    const std::string_view text = result->source().text();
    std::string storage;
    const std::string_view seen = parser_text(text, storage);
    const TreeMemory memory;
    TreeParser parser;
    const TSTree* const tree = parser.parse(seen);
    if (!tree) {
        const Span whole{0, static_cast<std::uint32_t>(text.size())};
        auto* const statement = result->arena_.make<ErrorStmt>();
        statement->kind = NodeKind::ErrorStmt;
        statement->span = whole;
        const Stmt* const body = statement;
        result->module_.body = result->arena_.copy(std::span<const Stmt* const>(&body, 1));
        result->module_.syntax_errors = result->arena_.copy(std::span<const Span>(&whole, 1));
        result->gave_up_ = true;
        return result;
    }
    Recovered recovered;
    recovered.tree = tree;
    if (ts_node_has_error(ts_tree_root_node(tree))) recovered = recover(parser, tree, seen);
    TreeReader reader(recovered.tree);
    Lowering lowering(reader, text, result->arena_, recovered.holes);
    result->module_ = lowering.run(std::move(recovered.errors), std::move(recovered.comments));
    return result;
}

}  // namespace jitlint::syntax
