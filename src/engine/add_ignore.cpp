#include "engine/add_ignore.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/logical_lines.h"
#include "engine/suppressions.h"
#include "rules/rule_ids.h"
#include "text/apply_edits.h"

namespace jitlint::engine {
namespace {

using Names = std::set<std::string>;

std::string joined(const Names& names) {
    std::string out;
    for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
    return out;
}

/// Where comments fit in a file.
class Places {
public:
    explicit Places(const syntax::ParsedFile& file) : source_(file.source()) {
        for (const syntax::Comment& comment : file.module().comments) taken_.insert(source_.line_at(comment.span.begin));
        for (const syntax::Stmt* statement : file.module().body) collect_strings(*statement);
    }

    /// Whether a comment can stand at the end of the line.
    bool fits_behind(std::uint32_t line) const { return !taken_.contains(line) && !source_.line_text(line).ends_with('\\'); }

private:
    void collect_strings(const syntax::Node& node) {
        if (node.kind == syntax::NodeKind::Constant || node.kind == syntax::NodeKind::JoinedStr) {
            // The last line of a string is free behind it.
            const std::uint32_t last = source_.line_at(node.span.end);
            for (std::uint32_t line = source_.line_at(node.span.begin); line < last; ++line) taken_.insert(line);
        }
        syntax::for_each_child(node, [&](const syntax::Node& child) { collect_strings(child); });
    }

    const text::SourceFile& source_;
    std::set<std::uint32_t> taken_;
};

/// One comment covers all of a statement.
struct NewComment {
    Names names;
    std::uint32_t behind = 0;  ///< the line at whose end it stands; 0: alone above the statement

    /// `fitting` is a line where the comment fits, or 0.
    void add(const std::string& name, std::uint32_t fitting) {
        names.insert(name);
        if (behind == 0) behind = fitting;
    }
};

bool can_be_ignored(const std::string& rule) {
    for (const rules::RuleId id : {rules::RuleId::SyntaxError, rules::RuleId::UndecodableSource, rules::RuleId::UnusedSuppression})
        if (rules::info(id).name == rule) return false;
    return true;
}

}  // namespace

Fixed add_ignores(const std::shared_ptr<const text::SourceFile>& source, const std::vector<const Diagnostic*>& diagnostics,
                  const std::string& reason) {
    Fixed result{std::string(source->bytes()), 0, {}};
    if (source->decode_error()) return result;
    const auto file = syntax::parse(source);
    const Suppressions present = read_suppressions(*file);
    const LogicalLines lines(*file);
    const Places places(*file);

    std::map<std::size_t, Names> joining;      // by suppression
    std::map<std::uint32_t, NewComment> made;  // by the first line of the statement
    for (const Diagnostic* diagnostic : diagnostics) {
        if (!can_be_ignored(diagnostic->rule)) continue;
        const std::uint32_t line = diagnostic->range.start.line;
        const auto host = std::find_if(present.all.begin(), present.all.end(), [&](const Suppression& s) { return !s.whole_file && s.covers(line); });
        if (host != present.all.end())
            joining[static_cast<std::size_t>(host - present.all.begin())].insert(diagnostic->rule);
        else
            made[lines.holding(line).first].add(diagnostic->rule, places.fits_behind(line) ? line : 0);
        ++result.applied;
    }
    const std::string tail = reason.empty() ? "" : " " + reason;
    std::vector<text::TextEdit> edits;
    for (const auto& [index, names] : joining) {
        const Suppression& host = present.all[index];
        std::string all(source->slice(host.brackets));
        for (const std::string& name : names) all += ", " + name;
        edits.push_back({host.brackets, std::move(all)});
    }
    for (const auto& [first, comment] : made) {
        const std::string text = "# jitlint: ignore[" + joined(comment.names) + "]" + tail;
        if (comment.behind > 0) {
            const std::uint32_t end = source->line_span(comment.behind).end;
            edits.push_back({{end, end}, "  " + text});
            continue;
        }
        const text::Span span = source->line_span(first);
        const std::string_view line = source->slice(span);
        const std::size_t indent = std::min(line.find_first_not_of(" \t\f"), line.size());
        edits.push_back({{span.begin, span.begin}, std::string(line.substr(0, indent)) + text + std::string(source->newline())});
    }
    std::stable_sort(edits.begin(), edits.end(), [](const text::TextEdit& a, const text::TextEdit& b) { return a.span < b.span; });
    const text::EditResult applied = text::apply_edits(source->text(), edits);
    const text::EncodedText encoded = source->encode(applied.text);
    if (!applied || !encoded.ok) return {std::string(source->bytes()), 0, "the file's encoding has no bytes for the reason"};
    result.bytes = encoded.bytes;
    return result;
}

}  // namespace jitlint::engine
