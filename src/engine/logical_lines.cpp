#include "engine/logical_lines.h"

#include <algorithm>
#include <tuple>

namespace jitlint::engine {

using namespace syntax;

LogicalLines::LogicalLines(const ParsedFile& file) : source_(file.source()) {
    add_all(file.module().body);
    std::stable_sort(units_.begin(), units_.end(),
                     [](const Unit& a, const Unit& b) { return std::tie(a.lines.first, a.lines.last) < std::tie(b.lines.first, b.lines.last); });
}

void LogicalLines::add_all(Body body) {
    for (const Stmt* statement : body) add(*statement);
}

void LogicalLines::add_part(std::uint32_t begin, std::uint32_t code_end, Body body) {
    Unit unit;
    unit.lines.first = source_.line_at(begin);
    unit.code = source_.line_at(std::max(begin, code_end));
    unit.lines.last = unit.code;
    if (!body.empty()) {
        const std::uint32_t inner = source_.line_at(body.front()->span.begin);
        unit.lines.last = std::max(unit.code, inner > unit.lines.first ? inner - 1 : inner);
    }
    units_.push_back(unit);
}

void LogicalLines::add(const Stmt& statement) {
    std::uint32_t head_end = statement.span.begin;
    bool compound = false;
    Body first;
    switch (statement.kind) {
        case NodeKind::FunctionDef:
            head_end = as<FunctionDef>(&statement)->header.end;
            first = as<FunctionDef>(&statement)->body;
            break;
        case NodeKind::ClassDef:
            head_end = as<ClassDef>(&statement)->header.end;
            first = as<ClassDef>(&statement)->body;
            break;
        case NodeKind::For:
            first = as<For>(&statement)->body;
            break;
        case NodeKind::While:
            first = as<While>(&statement)->body;
            break;
        case NodeKind::If:
            first = as<If>(&statement)->body;
            break;
        case NodeKind::With:
            first = as<With>(&statement)->body;
            break;
        case NodeKind::Try:
            first = as<Try>(&statement)->body;
            break;
        case NodeKind::Match:
            head_end = as<Match>(&statement)->subject ? as<Match>(&statement)->subject->span.end : head_end;
            add_part(statement.span.begin, head_end, {});
            for (const MatchCase& part : as<Match>(&statement)->cases) {
                add_part(part.pattern.begin, part.guard ? part.guard->span.end : part.pattern.end, part.body);
                add_all(part.body);
            }
            return;
        case NodeKind::ErrorStmt:
            add_all(as<ErrorStmt>(&statement)->body);
            return;
        default:
            add_part(statement.span.begin, statement.span.end, {});
            return;
    }
    for_each_child(statement, [&](const Node& child) {
        if (!is_expression(child.kind)) compound = true;
        if (!compound && is_expression(child.kind)) head_end = std::max(head_end, child.span.end);
    });
    add_part(statement.span.begin, head_end, first);
    if (const auto* attempt = as<Try>(&statement)) {
        for (const ExceptHandler& handler : attempt->handlers) {
            add_part(handler.span.begin, handler.type ? handler.type->span.end : handler.span.begin, handler.body);
            add_all(handler.body);
        }
        add_all(attempt->body);
        add_all(attempt->orelse);
        add_all(attempt->finalbody);
        return;
    }
    for_each_child(statement, [&](const Node& child) {
        if (!is_expression(child.kind)) add(static_cast<const Stmt&>(child));
    });
}

LineRange LogicalLines::ending_at(std::uint32_t line) const {
    LineRange range{line, line};
    for (const Unit& unit : units_) {
        if (unit.lines.first > line) break;
        if (!unit.lines.contains(line)) continue;
        range.first = std::min(range.first, unit.lines.first);
        range.last = std::max(range.last, unit.code);
    }
    return range;
}

LineRange LogicalLines::around_or_at(std::uint32_t line, std::uint32_t next) const {
    LineRange range{next, next};
    for (const Unit& unit : units_) {
        const LineRange code{unit.lines.first, unit.code};
        if (code.contains(line)) return code;
        if (code.first > next) break;
        if (code.first == next) range.last = std::max(range.last, code.last);
    }
    return range;
}

}  // namespace jitlint::engine
