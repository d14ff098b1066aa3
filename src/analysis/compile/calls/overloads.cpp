#include <algorithm>

#include "analysis/compile/function_compiler.h"
#include "analysis/compile/session.h"

/// torch.jit._overload and _overload_method: the implementation is compiled once per declaration, with that one's types.
namespace jitlint::analysis {

using namespace syntax;

namespace {

std::vector<const Parameter*> parameters_of(const FunctionDef& function, bool has_self) {
    std::vector<const Parameter*> found;
    for (const Parameter& parameter : function.parameters)
        if (!(has_self && &parameter == &function.parameters.front())) found.push_back(&parameter);
    return found;
}

bool is_unannotated(const FunctionDef& function) {
    return !function.returns && std::none_of(function.parameters.begin(), function.parameters.end(), [](const Parameter& p) { return p.annotation; });
}

/// Whether two defaults are certainly different.
bool differ(const PyValue& a, const PyValue& b) {
    if (!a.known() || !b.known()) return false;
    if (a.kind != b.kind) return true;
    switch (a.kind) {
        case PyKind::Bool:
            return a.boolean != b.boolean;
        case PyKind::Int:
            return a.integer != b.integer;
        case PyKind::Float:
            return a.real != b.real;
        case PyKind::Str:
            return a.text != b.text;
        default:
            return false;
    }
}

}  // namespace

std::vector<const FunctionDef*> Session::overloads(const FunctionRef& function, ClassRef owner, const ModuleInstance* self) {
    // torch finds them under the name of the class of the module.
    if (owner && self && self->cls && self->cls.node->name.name != owner.node->name.name) return {};
    return evaluator.overloads(function);
}

const Signature& Session::overload_signature(const FunctionContext& implementation, const FunctionDef& overload) {
    auto& slot = overload_signatures_[&overload];
    if (slot) return *slot;
    FunctionContext declared = implementation;
    declared.node = &overload;
    declared.scope = implementation.module->scope().scope_of(overload);
    declared.decorations = {};
    declared.decorations.static_method = implementation.decorations.static_method;
    slot = std::make_unique<Signature>(signature(declared));
    const Signature& own_signature = signature(implementation);
    for (std::size_t i = slot->parameters.size(); i < own_signature.parameters.size(); ++i) {
        slot->parameters.push_back(own_signature.parameters[i]);
        slot->schema_parameters.push_back(own_signature.schema_parameters[i]);
    }
    // The defaults of a function are the implementation's, those of a method the declaration's.
    for (torchscript::Parameter& parameter : slot->schema_parameters)
        if (!implementation.owner)
            for (const Parameter& own : implementation.node->parameters)
                if (own.name.name == parameter.name) parameter.has_default = own.default_value != nullptr;
    slot->schema.parameters = slot->schema_parameters;
    return *slot;
}

bool Session::compile_overloads(const FunctionContext& implementation, std::span<const FunctionDef* const> overloads, bool certain) {
    const bool has_self = implementation.owner && !implementation.decorations.static_method;
    const auto own = parameters_of(*implementation.node, has_self);
    const Scope& scope = enclosing_scope({implementation.module, implementation.node, nullptr});
    bool fit = true;
    auto refuse = [&](const FunctionDef& overload, OverloadWhy why, const Parameter* parameter) {
        fit = false;
        if (!certain) return;
        const text::Span span = parameter ? parameter->span : overload.name.span;
        observer.found(OverloadProblem{span, why, overload.name.name, &overload, implementation.node, parameter}, implementation, version);
    };
    for (const FunctionDef* overload : overloads) {
        const auto declared = parameters_of(*overload, has_self);
        // A `# type:` comment annotates as well.
        const Signature& written = overload_signature(implementation, *overload);
        if (is_unannotated(*overload) && !written.from_comment && !written.open) {
            refuse(*overload, OverloadWhy::Unannotated, nullptr);
            continue;
        }
        // Parameters with a default may be left to the implementation.
        const bool rest = std::all_of(own.begin() + static_cast<std::ptrdiff_t>(std::min(declared.size(), own.size())), own.end(),
                                      [](const Parameter* parameter) { return parameter->default_value; });
        if (declared.size() > own.size() || !rest) {
            refuse(*overload, OverloadWhy::ParameterCount, nullptr);
            continue;
        }
        if (!signature(implementation).from_comment)
            for (std::size_t i = declared.size(); i < own.size(); ++i)
                if (!own[i]->annotation) refuse(*overload, OverloadWhy::RestUnannotated, own[i]);
        for (std::size_t i = 0; i < declared.size(); ++i) {
            if (declared[i]->name.name != own[i]->name.name) {
                refuse(*overload, OverloadWhy::ParameterNames, declared[i]);
                break;
            }
            if (!declared[i]->default_value || implementation.owner) continue;
            const PyValue given = evaluator.evaluate(*declared[i]->default_value, *implementation.module, scope);
            const PyValue wanted = own[i]->default_value ? evaluator.evaluate(*own[i]->default_value, *implementation.module, scope) : PyValue{};
            if (!own[i]->default_value || differ(given, wanted)) refuse(*overload, OverloadWhy::DefaultDiffers, declared[i]);
        }
    }
    if (!fit) return false;
    if (certain) read_function(implementation);
    for (const FunctionDef* overload : overloads) {
        const Key key{overload, implementation.self ? structure(*implementation.self) : 0};
        {
            FunctionResult& slot = results_[key];
            if (slot.in_progress || (slot.returns && (slot.reported || !certain))) continue;
            if (exhausted()) return true;
            slot.in_progress = true;
        }
        ++depth_;
        const Signature& read = overload_signature(implementation, *overload);
        const TypeRef returns = FunctionCompiler(*this, implementation, read, certain).run();
        --depth_;
        FunctionResult& done = results_[key];
        done = {returns, false, certain || done.reported};
    }
    return true;
}

TypeRef Session::overload_result(const FunctionContext& implementation, const FunctionDef& overload) {
    if (const TypeRef declared = overload_signature(implementation, overload).declared_return) return declared;
    const auto found = results_.find(Key{&overload, implementation.self ? structure(*implementation.self) : 0});
    return found != results_.end() && found->second.returns ? found->second.returns : types.unknown();
}

Value FunctionCompiler::call_overloaded(const Call& node, const FunctionContext& callee, std::span<const FunctionDef* const> overloads,
                                        const Arguments& args) {
    if (!session_.compile_overloads(callee, overloads, uncertain_ == 0) || args.open) return Value::unknown();
    std::vector<const torchscript::Schema*> candidates;
    for (const FunctionDef* overload : overloads) {
        const Signature& read = session_.overload_signature(callee, *overload);
        if (read.open) return Value::unknown();
        candidates.push_back(&read.schema);
    }
    const torchscript::CallArguments call{nullptr, args.positional, args.keywords};
    torchscript::MatchResult match = session_.operators.match(candidates, call);
    const std::string_view name = callee.node->name.name;
    if (match.verdict == torchscript::Verdict::NoMatch)
        return operator_mismatch(node, name, name, std::move(match), args, nullptr, nullptr, candidates);
    if (match.verdict != torchscript::Verdict::Match) return Value::unknown();
    for (std::size_t i = 0; i < candidates.size(); ++i)
        if (candidates[i] == match.schema) return Value::typed(session_.overload_result(callee, *overloads[i]), &node);
    return Value::unknown();
}

}  // namespace jitlint::analysis
