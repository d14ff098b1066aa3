#include <algorithm>

#include "analysis/compile/function_compiler.h"

/// What calls of functions leave to the default values of parameters.
namespace jitlint::analysis {

using namespace syntax;

void FunctionCompiler::check_left_out(const Call& node, const FunctionRef& function, const Signature& read, std::size_t positional,
                                      std::span<const torchscript::Actual> keywords) {
    for (std::size_t i = positional; i < read.parameters.size(); ++i) {
        const Parameter& parameter = *read.parameters[i].node;
        const bool given =
            std::any_of(keywords.begin(), keywords.end(), [&](const torchscript::Actual& keyword) { return keyword.name == parameter.name.name; });
        if (given || !read.parameters[i].undefined_default) continue;
        // The argument is as good as missing.
        CallMismatch finding{&node, function, function.node->name.name, {}, nullptr, &parameter, read.parameters[i].inferred, false};
        finding.mismatch.kind = torchscript::Mismatch::Kind::MissingArgument;
        finding.mismatch.parameter = parameter.name.name;
        finding.mismatch.expected = read.parameters[i].type;
        emit(finding);
        return;
    }
}

}  // namespace jitlint::analysis
