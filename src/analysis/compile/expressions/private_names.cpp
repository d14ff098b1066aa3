#include "analysis/compile/function_compiler.h"
#include "text/source_file.h"

namespace jitlint::analysis {

bool FunctionCompiler::refuse_private_name(const ModuleInstance& instance, std::string_view name, const syntax::Expr& node) {
    if (!name.starts_with("__") || !instance.cls) return false;
    // Of the names with underscores at both ends the compiler takes no attribute; methods are another matter.
    const bool special = name.ends_with("__");
    if (special && (name == "__dict__" || name == "__class__")) return false;
    if (const auto method = session_.evaluator.find_method(instance.cls, name)) {
        if (special) return false;
        const bool here = method->function.module == context_.module;
        emit(PrivateName{&node, name, here ? method->function.node->name.span : text::Span{}, true});
        return true;
    }
    const Attribute* attribute = instance.find(name);
    if (!attribute || !attribute->module) return false;
    // Named in a string (setattr, register_buffer), it is not mangled.
    const std::string_view source = attribute->module->file().source().text();
    if (source.substr(attribute->span.begin, attribute->span.size()).find('(') != std::string_view::npos) return false;
    emit(PrivateName{&node, name, attribute->module == context_.module ? attribute->span : text::Span{}, false});
    return true;
}

}  // namespace jitlint::analysis
