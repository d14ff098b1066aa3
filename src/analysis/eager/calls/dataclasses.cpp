#include <algorithm>

#include "analysis/eager/calls/arguments.h"
#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

struct Field {
    std::string_view name;
    const AnnAssign* node = nullptr;
    ClassRef cls;
};

bool names_class_variable(const Expr* annotation) {
    if (const auto* subscript = as<Subscript>(annotation)) annotation = subscript->value;
    if (const auto* attribute = as<syntax::Attribute>(annotation)) return attribute->attr.name == "ClassVar";
    const auto* name = as<Name>(annotation);
    return name && name->id == "ClassVar";
}

}  // namespace

bool Evaluator::Impl::is_dataclass(ClassRef cls) {
    const Scope* own = cls.module->scope().scope_of(*cls.node);
    if (!own || !own->parent) return false;
    for (const Expr* decorator : cls.node->decorators) {
        if (const auto* made = as<Call>(decorator)) decorator = made->func;
        Frame* frame = static_frame(*cls.module, *own->parent);
        const PyValue value = evaluate(*decorator, *frame);
        if (value.is(PyKind::External) && value.text == "dataclasses.dataclass") return true;
    }
    return false;
}

/// The __init__ that dataclasses.dataclass writes.
PyValue Evaluator::Impl::dataclass_init(const PyValue& self, ClassRef cls, const Arguments& args, const Site& site) {
    std::vector<Field> fields;
    const Linearization& line = linearization(cls);
    for (auto entry = line.entries.rbegin(); entry != line.entries.rend(); ++entry) {
        if (!entry->cls || !is_dataclass(entry->cls)) continue;
        for (const Stmt* statement : entry->cls.node->body) {
            const auto* node = as<AnnAssign>(statement);
            const auto* name = node ? as<Name>(node->target) : nullptr;
            if (!name || names_class_variable(node->annotation)) continue;
            auto have = std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name->id; });
            if (have == fields.end())
                fields.push_back({name->id, node, entry->cls});
            else
                *have = {name->id, node, entry->cls};
        }
    }
    std::size_t next = 0;
    for (const Field& field : fields) {
        const Scope* scope = field.cls.module->scope().scope_of(*field.cls.node);
        const auto* made = as<Call>(field.node->value);
        const auto* maker = made ? as<Name>(made->func) : nullptr;
        const auto* member = made ? as<syntax::Attribute>(made->func) : nullptr;
        const bool described = (maker && maker->id == "field") || (member && member->attr.name == "field");
        const auto* settable = described ? as<Constant>(made->argument("init")) : nullptr;
        PyValue value;
        const PyValue* given = nullptr;
        if (!settable || settable->constant != ConstantKind::False) given = argument(args, next++, field.name);
        Frame* frame = scope ? static_frame(*field.cls.module, *scope) : nullptr;
        if (given) {
            value = *given;
        } else if (has_star(args) || !frame) {
            value = {};
        } else if (described) {
            if (const Expr* plain = made->argument("default"))
                value = evaluate(*plain, *frame);
            else if (const Expr* factory = made->argument("default_factory"))
                value = call(evaluate(*factory, *frame), {}, site);
        } else if (field.node->value) {
            value = evaluate(*field.node->value, *frame);
        }
        Frame* place = static_frame(*field.cls.module, field.cls.module->scope().module());
        set_attribute(self, field.name, value, *place, field.node->target->span);
    }
    if (auto after = find_method(cls, "__post_init__")) run_function(after->function, nullptr, {{{}, self, false}});
    return none();
}

}  // namespace jitlint::analysis
