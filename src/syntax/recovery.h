#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "syntax/tree_parser.h"
#include "text/span.h"

namespace jitlint::syntax {

/// The broken places of a tree, outermost alone, in source order.
std::vector<text::Span> find_errors(const TSTree* tree, std::string_view text);

/// A tree to lower, and what is known beside it.
struct Recovered {
    const TSTree* tree = nullptr;
    std::vector<text::Span> errors;
    std::vector<text::Span> holes;     ///< stretches of which the tree holds a placeholder alone
    std::vector<text::Span> comments;  ///< those in the holes
    std::string text;                  ///< what the tree was made from where that is not the text given
};

/// Makes the best of a text whose `tree` has errors, in two steps.
///
/// The grammar lacks a few things that Python has, such as `return *[a], b`. They are spelled in a way that
/// it takes, of the same length (`return +[a], b`); lowering looks at the original text and sees the star.
///
/// What is broken indeed makes tree-sitter skip or misread what follows. The text around the errors is cut
/// into statements by indentation, classes into their members; each piece is parsed alone, and those that do
/// not parse become holes. The number of bytes parsed stays proportional to the text.
Recovered recover(TreeParser& parser, const TSTree* tree, std::string_view text);

}  // namespace jitlint::syntax
