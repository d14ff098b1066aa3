#include <charconv>

#include "torchscript/operators_state.h"

namespace jitlint::torchscript {
namespace {

using Schemas = std::span<const Schema* const>;

struct Word {
    std::string_view word;
    CallableKind kind;
};

constexpr Word kKinds[] = {
    {"op", CallableKind::Operator},         {"noop", CallableKind::UnknownOperator},
    {"fn", CallableKind::PythonSource},     {"dispatch", CallableKind::BooleanDispatch},
    {"form", CallableKind::SpecialForm},    {"legacy", CallableKind::LegacyConstructor},
    {"exception", CallableKind::Exception}, {"namedtuple", CallableKind::NamedTuple},
    {"enum", CallableKind::Enum},           {"cbuiltin", CallableKind::Unsupported},
    {"raises", CallableKind::Raises},       {"value", CallableKind::PythonValue},
};

/// C++ modules whose attributes are all operators.
constexpr std::string_view kOperatorModules[] = {"torch._C._nn.", "torch._C._VariableFunctions.", "torch._C._fft.", "torch._C._linalg.",
                                                 "torch._C._special."};

std::size_t number(std::string_view text) {
    std::size_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

CallableKind kind_of(const std::vector<std::string_view>& fields) {
    if (fields[0] == "class") {
        return fields.size() > 1 && fields[1] == "compilable" ? CallableKind::Class : CallableKind::OpaqueClass;
    }
    for (const Word& word : kKinds) {
        if (word.word == fields[0]) return word.kind;
    }
    return CallableKind::NotKnown;
}

/// `aten::relu` for `torch.ops.aten.relu[.overload]` and `torch._C._nn.relu`; empty for other names.
std::string operator_behind(std::string_view dotted) {
    constexpr std::string_view kOps = "torch.ops.";
    if (dotted.starts_with(kOps)) {
        std::string_view rest = dotted.substr(kOps.size());
        std::size_t dot = rest.find('.');
        if (dot == std::string_view::npos) return {};
        std::string_view name = rest.substr(dot + 1);
        return std::string(rest.substr(0, dot)).append("::").append(name.substr(0, name.find('.')));
    }
    if (dotted == "torch.jit._unwrap_optional") return "aten::_unwrap_optional";
    for (std::string_view module : kOperatorModules) {
        if (dotted.starts_with(module)) return std::string("aten::").append(dotted.substr(module.size()));
    }
    return {};
}

}  // namespace

Callable Operators::callable(std::string_view dotted) {
    const tables::Key* key = tables::kCallables.find(dotted);
    const tables::Line* line = key ? state_->line(tables::kCallables, dotted) : nullptr;
    Callable result;
    if (!line) {
        if (auto schemas = find(operator_behind(dotted)); !schemas.empty()) {
            result.kind = CallableKind::Operator;
            result.name = schemas[0]->name;
        }
        return result;
    }
    const std::string_view name = tables::text(*key);
    if (auto it = state_->callables.find(name); it != state_->callables.end()) return it->second;

    const std::vector<std::string_view> fields = fields_of(tables::text(*line));
    auto read_all = [&](std::size_t first, std::size_t last) {
        std::vector<const Schema*> schemas;
        for (std::size_t i = first; i < last && i < fields.size(); ++i) {
            const Schema* schema = state_->reader.read(fields[i]);
            if (!schema) return Schemas{};
            schemas.push_back(schema);
        }
        return Schemas(state_->keep(schemas));
    };
    result.kind = kind_of(fields);
    switch (result.kind) {
        case CallableKind::Operator:
        case CallableKind::UnknownOperator:
        case CallableKind::SpecialForm:
            result.name = fields[1];
            break;
        case CallableKind::PythonSource:
            if (fields[1] == "ok") {
                result.compiles = Verdict::Match;
                result.schemas = read_all(2, fields.size());
            } else if (fields[1] == "like") {
                result.schemas = read_all(2, fields.size());
            } else if (fields[1] == "fail") {
                result.compiles = Verdict::NoMatch;
                result.error = fields[2];
            }
            break;
        case CallableKind::BooleanDispatch: {
            // dispatch FLAG POSITION DEFAULT SIDE SIDE, a side being: ok SCHEMA, fail MESSAGE, unknown, or one more dispatch.
            std::size_t at = 0;
            auto read_dispatch = [&](auto& self) -> const BooleanDispatch* {
                BooleanDispatch read{fields[at + 1], number(fields[at + 2]), fields[at + 3] == "1", {}, {}};
                at += 4;
                for (auto* side : {&read.if_true, &read.if_false}) {
                    if (fields[at] == "dispatch") {
                        side->next = self(self);
                        continue;
                    }
                    if (fields[at] == "ok") side->schemas = read_all(at + 1, at + 2);
                    at += fields[at] == "unknown" ? 1 : 2;
                }
                return state_->keep(std::vector{read}).data();
            };
            result.dispatch = read_dispatch(read_dispatch);
            break;
        }
        default:
            break;
    }
    return state_->callables.emplace(name, result).first->second;
}

}  // namespace jitlint::torchscript
