#include "syntax/recovery.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "syntax/respelling.h"
#include "syntax/tree_reader.h"
#include "text/among.h"

namespace jitlint::syntax {

using text::Span;

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f' || c == '\r' || c == '\n'; }

Span trimmed(std::string_view text, Span span) {
    while (span.end > span.begin && is_blank(text[span.end - 1])) --span.end;
    while (span.begin < span.end && is_blank(text[span.begin])) ++span.begin;
    return span;
}

bool overlap(Span a, Span b) { return a.begin <= b.end && b.begin <= a.end; }

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

std::string_view first_word(std::string_view line) {
    std::size_t end = 0;
    while (end < line.size() && is_word(line[end])) ++end;
    return line.substr(0, end);
}

/// Cuts text where lines of one indentation begin statements.
class Cutter {
public:
    explicit Cutter(std::string_view text) : text_(text) {}

    /// The pieces of `part`: each begins with a statement whose line has the indentation `margin`, the first
    /// one with what stands before. With `definitions_only`, other statements belong to the piece before
    /// them.
    std::vector<Span> pieces(Span part, std::string_view margin, bool definitions_only) const {
        std::vector<Span> result{{part.begin, part.begin}};
        bool decorated = false;
        bool in_string = false;
        for (std::uint32_t line = part.begin; line < part.end;) {
            const std::uint32_t next = line_end(line, part.end);
            const std::string_view content = text_.substr(line, next - line);
            if (!in_string && content.starts_with(margin) && begins(content.substr(margin.size()), definitions_only)) {
                if (!decorated && line > part.begin) {
                    result.back().end = line;
                    result.push_back({line, line});
                }
                decorated = content[margin.size()] == '@';
            }
            in_string ^= odd_triple_quotes(content);
            line = next;
        }
        result.back().end = part.end;
        return result;
    }

    /// The indentation of the first definition inside the class that `piece` begins with; empty where there
    /// is none.
    std::string_view member_margin(Span piece) const {
        for (std::uint32_t line = piece.begin; line < piece.end; line = line_end(line, piece.end)) {
            const std::string_view content = text_.substr(line, line_end(line, piece.end) - line);
            const std::size_t width = std::min(content.find_first_not_of(" \t"), content.size());
            if (width > 0 && width < content.size() && begins(content.substr(width), true)) return content.substr(0, width);
        }
        return {};
    }

    bool is_class(Span piece) const {
        for (std::uint32_t line = piece.begin; line < piece.end; line = line_end(line, piece.end)) {
            const char first = text_[line];
            if (first == '@' || is_blank(first) || first == '#') continue;
            return first_word(text_.substr(line)) == "class";
        }
        return false;
    }

private:
    static bool begins(std::string_view line, bool definitions_only) {
        if (line.empty()) return false;
        if (line[0] == '@') return true;
        const std::string_view word = first_word(line);
        if (word == "def" || word == "class") return true;
        if (word == "async") return !definitions_only || line.find("def") != std::string_view::npos;
        if (definitions_only || word.empty() || (word[0] >= '0' && word[0] <= '9')) return false;
        constexpr std::array<std::string_view, 4> continuing{"else", "elif", "except", "finally"};
        return !text::among(word, continuing);
    }

    static bool odd_triple_quotes(std::string_view line) {
        bool odd = false;
        for (const std::string_view quotes : {"\"\"\"", "'''"})
            for (std::size_t at = line.find(quotes); at != std::string_view::npos; at = line.find(quotes, at + 3)) odd = !odd;
        return odd;
    }

    std::uint32_t line_end(std::uint32_t line, std::uint32_t end) const {
        const std::size_t newline = text_.find('\n', line);
        return newline == std::string_view::npos || newline + 1 > end ? end : static_cast<std::uint32_t>(newline + 1);
    }

    std::string_view text_;
};

/// Finds the pieces that do not parse.
class Search {
public:
    Search(TreeParser& parser, std::string_view text, Recovered& result) : parser_(parser), text_(text), cutter_(text), result_(result) {}

