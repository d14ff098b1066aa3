#include "analysis/compile/annotations/type_comments.h"

#include <algorithm>

#include "syntax/parse.h"
#include "text/source_file.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

constexpr std::string_view kMark = "# type:";

struct Line {
    std::uint32_t begin;
    std::string_view text;
};

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
    return text;
}

std::string_view stripped(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view() : trimmed(text.substr(first));
}

/// The lines that inspect.getsource gives: from the first decorator on, with the comments behind the last statement that are indented as it is.
std::vector<Line> lines_of(std::string_view source, const FunctionDef& function) {
    std::uint32_t begin = function.span.begin;
    for (const Expr* decorator : function.decorators) begin = std::min(begin, decorator->span.begin);
    while (begin > 0 && source[begin - 1] != '\n') --begin;
    std::vector<Line> lines;
    std::size_t kept = 0;
    std::size_t body_column = 0;
    if (!function.body.empty()) {
        const std::size_t first = function.body.front()->span.begin;
        const std::size_t line = source.rfind('\n', first);
        body_column = line == std::string_view::npos ? first : first - line - 1;
    }
    for (std::size_t at = begin; at < source.size();) {
        std::size_t end = source.find('\n', at);
        if (end == std::string_view::npos) end = source.size();
        std::string_view text = source.substr(at, end - at);
        if (text.ends_with('\r')) text.remove_suffix(1);
        const std::size_t column = text.find_first_not_of(" \t\f");
        const bool inside = at < function.span.end;
        if (!inside && column != std::string_view::npos && text[column] != '#') break;
        lines.push_back({static_cast<std::uint32_t>(at), text});
        if (inside || (column != std::string_view::npos && column >= body_column)) kept = lines.size();
        at = end + 1;
    }
    lines.resize(kept);
    return lines;
}

/// `# type: ignore` or, in later releases, `# type: ignore[code]` at the end of the line.
bool is_plain_ignore(std::string_view line, bool with_code) {
    constexpr std::string_view kIgnore = "# type: ignore";
    if (line.ends_with(kIgnore)) return true;
    if (!with_code || !line.ends_with(']')) return false;
    const std::size_t at = line.rfind(kIgnore);
    if (at == std::string_view::npos) return false;
    std::string_view code = line.substr(at + kIgnore.size());
    if (code.size() < 3 || code.front() != '[') return false;
    code = code.substr(1, code.size() - 2);
    return std::all_of(code.begin(), code.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'; });
}

/// Where the line has a comment that the compiler takes for a misspelt `# type:`; npos where it has none.
std::size_t misspelt(std::string_view line) {
    for (std::size_t at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1)) {
        std::size_t i = line.find_first_not_of(" \t", at + 1);
        if (i == std::string_view::npos || !line.substr(i).starts_with("type")) continue;
        i = line.find_first_not_of(" \t", i + 4);
        if (i == std::string_view::npos || line[i] != ':') continue;
        const std::string_view rest = line.substr(i);
        const bool ignore = rest == ": ignore" || (rest.starts_with(": ignore[") && rest.ends_with(']'));
        if (!ignore) return at;
    }
    return std::string_view::npos;
}

class Reader {
public:
    Reader(const SourceModule& module, const FunctionDef& function, torchscript::Version version)
        : module_(module), function_(function), lines_(lines_of(module.file().source().text(), function)) {
        const bool with_code = version > torchscript::Version::of(1, 7);
        for (const Line& line : lines_)
            if (line.text.find(kMark) != std::string_view::npos && !is_plain_ignore(line.text, with_code)) marked_.push_back(line);
    }

    TypeComments read() {
        if (marked_.empty()) {
            for (const Line& line : lines_)
                if (const std::size_t at = misspelt(line.text); at != std::string_view::npos) refuse(line, at, TypeCommentProblem::Misspelt);
        } else if (marked_.size() == 1) {
            read_signature(marked_[0], std::string(stripped(marked_[0].text)));
        } else {
            read_several();
        }
        return std::move(result_);
    }

private:
    void refuse(const Line& line, std::size_t at, TypeCommentProblem problem) {
        const auto begin = line.begin + static_cast<std::uint32_t>(at);
        result_.refused.push_back({{begin, line.begin + static_cast<std::uint32_t>(trimmed(line.text).size())}, problem});
    }
    void refuse(const Line& line, TypeCommentProblem problem) { refuse(line, line.text.find(kMark), problem); }

