#include "torchscript/schema_reader.h"

#include <algorithm>
#include <memory>

namespace jitlint::torchscript {
namespace {

constexpr int kMaxDepth = 64;

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

/// `t`, `tVal`, `a`: the type variables of operators.
bool is_variable(std::string_view name) {
    if (name.find('.') != std::string_view::npos) return false;
    return name[0] == 't' || (name.size() == 1 && name[0] >= 'a' && name[0] <= 'z');
}

template <class T>
std::span<const T> keep(std::pmr::memory_resource& memory, const std::vector<T>& items) {
    if (items.empty()) return {};
    T* copy = static_cast<T*>(memory.allocate(items.size() * sizeof(T), alignof(T)));
    std::uninitialized_copy(items.begin(), items.end(), copy);
    return {copy, items.size()};
}

}  // namespace

bool SchemaReader::take(std::string_view token) {
    if (!peek(token)) return false;
    at_ += token.size();
    return true;
}

std::string_view SchemaReader::word(std::string_view more) {
    std::size_t start = at_;
    while (at_ < text_.size() && (is_word(text_[at_]) || more.find(text_[at_]) != std::string_view::npos)) ++at_;
    return text_.substr(start, at_ - start);
}

TypeRef SchemaReader::named(std::string_view name) {
    struct Entry {
        std::string_view name;
        TypeKind kind;
    };
    static constexpr Entry kNames[] = {
        {"Tensor", TypeKind::Tensor},
        {"int", TypeKind::Int},
        {"float", TypeKind::Float},
        {"bool", TypeKind::Bool},
        {"str", TypeKind::Str},
        {"Scalar", TypeKind::Number},
        {"number", TypeKind::Number},
        {"SymInt", TypeKind::Int},
        {"ScalarType", TypeKind::Int},
        {"Layout", TypeKind::Int},
        {"MemoryFormat", TypeKind::Int},
        {"SymFloat", TypeKind::Float},
        {"SymBool", TypeKind::Bool},
        {"complex", TypeKind::Complex},
        {"NoneType", TypeKind::None},
        {"None", TypeKind::None},
        {"Any", TypeKind::Any},
        {"Device", TypeKind::Device},
        {"torch.device", TypeKind::Device},
        {"Generator", TypeKind::Generator},
        {"torch.Generator", TypeKind::Generator},
        {"Stream", TypeKind::Stream},
        {"torch.Stream", TypeKind::Stream},
        {"Storage", TypeKind::Storage},
        {"QScheme", TypeKind::QScheme},
        {"torch.qscheme", TypeKind::QScheme},
        {"Capsule", TypeKind::Capsule},
        {"list", TypeKind::AnyList},
        {"tuple", TypeKind::AnyTuple},
    };
    for (const Entry& entry : kNames) {
        if (entry.name == name) return types_.simple(entry.kind);
    }
    if (name == "AnyEnumType") return types_.nominal(TypeKind::Enum, name, nullptr);
    if (name == "AnyClassType") return types_.nominal(TypeKind::Class, name, nullptr);
    if (is_variable(name)) return types_.variable(name);
    return types_.unknown();
}

bool SchemaReader::types_until(std::string_view close, std::vector<TypeRef>& out, int depth) {
    while (!take(close)) {
        auto one = type(depth + 1);
        if (!one) return false;
        out.push_back(one->type);
        if (!take(", ") && !peek(close)) return false;
    }
    return true;
}

std::optional<SchemaReader::ReadType> SchemaReader::plain_type(int depth) {
    std::vector<TypeRef> items;
    if (take("(")) {
        if (!types_until(")", items, depth)) return std::nullopt;
        return ReadType{types_.tuple(items)};
    }
    if (take("?")) return ReadType{types_.unknown()};
    std::string_view name = word(".");
    if (name.empty()) return std::nullopt;
    const bool generic = name == "Dict" || name == "Future" || name == "RRef" || name == "Await" || name == "Union" || name == "List" ||
                         name == "Tuple" || name == "Optional";
    if (!generic) return ReadType{named(name)};
    if (take("[()]")) return ReadType{types_.tuple({})};
    if (take("[")) {
        if (!types_until("]", items, depth)) return std::nullopt;
    } else if (take("(")) {
        if (!types_until(")", items, depth)) return std::nullopt;
    } else {
        return std::nullopt;
    }
    if (name == "Tuple") return ReadType{types_.tuple(items)};
    if (name == "Union") return ReadType{types_.union_of(items)};
    if (name == "Dict") {
        return items.size() == 2 ? std::optional(ReadType{types_.dict(items[0], items[1])}) : std::nullopt;
    }
    if (items.size() != 1) return std::nullopt;
    if (name == "List") return ReadType{types_.list(items[0])};
    if (name == "Optional") return ReadType{types_.optional(items[0])};
    if (name == "Future") return ReadType{types_.wrap(TypeKind::Future, items[0])};
    return ReadType{types_.wrap(name == "RRef" ? TypeKind::RRef : TypeKind::Await, items[0])};
}

/// `(a!)`, `(a -> *)`, `(a|b)` after a type.
void SchemaReader::skip_alias() {
    if (!peek("(")) return;
    constexpr std::string_view kMarks = "!|* ->";
    std::size_t end = at_ + 1;
    while (end < text_.size() && (is_word(text_[end]) || kMarks.find(text_[end]) != std::string_view::npos)) ++end;
    if (end < text_.size() && text_[end] == ')') at_ = end + 1;
}

std::optional<SchemaReader::ReadType> SchemaReader::type(int depth) {
    if (depth > kMaxDepth) return std::nullopt;
    auto read = plain_type(depth);
    while (read) {
        std::size_t before = at_;
        skip_alias();
        if (at_ != before) continue;
        if (take("?")) {
            read->type = types_.optional(read->type);
        } else if (take("[")) {
            std::string_view size = word("");
            if (!take("]")) return std::nullopt;
            std::int32_t count = 0;
            for (char c : size) {
                if (c < '0' || c > '9' || count > 9999) return std::nullopt;
                count = count * 10 + (c - '0');
            }
            read = ReadType{types_.list(read->type), count};
        } else {
            break;
        }
    }
    return read;
}

bool SchemaReader::skip_default() {
    int depth = 0;
    char quote = 0;
    for (; at_ < text_.size(); ++at_) {
        char c = text_[at_];
        if (quote) {
            if (c == '\\') {
                ++at_;
            } else if (c == quote) {
                quote = 0;
            }
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '[' || c == '(') {
            ++depth;
        } else if ((c == ']' || c == ')') && depth > 0) {
            --depth;
        } else if ((c == ',' || c == ')') && depth == 0) {
            return true;
        }
    }
    return false;
}

bool SchemaReader::parameters(std::vector<Parameter>& out, Schema& schema) {
    bool keyword_only = false;
    if (!take("(")) return false;
    while (!take(")")) {
        if (take("...")) {
            schema.varargs = true;
        } else if (take("*")) {
            keyword_only = true;
        } else {
            auto read = type(0);
            if (!read) return false;
            take(" ");
            Parameter p;
            p.name = word("");
            p.type = read->type;
            p.fixed_size = read->fixed_size;
            p.keyword_only = keyword_only;
            if (take("=")) {
                p.has_default = true;
                if (!skip_default()) return false;
            }
            out.push_back(p);
        }
        if (!take(", ") && !peek(")")) return false;
    }
    return true;
}

bool SchemaReader::returns(std::vector<Return>& out, Schema& schema) {
    if (!take(" -> ")) return false;
    if (take("...")) {
        schema.var_returns = true;
        return true;
    }
    if (!take("(")) {
        auto read = type(0);
        if (!read) return false;
        out.push_back({take(" ") ? word("") : std::string_view(), read->type});
        return true;
    }
    while (!take(")")) {
        if (take("...")) {
            schema.var_returns = true;
        } else {
            auto read = type(0);
            if (!read) return false;
            Return r{{}, read->type};
            if (take(" ")) r.name = word("");
            out.push_back(r);
        }
        if (!take(", ") && !peek(")")) return false;
    }
    return true;
}

TypeRef SchemaReader::result_of(std::span<const Return> returns) {
    if (returns.size() == 1) return returns[0].type;
    std::vector<TypeRef> items;
    std::vector<std::string_view> names;
    for (const Return& r : returns) {
        items.push_back(r.type);
        if (!r.name.empty()) names.push_back(r.name);
    }
    if (!items.empty() && names.size() == items.size()) return types_.named_tuple({}, names, items);
    return types_.tuple(items);
}

const Schema* SchemaReader::read(std::string_view text) {
    std::size_t open = text.find('(');
    if (open == std::string_view::npos) return nullptr;
    std::size_t base = text.substr(0, open).find("::");
    std::size_t dot = base == std::string_view::npos ? base : text.substr(0, open).find('.', base);
    std::size_t end = dot == std::string_view::npos ? open : dot;
    return read(text.substr(0, end), text.substr(end));
}

const Schema* SchemaReader::read(std::string_view name, std::string_view rest) {
    text_ = rest;
    at_ = 0;
    Schema schema;
    schema.name = name;
    if (take(".")) schema.overload = word(".");
    schema.text = rest.substr(at_);
    std::vector<Parameter> parameters_read;
    std::vector<Return> returns_read;
    if (!parameters(parameters_read, schema) || !returns(returns_read, schema) || at_ != text_.size()) return nullptr;
    schema.parameters = keep(memory_, parameters_read);
    schema.returns = keep(memory_, returns_read);
    schema.result = schema.var_returns ? types_.unknown() : result_of(schema.returns);
    return new (memory_.allocate(sizeof(Schema), alignof(Schema))) Schema(schema);
}

TypeRef SchemaReader::read_type(std::string_view text) {
    text_ = text;
    at_ = 0;
    auto read = type(0);
    return read && at_ == text.size() ? read->type : nullptr;
}

}  // namespace jitlint::torchscript
