#include "analysis/compile/structure/scripted_init.h"

#include <algorithm>
#include <optional>

#include "text/source_file.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

std::size_t column_of(std::string_view source, std::uint32_t at) {
    const std::size_t line = at == 0 ? std::string_view::npos : source.rfind('\n', at - 1);
    return line == std::string_view::npos ? at : at - line - 1;
}

/// The text is dedented by what all its lines share. Blank lines do not count, and comments are taken out before, `# type:` ones excepted.
std::optional<text::Span> line_left_of(const FunctionDef& init, std::string_view source) {
    std::uint32_t begin = init.span.begin;
    for (const Expr* decorator : init.decorators) begin = std::min(begin, decorator->span.begin - 1);
    const std::size_t column = column_of(source, begin);
    for (std::size_t at = source.find('\n', begin); at != std::string_view::npos && at + 1 < init.span.end; at = source.find('\n', at + 1)) {
        const std::size_t end = std::min(source.find('\n', at + 1), source.size());
        const std::string_view line = source.substr(at + 1, end - at - 1);
        const std::size_t first = line.find_first_not_of(" \t\r\f");
        if (first == std::string_view::npos || first >= column) continue;
        const std::string_view text = line.substr(first);
        if (text.starts_with('#') && !text.starts_with("# type:")) continue;
        std::size_t last = line.size();
        while (line[last - 1] == ' ' || line[last - 1] == '\t' || line[last - 1] == '\r') --last;
        return text::Span{static_cast<std::uint32_t>(at + 1 + first), static_cast<std::uint32_t>(at + 1 + last)};
    }
    return std::nullopt;
}

/// `self.x: List[T] = []` and the like.
bool begins_empty(const AnnAssign& statement) {
    const auto* target = as<syntax::Attribute>(statement.target);
    const auto* owner = target ? as<Name>(target->value) : nullptr;
    const auto* annotation = as<Subscript>(statement.annotation);
    const auto* container = annotation ? as<Name>(annotation->value) : nullptr;
    if (!owner || owner->id != "self" || !container || !statement.value) return false;
    if (container->id == "List") return is<List>(statement.value) && static_cast<const List*>(statement.value)->elts.empty();
    if (container->id == "Dict") return is<Dict>(statement.value) && static_cast<const Dict*>(statement.value)->values.empty();
    const auto* constant = as<Constant>(statement.value);
    return container->id == "Optional" && constant && constant->constant == ConstantKind::None;
}

}  // namespace

void check_scripted_init(Session& session, AnalysisObserver& observer, const ModuleInstance& instance) {
    if (!instance.cls || session.before(torchscript::Version::of(1, 8))) return;
    const auto init = session.evaluator.find_method(instance.cls, "__init__");
    if (!init || init->decorations.unknown) return;
    const FunctionDef& node = *init->function.node;
    const FunctionContext context = Session::make_context(*init, &instance, nullptr);
    const std::string_view source = init->function.module->file().source().text();
    if (const auto line = line_left_of(node, source)) {
        observer.found(Finding{InitLeftOfDef{*line}}, context, session.version);
        return;
    }
    std::vector<const Node*> stack(node.body.begin(), node.body.end());
    while (!stack.empty()) {
        const Node* one = stack.back();
        stack.pop_back();
        if (const auto* statement = as<AnnAssign>(one);
            statement && begins_empty(*statement) &&
            !session.class_annotation(instance.cls, static_cast<const syntax::Attribute*>(statement->target)->attr.name, nullptr))
            observer.found(Finding{InstanceAnnotation{statement}}, context, session.version);
        if (!is_expression(one->kind)) for_each_child(*one, [&](const Node& child) { stack.push_back(&child); });
    }
}

}  // namespace jitlint::analysis
