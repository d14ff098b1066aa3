#include "syntax/lowering.h"

namespace jitlint::syntax {

Seq<Parameter> Lowering::parameters(const TreeNode& list) {
    const Nodes nodes = children(list);
    ScratchList<Parameter> result(scratch_, nodes.size());
    bool keyword_only = false;
    for (const TreeNode& node : nodes) {
        switch (node.symbol) {
            case Symbol::PositionalSeparator:
                for (Parameter& before : result)
                    if (before.kind == ParameterKind::PositionalOrKeyword) before.kind = ParameterKind::PositionalOnly;
                break;
            case Symbol::KeywordSeparator:
                keyword_only = true;
                break;
            case Symbol::Identifier:
            case Symbol::TypedParameter:
            case Symbol::DefaultParameter:
            case Symbol::TypedDefaultParameter:
            case Symbol::ListSplatPattern:
            case Symbol::DictionarySplatPattern: {
                const Scratch::Mark mark(scratch_);
                result.push_back(parameter(node, keyword_only));
                if (result.back().kind == ParameterKind::VarPositional) keyword_only = true;
                break;
            }
            case Symbol::TuplePattern:  // Python 2
                error(node.span);
                collect_comments(node);
                break;
            default:
                if (!node.is_token()) collect_comments(node);
                break;
        }
    }
    return result.copy_to(arena_);
}

Parameter Lowering::parameter(const TreeNode& node, bool keyword_only) {
    Parameter result;
    result.span = node.span;
    result.kind = keyword_only ? ParameterKind::KeywordOnly : ParameterKind::PositionalOrKeyword;
    if (node.symbol == Symbol::Identifier || node.symbol == Symbol::ListSplatPattern || node.symbol == Symbol::DictionarySplatPattern) {
        parameter_name(node, result);
        return result;
    }
    bool named = false;
    for (const TreeNode& part : children(node)) {
        if (part.is_token() || part.symbol == Symbol::Error) continue;
        if (!named)
            parameter_name(part, result);
        else if (part.symbol == Symbol::Type)
            result.annotation = expression(part);
        else
            result.default_value = expression(part);
        named = true;
    }
    return result;
}

void Lowering::parameter_name(const TreeNode& node, Parameter& parameter) {
    if (node.symbol == Symbol::Identifier) {
        parameter.name = identifier(node);
        return;
    }
    const TreeNode inner = first_node(children(node));
    if (inner.symbol != Symbol::Identifier) {
        error(node.span);
        return;
    }
    if (node.symbol == Symbol::ListSplatPattern) parameter.kind = ParameterKind::VarPositional;
    if (node.symbol == Symbol::DictionarySplatPattern) parameter.kind = ParameterKind::VarKeyword;
    parameter.name = identifier(inner);
}

}  // namespace jitlint::syntax