    void run(const std::vector<Span>& errors) {
        std::size_t next = 0;
        for (const Span piece : cutter_.pieces({0, static_cast<std::uint32_t>(text_.size())}, "", false)) {
            while (next < errors.size() && errors[next].end < piece.begin) ++next;
            if (next < errors.size() && overlap(errors[next], piece)) examine(piece, true);
        }
    }

private:
    void examine(Span piece, bool may_be_class) {
        const std::size_t holes = result_.holes.size();
        const std::size_t errors = result_.errors.size();
        const std::size_t comments = result_.comments.size();
        if (parses(piece)) return;
        const std::string_view margin = may_be_class && cutter_.is_class(piece) ? cutter_.member_margin(piece) : "";
        if (!margin.empty()) {
            const Span broken = result_.errors.back();
            result_.errors.resize(errors);
            result_.comments.resize(comments);
            const std::vector<Span> members = cutter_.pieces(piece, margin, true);
            for (std::size_t i = 1; i < members.size(); ++i) examine(members[i], false);
            // The members are out of the way: what is left must parse.
            const std::span<const Span> found = std::span<const Span>(result_.holes).subspan(holes);
            if (!found.empty() && clean(with_holes(piece, found))) return;
            result_.holes.resize(holes);
            result_.errors.resize(errors);
            result_.errors.push_back(broken);
        }
        result_.holes.push_back(trimmed(text_, piece));
    }

    bool clean(const std::string& piece) {
        TSTree* const tree = parser_.parse(piece);
        if (!tree) return false;
        const bool result = !ts_node_has_error(ts_tree_root_node(tree));
        ts_tree_delete(tree);
        return result;
    }

    /// Else notes the first error and the comments.
    bool parses(Span piece) {
        const std::string_view content = text_.substr(piece.begin, piece.size());
        TSTree* const tree = parser_.parse(content);
        if (!tree) {
            result_.errors.push_back(trimmed(text_, piece));
            return false;
        }
        const std::vector<Span> errors = find_errors(tree, content);
        if (!errors.empty()) {
            const Span first = errors.front();
            result_.errors.push_back({first.begin + piece.begin, first.end + piece.begin});
            TreeReader reader(tree);
            reader.walk(reader.root(), [&](const TreeNode& node) {
                if (node.symbol == Symbol::Comment) result_.comments.push_back({node.span.begin + piece.begin, node.span.end + piece.begin});
                return true;
            });
        }
        ts_tree_delete(tree);
        return errors.empty();
    }

public:
    /// `part` of the text with a number in place of each hole.
    std::string with_holes(Span part, std::span<const Span> holes) const {
        std::string result(text_.substr(part.begin, part.size()));
        for (const Span hole : holes) {
            for (std::uint32_t at = hole.begin; at < hole.end; ++at)
                if (!is_blank(result[at - part.begin])) result[at - part.begin] = ' ';
            result[hole.begin - part.begin] = '0';
        }
        return result;
    }

private:
    TreeParser& parser_;
    std::string_view text_;
    Cutter cutter_;
    Recovered& result_;
};

}  // namespace

std::vector<Span> find_errors(const TSTree* tree, std::string_view text) {
    std::vector<Span> errors;
    TreeReader reader(tree);
    const TreeNode root = reader.root();
    if (!ts_node_has_error(root.node)) return errors;
    if (root.symbol == Symbol::Error) return {trimmed(text, root.span)};
    Span type_parameters;
    reader.walk(root, [&](const TreeNode& node) {
        if (node.symbol == Symbol::TypeParameter) type_parameters = node.span;
        if (node.symbol == Symbol::Error) {
            // The grammar skips `T =` in `class A[T = int]` of Python 3.13.
            const bool type_default = type_parameters.contains(node.span) && text.substr(node.span.begin, node.span.size()).ends_with('=');
            if (!type_default) errors.push_back(trimmed(text, node.span));
            return false;
        }
        if (ts_node_is_missing(node.node)) errors.push_back(node.span);
        return ts_node_has_error(node.node);
    });
    return errors;
}

Recovered recover(TreeParser& parser, const TSTree* tree, std::string_view text) {
    Recovered best;
    best.tree = tree;
    best.errors = find_errors(tree, text);
    if (best.errors.empty()) return best;
    std::string respelled = respell(text, best.errors);
    if (respelled != text) {
        Recovered other;
        other.text = std::move(respelled);
        other.tree = parser.parse(other.text);
        if (other.tree) other.errors = find_errors(other.tree, other.text);
        if (other.tree && other.errors.size() < best.errors.size()) best = std::move(other);
        if (best.errors.empty()) return best;
    }
    const std::string_view seen = best.text.empty() ? text : std::string_view(best.text);
    Recovered cut;
    Search search(parser, seen, cut);
    search.run(best.errors);
    if (cut.holes.empty()) return best;
    cut.text = search.with_holes({0, static_cast<std::uint32_t>(seen.size())}, cut.holes);
    cut.tree = parser.parse(cut.text);
    if (!cut.tree) return best;
    for (const Span error : find_errors(cut.tree, cut.text)) cut.errors.push_back(error);
    return cut;
}

}  // namespace jitlint::syntax
