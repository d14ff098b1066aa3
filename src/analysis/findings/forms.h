#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "analysis/findings/context.h"
#include "torchscript/features.h"

/// Findings about statements and calls that are written in a form which the compiler does not take.
namespace jitlint::analysis {

enum class DeleteProblem : std::uint8_t {
    Attribute,  ///< `del x.y`
    Display,    ///< `del (a, b)`, `del [a]`
    Slice,      ///< `del x[a:b]`
    Name,       ///< the name is not bound in the function's outermost block
    Item,       ///< an item of a value that has no deletion, or with an index of another type
    Method,     ///< an item of a class (or module) without `__delitem__`
};

struct DeleteRefused {
    const syntax::Expr* target;
    DeleteProblem problem;
    TypeRef type;           ///< Item: of the container; else null
    text::Span bound_at;    ///< Name: where a block bound it; empty where nothing did
    std::string_view name;  ///< Method: the class
};

/// `raise` of something that is no exception class derived from Exception, and no object of one.
struct RaiseRefused {
    const syntax::Raise* node;
    TypeRef type;         ///< of the value, where it has one
    bool base_exception;  ///< a class that derives from BaseException only
};

enum class NonValueKind : std::uint8_t { Range, Iterator, Slice, PrintResult, Exception, Builtin, Ellipsis };
enum class NonValueUse : std::uint8_t { Value, Attribute, Unpacked };

/// Something that the compiler knows while it compiles, but that is no value at run time, is used as one.
struct NonValueUsed {
    const syntax::Expr* node;
    NonValueKind kind;
    NonValueUse use;
    std::string_view name;  ///< Builtin: which
};

enum class BuiltinCallProblem : std::uint8_t {
    TooFew,
    TooMany,
    Keyword,  ///< a keyword that the builtin does not take
    Ignored,  ///< a keyword that is dropped without a word
    Starred,  ///< `*` in the arguments of zip, enumerate
    NotInt,   ///< the start of enumerate
};

/// A builtin that the compiler has, called in a form that it does not take.
struct BuiltinCallForm {
    const syntax::Call* node;
    std::string_view name;
    BuiltinCallProblem problem;
    const syntax::Expr* argument;    ///< Starred, NotInt
    const syntax::Keyword* keyword;  ///< Keyword, Ignored
    TypeRef type;                    ///< NotInt
};

/// An integer literal that does not fit 64 bits.
struct IntegerTooLarge {
    const syntax::Constant* node;
};

enum class StarredProblem : std::uint8_t { Alone, IntoNonName, InSubscript };

/// A starred expression where the compiler takes none.
struct StarredRefused {
    const syntax::Expr* node;
    StarredProblem problem;
};

/// A format string with fields that the compiled formatting does not know.
struct FormatField {
    const syntax::Expr* node;      ///< the format call, or the `%` operation
    const syntax::Constant* text;  ///< the string
    std::string field;             ///< the first such field, as written
    bool percent;                  ///< `%` formatting (fails when it runs); else `str.format` (leaves the field as it is)
};

/// The middle operand of a chained comparison, which is compiled twice, has an effect.
struct OperandTwice {
    const syntax::Compare* node;
    const syntax::Expr* operand;
};

/// A list display as a target.
struct ListTarget {
    const syntax::List* node;
};

/// An attribute `__name` of a module: Python stores it under `_Class__name`, the compiler looks for it as it is written.
struct PrivateName {
    const syntax::Expr* node;
    std::string_view name;
    text::Span defined_at;  ///< in the same file; empty elsewhere
    bool method;
};

/// A `with` whose results are lost: the compiler moves code behind a conditional exit into a branch, and fails on it.
struct WithLosesValue {
    const syntax::With* node;
    const syntax::Stmt* exit;  ///< the `if` that leaves the function or loop on one path
    bool inside;               ///< the exit is in the body; else before the `with`
    std::string_view name;     ///< what is read afterwards; empty for a returned expression
};

/// A statement in the body of a class that is compiled, which the front end does not parse.
struct ClassBodyRefused {
    const syntax::Expr* node;
    enum class Why : std::uint8_t { Division, UnaryPlus, Lambda } why;
    ClassRef cls;
};

/// A line of the scripted module's `__init__` that stands left of its `def`: the check of its attributes cannot parse the text.
struct InitLeftOfDef {
    text::Span line;
};

/// An annotation in `__init__` of the scripted module on an attribute that begins empty or as None, which the compiler does not read.
struct InstanceAnnotation {
    const syntax::AnnAssign* statement;
};

/// An exception is raised that an `except` of the same file catches by its class, around a call of something that may be compiled.
struct RaiseCaughtByClass {
    const syntax::Raise* node;
    std::string_view name;
    text::Span handler;
};

/// A construct that the analysed release may take, and older ones refuse.
struct NewerFeature {
    const syntax::Node* node;
    torchscript::Feature feature;
};

using FormsFindings = std::variant<  //
    DeleteRefused, RaiseRefused, NonValueUsed, BuiltinCallForm, IntegerTooLarge, StarredRefused, FormatField, OperandTwice, ListTarget, PrivateName,
    WithLosesValue, ClassBodyRefused, InitLeftOfDef, InstanceAnnotation, RaiseCaughtByClass, NewerFeature>;

}  // namespace jitlint::analysis
