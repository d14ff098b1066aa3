#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "torchscript/type.h"
#include "torchscript/version.h"

/// Signatures of operators and functions, and the matching of calls against them, as schema_matching.cpp does
/// it.
namespace jitlint::torchscript {

struct Parameter {
    std::string_view name;
    TypeRef type = nullptr;
    std::int32_t fixed_size = 0;  ///< N of int[N] and float[N]: a single number is repeated; 0 = none
    bool has_default = false;
    bool keyword_only = false;
};

struct Return {
    std::string_view name;  ///< empty where it has none
    TypeRef type = nullptr;
};

struct Schema {
    std::string_view name;      ///< `aten::add`
    std::string_view overload;  ///< `Tensor`; empty for the default overload
    std::span<const Parameter> parameters;
    std::span<const Return> returns;
    bool varargs = false;      ///< ends in `...`: takes any further positional arguments
    bool var_returns = false;  ///< what it returns depends on more than the schema says
    std::string_view text;     ///< as written, without name and overload: `(Tensor self) -> Tensor`
    TypeRef result = nullptr;  ///< one type: the single result, a (named) tuple of several, Tuple[()] for none
};

/// What differs between compilers in conversions and matching.
struct Rules {
    bool bool_to_number = true;     ///< bool is taken for int, float and number (after 1.13)
    bool empty_list_adapts = true;  ///< an unstored `[]` takes the list type that is wanted (after 1.7)

    static constexpr Rules of(Version v) { return {v > Version::of(1, 13), v > Version::of(1, 7)}; }
};

/// An argument of a call.
struct Actual {
    TypeRef type = nullptr;
    bool empty_list_literal = false;  ///< an unannotated `[]` that was never stored in a variable
    std::string_view name = {};       ///< keyword; empty for positional arguments
};

struct CallArguments {
    const Actual* receiver = nullptr;  ///< fills the parameter called `self`; null for functions
    std::span<const Actual> positional = {};
    std::span<const Actual> keywords = {};
};

enum class Verdict : std::uint8_t {
    Match,
    NoMatch,    ///< whatever the unknown types are
    Uncertain,  ///< unknown types leave it open
};

/// A conversion of a value that the compiler inserts without being asked: Tensor to int, number to float,
/// bool to int, str to Device.
struct Conversion {
    std::size_t argument = 0;  ///< index: positional arguments, then keywords; meaningless for the receiver
    bool is_receiver = false;
    TypeRef from = nullptr;
    TypeRef to = nullptr;
};

/// Why a schema does not take a call. `argument` is kNoArgument for missing ones and for the receiver.
struct Mismatch {
    enum class Kind : std::uint8_t {
        WrongType,
        MissingArgument,
        UnknownKeyword,
        TooManyPositional,  ///< `argument` is the first surplus one
        DuplicateArgument,  ///< given both by position and by keyword
        ReceiverUnused,     ///< a method call of an operator without a parameter `self`
    };
    static constexpr std::size_t kNoArgument = static_cast<std::size_t>(-1);

    Kind kind = Kind::WrongType;
    std::size_t argument = kNoArgument;
    bool is_receiver = false;
    std::string_view parameter;
    TypeRef expected = nullptr;  ///< the parameter's type; of a list that takes all remaining arguments, its element type
    TypeRef actual = nullptr;
    const Schema* schema = nullptr;
};

struct MatchResult {
    Verdict verdict = Verdict::NoMatch;
    TypeRef result = nullptr;             ///< Unknown unless every candidate that may be chosen agrees on it; for NoMatch Unknown
    const Schema* schema = nullptr;       ///< the candidate, if only one can be chosen
    std::vector<Conversion> conversions;  ///< Match only
    std::vector<Mismatch> mismatches;     ///< NoMatch only: one per candidate, the closest candidate first
};

/// Which candidate takes the call: first all in order without implicit conversions, then all with them (one
/// candidate alone: with them).
MatchResult match(TypeContext& types, std::span<const Schema* const> candidates, const CallArguments& call, Rules rules,
                  bool allow_conversions = true);

struct Converted {
    TypeRef type = nullptr;  ///< the value's type after the conversions; a subtype of the target
    bool implicit = false;   ///< an implicit conversion (see `Conversion`) was inserted, possibly inside a tuple
    bool uncertain = false;  ///< only true for some meanings of the unknown types
    TypeRef from = nullptr;  ///< implicit: what was converted (the value, or an element of the tuple)
    TypeRef to = nullptr;
};

/// The value as it becomes where `target` is wanted (tryConvertToType and the subtype test after it); nullopt
/// where it does not fit, whatever unknown types are. `implicit`: allow number, bool and device conversions.
std::optional<Converted> convert(TypeContext& types, const Actual& value, TypeRef target, bool implicit, Rules rules);

}  // namespace jitlint::torchscript
