#include "torchscript/operators.h"

#include <algorithm>
#include <iterator>

#include "torchscript/operators_state.h"

namespace jitlint::torchscript {
namespace {

/// Overloads that emitBuiltinCall leaves out.
bool is_skipped(const Schema& schema) {
    return (schema.name == "aten::view" && schema.overload == "dtype") ||
           ((schema.name == "aten::max" || schema.name == "aten::min") && schema.overload == "unary_out");
}

struct BuiltinEntry {
    std::string_view name;
    Builtin::Kind kind;
    std::string_view op;
    TypeKind type = TypeKind::Unknown;
};

/// How the names of the table are taken; which releases have them is in data/builtins.tsv.
constexpr BuiltinEntry kBuiltins[] = {
    {"AssertionError", Builtin::Kind::Exception, ""},
    {"abs", Builtin::Kind::Operator, "prim::abs"},
    {"all", Builtin::Kind::Operator, "aten::all"},
    {"any", Builtin::Kind::Operator, "aten::any"},
    {"bin", Builtin::Kind::Operator, "aten::bin"},
    {"bool", Builtin::Kind::Cast, "aten::Bool", TypeKind::Bool},
    {"chr", Builtin::Kind::Operator, "aten::chr"},
    {"complex", Builtin::Kind::Cast, "aten::Complex", TypeKind::Complex},
    {"divmod", Builtin::Kind::Operator, "aten::divmod"},
    {"float", Builtin::Kind::Cast, "aten::Float", TypeKind::Float},
    {"hash", Builtin::Kind::Operator, "aten::hash"},
    {"hex", Builtin::Kind::Magic, "aten::hex"},
    {"id", Builtin::Kind::Operator, "prim::id"},
    {"int", Builtin::Kind::Cast, "aten::Int", TypeKind::Int},
    {"len", Builtin::Kind::Magic, "aten::len"},
    {"max", Builtin::Kind::Operator, "prim::max"},
    {"min", Builtin::Kind::Operator, "prim::min"},
    {"oct", Builtin::Kind::Magic, "aten::oct"},
    {"ord", Builtin::Kind::Operator, "aten::ord"},
    {"pow", Builtin::Kind::Operator, "aten::pow"},
    {"print", Builtin::Kind::Print, ""},
    {"rangelist", Builtin::Kind::Operator, "prim::rangelist"},
    {"round", Builtin::Kind::Magic, "aten::round"},
    {"sorted", Builtin::Kind::Operator, "aten::sorted"},
    {"str", Builtin::Kind::Cast, "aten::str", TypeKind::Str},
    {"sum", Builtin::Kind::Operator, "aten::sum"},
};

std::size_t release_index(Version asked) {
    std::size_t index = 0;
    for (std::size_t i = 0; i < tables::kReleases.size(); ++i) {
        if (tables::kReleases[i] <= asked) index = i;
    }
    return index;
}

}  // namespace

std::vector<std::string_view> fields_of(std::string_view text) {
    std::vector<std::string_view> out;
    while (true) {
        std::size_t tab = text.find('\t');
        out.push_back(text.substr(0, tab));
        if (tab == std::string_view::npos) return out;
        text.remove_prefix(tab + 1);
    }
}

Operators::State::State(TypeContext& context, Version asked)
    : types(context), release(release_index(asked)), version(tables::kReleases[release]), reader(context, memory) {}

const tables::Line* Operators::State::line(const tables::Table& table, std::string_view key) const {
    const tables::Key* found = table.find(key);
    if (!found) return nullptr;
    for (const tables::Line& line : table.lines_of(*found)) {
        if (has(line)) return &line;
    }
    return nullptr;
}

Operators::Operators(TypeContext& types, Version point) : state_(std::make_unique<State>(types, point)) {}
Operators::~Operators() = default;

Version Operators::version() const { return state_->version; }
Rules Operators::rules() const { return Rules::of(state_->version); }
TypeContext& Operators::types() const { return state_->types; }

std::span<const Schema* const> Operators::find(std::string_view qualified) {
    if (auto it = state_->schemas.find(qualified); it != state_->schemas.end()) return it->second;
    std::vector<const Schema*> found;
    std::string_view name;
    for (const tables::Table* table : {&tables::kOperators, &tables::kHelpers}) {
        const tables::Key* key = table->find(qualified);
        if (!key) continue;
        name = tables::text(*key);
        for (const tables::Line& line : table->lines_of(*key)) {
            if (!state_->has(line)) continue;
            const Schema* schema = state_->reader.read(name, tables::text(line));
            if (schema && !is_skipped(*schema)) found.push_back(schema);
        }
    }
    if (found.empty()) return {};
    return state_->schemas.emplace(name, state_->keep(found)).first->second;
}

MatchResult Operators::match(std::span<const Schema* const> candidates, const CallArguments& call, bool allow_conversions) {
    return torchscript::match(state_->types, candidates, call, rules(), allow_conversions);
}

MatchResult Operators::call(std::string_view qualified, const CallArguments& call) { return match(find(qualified), call); }

std::optional<Converted> Operators::convert(const Actual& value, TypeRef target, bool implicit) {
    return torchscript::convert(state_->types, value, target, implicit, rules());
}

std::optional<Converted> Operators::convert(TypeContext& types, const Actual& value, TypeRef target, bool implicit) {
    return torchscript::convert(types, value, target, implicit, rules());
}

std::optional<TypeRef> Operators::constant(std::string_view dotted) {
    const tables::Line* line = state_->line(tables::kConstants, dotted);
    if (!line) return std::nullopt;
    return state_->reader.read_type(tables::text(*line));
}

Builtin Operators::builtin(std::string_view name) {
    if (!state_->line(tables::kBuiltins, name)) return {};
    auto it = std::ranges::find(kBuiltins, name, &BuiltinEntry::name);
    if (it == std::end(kBuiltins)) return {Builtin::Kind::Form, {}, nullptr};
    return {it->kind, it->op, it->kind == Builtin::Kind::Cast ? state_->types.simple(it->type) : nullptr};
}

const Schema* Operators::parse(std::string_view text) { return state_->reader.read(text); }
TypeRef Operators::parse_type(std::string_view text) { return state_->reader.read_type(text); }

}  // namespace jitlint::torchscript
