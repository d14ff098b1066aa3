#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "text/edit.h"

namespace jitlint::text {

enum class EditProblem : std::uint8_t {
    None,
    OutOfRange,  ///< the edit's span does not lie in the text
    Unsorted,    ///< the edit begins before the one that precedes it
    Overlap,     ///< the edit begins inside the one that precedes it
};

struct EditResult {
    EditProblem problem = EditProblem::None;
    std::size_t edit = 0;  ///< the index of the edit that is to blame
    std::string text;      ///< empty where there is a problem

    explicit operator bool() const { return problem == EditProblem::None; }
};

/// `text` with `edits` made: all of them or none. They must be sorted by place and must not overlap; they may
/// touch, and several insertions at one place come out in the order given.
EditResult apply_edits(std::string_view text, std::span<const TextEdit> edits);

}  // namespace jitlint::text
