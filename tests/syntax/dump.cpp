#include "syntax/dump.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdio>
#include <utility>
#include <vector>

namespace jitlint::syntax {

namespace {

constexpr const char* operator_names[] = {"Add",    "Sub",    "Mult",  "MatMult", "Div",    "Mod",     "Pow",
                                          "LShift", "RShift", "BitOr", "BitXor",  "BitAnd", "FloorDiv"};
constexpr const char* unary_names[] = {"Invert", "Not", "UAdd", "USub"};
constexpr const char* bool_names[] = {"And", "Or"};
constexpr const char* compare_names[] = {"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"};
constexpr const char* parameter_names[] = {"PositionalOnly", "PositionalOrKeyword", "VarPositional", "KeywordOnly", "VarKeyword"};

template <class E, std::size_t N>
const char* name_of(const char* const (&names)[N], E value) {
    return names[static_cast<std::size_t>(value)];
}

std::string quoted(std::string_view text) {
    std::string out = "'";
    char buffer[8];
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7F && c != '\\') {
            out += c;
        } else {
            std::snprintf(buffer, sizeof buffer, "\\%02x", byte);
            out += buffer;
        }
    }
    return out + "'";
}

class Dumper {
public:
    Dumper(const text::SourceFile& source, DumpOptions options) : source_(source), options_(options) {}

    std::string run(const Module& module) {
        list("body", module.body);
        return std::move(out_);
    }

private:
    void line(std::string_view field, std::string_view rest) {
        out_.append(indent_ * 1U, ' ');
        out_ += field;
        out_ += ": ";
        out_ += rest;
        out_ += '\n';
    }

    std::string at(std::uint32_t offset) const {
        const std::uint32_t line_number = source_.line_at(offset);
        return std::to_string(line_number) + ":" + std::to_string(offset - source_.line_span(line_number).begin);
    }
    std::string at(Span span) const {
        if (in_string_ && !options_.positions_in_strings) return "";
        return " " + at(span.begin) + "-" + at(span.end);
    }

    template <class T>
    void list(std::string_view field, Seq<const T*> nodes) {
        for (const T* node : nodes) one(field, node);
    }
    void one(std::string_view field, const Node* node) {
        if (!node) return;
        field_ = field;
        dispatch(*node, [this](const auto& typed) { show(typed); });
    }
    template <class T, class Children>
    void node(const char* kind, const T& value, const std::string& scalars, Children&& children) {
        line(field_, kind + at(value.span) + scalars);
        ++indent_;
        children();
        --indent_;
    }
    template <class T>
    void node(const char* kind, const T& value) {
        node(kind, value, "", [] {});
    }

    void parameters(Seq<Parameter> list) {
        for (const Parameter& p : list) {
            std::string text = name_of(parameter_names, p.kind);
            text += " " + std::string(p.name.name);
            if (!in_string_ || options_.positions_in_strings) text += " " + at(p.name.span.begin);
            line("parameter", text);
            ++indent_;
            one("annotation", p.annotation);
            one("default", p.default_value);
            --indent_;
        }
    }
    void keywords(Seq<Keyword> list) {
        for (const Keyword& keyword : list) {
            line("keyword", (keyword.name.name.empty() ? "**" : std::string(keyword.name.name)) + at(keyword.span));
            ++indent_;
            one("value", keyword.value);
            --indent_;
        }
    }
    void generators(Seq<Comprehension> generators) {
        for (const Comprehension& c : generators) {
            line("comprehension", c.is_async ? "async" : "");
            ++indent_;
            one("target", c.target);
            one("iter", c.iter);
            list("if", c.ifs);
            --indent_;
        }
    }
    void aliases(Seq<Alias> list) {
        for (const Alias& alias : list) line("alias", std::string(alias.name.name) + " as " + std::string(alias.asname.name) + at(alias.span));
    }
    static std::string names(Seq<Identifier> list) {
        std::string text;
        for (const Identifier& name : list) text += " " + std::string(name.name);
        return text;
    }

