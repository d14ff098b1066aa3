#pragma once

#include "rules/check.h"

namespace jitlint::rules {

/// Offers a loop for a comprehension that is all of a `return` or of an annotated assignment, so that the type of the list or dict is known.
void offer_loop(const syntax::Expr& comprehension, syntax::Seq<syntax::Comprehension> generators, const Reporter& reporter,
                JudgementBuilder& judgement);

}  // namespace jitlint::rules
