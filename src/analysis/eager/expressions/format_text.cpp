#include <charconv>
#include <cmath>
#include <cstdio>

#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {

using namespace syntax;

namespace {

/// repr() of a float: the shortest text that reads back the same.
std::string float_text(double value) {
    if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
    if (std::isnan(value)) return "nan";
    char buffer[64];
    const double size = std::fabs(value);
    const bool exponent = value != 0 && (size >= 1e16 || size < 1e-4);
    const auto format = exponent ? std::chars_format::scientific : std::chars_format::fixed;
    const auto result = std::to_chars(buffer, buffer + sizeof buffer, value, format);
    std::string shown(buffer, result.ptr);
    if (!exponent && shown.find('.') == std::string::npos) shown += ".0";
    return shown;
}

/// `[[fill]align][sign][#][0][width][,][.precision][type]`, as far as it occurs in names: width, zero
/// padding, d, f.
std::optional<std::string> with_spec(const PyValue& value, std::string_view spec) {
    std::string_view rest = spec;
    const bool zero = rest.starts_with("0");
    if (zero) rest.remove_prefix(1);
    unsigned width = 0;
    auto read = std::from_chars(rest.data(), rest.data() + rest.size(), width);
    if (read.ec == std::errc{}) rest.remove_prefix(static_cast<std::size_t>(read.ptr - rest.data()));
    if (width > 64) return std::nullopt;
    std::string shown;
    if (is_int(value) && (rest.empty() || rest == "d")) {
        shown = std::to_string(value.integer < 0 ? -value.integer : value.integer);
        const bool negative = value.integer < 0;
        const std::size_t wanted = width > (negative ? 1U : 0U) ? width - (negative ? 1U : 0U) : 0;
        if (zero && shown.size() < wanted) shown.insert(0, wanted - shown.size(), '0');
        if (negative) shown.insert(0, "-");
        if (shown.size() < width) shown.insert(0, width - shown.size(), ' ');
        return shown;
    }
    if (value.is(PyKind::Str) && !zero && (rest.empty() || rest == "s")) {
        shown = value.text;
        if (shown.size() < width) shown.append(width - shown.size(), ' ');
        return shown;
    }
    if ((value.is(PyKind::Float) || is_int(value)) && rest.starts_with(".") && rest.ends_with("f") && !zero && width == 0) {
        unsigned precision = 0;
        read = std::from_chars(rest.data() + 1, rest.data() + rest.size(), precision);
        if (read.ec != std::errc{} || precision > 20 || read.ptr + 1 != rest.data() + rest.size()) return std::nullopt;
        char buffer[400];
        std::snprintf(buffer, sizeof buffer, "%.*f", static_cast<int>(precision),
                      value.is(PyKind::Float) ? value.real : static_cast<double>(value.integer));
        return std::string(buffer);
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> Evaluator::Impl::formatted(const PyValue& value, char conversion, std::string_view spec) {
    if (!spec.empty()) return conversion == 0 ? with_spec(value, spec) : std::nullopt;
    switch (value.kind) {
        case PyKind::Str: {
            if (conversion != 'r' && conversion != 'a') return std::string(value.text);
            if (value.text.find_first_of("'\\\n\t\r") != std::string_view::npos || conversion == 'a') return std::nullopt;
            return "'" + std::string(value.text) + "'";
        }
        case PyKind::Int:
            return std::to_string(value.integer);
        case PyKind::Bool:
            return value.boolean ? "True" : "False";
        case PyKind::None:
            return "None";
        case PyKind::Float:
            return float_text(value.real);
        default:
            return std::nullopt;
    }
}

PyValue Evaluator::Impl::evaluate_joined(const JoinedStr& node, Frame& frame) {
    std::string result;
    bool known = true;
    for (const Expr* part : node.values) {
        if (const auto* constant = as<Constant>(part)) {
            result += constant->text;
            continue;
        }
        const auto* field = as<FormattedValue>(part);
        if (!field) {
            known = false;
            continue;
        }
        const PyValue value = evaluate(*field->value, frame);
        std::string spec;
        if (field->format_spec) {
            const PyValue shown = evaluate(*field->format_spec, frame);
            if (!shown.is(PyKind::Str)) {
                known = false;
                continue;
            }
            spec = shown.text;
        }
        const auto shown = formatted(value, field->conversion, spec);
        if (shown)
            result += *shown;
        else
            known = false;
    }
    return known && result.size() <= 4096 ? text(result) : vague(PyKind::Str);
}

std::optional<std::string> Evaluator::Impl::format_call(std::string_view format, const Arguments& args) {
    std::string result;
    std::size_t next = 0;
    for (std::size_t i = 0; i < format.size(); ++i) {
        const char c = format[i];
        if (c == '{' && i + 1 < format.size() && format[i + 1] == '{') {
            result += '{';
            ++i;
        } else if (c == '}' && i + 1 < format.size() && format[i + 1] == '}') {
            result += '}';
            ++i;
        } else if (c == '{') {
            const std::size_t end = format.find('}', i);
            if (end == std::string_view::npos) return std::nullopt;
            std::string_view field = format.substr(i + 1, end - i - 1);
            const std::size_t colon = field.find(':');
            const std::string_view spec = colon == std::string_view::npos ? std::string_view{} : field.substr(colon + 1);
            field = field.substr(0, colon);
            if (field.find_first_of("!.[{") != std::string_view::npos) return std::nullopt;
            const CallArgument* found = nullptr;
            std::size_t index = next;
            const bool positional = field.empty() || (field.front() >= '0' && field.front() <= '9');
            if (field.empty())
                ++next;
            else if (positional)
                std::from_chars(field.data(), field.data() + field.size(), index);
            std::size_t at = 0;
            for (const CallArgument& arg : args) {
                if (arg.star) return std::nullopt;
                if (positional && arg.keyword.empty() && at++ == index) found = &arg;
                if (!positional && arg.keyword == field) found = &arg;
            }
            if (!found) return std::nullopt;
            const auto shown = formatted(found->value, 0, spec);
            if (!shown) return std::nullopt;
            result += *shown;
            i = end;
        } else {
            result += c;
        }
        if (result.size() > 4096) return std::nullopt;
    }
    return result;
}

std::optional<std::string> Evaluator::Impl::percent(std::string_view format, const PyValue& value) {
    std::vector<PyValue> values{value};
    if (value.is(PyKind::Tuple)) {
        if (!value.list->complete) return std::nullopt;
        values = value.list->items;
    }
    std::string result;
    std::size_t next = 0;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] != '%') {
            result += format[i];
            continue;
        }
        if (++i >= format.size()) return std::nullopt;
        if (format[i] == '%') {
            result += '%';
            continue;
        }
        const std::size_t start = i;
        while (i < format.size() && format[i] >= '0' && format[i] <= '9') ++i;
        if (i >= format.size() || next >= values.size()) return std::nullopt;
        const std::string_view width = format.substr(start, i - start);
        const PyValue& item = values[next++];
        std::optional<std::string> shown;
        if (format[i] == 's' && width.empty()) shown = formatted(item, 0, {});
        if (format[i] == 'd' && is_int(item)) shown = width.empty() ? std::to_string(item.integer) : with_spec(item, width);
        if (!shown) return std::nullopt;
        result += *shown;
    }
    if (next != values.size()) return std::nullopt;
    return result;
}

}  // namespace jitlint::analysis
