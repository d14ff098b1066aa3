#pragma once

#include <string>
#include <vector>

#include "analysis/eager/evaluator.h"
#include "analysis/findings/annotations.h"
#include "torchscript/version.h"

namespace jitlint::analysis {

/// What the compiler reads out of the lines of a function that contain `# type:`.
struct TypeComments {
    struct Refused {
        text::Span span;  ///< from the `#` to the end of the line's text
        TypeCommentProblem problem;
    };
    std::string signature;      ///< `# type: (A, B) -> R`, also put together from one comment per parameter; empty where there is none
    text::Span signature_span;  ///< the line that it stands in
    std::vector<Refused> refused;
};

/// As get_type_line in torch/jit/annotations.py, which looks at the lines of the function's source: decorators, strings and docstring included.
TypeComments read_type_comments(const SourceModule& module, const syntax::FunctionDef& function, torchscript::Version version);

}  // namespace jitlint::analysis
