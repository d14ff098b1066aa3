#pragma once

#include "rules/check.h"

/// Calls and operators that Python takes and TorchScript does not, and what to write for them.
namespace jitlint::rules {

/// Gives help and a fix where there is another way to write the call or operation; false where none is known.
bool offer_other_form(const analysis::OperatorMismatch& finding, const Reporter& reporter, JudgementBuilder& judgement);
/// Converts the first argument that only has the wrong type of number, or the like; false where there is none.
bool offer_argument_conversion(const analysis::OperatorMismatch& finding, const Reporter& reporter, JudgementBuilder& judgement);

}  // namespace jitlint::rules
