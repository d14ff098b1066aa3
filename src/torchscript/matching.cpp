#include <algorithm>

#include "torchscript/conversion.h"
#include "torchscript/representatives.h"
#include "torchscript/variables.h"

namespace jitlint::torchscript {
namespace {

/// One attempt to fit a call to a schema (tryMatchSchema).
class Attempt {
public:
    Attempt(TypeContext& types, const Schema& schema, const CallArguments& call, bool implicit, Rules rules)
        : types_(types), schema_(schema), call_(call), implicit_(implicit), rules_(rules), bindings_(types) {}

    Answer run();
    TypeRef result() const {
        TypeRef filled = bindings_.fill(schema_.result);
        return filled ? filled : types_.unknown();
    }
    const std::vector<Conversion>& conversions() const { return conversions_; }
    const Mismatch& mismatch() const { return mismatch_; }
    /// How far it came, to tell the closest of several candidates.
    int closeness() const { return matched_ * 2 + (mismatch_.kind == Mismatch::Kind::WrongType ? 1 : 0); }

private:
    struct Place {
        std::size_t argument = Mismatch::kNoArgument;
        bool is_receiver = false;
    };

    Answer argument(const Parameter& parameter, TypeRef formal, const Actual& given, Place place);
    Answer remaining_as_list(const Parameter& parameter);
    bool takes_remaining(std::size_t index) const;
    const Actual* keyword(const Parameter& parameter);
    bool finish();
    void fail(Mismatch::Kind kind, Place place, std::string_view parameter, TypeRef expected, TypeRef actual) {
        mismatch_ = {kind, place.argument, place.is_receiver, parameter, expected, actual, &schema_};
    }

    TypeContext& types_;
    const Schema& schema_;
    const CallArguments& call_;
    bool implicit_;
    Rules rules_;
    VariableBindings bindings_;
    std::size_t used_ = 0;
    std::uint64_t used_keywords_ = 0;
    bool maybe_ = false;
    int matched_ = 0;
    std::vector<Conversion> conversions_;
    Mismatch mismatch_;
};

Answer Attempt::argument(const Parameter& parameter, TypeRef formal, const Actual& given, Place place) {
    Actual actual = given;
    TypeRef list = inner(formal);
    if (parameter.fixed_size > 0 && (actual.type->is(TypeKind::Int) || actual.type->is(TypeKind::Float)) && list->is(TypeKind::List) &&
        list->arg() == actual.type) {
        actual.type = list;
    }
    Answer bound = bindings_.bind(formal, actual.type);
    TypeRef concrete = bound == Answer::No ? nullptr : bindings_.fill(formal);
    if (concrete) {
        ConversionStep step = convert_step(types_, actual, concrete, implicit_, rules_);
        Answer fits = subtype(step.type, concrete);
        if (fits != Answer::No) {
            if (step.implicit) conversions_.push_back({place.argument, place.is_receiver, step.from, step.to});
            ++matched_;
            return std::min(step.maybe ? Answer::Maybe : fits, bound);
        }
    }
    fail(Mismatch::Kind::WrongType, place, parameter.name, concrete ? concrete : formal, given.type);
    return Answer::No;
}

/// varargsCanBeUsedAsList: zeros(2, 3) is zeros([2, 3]).
bool Attempt::takes_remaining(std::size_t index) const {
    const Parameter& parameter = schema_.parameters[index];
    const bool last = index + 1 == schema_.parameters.size() || schema_.parameters[index + 1].keyword_only;
    return implicit_ && last && parameter.type->is(TypeKind::List) && parameter.fixed_size == 0 && !parameter.type->arg()->is(TypeKind::Variable);
}

Answer Attempt::remaining_as_list(const Parameter& parameter) {
    TypeRef element = parameter.type->arg();
    // The variables inside stay without a meaning, so the list cannot be made.
    if (has_variable(element)) {
        fail(Mismatch::Kind::WrongType, {used_}, parameter.name, parameter.type, call_.positional[used_].type);
        return Answer::No;
    }
    Answer all = Answer::Yes;
    Parameter item{parameter.name, element};
    for (std::size_t i = used_; i < call_.positional.size(); ++i) {
        all = std::min(all, argument(item, element, call_.positional[i], {i}));
        if (all == Answer::No) return all;
    }
    used_ = call_.positional.size();
    return all;
}

const Actual* Attempt::keyword(const Parameter& parameter) {
    const bool aten = schema_.name.starts_with("aten::");
    for (std::size_t i = 0; i < call_.keywords.size() && i < 64; ++i) {
        std::string_view name = call_.keywords[i].name;
        if (name != parameter.name && !(aten && parameter.name == "self" && name == "input")) continue;
        used_keywords_ |= std::uint64_t{1} << i;
        return &call_.keywords[i];
    }
    return nullptr;
}

Answer Attempt::run() {
    bool receiver_left = call_.receiver != nullptr;
    for (std::size_t i = 0; i < schema_.parameters.size(); ++i) {
        const Parameter& parameter = schema_.parameters[i];
        const Actual* actual = nullptr;
        Place place;
        if (parameter.name == "self" && receiver_left) {
            actual = call_.receiver;
            receiver_left = false;
            place.is_receiver = true;
        } else if (!parameter.keyword_only && used_ < call_.positional.size()) {
            actual = &call_.positional[used_];
            if (takes_remaining(i) && !actual->type->is(TypeKind::List)) {
                const Answer as_list = tuple_fits_list(actual->type, parameter.type);
                const bool open = actual->type->is(TypeKind::Unknown) || as_list == Answer::Maybe;
                if (!open && as_list == Answer::No) {
                    Answer all = remaining_as_list(parameter);
                    if (all == Answer::No) return all;
                    maybe_ |= all == Answer::Maybe;
                    continue;
                }
                if (open && used_ + 1 < call_.positional.size()) {
                    // It may be the first of several; as a list it could only stand alone.
                    Answer all = remaining_as_list(parameter);
                    maybe_ = true;
                    if (all != Answer::No) continue;
                    if (!schema_.varargs) return all;
                }
            }
            place.argument = used_++;
        } else if (const Actual* named = keyword(parameter)) {
            actual = named;
            place.argument = call_.positional.size() + static_cast<std::size_t>(named - call_.keywords.data());
        } else if (parameter.has_default) {
            continue;
        } else {
            fail(Mismatch::Kind::MissingArgument, {}, parameter.name, parameter.type, nullptr);
            return Answer::No;
        }
        Answer fits = argument(parameter, parameter.type, *actual, place);
        if (fits == Answer::No) return fits;
        maybe_ |= fits == Answer::Maybe;
    }
    if (receiver_left) {
        fail(Mismatch::Kind::ReceiverUnused, {Mismatch::kNoArgument, true}, {}, nullptr, call_.receiver->type);
        return Answer::No;
    }
    if (!finish()) return Answer::No;
    return maybe_ ? Answer::Maybe : Answer::Yes;
}

/// Whether all arguments were used.
bool Attempt::finish() {
    if (!schema_.varargs && used_ < call_.positional.size()) {
        fail(Mismatch::Kind::TooManyPositional, {used_}, {}, nullptr, call_.positional[used_].type);
        return false;
    }
    for (std::size_t i = 0; i < call_.keywords.size(); ++i) {
        if (i < 64 && (used_keywords_ >> i & 1)) continue;
        const Actual& surplus = call_.keywords[i];
        auto known = std::ranges::find(schema_.parameters, surplus.name, &Parameter::name);
        const bool duplicate = known != schema_.parameters.end();
        fail(duplicate ? Mismatch::Kind::DuplicateArgument : Mismatch::Kind::UnknownKeyword, {call_.positional.size() + i}, surplus.name,
             duplicate ? known->type : nullptr, surplus.type);
        return false;
    }
    return true;
}

/// Collects what may be chosen while types are unknown.
class Outcome {
public:
    explicit Outcome(TypeContext& types) { result_.result = types.unknown(); }

