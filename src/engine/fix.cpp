#include "engine/fix.h"

#include <algorithm>

#include "syntax/parse.h"
#include "text/apply_edits.h"

namespace jitlint::engine {
namespace {

/// The offset in `SourceFile::text()` of a position in the file as stored.
std::uint32_t text_offset(const text::SourceFile& source, const Position& position) {
    const text::Span line = source.line_span(position.line);
    const std::string_view text = source.slice(line);
    std::uint32_t column = 1;
    std::uint32_t at = 0;
    while (column < position.column && at < text.size()) {
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
        ++column;
    }
    // A position behind the line's last character is inside its line end.
    return line.begin + at + (position.column - column);
}

std::size_t broken_places(const std::shared_ptr<const text::SourceFile>& source) {
    return source->decode_error() ? SIZE_MAX : syntax::parse(source)->module().syntax_errors.size();
}

}  // namespace

Fixed fix_input(const Input& input, Project& project, bool with_unsafe) {
    constexpr int kRounds = 20;
    Fixed result{input.bytes, 0, {}};
    std::vector<std::string> refused;
    for (int round = 0; round < kRounds; ++round) {
        // Files are fixed one by one: what other files make of this one's functions is not known.
        const Report report = check_input({input.shown, result.bytes, input.policy, true, input.path}, project);
        auto source = std::make_shared<const text::SourceFile>(input.shown, result.bytes);
        if (source->decode_error()) return result;
        const std::size_t broken = broken_places(source);
        std::vector<text::TextEdit> chosen;
        std::size_t fixes = 0;
        for (const Diagnostic& diagnostic : report.diagnostics) {
            if (!diagnostic.fix || diagnostic.file != input.shown) continue;
            if (diagnostic.fix->applicability == Applicability::Unsafe && !with_unsafe) continue;
            const std::string identity = diagnostic.rule + diagnostic.message;
            if (std::find(refused.begin(), refused.end(), identity) != refused.end()) continue;
            std::vector<text::TextEdit> edits = chosen;
            for (const Edit& edit : diagnostic.fix->edits) {
                text::TextEdit made{{text_offset(*source, edit.range.start), text_offset(*source, edit.range.end)}, edit.replacement};
                const bool known = std::any_of(edits.begin(), edits.end(),
                                               [&](const text::TextEdit& e) { return e.span == made.span && e.replacement == made.replacement; });
                if (!known) edits.push_back(std::move(made));
            }
            std::stable_sort(edits.begin(), edits.end(), [](const text::TextEdit& a, const text::TextEdit& b) { return a.span < b.span; });
            const text::EditResult applied = text::apply_edits(source->text(), edits);
            if (!applied) continue;
            const text::EncodedText encoded = source->encode(applied.text);
            if (!encoded.ok || broken_places(std::make_shared<const text::SourceFile>(input.shown, encoded.bytes)) > broken) {
                refused.push_back(identity);
                continue;
            }
            chosen = std::move(edits);
            ++fixes;
        }
        if (fixes == 0) return result;
        const text::EditResult applied = text::apply_edits(source->text(), chosen);
        const text::EncodedText encoded = source->encode(applied.text);
        if (!applied || !encoded.ok || encoded.bytes == result.bytes) return result;
        result.bytes = encoded.bytes;
        result.applied += fixes;
    }
    return result;
}

}  // namespace jitlint::engine