    bool in_parameters(const Line& line) const { return line.begin < function_.header.end; }

    /// What is wrong with a line that is no signature.
    TypeCommentProblem problem_of(const Line& line) const {
        const std::size_t at = line.text.find(kMark);
        const auto position = line.begin + static_cast<std::uint32_t>(at);
        const auto& comments = module_.tree().comments;
        const bool commented =
            std::any_of(comments.begin(), comments.end(), [&](const Comment& c) { return c.span.begin <= position && position < c.span.end; });
        if (!commented) return TypeCommentProblem::InText;
        if (stripped(line.text.substr(at + kMark.size())).starts_with("ignore")) return TypeCommentProblem::Ignore;
        const bool signature = stripped(line.text.substr(at + kMark.size())).starts_with("(");
        if (in_parameters(line) && !signature) return TypeCommentProblem::OnParameter;
        return stripped(line.text).starts_with('#') ? TypeCommentProblem::Prose : TypeCommentProblem::OnStatement;
    }

    /// `text` is what the compiler parses; `line` is where it stands.
    void read_signature(const Line& line, std::string text) {
        if (!text.starts_with(kMark)) return refuse(line, problem_of(line));
        std::string_view types = std::string_view(text).substr(kMark.size());
        const std::size_t open = types.find_first_not_of(' ');
        if (open == std::string_view::npos || types[open] != '(') return refuse(line, problem_of(line));
        if (types.substr(open).starts_with("(...)")) return refuse(line, TypeCommentProblem::NoParameterTypes);
        // Another comment behind it is no part of it.
        if (const std::size_t comment = text.find('#', 1); comment != std::string::npos) text.resize(trimmed(text.substr(0, comment)).size());
        result_.signature = std::move(text);
        const auto begin = line.begin + static_cast<std::uint32_t>(line.text.find(kMark));
        result_.signature_span = {begin, line.begin + static_cast<std::uint32_t>(trimmed(line.text).size())};
    }

    /// One comment per parameter, and a line for the result; what stands behind that line is not looked at.
    void read_several() {
        const auto result =
            std::find_if(marked_.begin(), marked_.end(), [](const Line& l) { return l.text.find("# type: (...) -> ") != l.text.npos; });
        if (result == marked_.end()) return refuse_several();
        std::string parameters;
        for (auto line = marked_.begin(); line != result; ++line) {
            const std::string_view type = stripped(line->text.substr(line->text.find(kMark) + kMark.size()));
            if (type.find('#') != std::string_view::npos) return refuse(*line, TypeCommentProblem::TextBehind);
            parameters += (parameters.empty() ? "" : ", ") + std::string(type);
        }
        std::string text(stripped(result->text));
        if (!text.starts_with(kMark)) return refuse(*result, TypeCommentProblem::OnStatement);
        text.replace(text.find("..."), 3, parameters);
        read_signature(*result, std::move(text));
    }

    void refuse_several() {
        bool signature = false;
        bool parameter = false;
        for (const Line& line : marked_) {
            const TypeCommentProblem problem = problem_of(line);
            const bool reads = problem == TypeCommentProblem::Prose && stripped(line.text).starts_with("# type: (");
            // One signature may stand; the others are in its way.
            if (reads && !std::exchange(signature, true)) continue;
            if (problem == TypeCommentProblem::OnParameter && std::exchange(parameter, true)) continue;
            refuse(line, problem);
        }
    }

    const SourceModule& module_;
    const FunctionDef& function_;
    std::vector<Line> lines_;
    std::vector<Line> marked_;
    TypeComments result_;
};

}  // namespace

TypeComments read_type_comments(const SourceModule& module, const FunctionDef& function, torchscript::Version version) {
    return Reader(module, function, version).read();
}

}  // namespace jitlint::analysis