    void possible(TypeContext& types, const Schema* schema, TypeRef type) {
        if (!any_) {
            result_.schema = schema;
            result_.result = type;
        } else {
            if (result_.schema != schema) result_.schema = nullptr;
            if (result_.result != type) result_.result = types.unknown();
        }
        if (std::ranges::find(schemas_, schema) == schemas_.end()) schemas_.push_back(schema);
        any_ = true;
        result_.verdict = Verdict::Uncertain;
    }
    const std::vector<const Schema*>& schemas() const { return schemas_; }
    bool any() const { return any_; }
    MatchResult& get() { return result_; }

private:
    MatchResult result_;
    std::vector<const Schema*> schemas_;
    bool any_ = false;
};

/// What is left open by several candidates may still agree once earlier ones are seen to take what later ones
/// could.
MatchResult& settle(TypeContext& types, std::span<const Schema* const> candidates, Outcome& outcome, const CallArguments& call, Rules rules,
                    bool allow_conversions) {
    MatchResult& result = outcome.get();
    if (result.verdict != Verdict::Uncertain || outcome.schemas().size() < 2 || !result.result->is(TypeKind::Unknown)) return result;
    std::vector<const Schema*> possible;
    std::ranges::copy_if(candidates, std::back_inserter(possible),
                         [&](const Schema* schema) { return std::ranges::find(outcome.schemas(), schema) != outcome.schemas().end(); });
    if (TypeRef common = common_result(types, possible, call, rules, allow_conversions)) result.result = common;
    return result;
}

}  // namespace

MatchResult match(TypeContext& types, std::span<const Schema* const> candidates, const CallArguments& call, Rules rules, bool allow_conversions) {
    Outcome outcome(types);
    for (bool implicit : {false, true}) {
        if (implicit && !allow_conversions) break;
        if (!implicit && allow_conversions && candidates.size() == 1) continue;
        for (const Schema* schema : candidates) {
            Attempt attempt(types, *schema, call, implicit, rules);
            Answer answer = attempt.run();
            if (answer == Answer::No) continue;
            const bool first = !outcome.any();
            outcome.possible(types, schema, attempt.result());
            if (answer == Answer::Maybe) continue;
            MatchResult& result = outcome.get();
            if (first) {
                result.verdict = Verdict::Match;
                result.conversions = attempt.conversions();
            }
            return std::move(settle(types, candidates, outcome, call, rules, allow_conversions));
        }
    }
    MatchResult& result = outcome.get();
    if (outcome.any()) return std::move(settle(types, candidates, outcome, call, rules, allow_conversions));

    std::vector<std::pair<int, Mismatch>> ranked;
    for (const Schema* schema : candidates) {
        Attempt attempt(types, *schema, call, allow_conversions, rules);
        attempt.run();
        ranked.emplace_back(attempt.closeness(), attempt.mismatch());
    }
    std::ranges::stable_sort(ranked, [](const auto& a, const auto& b) { return a.first > b.first; });
    for (auto& [closeness, mismatch] : ranked) result.mismatches.push_back(mismatch);
    return std::move(result);
}

}  // namespace jitlint::torchscript
