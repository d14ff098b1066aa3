#include <algorithm>

#include "syntax/literal.h"
#include "syntax/lowering.h"
#include "syntax/parse.h"

namespace jitlint::syntax {

/// What adjacent string literals add up to.
struct Lowering::StringParts {
    std::string_view plain;  ///< the text since the last field, where it stands in the source as it is meant
    std::string decoded;     ///< else
    Span span;               ///< of that text
    bool has_text = false;   ///< either of the two is in use
    bool is_decoded = false;
    bool format = false;
    bool is_template = false;
    bool any_bytes = false;
    bool any_text = false;
    std::vector<const Expr*> values;

    void add(std::string_view content, Span where, StringMode mode) {
        if (content.empty()) return;
        if (!has_text) span = where;
        span.end = where.end;
        if (!has_text && !needs_decoding(content, mode)) {
            plain = content;
        } else {
            if (!is_decoded) decoded = plain;
            is_decoded = true;
            decode_string(content, mode, decoded);
        }
        has_text = true;
    }
};

const Expr* Lowering::string(const TreeNode& node) {
    StringParts parts;
    if (node.symbol == Symbol::String) {
        add_string(node, parts);
    } else {
        for (const TreeNode& piece : children(node)) {
            const Scratch::Mark mark(scratch_);
            if (piece.symbol == Symbol::String) add_string(piece, parts);
        }
    }
    if (parts.any_bytes && parts.any_text) error(node.span);
    return finish_string(parts, node.span);
}

void Lowering::add_string(const TreeNode& node, StringParts& parts) {
    const std::string_view literal = slice(node.span);
    const StringLiteral shape = read_string(literal);
    (shape.bytes ? parts.any_bytes : parts.any_text) = true;
    const StringMode mode{shape.raw, shape.bytes, shape.format};
    const std::string_view content = literal.substr(shape.begin, shape.end - shape.begin);
    const bool ascii = !shape.bytes || std::all_of(content.begin(), content.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!shape.valid || !ascii) error(node.span);
    const Span span{node.span.begin + static_cast<std::uint32_t>(shape.begin), node.span.begin + static_cast<std::uint32_t>(shape.end)};
    if (shape.format) {
        parts.format = true;
        parts.is_template = parts.is_template || shape.is_template;
        add_fields(children(node), span, shape.raw, parts);
    } else {
        parts.add(content, span, mode);
    }
}

void Lowering::add_fields(Nodes nodes, Span content, bool raw, StringParts& parts) {
    const StringMode mode{raw, false, true};
    std::uint32_t at = content.begin;
    for (const TreeNode& node : nodes) {
        if (node.symbol != Symbol::Interpolation && node.symbol != Symbol::FormatExpression) continue;
        if (node.span.begin < at) continue;
        parts.add(slice({at, node.span.begin}), {at, node.span.begin}, mode);
        const Scratch::Mark mark(scratch_);
        add_field(node, raw, parts);
        at = node.span.end;
    }
    if (at < content.end) parts.add(slice({at, content.end}), {at, content.end}, mode);
}

void Lowering::add_field(const TreeNode& node, bool raw, StringParts& parts) {
    const Nodes nodes = children(node);
    TreeNode value = first_node(nodes);
    const TreeNode conversion = find(nodes, Symbol::TypeConversion);
    TreeNode spec = find(nodes, Symbol::FormatSpecifier);
    const TreeNode debug = find(nodes, Symbol::Assign);
    const std::uint32_t end = nodes.empty() ? node.span.end : nodes.back().span.begin;

    // `{x:=5}` has the format specifier `=5`; the grammar sees a named expression.
    Span plain_spec;
    if (value.symbol == Symbol::NamedExpression) {
        const Nodes halves = children(value);
        plain_spec = {halves.front().span.end, end};
        const std::size_t colon = text_.find(':', plain_spec.begin);
        plain_spec.begin = static_cast<std::uint32_t>(std::min<std::size_t>(colon, end));
        value = halves.front();
        spec = {};
    }

    if (debug) {
        const std::uint32_t text_end = conversion ? conversion.span.begin : spec ? spec.span.begin : end;
        const Span span{node.span.begin + 1, std::max(text_end, node.span.begin + 1)};
        parts.add(slice(span), span, {true, false, false});
    }
    finish_string(parts, {});
    if (is_too_deep(3)) {
        parts.values.push_back(too_deep_expression(node));
        return;
    }
    const Deeper deeper(*this);
    auto* const field = make<FormattedValue>(node.span);
    field->value = value ? expression(value) : make<ErrorExpr>(node.span);
    if (conversion) {
        const std::string_view text = slice(conversion.span);
        field->conversion = text.back();
        if (text != "!r" && text != "!s" && text != "!a") error(conversion.span);
    } else if (debug && !spec) {
        field->conversion = 'r';
    }
    if (spec || plain_spec.size() > 0) {
        const Span span = spec ? spec.span : plain_spec;
        const Deeper deeper_spec(*this);
        StringParts spec_parts;
        spec_parts.format = true;
        add_fields(spec ? children(spec) : Nodes{}, {span.begin + 1, span.end}, raw, spec_parts);
        field->format_spec = finish_string(spec_parts, span);
    }
    parts.values.push_back(field);
}

/// Turns the text that is waiting into a `Constant`; with a non-empty `span` also makes the whole string's
/// node.
const Expr* Lowering::finish_string(StringParts& parts, Span span) {
    const bool whole = span.size() > 0;
    const bool constant = whole && !parts.format;
    Constant* text = nullptr;
    if (parts.has_text || constant) {
        text = make<Constant>(constant ? span : parts.span);
        text->constant = parts.any_bytes ? ConstantKind::Bytes : ConstantKind::Str;
        text->text = parts.is_decoded ? arena_.copy(std::string_view(parts.decoded)) : parts.plain;
        parts.plain = {};
        parts.decoded.clear();
        parts.has_text = parts.is_decoded = false;
    }
    if (constant) return text;
    if (text && !text->text.empty()) parts.values.push_back(text);
    if (!whole) return nullptr;
    auto* const result = make<JoinedStr>(span);
    result->is_template = parts.is_template;
    result->values = arena_.copy(std::span<const Expr* const>(parts.values));
    return result;
}

}  // namespace jitlint::syntax
