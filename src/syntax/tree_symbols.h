#pragma once

#include <tree_sitter/api.h>

#include <cstdint>

namespace jitlint::syntax {

/// The grammar's symbols that lowering tells apart: nodes by name, then tokens by text. X(id, name, named)
#define JITLINT_GRAMMAR_SYMBOLS(X)                               \
    X(AliasedImport, "aliased_import", true)                     \
    X(ArgumentList, "argument_list", true)                       \
    X(AsPattern, "as_pattern", true)                             \
    X(AsPatternTarget, "as_pattern_target", true)                \
    X(AssertStatement, "assert_statement", true)                 \
    X(Assignment, "assignment", true)                            \
    X(Attribute, "attribute", true)                              \
    X(AugmentedAssignment, "augmented_assignment", true)         \
    X(Await, "await", true)                                      \
    X(BinaryOperator, "binary_operator", true)                   \
    X(Block, "block", true)                                      \
    X(BooleanOperator, "boolean_operator", true)                 \
    X(BreakStatement, "break_statement", true)                   \
    X(Call, "call", true)                                        \
    X(CaseClause, "case_clause", true)                           \
    X(CasePattern, "case_pattern", true)                         \
    X(Chevron, "chevron", true)                                  \
    X(ClassDefinition, "class_definition", true)                 \
    X(ClassPattern, "class_pattern", true)                       \
    X(Comment, "comment", true)                                  \
    X(ComparisonOperator, "comparison_operator", true)           \
    X(ComplexPattern, "complex_pattern", true)                   \
    X(ConcatenatedString, "concatenated_string", true)           \
    X(ConditionalExpression, "conditional_expression", true)     \
    X(ConstrainedType, "constrained_type", true)                 \
    X(ContinueStatement, "continue_statement", true)             \
    X(DecoratedDefinition, "decorated_definition", true)         \
    X(Decorator, "decorator", true)                              \
    X(DefaultParameter, "default_parameter", true)               \
    X(DeleteStatement, "delete_statement", true)                 \
    X(DictPattern, "dict_pattern", true)                         \
    X(Dictionary, "dictionary", true)                            \
    X(DictionaryComprehension, "dictionary_comprehension", true) \
    X(DictionarySplat, "dictionary_splat", true)                 \
    X(DictionarySplatPattern, "dictionary_splat_pattern", true)  \
    X(DottedName, "dotted_name", true)                           \
    X(ElifClause, "elif_clause", true)                           \
    X(Ellipsis, "ellipsis", true)                                \
    X(ElseClause, "else_clause", true)                           \
    X(ExceptClause, "except_clause", true)                       \
    X(ExecStatement, "exec_statement", true)                     \
    X(ExpressionList, "expression_list", true)                   \
    X(ExpressionStatement, "expression_statement", true)         \
    X(False, "false", true)                                      \
    X(FinallyClause, "finally_clause", true)                     \
    X(Float, "float", true)                                      \
    X(ForInClause, "for_in_clause", true)                        \
    X(ForStatement, "for_statement", true)                       \
    X(FormatExpression, "format_expression", true)               \
    X(FormatSpecifier, "format_specifier", true)                 \
    X(FunctionDefinition, "function_definition", true)           \
    X(FutureImportStatement, "future_import_statement", true)    \
    X(GeneratorExpression, "generator_expression", true)         \
    X(GenericType, "generic_type", true)                         \
    X(GlobalStatement, "global_statement", true)                 \
    X(Identifier, "identifier", true)                            \
    X(IfClause, "if_clause", true)                               \
    X(IfStatement, "if_statement", true)                         \
    X(ImportFromStatement, "import_from_statement", true)        \
    X(ImportPrefix, "import_prefix", true)                       \
    X(ImportStatement, "import_statement", true)                 \
    X(Integer, "integer", true)                                  \
    X(Interpolation, "interpolation", true)                      \
    X(KeywordArgument, "keyword_argument", true)                 \
    X(KeywordPattern, "keyword_pattern", true)                   \
    X(KeywordSeparator, "keyword_separator", true)               \
    X(Lambda, "lambda", true)                                    \
    X(LambdaParameters, "lambda_parameters", true)               \
    X(LineContinuation, "line_continuation", true)               \
    X(List, "list", true)                                        \
    X(ListComprehension, "list_comprehension", true)             \
    X(ListPattern, "list_pattern", true)                         \
    X(ListSplat, "list_splat", true)                             \
    X(ListSplatPattern, "list_splat_pattern", true)              \
    X(MatchStatement, "match_statement", true)                   \
    X(MemberType, "member_type", true)                           \
    X(NamedExpression, "named_expression", true)                 \
    X(None, "none", true)                                        \
    X(NonlocalStatement, "nonlocal_statement", true)             \
    X(NotOperator, "not_operator", true)                         \
    X(Pair, "pair", true)                                        \
    X(Parameters, "parameters", true)                            \
    X(ParenthesizedExpression, "parenthesized_expression", true) \
    X(ParenthesizedListSplat, "parenthesized_list_splat", true)  \
    X(PassStatement, "pass_statement", true)                     \
    X(PatternList, "pattern_list", true)                         \
    X(PositionalSeparator, "positional_separator", true)         \
    X(PrintStatement, "print_statement", true)                   \
    X(RaiseStatement, "raise_statement", true)                   \
    X(RelativeImport, "relative_import", true)                   \
    X(ReturnStatement, "return_statement", true)                 \
    X(Set, "set", true)                                          \
    X(SetComprehension, "set_comprehension", true)               \
    X(Slice, "slice", true)                                      \
    X(SplatPattern, "splat_pattern", true)                       \
    X(SplatType, "splat_type", true)                             \
    X(String, "string", true)                                    \
    X(Subscript, "subscript", true)                              \
    X(True, "true", true)                                        \
    X(TryStatement, "try_statement", true)                       \
    X(Tuple, "tuple", true)                                      \
    X(TuplePattern, "tuple_pattern", true)                       \
    X(Type, "type", true)                                        \
    X(TypeAliasStatement, "type_alias_statement", true)          \
    X(TypeConversion, "type_conversion", true)                   \
    X(TypeParameter, "type_parameter", true)                     \
    X(TypedDefaultParameter, "typed_default_parameter", true)    \
    X(TypedParameter, "typed_parameter", true)                   \
    X(UnaryOperator, "unary_operator", true)                     \
    X(UnionPattern, "union_pattern", true)                       \
    X(UnionType, "union_type", true)                             \
    X(WhileStatement, "while_statement", true)                   \
    X(WildcardImport, "wildcard_import", true)                   \
    X(WithClause, "with_clause", true)                           \
    X(WithItem, "with_item", true)                               \
    X(WithStatement, "with_statement", true)                     \
    X(Yield, "yield", true)                                      \
    X(KwAnd, "and", false)                                       \
    X(KwAs, "as", false)                                         \
    X(KwAsync, "async", false)                                   \
    X(KwElif, "elif", false)                                     \
    X(KwElse, "else", false)                                     \
    X(KwFrom, "from", false)                                     \
    X(KwIn, "in", false)                                         \
    X(KwIs, "is", false)                                         \
    X(KwIsNot, "is not", false)                                  \
    X(KwNotIn, "not in", false)                                  \
    X(KwOr, "or", false)                                         \
    X(KwPrint, "print", false)                                   \
    X(LeftParen, "(", false)                                     \
    X(RightParen, ")", false)                                    \
    X(Comma, ",", false)                                         \
    X(Colon, ":", false)                                         \
    X(Semicolon, ";", false)                                     \
    X(Assign, "=", false)                                        \
    X(Arrow, "->", false)                                        \
    X(Star, "*", false)                                          \
    X(DoubleStar, "**", false)                                   \
    X(Plus, "+", false)                                          \
    X(Minus, "-", false)                                         \
    X(Slash, "/", false)                                         \
    X(DoubleSlash, "//", false)                                  \
    X(Percent, "%", false)                                       \
    X(At, "@", false)                                            \
    X(Pipe, "|", false)                                          \
    X(Ampersand, "&", false)                                     \
    X(Caret, "^", false)                                         \
    X(LeftShift, "<<", false)                                    \
    X(RightShift, ">>", false)                                   \
    X(Tilde, "~", false)                                         \
    X(Less, "<", false)                                          \
    X(LessEqual, "<=", false)                                    \
    X(Greater, ">", false)                                       \
    X(GreaterEqual, ">=", false)                                 \
    X(Equal, "==", false)                                        \
    X(NotEqual, "!=", false)                                     \
    X(OldNotEqual, "<>", false)                                  \
    X(PlusAssign, "+=", false)                                   \
    X(MinusAssign, "-=", false)                                  \
    X(StarAssign, "*=", false)                                   \
    X(SlashAssign, "/=", false)                                  \
    X(AtAssign, "@=", false)                                     \
    X(DoubleSlashAssign, "//=", false)                           \
    X(PercentAssign, "%=", false)                                \
    X(DoubleStarAssign, "**=", false)                            \
    X(RightShiftAssign, ">>=", false)                            \
    X(LeftShiftAssign, "<<=", false)                             \
    X(AmpersandAssign, "&=", false)                              \
    X(CaretAssign, "^=", false)                                  \
    X(PipeAssign, "|=", false)

/// A symbol of the grammar; `OtherNode` and `OtherToken` stand for those that lowering passes over.
enum class Symbol : std::uint8_t {
    OtherNode,
    OtherToken,
    Error,  ///< what the parser skipped, or could not make a node of
#define JITLINT_SYMBOL(id, name, named) id,
    JITLINT_GRAMMAR_SYMBOLS(JITLINT_SYMBOL)
#undef JITLINT_SYMBOL
};

/// The Python grammar.
const TSLanguage* python_language();

/// What `symbol` of the Python grammar is here.
Symbol symbol_of(TSSymbol symbol);

}  // namespace jitlint::syntax