    void show(const FunctionDef& n) {
        node("FunctionDef", n, " " + std::string(n.name.name) + (n.is_async ? " async" : ""), [&] {
            list("decorator", n.decorators);
            parameters(n.parameters);
            one("returns", n.returns);
            list("body", n.body);
        });
    }
    void show(const ClassDef& n) {
        node("ClassDef", n, " " + std::string(n.name.name), [&] {
            list("decorator", n.decorators);
            list("base", n.bases);
            keywords(n.keywords);
            list("body", n.body);
        });
    }
    void show(const Return& n) {
        node("Return", n, "", [&] { one("value", n.value); });
    }
    void show(const Delete& n) {
        node("Delete", n, "", [&] { list("target", n.targets); });
    }
    void show(const Assign& n) {
        node("Assign", n, "", [&] {
            list("target", n.targets);
            one("value", n.value);
        });
    }
    void show(const AugAssign& n) {
        node("AugAssign", n, std::string(" ") + name_of(operator_names, n.op), [&] {
            one("target", n.target);
            one("value", n.value);
        });
    }
    void show(const AnnAssign& n) {
        node("AnnAssign", n, "", [&] {
            one("target", n.target);
            one("annotation", n.annotation);
            one("value", n.value);
        });
    }
    void show(const TypeAlias& n) {
        node("TypeAlias", n, "", [&] {
            one("name", n.name);
            one("value", n.value);
        });
    }
    void show(const For& n) {
        node("For", n, n.is_async ? " async" : "", [&] {
            one("target", n.target);
            one("iter", n.iter);
            list("body", n.body);
            list("orelse", n.orelse);
        });
    }
    void show(const While& n) {
        node("While", n, "", [&] {
            one("test", n.test);
            list("body", n.body);
            list("orelse", n.orelse);
        });
    }
    void show(const If& n) {
        node("If", n, "", [&] {
            one("test", n.test);
            list("body", n.body);
            list("orelse", n.orelse);
        });
    }
    void show(const With& n) {
        node("With", n, n.is_async ? " async" : "", [&] {
            for (const WithItem& item : n.items) {
                one("context_expr", item.context_expr);
                one("optional_vars", item.optional_vars);
            }
            list("body", n.body);
        });
    }
    void show(const Match& n) {
        node("Match", n, "", [&] {
            one("subject", n.subject);
            for (const MatchCase& c : n.cases) {
                std::vector<Identifier> captures(c.captures.begin(), c.captures.end());
                std::sort(captures.begin(), captures.end(), [](const Identifier& a, const Identifier& b) { return a.name < b.name; });
                line("case", at(c.pattern) + names(captures));
                ++indent_;
                one("guard", c.guard);
                list("body", c.body);
                --indent_;
            }
        });
    }
    void show(const Raise& n) {
        node("Raise", n, "", [&] {
            one("exc", n.exc);
            one("cause", n.cause);
        });
    }
    void show(const Try& n) {
        node("Try", n, n.is_star ? " star" : "", [&] {
            list("body", n.body);
            for (const ExceptHandler& handler : n.handlers) {
                line("handler", std::string(handler.name.name) + at(handler.span));
                ++indent_;
                one("type", handler.type);
                list("body", handler.body);
                --indent_;
            }
            list("orelse", n.orelse);
            list("finalbody", n.finalbody);
        });
    }
    void show(const Assert& n) {
        node("Assert", n, "", [&] {
            one("test", n.test);
            one("msg", n.msg);
        });
    }
    void show(const Import& n) {
        node("Import", n, "", [&] { aliases(n.names); });
    }
    void show(const ImportFrom& n) {
        node("ImportFrom", n, " " + std::string(n.module.name) + " " + std::to_string(n.level), [&] { aliases(n.names); });
    }
    void show(const Global& n) {
        node("Global", n, names(n.names), [] {});
    }
    void show(const Nonlocal& n) {
        node("Nonlocal", n, names(n.names), [] {});
    }
    void show(const ExprStmt& n) {
        node("Expr", n, "", [&] { one("value", n.value); });
    }
    void show(const Pass& n) { node("Pass", n); }
    void show(const Break& n) { node("Break", n); }
    void show(const Continue& n) { node("Continue", n); }
    void show(const ErrorStmt& n) {
        node("ErrorStmt", n, "", [&] { list("body", n.body); });
    }
    void show(const BoolOp& n) {
        node("BoolOp", n, std::string(" ") + name_of(bool_names, n.op), [&] { list("value", n.values); });
    }
    void show(const NamedExpr& n) {
        node("NamedExpr", n, "", [&] {
            one("target", n.target);
            one("value", n.value);
        });
    }
    void show(const BinOp& n) {
        node("BinOp", n, std::string(" ") + name_of(operator_names, n.op), [&] {
            one("left", n.left);
            one("right", n.right);
        });
    }
    void show(const UnaryOp& n) {
        node("UnaryOp", n, std::string(" ") + name_of(unary_names, n.op), [&] { one("operand", n.operand); });
    }
    void show(const Lambda& n) {
        node("Lambda", n, "", [&] {
            parameters(n.parameters);
            one("body", n.body);
        });
    }
    void show(const IfExp& n) {
        node("IfExp", n, "", [&] {
            one("test", n.test);
            one("body", n.body);
            one("orelse", n.orelse);
        });
    }
    void show(const Dict& n) {
        node("Dict", n, "", [&] {
            for (std::size_t i = 0; i < n.values.size(); ++i) {
                if (n.keys[i])
                    one("key", n.keys[i]);
                else
                    line("key", "**");
                one("value", n.values[i]);
            }
        });
    }
    void show(const Set& n) {
        node("Set", n, "", [&] { list("elt", n.elts); });
    }
    void show(const ListComp& n) {
        node("ListComp", n, "", [&] {
            one("elt", n.elt);
            generators(n.generators);
        });
    }
    void show(const SetComp& n) {
        node("SetComp", n, "", [&] {
            one("elt", n.elt);
            generators(n.generators);
        });
    }
    void show(const DictComp& n) {
        node("DictComp", n, "", [&] {
            one("key", n.key);
            one("value", n.value);
            generators(n.generators);
        });
    }
    void show(const GeneratorExp& n) {
        node("GeneratorExp", n, "", [&] {
            one("elt", n.elt);
            generators(n.generators);
        });
    }
    void show(const Await& n) {
        node("Await", n, "", [&] { one("value", n.value); });
    }
    void show(const Yield& n) {
        node("Yield", n, "", [&] { one("value", n.value); });
    }
    void show(const YieldFrom& n) {
        node("YieldFrom", n, "", [&] { one("value", n.value); });
    }
    void show(const Compare& n) {
        std::string ops;
        for (const CompareOperator op : n.ops) ops += std::string(" ") + name_of(compare_names, op);
        node("Compare", n, ops, [&] {
            one("left", n.left);
            list("comparator", n.comparators);
        });
    }
    void show(const Call& n) {
        node("Call", n, "", [&] {
            one("func", n.func);
            list("arg", n.args);
            keywords(n.keywords);
        });
    }
    void show(const JoinedStr& n) {
        node("JoinedStr", n, "", [&] {
            ++in_string_;
            for (const Expr* value : n.values) {
                if (const auto* text = as<Constant>(value))
                    line("value", "Constant " + quoted(text->text));
                else
                    one("value", value);
            }
            --in_string_;
        });
    }
    void show(const FormattedValue& n) {
        node("FormattedValue", n, n.conversion ? std::string(" ") + n.conversion : "", [&] {
            one("value", n.value);
            if (const auto* spec = as<JoinedStr>(n.format_spec)) {
                line("format_spec", "JoinedStr");
                ++indent_;
                for (const Expr* value : spec->values) {
                    if (const auto* text = as<Constant>(value))
                        line("value", "Constant " + quoted(text->text));
                    else
                        one("value", value);
                }
                --indent_;
            }
        });
    }
    void show(const Constant& n) {
        std::string value;
        char buffer[32];
        switch (n.constant) {
            case ConstantKind::None:
                value = "None";
                break;
            case ConstantKind::True:
                value = "True";
                break;
            case ConstantKind::False:
                value = "False";
                break;
            case ConstantKind::Ellipsis:
                value = "Ellipsis";
                break;
            case ConstantKind::Int:
                value = "int " + (n.int_fits ? std::to_string(n.int_value) : "big");
                break;
            case ConstantKind::Float:
            case ConstantKind::Complex:
                std::snprintf(buffer, sizeof buffer, "%016llx", static_cast<unsigned long long>(std::bit_cast<std::uint64_t>(n.float_value)));
                value = (n.constant == ConstantKind::Float ? "float " : "complex ") + std::string(buffer);
                break;
            case ConstantKind::Str:
                value = quoted(n.text);
                break;
            case ConstantKind::Bytes:
                value = "b" + quoted(n.text);
                break;
        }
        node("Constant", n, " " + value, [] {});
    }
    void show(const Attribute& n) {
        node("Attribute", n, " " + std::string(n.attr.name), [&] { one("value", n.value); });
    }
    void show(const Subscript& n) {
        node("Subscript", n, "", [&] {
            one("value", n.value);
            one("slice", n.slice);
        });
    }
    void show(const Starred& n) {
        node("Starred", n, "", [&] { one("value", n.value); });
    }
    void show(const Name& n) {
        node("Name", n, " " + std::string(n.id), [] {});
    }
    void show(const List& n) {
        node("List", n, "", [&] { list("elt", n.elts); });
    }
    void show(const Tuple& n) {
        node("Tuple", n, "", [&] { list("elt", n.elts); });
    }
    void show(const Slice& n) {
        node("Slice", n, "", [&] {
            one("lower", n.lower);
            one("upper", n.upper);
            one("step", n.step);
        });
    }
    void show(const ErrorExpr& n) {
        node("ErrorExpr", n, "", [&] { list("child", n.children); });
    }

    const text::SourceFile& source_;
    DumpOptions options_;
    std::string out_;
    std::string field_;
    std::size_t indent_ = 0;
    int in_string_ = 0;
};

}  // namespace

std::string dump(const ParsedFile& file, DumpOptions options) { return Dumper(file.source(), options).run(file.module()); }

unsigned depth_of(const Module& module) {
    unsigned deepest = 0;
    std::vector<std::pair<const Node*, unsigned>> pending;
    for (const Stmt* statement : module.body) pending.emplace_back(statement, 1);
    while (!pending.empty()) {
        const auto [node, depth] = pending.back();
        pending.pop_back();
        deepest = std::max(deepest, depth);
        for_each_child(*node, [&pending, below = depth + 1](const Node& child) { pending.emplace_back(&child, below); });
    }
    return deepest;
}

}  // namespace jitlint::syntax
