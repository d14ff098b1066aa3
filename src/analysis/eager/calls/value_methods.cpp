#include <algorithm>

#include "analysis/eager/calls/arguments.h"
#include "analysis/eager/interpreter.h"

namespace jitlint::analysis {
namespace {

std::string cased(std::string_view text, bool upper) {
    std::string result(text);
    for (char& c : result) {
        if (upper && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (!upper && c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

std::string_view trimmed(std::string_view text, std::string_view what, bool left, bool right) {
    if (left) {
        const std::size_t first = text.find_first_not_of(what);
        text.remove_prefix(first == std::string_view::npos ? text.size() : first);
    }
    if (right) {
        const std::size_t last = text.find_last_not_of(what);
        text = text.substr(0, last == std::string_view::npos ? 0 : last + 1);
    }
    return text;
}

}  // namespace

PyValue Evaluator::Impl::string_method(const PyValue& receiver, std::string_view name, const Arguments& args) {
    const std::string_view self = receiver.text;
    if (name == "format") {
        const auto shown = format_call(self, args);
        return shown ? text(*shown) : vague(PyKind::Str);
    }
    if (has_star(args)) return {};
    const bool ascii = std::all_of(self.begin(), self.end(), [](char c) { return static_cast<signed char>(c) > 0; });
    if (!ascii) return {};
    const PyValue* first = argument(args, 0);
    const PyValue* second = argument(args, 1);
    if (name == "lower" || name == "casefold") return text(cased(self, false));
    if (name == "upper") return text(cased(self, true));
    if (name == "capitalize") {
        std::string result = cased(self, false);
        if (!result.empty()) result.replace(0, 1, cased(self.substr(0, 1), true));
        return text(result);
    }
    if (name == "strip" || name == "lstrip" || name == "rstrip") {
        if (first && !first->is(PyKind::Str)) return {};
        return text(trimmed(self, first ? first->text : std::string_view(" \t\n\r\f\v"), name != "rstrip", name != "lstrip"));
    }
    if (name == "startswith" || name == "endswith") {
        if (!first || args.size() != 1) return {};
        std::vector<PyValue> options{*first};
        if (first->is(PyKind::Tuple) && first->list->complete) options = first->list->items;
        bool yes = false;
        for (const PyValue& option : options) {
            if (!option.is(PyKind::Str)) return {};
            yes = yes || (name == "startswith" ? self.starts_with(option.text) : self.ends_with(option.text));
        }
        return boolean(yes);
    }
    if (name == "split") {
        if (args.size() > 1 || (first && (!first->is(PyKind::Str) || first->text.empty()))) return sequence(PyKind::List, {}, false);
        std::vector<PyValue> parts;
        std::string_view rest = self;
        if (!first) {
            for (rest = trimmed(rest, " \t\n\r", true, true); !rest.empty(); rest = trimmed(rest, " \t\n\r", true, false)) {
                const std::size_t end = std::min(rest.find_first_of(" \t\n\r"), rest.size());
                parts.push_back(text(rest.substr(0, end)));
                rest.remove_prefix(end);
            }
            return sequence(PyKind::List, std::move(parts));
        }
        for (;;) {
            const std::size_t at = rest.find(first->text);
            parts.push_back(text(rest.substr(0, at)));
            if (at == std::string_view::npos) break;
            rest.remove_prefix(at + first->text.size());
        }
        return sequence(PyKind::List, std::move(parts));
    }
    if (name == "join") {
        const auto elements = first ? iterate(*first) : std::nullopt;
        if (!elements || !elements->complete) return {};
        std::string result;
        for (const PyValue& item : elements->items) {
            if (!item.is(PyKind::Str) || result.size() > 4096) return {};
            if (&item != &elements->items.front()) result += self;
            result += item.text;
        }
        return text(result);
    }
    if (name == "replace") {
        if (!first || !second || args.size() != 2 || !first->is(PyKind::Str) || !second->is(PyKind::Str) || first->text.empty()) return {};
        std::string result;
        std::string_view rest = self;
        for (std::size_t at = 0; (at = rest.find(first->text)) != std::string_view::npos && result.size() < 4096;) {
            (result += rest.substr(0, at)) += second->text;
            rest.remove_prefix(at + first->text.size());
        }
        result += rest;
        return text(result);
    }
    if (name == "isdigit" || name == "isnumeric")
        return boolean(!self.empty() && std::all_of(self.begin(), self.end(), [](char c) { return c >= '0' && c <= '9'; }));
    return {};
}

PyValue Evaluator::Impl::list_method(const PyValue& receiver, std::string_view name, const Arguments& args) {
    ListObject& list = *receiver.list;
    const PyValue* first = argument(args, 0);
    const PyValue* second = argument(args, 1);
    if (name == "count" || name == "index") {
        if (!first || !list.complete || args.size() != 1) return {};
        std::int64_t count = 0;
        for (std::size_t i = 0; i < list.items.size(); ++i) {
            const Tri same = equal(list.items[i], *first);
            if (same == Tri::Maybe) return {};
            if (same == Tri::Yes && name == "index") return integer(static_cast<std::int64_t>(i));
            if (same == Tri::Yes) ++count;
        }
        return name == "count" ? integer(count) : PyValue{};
    }
    if (name == "copy") return sequence(receiver.kind, list.items, list.complete);
    if (receiver.is(PyKind::Tuple)) return {};
    if (receiver.is(PyKind::Set)) {
        if (name == "issubset" || name == "issuperset" || name == "isdisjoint") return tri(Tri::Maybe);
        const bool sum = name == "union";
        if (sum || name == "intersection" || name == "difference" || name == "symmetric_difference") {
            const auto elements = first && args.size() == 1 ? iterate(*first) : std::nullopt;
            const PyValue other = sequence(PyKind::Set, elements ? elements->items : std::vector<PyValue>{}, elements && elements->complete);
            using syntax::Operator;
            const Operator op = sum                      ? Operator::BitOr
                                : name == "intersection" ? Operator::BitAnd
                                : name == "difference"   ? Operator::Sub
                                                         : Operator::BitXor;
            return binary(op, receiver, other);
        }
    }
    heap.touch(&list);
    if (name == "append" || name == "add") {
        if (!first) return call_unknown(receiver, args), heap.escape(receiver), PyValue{};
        if (receiver.is(PyKind::Set)) {
            list.complete = add_distinct(list.items, *first) && list.complete;
            return none();
        }
        // Where the number of items is not known, one stands for all that are like it.
        if (!list.complete)
            for (const PyValue& item : list.items)
                if (same_value(item, *first, 0)) return none();
        list.items.push_back(*first);
        return none();
    }
    if (name == "extend" || name == "update") {
        const auto elements = first && args.size() == 1 ? iterate(*first) : std::nullopt;
        if (elements) list.items.insert(list.items.end(), elements->items.begin(), elements->items.end());
        spend(elements ? elements->items.size() : 1);
        if (!elements || !elements->complete || receiver.is(PyKind::Set)) list.complete = false;
        return none();
    }
    if (name == "insert") {
        if (!first || !second) return heap.escape(receiver), PyValue{};
        const auto size = static_cast<std::int64_t>(list.items.size());
        if (first->is(PyKind::Int) && list.complete) {
            const std::int64_t at = std::clamp(first->integer < 0 ? first->integer + size : first->integer, std::int64_t{0}, size);
            list.items.insert(list.items.begin() + at, *second);
        } else {
            list.items.push_back(*second);
            list.complete = false;
        }
        return none();
    }
    if (name == "pop") {
        const bool last = args.empty();
        const bool known = list.complete && receiver.is(PyKind::List) && (last || (first && first->is(PyKind::Int)));
        const auto size = static_cast<std::int64_t>(list.items.size());
        if (known && size > 0) {
            const std::int64_t wanted = last ? -1 : first->integer;
            const std::int64_t at = wanted < 0 ? wanted + size : wanted;
            if (at >= 0 && at < size) {
                const PyValue item = list.items[static_cast<std::size_t>(at)];
                list.items.erase(list.items.begin() + at);
                return item;
            }
        }
        list.complete = false;
        std::vector<PyValue> options = list.items;
        options.emplace_back();
        return heap.one_of(options);
    }
    if (name == "reverse") {
        std::reverse(list.items.begin(), list.items.end());
        return none();
    }
    if (name == "clear") {
        list.items.clear();
        list.complete = true;
        return none();
    }
    list.complete = false;
    for (const CallArgument& arg : args) heap.escape(arg.value);
    return {};
}

PyValue Evaluator::Impl::dict_method(const PyValue& receiver, std::string_view name, const Arguments& args) {
    DictObject& dict = *receiver.dict;
    const PyValue* first = argument(args, 0);
    const PyValue* second = argument(args, 1);
    std::vector<PyValue> items;
    if (name == "keys" || name == "values" || name == "items") {
        for (const auto& [key, value] : dict.items) {
            if (name == "keys") items.push_back(key);
            if (name == "values") items.push_back(value);
            if (name == "items") items.push_back(sequence(PyKind::Tuple, {key, value}));
        }
        return iterator(std::move(items), dict.complete);
    }
    if (name == "copy") return dictionary(dict.items, dict.complete);
    if (name == "get" || name == "pop" || name == "setdefault") {
        if (!first) return heap.escape(receiver), PyValue{};
        const PyValue fallback = second ? *second : none();
        const Tri has = contains(receiver, *first);
        const PyValue found = subscript(receiver, *first);
        if (name == "pop") {
            if (has == Tri::Yes) delete_subscript(receiver, *first);
            if (has == Tri::Maybe) {
                heap.touch(&dict);
                dict.complete = false;
            }
        }
        if (has == Tri::Yes) return found;
        if (name == "setdefault") {
            heap.touch(&dict);
            dict.items.emplace_back(*first, fallback);
            if (has == Tri::Maybe) dict.complete = false;
        }
        return has == Tri::No ? fallback : heap.one_of({found, fallback, PyValue{}});
    }
    heap.touch(&dict);
    if (name == "update") {
        auto add = [&](const PyValue& key, const PyValue& value) {
            for (auto& [have, item] : dict.items) {
                if (equal(have, key) != Tri::Yes) continue;
                item = value;
                return;
            }
            dict.items.emplace_back(key, value);
            if (!key.known()) dict.complete = false;
        };
        for (const CallArgument& arg : args) {
            if (!arg.keyword.empty() && !arg.star) {
                add(text(arg.keyword), arg.value);
            } else if (arg.value.is(PyKind::Dict) && !arg.star) {
                const auto more = arg.value.dict->items;
                for (const auto& [key, value] : more) add(key, value);
                if (!arg.value.dict->complete) dict.complete = false;
            } else {
                const auto elements = arg.star ? std::nullopt : iterate(arg.value);
                bool known = elements && elements->complete;
                if (elements) {
                    for (const PyValue& pair : elements->items) {
                        const bool fits = (pair.is(PyKind::Tuple) || pair.is(PyKind::List)) && pair.list->complete && pair.list->items.size() == 2;
                        if (fits)
                            add(pair.list->items[0], pair.list->items[1]);
                        else
                            known = false;
                    }
                }
                if (!known) dict.complete = false;
            }
        }
        return none();
    }
    if (name == "clear") {
        dict.items.clear();
        dict.complete = true;
        return none();
    }
    if (name == "move_to_end") return none();
    dict.complete = false;
    for (const CallArgument& arg : args) heap.escape(arg.value);
    return {};
}

}  // namespace jitlint::analysis
