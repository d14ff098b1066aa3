#include <algorithm>

#include "analysis/compile/annotations/annotations.h"
#include "analysis/compile/annotations/python_types.h"
#include "analysis/compile/session.h"
#include "analysis/compile/structure/annotation_tables.h"
#include "analysis/compile/structure/classes.h"

/// The fields of NamedTuples and dataclasses.
namespace jitlint::analysis {

using namespace syntax;
using Kind = torchscript::TypeKind;

namespace {

bool is_literal(const Expr* value, ConstantKind kind) {
    const auto* constant = as<Constant>(value);
    return constant && constant->constant == kind;
}

std::string_view last_name(const Expr* annotation) {
    if (const auto* subscript = as<Subscript>(annotation)) annotation = subscript->value;
    if (const auto* read = as<syntax::Attribute>(annotation)) return read->attr.name;
    const auto* named = as<Name>(annotation);
    return named ? named->id : std::string_view{};
}

/// What the file does to a class that a call made, after it.
struct LaterChanges {
    const Dict* annotations = nullptr;  ///< `Point.__annotations__ = {...}`
    bool unknown = false;               ///< something else is assigned to it
};

LaterChanges changes_of(const Call& call, const SourceModule& module) {
    LaterChanges result;
    std::string_view bound;
    for (const Stmt* statement : module.tree().body) {
        const auto* assigned = as<Assign>(statement);
        if (!assigned) continue;
        const auto* name = as<Name>(assigned->targets.front());
        if (name && assigned->value == &call) bound = name->id;
        for (const Expr* target : assigned->targets) {
            const auto* member = as<syntax::Attribute>(target);
            const Expr* base = member ? member->value : nullptr;
            while (const auto* outer = as<syntax::Attribute>(base)) base = outer->value;
            const auto* root = as<Name>(base);
            if (!root || root->id != bound || bound.empty()) continue;
            const bool own = member->value == root;
            const auto* written = as<Dict>(assigned->value);
            if (own && member->attr.name == "__annotations__" && written)
                result.annotations = written;
            else if (!own || member->attr.name != "__doc__")
                result.unknown = true;
        }
    }
    return result;
}

}  // namespace

void Classes::model_dataclass(ClassModel& model) {
    const ClassRef cls = model.cls;
    const Scope& scope = *cls.module->scope().scope_of(*cls.node);
    if (cls.node->bases.size() > 0) model.constructor_open = true;
    for (const Expr* decorator : cls.node->decorators) {
        const auto* made = as<Call>(decorator);
        if (!made) continue;
        // With all that it generates turned off, or written by the class itself, there is nothing without a source.
        auto absent = [&](std::string_view option, std::string_view method) {
            return is_literal(made->argument(option), ConstantKind::False) || (option != "init" && model.find(method));
        };
        if (absent("init", "__init__") && absent("eq", "__eq__") && absent("repr", "__repr__")) model.refused_dataclass = false;
        if (made->argument("init") || made->argument("kw_only")) model.constructor_open = true;
    }
    if (model.find("__init__")) model.constructor_open = true;
    for (const Stmt* statement : cls.node->body) {
        const auto* node = as<AnnAssign>(statement);
        const auto* name = node ? as<Name>(node->target) : nullptr;
        if (!name || last_name(node->annotation) == "ClassVar") continue;
        if (last_name(node->annotation) == "InitVar" || last_name(node->annotation) == "KW_ONLY") {
            model.constructor_open = model.fields_open = true;
            continue;
        }
        const TypeRef type = resolve_object_annotation(session_, *node->annotation, {.module = cls.module, .scope = &scope});
        const auto* made = as<Call>(node->value);
        if (made) model.constructor_open = true;
        model.fields.push_back({name->id, type, name->span, true, false});
        model.parameters.push_back({name->id, type, 0, node->value != nullptr, false});
    }
    model.schema.name = cls.node->name.name;
    model.schema.parameters = model.parameters;
    model.schema.result = model.type;
    model.initialized = !model.find("__init__");
}

TypeRef Classes::default_type(const PyValue& value) {
    const TypeRef type = inferred_type(session_, value);
    return type ? type : session_.types.unknown();
}

void Classes::model_named_tuple(ClassModel& model) {
    const ClassRef cls = model.cls;
    const auto& bases = session_.evaluator.linearization(cls);
    // The class statement that lists the fields; what derives from it only adds what is not read.
    ClassRef listing = cls;
    for (const auto& entry : bases.entries) {
        if (!entry.cls) continue;
        listing = entry.cls;
    }
    const bool by_call =
        std::any_of(bases.entries.begin(), bases.entries.end(), [](const auto& entry) { return entry.external == "collections.namedtuple"; });
    if (by_call) {
        const Scope* own = listing.module->scope().scope_of(*listing.node);
        if (!own || !own->parent || listing.node->bases.size() != 1) return;
        const ClassModel* made = made_by_call(session_.evaluator.evaluate(*listing.node->bases[0], *listing.module, *own->parent));
        if (!made || !made->type) return;
        model.fields = made->fields;
        model.parameters = made->parameters;
        model.type = session_.types.named_tuple(cls.node->name.name, made->type->fields, made->type->args, cls.node);
        model.schema = made->schema;
        model.schema.name = cls.node->name.name;
        model.schema.parameters = model.parameters;
        model.schema.result = model.type;
        return;
    }
    const Scope* scope = listing.module->scope().scope_of(*listing.node);
    if (!scope) return;
    std::vector<std::string_view> names;
    std::vector<TypeRef> types;
    for (const Stmt* statement : listing.node->body) {
        const auto* node = as<AnnAssign>(statement);
        const auto* name = node ? as<Name>(node->target) : nullptr;
        if (!name) continue;
        // A field's text is looked up where the NamedTuple is used: in the module, as a rule.
        const bool text = (is_text(node->annotation) || has_future_annotations(*listing.module)) && !session_.before(torchscript::Version::of(2, 0));
        const TypeRef type =
            text ? resolve_annotation(session_, *node->annotation, {.module = listing.module, .scope = &listing.module->scope().module()})
                 : resolve_object_annotation(session_, *node->annotation, {.module = listing.module, .scope = scope});
        const TypeRef given = node->value ? default_type(session_.evaluator.evaluate(*node->value, *listing.module, *scope)) : nullptr;
        model.fields.push_back({name->id, type, name->span, true, false, given});
        model.parameters.push_back({name->id, type, 0, node->value != nullptr, false});
        names.push_back(name->id);
        types.push_back(type);
    }
    model.type = session_.types.named_tuple(cls.node->name.name, names, types, cls.node);
    model.schema.name = cls.node->name.name;
    model.schema.parameters = model.parameters;
    model.schema.result = model.type;
}

ClassModel* Classes::made_by_call(const PyValue& value) {
    if (!value.is(PyKind::ExternalObject) || !value.origin_module || (value.text != "collections.namedtuple" && value.text != "typing.NamedTuple"))
        return nullptr;
    auto [it, fresh] = calls_.try_emplace(value.origin_module);
    if (fresh) {
        std::vector<const Node*> stack(value.origin_module->tree().body.begin(), value.origin_module->tree().body.end());
        while (!stack.empty()) {
            const Node* node = stack.back();
            stack.pop_back();
            if (const auto* call = as<Call>(node)) it->second.emplace(call->span.begin, call);
            for_each_child(*node, [&](const Node& child) { stack.push_back(&child); });
        }
    }
    const auto found = it->second.find(value.origin.begin);
    if (found == it->second.end() || found->second->span.end != value.origin.end) return nullptr;
    auto& slot = made_by_call_[found->second];
    if (!slot) {
        slot = std::make_unique<ClassModel>();
        slot->kind = ClassKind::NamedTuple;
        slot->cls.module = value.origin_module;
        model_namedtuple_call(*slot, *found->second, *value.origin_module);
    }
    return slot->type ? slot.get() : nullptr;
}

const SourceModule* Classes::module_of(TypeRef named_tuple) {
    if (const ClassModel* model = of_type(named_tuple)) return model->cls.module;
    const auto made = std::find_if(made_by_call_.begin(), made_by_call_.end(),
                                   [&](const auto& entry) { return entry.second && entry.second->type == named_tuple; });
    return made == made_by_call_.end() ? nullptr : made->second->cls.module;
}

bool Classes::add_defaults(ClassModel& model, const PyValue& values) {
    if (values.is(PyKind::None)) return true;
    if (!values.list || !values.list->complete || values.list->lazy || values.list->items.size() > model.fields.size()) return false;
    const std::size_t first = model.fields.size() - values.list->items.size();
    for (std::size_t i = 0; i < values.list->items.size(); ++i) {
        model.fields[first + i].default_type = default_type(values.list->items[i]);
        model.parameters[first + i].has_default = true;
    }
    return true;
}

void Classes::model_namedtuple_call(ClassModel& model, const Call& call, const SourceModule& module) {
    const Scope& scope = module.scope().module();
    const Expr* defaults = call.argument("defaults");
    if (call.args.size() != 2 || call.keywords.size() != (defaults ? 1U : 0U)) return;
    const PyValue name = session_.evaluator.evaluate(*call.args[0], module, scope);
    const LaterChanges later = changes_of(call, module);
    if (!name.is(PyKind::Str) || later.unknown) return;
    std::vector<std::string_view> names;
    std::vector<TypeRef> types;
    auto add = [&](std::string_view field, TypeRef type, bool inferred) {
        const Expr* annotation = later.annotations ? item_of(*later.annotations, field) : nullptr;
        if (annotation) type = resolve_object_annotation(session_, *annotation, {.module = &module, .scope = &scope});
        inferred = inferred && !annotation;
        names.push_back(field);
        types.push_back(type);
        model.fields.push_back({field, type, {}, !inferred, inferred});
        model.parameters.push_back({field, type, 0, false, false});
    };
    const PyValue listed = session_.evaluator.evaluate(*call.args[1], module, scope);
    if (listed.is(PyKind::Str)) {
        std::string_view rest = listed.text;
        while (!rest.empty()) {
            const std::size_t begin = rest.find_first_not_of(", \t\n");
            if (begin == std::string_view::npos) break;
            rest.remove_prefix(begin);
            const std::size_t end = std::min(rest.find_first_of(", \t\n"), rest.size());
            add(rest.substr(0, end), session_.types.tensor(), true);
            rest.remove_prefix(end);
        }
    } else {
        Exprs elements;
        if (const auto* list = as<List>(call.args[1])) elements = list->elts;
        if (const auto* tuple = as<Tuple>(call.args[1])) elements = tuple->elts;
        if (elements.empty()) return;
        for (const Expr* element : elements) {
            const auto* text = as<Constant>(element);
            if (text && text->constant == ConstantKind::Str) {
                add(text->text, session_.types.tensor(), true);
                continue;
            }
            const auto* pair = as<Tuple>(element);
            const auto* field = pair && pair->elts.size() == 2 ? as<Constant>(pair->elts[0]) : nullptr;
            if (!field || field->constant != ConstantKind::Str) return;
            add(field->text, resolve_object_annotation(session_, *pair->elts[1], {.module = &module, .scope = &scope}), false);
        }
    }
    if (defaults && !add_defaults(model, session_.evaluator.evaluate(*defaults, module, scope))) return;
    model.type = session_.types.named_tuple(name.text, names, types);
    model.schema.name = model.type->name;
    model.schema.parameters = model.parameters;
    model.schema.result = model.type;
}

void Classes::check_dataclass(ClassModel& model, const ReachedFrom* reached) {
    bool compares = !model.find("__eq__");
    bool orders = false;
    const Keyword* keyword_only = nullptr;
    for (const Expr* decorator : model.cls.node->decorators) {
        const auto* made = as<Call>(decorator);
        if (!made) continue;
        for (const Keyword& keyword : made->keywords) {
            const bool on = is_literal(keyword.value, ConstantKind::True);
            if (keyword.name.name == "eq" && !on) compares = false;
            if (keyword.name.name == "order" && on) orders = true;
            if (keyword.name.name == "frozen" && on) tell(model, reached, Finding{RefusedDataclass{model.cls, &keyword}});
            if (keyword.name.name == "kw_only" && on) keyword_only = &keyword;
        }
    }
    bool behind_marker = false;
    for (const Stmt* statement : model.cls.node->body) {
        const auto* node = as<AnnAssign>(statement);
        const auto* name = node ? as<Name>(node->target) : nullptr;
        if (node && last_name(node->annotation) == "KW_ONLY") behind_marker = true;
        const ClassField* field = name ? model.field(name->id) : nullptr;
        if (!field) continue;
        auto refuse = [&](FieldProblem problem, const Node* at) {
            tell(model, reached, Finding{RefusedField{model.cls, at, name->id, problem, field->type}});
        };
        const auto* made = as<Call>(node->value);
        if (keyword_only && node->value && !made) {
            tell(model, reached, Finding{RefusedDataclass{model.cls, keyword_only}});
            keyword_only = nullptr;
        }
        const bool is_field = made && last_name(made->func) == "field";
        const Expr* own_keyword = is_field ? made->argument("kw_only") : nullptr;
        const bool by_keyword = own_keyword ? is_literal(own_keyword, ConstantKind::True) : behind_marker || keyword_only;
        if (by_keyword && (is_field ? made->argument("default") != nullptr : node->value && !made)) refuse(FieldProblem::KeywordOnly, node->value);
        if (is_field && is_literal(made->argument("init"), ConstantKind::False) && compares && !made->argument("compare") &&
            !model.find("__init__")) {
            refuse(FieldProblem::NotInInit, node->value);
            continue;
        }
        if (made && made->argument("default_factory")) {
            refuse(FieldProblem::Factory, node->value);
            continue;
        }
        const TypeRef bare = torchscript::without_none(session_.types, field->type);
        if (bare->is(Kind::Class)) {
            refuse(FieldProblem::OwnClass, node->annotation);
            continue;
        }
        if (!compares || bare->has_unknown || (made && made->argument("compare"))) continue;
        const torchscript::Actual both[] = {{bare, false, {}}, {bare, false, {}}};
        const torchscript::CallArguments call{nullptr, both, {}};
        if (session_.operators.call("aten::ne", call).verdict == torchscript::Verdict::NoMatch) {
            refuse(FieldProblem::NotComparable, node->annotation);
            continue;
        }
        const bool ordered = !bare->is(Kind::List) && !bare->is(Kind::Tuple) && !bare->is(Kind::Device);
        if (orders && !ordered && bare == field->type) refuse(FieldProblem::NotOrdered, node->annotation);
    }
}

}  // namespace jitlint::analysis
