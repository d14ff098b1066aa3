#include "torchscript/representatives.h"

#include <algorithm>

#include "torchscript/conversion.h"
#include "torchscript/variables.h"

namespace jitlint::torchscript {
namespace {

constexpr std::size_t kMostCombinations = 400;

/// An argument without known type, and the types that tell the candidates apart.
struct Open {
    Actual* actual;
    std::vector<TypeRef> types;
};

class Representatives {
public:
    Representatives(TypeContext& types, std::span<const Schema* const> candidates, const CallArguments& call)
        : types_(types), candidates_(candidates) {
        if (call.receiver) receiver_ = *call.receiver;
        positional_.assign(call.positional.begin(), call.positional.end());
        keywords_.assign(call.keywords.begin(), call.keywords.end());
        call_ = {call.receiver ? &receiver_ : nullptr, positional_, keywords_};
    }

    TypeRef result(Rules rules, bool allow_conversions);

private:
    bool collect();
    bool add_parameters(Open& open, bool (*takes)(const Parameter&, std::string_view), std::string_view name);
    bool add(Open& open, const Parameter& parameter);

    TypeContext& types_;
    std::span<const Schema* const> candidates_;
    Actual receiver_;
    std::vector<Actual> positional_, keywords_;
    CallArguments call_;
    std::vector<Open> open_;
};

/// Every parameter may be the one that takes the argument: positions shift with receivers and remaining
/// arguments.
bool any_positional(const Parameter& parameter, std::string_view) { return !parameter.keyword_only; }
bool is_self(const Parameter& parameter, std::string_view) { return parameter.name == "self"; }
bool is_named(const Parameter& parameter, std::string_view name) { return parameter.name == name || (parameter.name == "self" && name == "input"); }

bool Representatives::add(Open& open, const Parameter& parameter) {
    if (has_variable(parameter.type) || parameter.type->has_unknown) return false;
    auto include = [&](TypeRef type) {
        if (std::ranges::find(open.types, type) == open.types.end()) open.types.push_back(type);
    };
    include(parameter.type);
    if (parameter.type->is(TypeKind::Optional)) {
        include(types_.none());
        include(parameter.type->arg());
    }
    if (TypeRef list = inner(parameter.type); list->is(TypeKind::List)) include(list->arg());
    if (inner(parameter.type)->is(TypeKind::Device)) include(types_.string());
    return true;
}

bool Representatives::add_parameters(Open& open, bool (*takes)(const Parameter&, std::string_view), std::string_view name) {
    open.types = {types_.tensor(), types_.integer(), types_.floating(), types_.complex(), types_.boolean(), types_.number()};
    for (const Schema* schema : candidates_) {
        for (const Parameter& parameter : schema->parameters) {
            if (takes(parameter, name) && !add(open, parameter)) return false;
        }
    }
    open_.push_back(std::move(open));
    return true;
}

bool Representatives::collect() {
    auto one = [&](Actual& actual, auto takes) {
        if (!actual.type->has_unknown) return true;
        if (!actual.type->is(TypeKind::Unknown)) return false;
        Open open{&actual, {}};
        return add_parameters(open, takes, actual.name);
    };
    if (call_.receiver && !one(receiver_, is_self)) return false;
    for (Actual& actual : positional_) {
        if (!one(actual, any_positional)) return false;
    }
    for (Actual& actual : keywords_) {
        if (!one(actual, is_named)) return false;
    }
    std::size_t combinations = 1;
    for (const Open& open : open_) combinations *= open.types.size();
    return !open_.empty() && combinations <= kMostCombinations;
}

TypeRef Representatives::result(Rules rules, bool allow_conversions) {
    if (!collect()) return nullptr;
    std::vector<std::size_t> at(open_.size(), 0);
    TypeRef common = nullptr;
    while (true) {
        for (std::size_t i = 0; i < open_.size(); ++i) open_[i].actual->type = open_[i].types[at[i]];
        MatchResult match = torchscript::match(types_, candidates_, call_, rules, allow_conversions);
        if (match.verdict == Verdict::Match) {
            if (common && common != match.result) return nullptr;
            common = match.result;
        }
        std::size_t digit = 0;
        while (digit < at.size() && ++at[digit] == open_[digit].types.size()) at[digit++] = 0;
        if (digit == at.size()) return common;
    }
}

}  // namespace

TypeRef common_result(TypeContext& types, std::span<const Schema* const> candidates, const CallArguments& call, Rules rules, bool allow_conversions) {
    return Representatives(types, candidates, call).result(rules, allow_conversions);
}

}  // namespace jitlint::torchscript
