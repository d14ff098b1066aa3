#include "engine/suppressions.h"

#include <algorithm>

#include "engine/logical_lines.h"

namespace jitlint::engine {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

/// Reads the directives in one comment.
class CommentReader {
public:
    CommentReader(std::string_view text, text::Span comment, bool own_line)
        : text_(text), at_(comment.begin), end_(comment.end), own_line_(own_line) {}

    void read(std::vector<Suppression>& out) {
        for (bool first = true; at_ < end_; first = false) {
            const std::uint32_t hash = at_++;
            skip_blanks();
            if (accept("jitlint:")) {
                Suppression made = directive(hash);
                made.own_line = own_line_ && first && at_ >= end_;
                out.push_back(std::move(made));
            } else {
                to_next_hash();
            }
        }
    }

private:
    bool accept(std::string_view word) {
        if (!text_.substr(at_, end_ - at_).starts_with(word)) return false;
        at_ += static_cast<std::uint32_t>(word.size());
        return true;
    }
    void skip_blanks() {
        while (at_ < end_ && is_blank(text_[at_])) ++at_;
    }
    void to_next_hash() {
        while (at_ < end_ && text_[at_] != '#') ++at_;
    }

    Suppression directive(std::uint32_t hash) {
        Suppression made;
        skip_blanks();
        const std::uint32_t word = at_;
        while (at_ < end_ && !is_blank(text_[at_]) && text_[at_] != '[' && text_[at_] != '#') ++at_;
        const std::string_view what = text_.substr(word, at_ - word);
        made.whole_file = what == "ignore-file";
        skip_blanks();
        if (what != "ignore" && !made.whole_file)
            made.problem = "jitlint knows `ignore[...]` and `ignore-file[...]`, not `" + std::string(what) + "`";
        else if (at_ == end_ || text_[at_] != '[')
            made.problem = "it names no rule: `" + std::string(what) + "[rule-name]` silences one";
        else
            names(made);
        to_next_hash();
        std::uint32_t last = at_;
        while (last > hash + 1 && is_blank(text_[last - 1])) --last;
        made.span = {hash, last};
        return made;
    }

    void names(Suppression& made) {
        const std::uint32_t open = ++at_;
        while (at_ < end_ && text_[at_] != ']') ++at_;
        made.brackets = {open, at_};
        if (at_ == end_) {
            made.problem = "its `[` is not closed";
            return;
        }
        for (std::uint32_t at = open; at <= at_; ++at) {
            std::uint32_t stop = at;
            while (stop < at_ && text_[stop] != ',') ++stop;
            std::uint32_t first = at;
            std::uint32_t last = stop;
            while (first < last && is_blank(text_[first])) ++first;
            while (last > first && is_blank(text_[last - 1])) --last;
            if (first < last) made.names.push_back({std::string(text_.substr(first, last - first)), {first, last}});
            at = stop;
        }
        if (made.names.empty()) made.problem = "it names no rule";
        ++at_;
    }

    std::string_view text_;
    std::uint32_t at_;
    std::uint32_t end_;
    bool own_line_;
};

/// Where code begins: behind the module's docstring.
std::uint32_t first_code(const syntax::Module& module) {
    for (const syntax::Stmt* statement : module.body) {
        const auto* expression = syntax::as<syntax::ExprStmt>(statement);
        if (statement != module.body.front() || !expression || !syntax::is<syntax::Constant>(expression->value)) return statement->span.begin;
    }
    return UINT32_MAX;
}

/// The next line after `line` that holds more than blanks and a comment; `line` itself at the end.
std::uint32_t next_code_line(const text::SourceFile& source, std::uint32_t line) {
    for (std::uint32_t next = line + 1; next <= source.line_count(); ++next) {
        std::string_view text = source.line_text(next);
        while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
        if (text.empty()) return line;
        if (text.front() != '#') return next;
    }
    return line;
}

}  // namespace

bool may_suppress(std::string_view bytes) { return bytes.find("jitlint:") != std::string_view::npos; }

Suppressions read_suppressions(const syntax::ParsedFile& file) {
    const text::SourceFile& source = file.source();
    Suppressions result{file.shared_source(), {}};
    for (const syntax::Comment& comment : file.module().comments) {
        if (!may_suppress(source.slice(comment.span))) continue;
        CommentReader(source.text(), comment.span, comment.own_line).read(result.all);
    }
    if (result.all.empty()) return result;
    const LogicalLines lines(file);
    for (Suppression& one : result.all) {
        const std::uint32_t line = source.line_at(one.span.begin);
        if (one.whole_file) {
            if (one.problem.empty() && first_code(file.module()) < one.span.begin) one.problem = "`ignore-file` counts only above all code";
            continue;
        }
        std::string_view before = source.line_text(line).substr(0, one.span.begin - source.line_span(line).begin);
        while (!before.empty() && is_blank(before.front())) before.remove_prefix(1);
        const bool alone = before.empty() || before.front() == '#';
        const LineRange range = alone ? lines.around_or_at(line, next_code_line(source, line)) : lines.ending_at(line);
        one.first_line = range.first;
        one.last_line = range.last;
    }
    return result;
}

}  // namespace jitlint::engine
