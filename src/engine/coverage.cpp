#include "engine/coverage.h"

#include <algorithm>

namespace jitlint::engine {

using namespace syntax;

void Coverage::collect(const Node& node, const text::SourceFile& source, std::vector<Definition>& out) {
    auto add_definition = [&](std::string_view name, bool is_function) {
        out.push_back({std::string(name), {source.line_at(node.span.begin), source.line_at(node.span.end)}, is_function});
    };
    if (const auto* function = as<FunctionDef>(&node)) return add_definition(function->name.name, true);
    if (const auto* cls = as<ClassDef>(&node)) return add_definition(cls->name.name, false);
    for_each_child(node, [&](const Node& child) {
        if (!is_expression(child.kind)) collect(child, source, out);
    });
}

void Coverage::add(const ParsedFile& file) {
    std::vector<Definition>& definitions = files_[file.source().path()].definitions;
    for (const Stmt* statement : file.module().body) collect(*statement, file.source(), definitions);
}

void Coverage::add_compiled(const text::SourceFile& source, text::Span function) { compiled_[source.path()].insert(source.line_at(function.begin)); }

void Coverage::merge(Coverage&& other) {
    files_.merge(other.files_);
    for (auto& [file, lines] : other.compiled_) compiled_[file].merge(lines);
}

bool Coverage::has_seen(const std::string& file, const Definition& definition, rules::RuleId rule) const {
    const auto compiled = compiled_.find(file);
    return definition.is_function && rules::info(rule).family != "tracing" && compiled != compiled_.end() &&
           compiled->second.contains(definition.lines.first);
}

bool Coverage::has_seen(const std::string& file, LineRange lines, rules::RuleId rule) const {
    const auto alone = files_.find(file);
    if (alone == files_.end()) return true;
    return !alone->second.unread && std::ranges::all_of(alone->second.definitions, [&](const Definition& definition) {
        return definition.lines.last < lines.first || lines.last < definition.lines.first || has_seen(file, definition, rule);
    });
}

bool Coverage::has_seen(const std::string& file, std::string_view symbol, rules::RuleId rule) const {
    const auto alone = files_.find(file);
    const std::string_view outermost = symbol.substr(0, symbol.find('.'));
    if (alone == files_.end()) return true;
    return !alone->second.unread && std::ranges::all_of(alone->second.definitions, [&](const Definition& definition) {
        return definition.name != outermost || has_seen(file, definition, rule);
    });
}

}  // namespace jitlint::engine
