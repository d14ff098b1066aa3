#include "rules/support/typing_names.h"

#include <algorithm>

#include "analysis/scope/scope.h"
#include "syntax/parse.h"
#include "text/among.h"
#include "text/source_file.h"

namespace jitlint::rules {

using analysis::Binding;
using analysis::BindingKind;

namespace {

using Kind = torchscript::TypeKind;

std::string_view bound_name(const syntax::Alias& alias) { return alias.asname.name.empty() ? alias.name.name : alias.asname.name; }

/// The file's name for `member` of `package`: bound by a from-import, or through the package; empty where it
/// has none.
std::string imported(const analysis::SourceModule& module, std::string_view package, std::string_view member) {
    for (const Binding& binding : module.scope().module().all()) {
        if (binding.conditional || binding.type_checking_only || !binding.alias) continue;
        if (binding.kind == BindingKind::ImportFrom) {
            const auto* from = syntax::as<syntax::ImportFrom>(binding.node);
            if (from && from->level == 0 && from->module.name == package && binding.alias->name.name == member)
                return std::string(bound_name(*binding.alias));
        } else if (binding.kind == BindingKind::Import && binding.alias->name.name == package) {
            return std::string(bound_name(*binding.alias)) + "." + std::string(member);
        }
    }
    return {};
}

bool is_future(const syntax::Stmt& statement) {
    const auto* from = syntax::as<syntax::ImportFrom>(&statement);
    return from && from->module.name == "__future__";
}

bool is_docstring(const syntax::Stmt& statement) {
    const auto* expression = syntax::as<syntax::ExprStmt>(&statement);
    const auto* constant = expression ? syntax::as<syntax::Constant>(expression->value) : nullptr;
    return constant && constant->constant == syntax::ConstantKind::Str;
}

/// Where a statement begins, with its decorators.
std::uint32_t begin_of(const syntax::Stmt& statement) {
    std::uint32_t begin = statement.span.begin;
    auto reach = [&](syntax::Exprs decorators) {
        for (const syntax::Expr* decorator : decorators) begin = std::min(begin, decorator->span.begin);
    };
    if (const auto* function = syntax::as<syntax::FunctionDef>(&statement)) reach(function->decorators);
    if (const auto* cls = syntax::as<syntax::ClassDef>(&statement)) reach(cls->decorators);
    return begin;
}

}  // namespace

std::string TypingNames::member(std::string_view name) {
    if (std::string known = imported(module_, "typing", name); !known.empty()) return known;
    // Another thing has the name already: the import would hide it.
    if (!module_.scope().module().bindings(name).empty()) ok_ = false;
    if (!text::among(name, missing_)) missing_.emplace_back(name);
    return std::string(name);
}

std::string TypingNames::tensor() { return torch("Tensor"); }

std::string TypingNames::of_package(std::string_view package, std::string_view name) {
    std::string known = imported(module_, package, name);
    if (known.empty()) ok_ = false;
    return known;
}

std::string TypingNames::write(torchscript::TypeRef type) {
    auto generic = [&](std::string_view name) {
        std::string text = member(name) + "[";
        for (std::size_t i = 0; i < type->args.size(); ++i) text += (i ? ", " : "") + write(type->args[i]);
        return text + "]";
    };
    switch (type->kind) {
        case Kind::Tensor:
            return tensor();
        case Kind::Int:
            return "int";
        case Kind::Float:
            return "float";
        case Kind::Complex:
            return "complex";
        case Kind::Bool:
            return "bool";
        case Kind::Str:
            return "str";
        case Kind::None:
            return "None";
        case Kind::List:
            return generic("List");
        case Kind::Dict:
            return generic("Dict");
        case Kind::Optional:
            return generic("Optional");
        case Kind::Tuple:
            if (!type->args.empty()) return generic("Tuple");
            break;
        case Kind::Future:
            return fmt::format("{}[{}]", torch("jit.Future"), write(type->arg()));
        default:
            break;
    }
    ok_ = false;
    return torchscript::to_string(type);
}

text::TextEdit TypingNames::import_edit() const {
    std::string names;
    for (const std::string& name : missing_) names += (names.empty() ? "" : ", ") + name;
    for (const syntax::Stmt* statement : module_.tree().body) {
        const auto* from = syntax::as<syntax::ImportFrom>(statement);
        if (from && from->module.name == "typing" && from->level == 0 && !from->names.empty() && from->names.back().name.name != "*") {
            const std::uint32_t end = from->names.back().span.end;
            return {{end, end}, ", " + names};
        }
    }
    return import_line(module_, "from typing import " + names);
}

std::vector<text::TextEdit> TypingNames::with_imports(std::vector<text::TextEdit> edits) const {
    if (!missing_.empty()) edits.push_back(import_edit());
    std::stable_sort(edits.begin(), edits.end(), [](const text::TextEdit& a, const text::TextEdit& b) { return a.span.begin < b.span.begin; });
    return edits;
}

std::string imported_module(const analysis::SourceModule& module, std::string_view package) {
    for (const Binding& binding : module.scope().module().all()) {
        if (binding.conditional || binding.type_checking_only || binding.kind != BindingKind::Import || !binding.alias) continue;
        if (binding.alias->name.name == package) return std::string(bound_name(*binding.alias));
    }
    return {};
}

text::TextEdit import_line(const analysis::SourceModule& module, std::string line) {
    const std::string_view source = module.file().source().text();
    const syntax::Stmt* first = nullptr;
    const syntax::Stmt* first_import = nullptr;
    for (const syntax::Stmt* statement : module.tree().body) {
        if (is_future(*statement) || (!first && is_docstring(*statement))) continue;
        if (!first) first = statement;
        const bool imports = syntax::is<syntax::Import>(statement) || syntax::is<syntax::ImportFrom>(statement);
        if (imports && !first_import) first_import = statement;
    }
    const syntax::Stmt* before = first_import ? first_import : first;
    std::uint32_t at = before ? begin_of(*before) : 0;
    while (at > 0 && source[at - 1] != '\n' && source[at - 1] != '\r') --at;
    return {{at, at}, std::move(line) + std::string(module.file().source().newline())};
}

}  // namespace jitlint::rules
