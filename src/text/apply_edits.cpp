#include "text/apply_edits.h"

namespace jitlint::text {

EditResult apply_edits(std::string_view text, std::span<const TextEdit> edits) {
    EditResult result;
    const auto fail = [&](EditProblem problem, std::size_t edit) {
        result.problem = problem;
        result.edit = edit;
        return result;
    };
    std::size_t size = text.size();
    for (std::size_t i = 0; i < edits.size(); ++i) {
        const Span span = edits[i].span;
        if (span.begin > span.end || span.end > text.size()) return fail(EditProblem::OutOfRange, i);
        if (i > 0 && span.begin < edits[i - 1].span.begin) return fail(EditProblem::Unsorted, i);
        if (i > 0 && span.begin < edits[i - 1].span.end) return fail(EditProblem::Overlap, i);
        size += edits[i].replacement.size();
        size -= span.size();
    }
    result.text.reserve(size);
    std::size_t done = 0;
    for (const TextEdit& edit : edits) {
        result.text.append(text.substr(done, edit.span.begin - done));
        result.text.append(edit.replacement);
        done = edit.span.end;
    }
    result.text.append(text.substr(done));
    return result;
}

}  // namespace jitlint::text
