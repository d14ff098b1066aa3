#include "analysis/eager/evaluator.h"

#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {

Evaluator::Evaluator(ModuleLoader* loader) : impl_(std::make_unique<Impl>(loader)) {}
Evaluator::~Evaluator() = default;

std::optional<PyValue> Evaluator::lookup(std::string_view name, const SourceModule& module, const Scope& scope) {
    Impl::Budget budget(*impl_);
    return impl_->lookup(name, module, scope);
}

std::optional<PyValue> Evaluator::lookup(std::string_view name, const SourceModule& module, const Scope& scope, const Capture* capture) {
    for (const Frame* frame = capture ? capture->frame : nullptr; frame && !frame->is_static; frame = frame->outer) {
        if (const PyValue* local = frame->find(name)) return *local;
        if (!frame->scope->bindings(name).empty()) return PyValue{};
    }
    return lookup(name, module, scope);
}

PartialCall Evaluator::partial(const PyValue& value) {
    if (!value.is(PyKind::ExternalObject) || !value.capture) return {};
    return {value.capture->callee, value.capture->bound};
}

PyValue Evaluator::evaluate(const syntax::Expr& expression, const SourceModule& module, const Scope& scope) {
    Impl::Budget budget(*impl_);
    Frame* frame = impl_->static_frame(module, scope);
    return impl_->evaluate(expression, *frame);
}

PyValue Evaluator::evaluate_annotation(const syntax::Expr& expression, const SourceModule& module, const Scope& scope) {
    const bool before = std::exchange(impl_->annotations, true);
    PyValue value = evaluate(expression, module, scope);
    impl_->annotations = before;
    return value;
}

std::optional<PyValue> Evaluator::attribute(const PyValue& value, std::string_view name) {
    Impl::Budget budget(*impl_);
    return impl_->attribute(value, name);
}

PyValue Evaluator::subscript(const PyValue& value, std::vector<PyValue> arguments) {
    if (!value.is(PyKind::External)) return {};
    Impl::Budget budget(*impl_);
    return impl_->subscript(value, impl_->sequence(PyKind::Tuple, std::move(arguments)));
}

PyValue Evaluator::instantiate(ClassRef cls, std::span<const CallArgument> arguments) {
    Impl::Budget budget(*impl_);
    Frame* frame = impl_->static_frame(*cls.module, cls.module->scope().module());
    PyValue value = impl_->instantiate(cls, Arguments(arguments.begin(), arguments.end()), {*frame, cls.node->name.span, nullptr});
    if (impl_->exhausted() && value.is(PyKind::Module)) return impl_->module_value(impl_->opened_instance(cls));
    return impl_->exhausted() ? PyValue{} : value;
}

ModuleInstance* Evaluator::generic_instance(ClassRef cls) { return impl_->generic_instance(cls); }
bool Evaluator::is_patched(ClassRef cls, std::string_view name) { return impl_->is_patched(cls, name); }

Tri Evaluator::is_module_class(ClassRef cls) { return impl_->is_module_class(cls); }
const Evaluator::Linearization& Evaluator::linearization(ClassRef cls) { return impl_->linearization(cls); }
std::optional<Method> Evaluator::find_method(ClassRef cls, std::string_view name) { return impl_->find_method(cls, name); }
std::vector<Method> Evaluator::methods(ClassRef cls) { return impl_->methods(cls); }

std::vector<const syntax::FunctionDef*> Evaluator::overloads(const FunctionRef& function) {
    const Scope* own = function.node ? function.module->scope().scope_of(*function.node) : nullptr;
    std::vector<const syntax::FunctionDef*> found;
    if (!own || !own->parent) return found;
    const auto bindings = own->parent->bindings(function.node->name.name);
    if (bindings.size() < 2) return found;
    for (const Binding& binding : bindings) {
        const auto* node = syntax::as<syntax::FunctionDef>(binding.node);
        if (binding.kind != BindingKind::Function || !node) return {};
        if (node == function.node) continue;
        if (!decorations(*node, *function.module, *own->parent).jit_overload) return {};
        found.push_back(node);
    }
    return found;
}

Decorations Evaluator::decorations(const syntax::FunctionDef& function, const SourceModule& module, const Scope& scope) {
    return impl_->decorations(function, module, scope);
}

const syntax::Stmt* Evaluator::certain_raise(const Method& property, const ModuleInstance& instance) {
    return impl_->certain_raise(property, instance);
}

std::vector<JitUse> Evaluator::jit_uses(const SourceModule& module) { return impl_->jit_uses(module); }

}  // namespace jitlint::analysis
