#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/check.h"

/// What the edits of several rules are made of.
namespace jitlint::rules {

/// Whether a comment stands in `span`.
bool has_comment(text::Span span, const Reporter& reporter);

/// The function's nodes around `node`, from the outermost statement to the direct parent.
std::vector<const syntax::Node*> nodes_around(const syntax::Node& node, const Reporter& reporter);
/// The nodes of the file that contain a place, from the outermost statement to the innermost node.
std::vector<const syntax::Node*> nodes_at(text::Span span, const Reporter& reporter);
/// The expression of the function (its signature included) that stands at exactly `span`; null where there is none.
const syntax::Expr* expression_at(text::Span span, const Reporter& reporter);

/// The white space before a place, where nothing else stands before it on its line.
std::optional<std::string> indentation_of(std::uint32_t at, const Reporter& reporter);
/// The whole line of a statement that has it for itself; none where others or comments share it, or where it has several.
std::optional<text::Span> whole_line(const syntax::Node& statement, const Reporter& reporter);
/// The edit that puts a line at the beginning of a block, behind its docstring; none where the block shares the line of its header.
std::optional<text::TextEdit> first_in_block(syntax::Body body, std::string_view line, const Reporter& reporter);
/// Whether `statement` is the only one of the block that it stands in.
bool is_alone_in_block(const syntax::Stmt& statement, const Reporter& reporter);

/// Whether an attribute, a call or brackets can follow the expression as it is written.
bool is_atom(const syntax::Expr& node);
/// A name, or attributes of one: evaluating it twice is as good as once.
bool is_plain_path(const syntax::Expr* node);
/// The expression's text, in parentheses unless it is an atom.
std::string atom_text(const syntax::Expr& node, const Reporter& reporter);
/// The same, with literals as they are: for an operand.
std::string operand_text(const syntax::Expr& node, const Reporter& reporter);
/// Whether any expression can stand where `node` does, without parentheses of its own.
bool stands_freely(const syntax::Node& node, const Reporter& reporter);
/// `text` in the place of `node`, in parentheses where its neighbours ask for them.
std::string in_place(const syntax::Node& node, std::string text, const Reporter& reporter);
/// The edits that put `node` between two texts.
std::vector<text::TextEdit> wrapped(const syntax::Expr& node, std::string before, std::string after);
/// The call's arguments get another one behind the last.
text::TextEdit with_argument(const syntax::Call& call, std::string argument, const Reporter& reporter);
/// The edit that takes a keyword out of a call that has other arguments, or none.
text::TextEdit without_keyword(const syntax::Call& call, const syntax::Keyword& keyword, const Reporter& reporter);

/// Whether the function or its file binds or reads the name.
bool name_is_taken(std::string_view name, const Reporter& reporter);
/// Whether the file derives a class from this one, or sets an attribute of it: what its body says does not hold everywhere then.
bool is_changed_class(const syntax::ClassDef& cls, const Reporter& reporter);
/// How often the function's body speaks of a name.
std::size_t count_uses(std::string_view name, const Reporter& reporter);

/// A fix for a condition that asks whether a value is there: `x is not None`; false where its value is wanted as well.
bool offer_none_test(const syntax::Expr& condition, const Reporter& reporter, JudgementBuilder& judgement);

/// The rewrite that makes a value of one type into another.
struct ValueRewrite {
    Applicability applicability = Applicability::Safe;
    std::string title;
    std::vector<text::TextEdit> edits;
};
std::optional<ValueRewrite> conversion(const syntax::Expr& value, torchscript::TypeRef from, torchscript::TypeRef to, const Reporter& reporter);
/// The types `int` and `float`, for conversions to them.
torchscript::TypeRef int_type();
torchscript::TypeRef float_type();
/// Says it as help, and offers it as a fix, which is no better than `at_best`; false where there is none.
bool offer_conversion(JudgementBuilder& judgement, const syntax::Expr* value, torchscript::TypeRef from, torchscript::TypeRef to,
                      const Reporter& reporter, Applicability at_best = Applicability::Safe);

}  // namespace jitlint::rules
