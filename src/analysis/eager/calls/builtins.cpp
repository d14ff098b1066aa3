#include <algorithm>
#include <charconv>
#include <cmath>

#include "analysis/eager/calls/arguments.h"
#include "analysis/eager/interpreter.h"
#include "text/among.h"

namespace jitlint::analysis {

namespace {

constexpr std::int64_t kMaxRange = 4096;

std::optional<std::int64_t> to_integer(double value) {
    if (!(std::fabs(value) < 9e15)) return std::nullopt;
    return static_cast<std::int64_t>(value);
}

}  // namespace

std::optional<PyValue> Evaluator::Impl::call_number_builtin(std::string_view name, const Arguments& args) {
    const PyValue* first = argument(args, 0);
    const PyValue* second = argument(args, 1);
    if (name == "int") {
        if (args.empty()) return integer(0);
        if (!first || args.size() > 1) return vague(PyKind::Int);
        if (is_int(*first)) return integer(first->integer);
        if (first->is(PyKind::Float)) {
            const auto value = to_integer(first->real);
            return value ? integer(*value) : vague(PyKind::Int);
        }
        if (first->is(PyKind::Str)) {
            std::int64_t value = 0;
            const auto read = std::from_chars(first->text.data(), first->text.data() + first->text.size(), value);
            if (read.ec == std::errc{} && read.ptr == first->text.data() + first->text.size()) return integer(value);
        }
        return vague(PyKind::Int);
    }
    if (name == "float") {
        if (args.empty()) return real(0);
        if (first && is_number(*first)) return real(as_real(*first));
        if (first && first->is(PyKind::Str) && (first->text == "inf" || first->text == "-inf"))
            return real(first->text == "inf" ? HUGE_VAL : -HUGE_VAL);
        return vague(PyKind::Float);
    }
    if (name == "bool") {
        if (args.empty()) return boolean(false);
        return tri(first ? truth(*first) : Tri::Maybe);
    }
    if (name == "abs") {
        if (!first) return PyValue{};
        if (is_int(*first) && first->integer != INT64_MIN) return integer(first->integer < 0 ? -first->integer : first->integer);
        if (first->is(PyKind::Float)) return real(std::fabs(first->real));
        if (const PyKind kind = kind_of(*first); is_number_kind(kind)) return vague(kind == PyKind::Float ? kind : PyKind::Int);
        return first->is(PyKind::Tensor) ? tensor(first->requires_grad) : PyValue{};
    }
    if (name == "round") {
        const PyKind kind = first ? kind_of(*first) : PyKind::Unknown;
        if (!is_number_kind(kind)) return PyValue{};
        if (!is_number(*first)) {
            if (args.size() == 1 || kind != PyKind::Float) return vague(PyKind::Int);
            return second && is_int_kind(kind_of(*second)) ? vague(kind) : PyValue{};
        }
        if (!second || second->is(PyKind::None)) {
            const auto value = to_integer(std::nearbyint(as_real(*first)));
            return value ? integer(*value) : PyValue{};
        }
        return first->is(PyKind::Float) && is_int(*second)
                   ? real(std::round(first->real * std::pow(10, as_real(*second))) / std::pow(10, as_real(*second)))
                   : PyValue{};
    }
    if (name == "pow") return first && second && args.size() == 2 ? binary(syntax::Operator::Pow, *first, *second) : PyValue{};
    if (name == "divmod") {
        if (!first || !second) return PyValue{};
        return sequence(PyKind::Tuple, {binary(syntax::Operator::FloorDiv, *first, *second), binary(syntax::Operator::Mod, *first, *second)});
    }
    if (name == "min" || name == "max") {
        if (has_star(args) || args.empty()) return PyValue{};
        std::vector<PyValue> items;
        if (positional_count(args) == 1) {
            const auto elements = iterate(*first);
            if (!elements || !elements->complete || elements->items.empty()) return PyValue{};
            items = elements->items;
        } else {
            for (const CallArgument& arg : args)
                if (arg.keyword.empty()) items.push_back(arg.value);
        }
        if (positional_count(args) != args.size()) return PyValue{};  // key, default
        PyValue best = items.front();
        for (const PyValue& item : items) {
            const bool smaller = name == "min";
            const Tri better = compare(smaller ? syntax::CompareOperator::Lt : syntax::CompareOperator::Gt, item, best);
            if (better == Tri::Maybe) return heap.one_of(items);
            if (better == Tri::Yes) best = item;
        }
        return best;
    }
    if (name == "sum") {
        const auto elements = first ? iterate(*first) : std::nullopt;
        PyValue total = second ? *second : integer(0);
        if (elements && !elements->complete && elements->alike && is_int_kind(kind_of(total)) && args.size() < 3 && !has_star(args) &&
            std::ranges::all_of(elements->items, [](const PyValue& item) { return is_int_kind(kind_of(item)); }))
            return vague(PyKind::Int);
        if (!elements || !elements->complete) return PyValue{};
        for (const PyValue& item : elements->items) total = binary(syntax::Operator::Add, total, item);
        return total;
    }
    return std::nullopt;
}

std::optional<PyValue> Evaluator::Impl::call_iteration_builtin(std::string_view name, const Arguments& args, const Site& site) {
    const PyValue* first = argument(args, 0);
    if (name == "range") {
        std::int64_t bounds[3] = {0, 0, 1};
        std::size_t count = 0;
        bool known = args.size() <= 3 && !args.empty();
        for (const CallArgument& arg : args) {
            known = known && !arg.star && is_int(arg.value) && count < 3;
            if (known) bounds[count++] = arg.value.integer;
        }
        if (known && count == 1) std::swap(bounds[0], bounds[1]);
        const auto [start, stop, step] = bounds;
        PyValue result = iterator({vague(PyKind::Int)}, false);
        result.list->alike = true;
        if (!known || step == 0) return result;
        std::vector<PyValue> items;
        for (std::int64_t i = start; step > 0 ? i < stop : i > stop; i += step) {
            if (static_cast<std::int64_t>(items.size()) >= kMaxRange || !spend()) return result;
            items.push_back(integer(i));
        }
        result.list->items = std::move(items);
        result.list->complete = true;
        return result;
    }
    const bool tuple = name == "tuple";
    if (tuple || name == "list" || name == "set" || name == "frozenset" || name == "sorted" || name == "reversed" || name == "iter") {
        const PyKind kind = tuple ? PyKind::Tuple : name == "set" || name == "frozenset" ? PyKind::Set : PyKind::List;
        const bool lazy = name == "iter" || name == "reversed";
        auto made = [&](std::vector<PyValue> items, bool complete) {
            PyValue result = sequence(kind, std::move(items), complete);
            result.list->lazy = lazy;
            return result;
        };
        if (args.empty()) return lazy ? PyValue{} : sequence(kind, {});
        auto elements = first ? iterate(*first) : std::nullopt;
        if (!elements) return first && !lazy ? sequence(kind, {}, false) : PyValue{};
        if (name == "reversed") std::reverse(elements->items.begin(), elements->items.end());
        if (name == "sorted") {
            bool sortable = args.size() == 1 && elements->complete;
            for (std::size_t i = 0; i + 1 < elements->items.size() && sortable; ++i)
                sortable = compare(syntax::CompareOperator::Lt, elements->items[i], elements->items[i + 1]) != Tri::Maybe;
            const bool numbers = std::all_of(elements->items.begin(), elements->items.end(), is_number);
            const bool texts = std::all_of(elements->items.begin(), elements->items.end(), [](const PyValue& v) { return v.is(PyKind::Str); });
            if (!sortable || (!numbers && !texts)) return sequence(kind, {heap.one_of(elements->items)}, false);
            std::stable_sort(elements->items.begin(), elements->items.end(),
                             [&](const PyValue& a, const PyValue& b) { return numbers ? as_real(a) < as_real(b) : a.text < b.text; });
        }
        spend(elements->items.size());
        return made(std::move(elements->items), elements->complete);
    }
    if (name == "enumerate" || name == "zip") {
        std::vector<Elements> parts;
        bool complete = !has_star(args);
        std::int64_t start = 0;
        for (const CallArgument& arg : args) {
            if (arg.star) continue;
            if (!arg.keyword.empty() || (name == "enumerate" && !parts.empty())) {
                if (arg.keyword == "strict") continue;
                complete = complete && is_int(arg.value);
                start = arg.value.integer;
                continue;
            }
            auto elements = iterate(arg.value);
            parts.push_back(elements ? *elements : Elements{{}, false});
            complete = complete && parts.back().complete;
        }
        if (parts.empty()) return iterator({}, complete && name == "zip");
        if (!complete) {
            // One pair stands for all.
            std::vector<PyValue> any;
            if (name == "enumerate") any.emplace_back();
            for (const Elements& part : parts) {
                std::vector<PyValue> options = part.items;
                if (options.empty()) options.emplace_back();
                any.push_back(heap.one_of(options));
            }
            return iterator({sequence(PyKind::Tuple, std::move(any), !has_star(args))}, false);
        }
        std::size_t length = parts.front().items.size();
        for (const Elements& part : parts) length = std::min(length, part.items.size());
        std::vector<PyValue> items;
        for (std::size_t i = 0; i < length; ++i) {
            std::vector<PyValue> row;
            if (name == "enumerate") row.push_back(integer(start + static_cast<std::int64_t>(i)));
            for (const Elements& part : parts) row.push_back(part.items[i]);
            items.push_back(sequence(PyKind::Tuple, std::move(row)));
        }
        spend(length);
        return iterator(std::move(items), true);
    }
    if (name == "map" || name == "filter") {
        const PyValue* second = argument(args, 1);
        const auto elements = second && args.size() == 2 ? iterate(*second) : std::nullopt;
        if (!first || !elements || !elements->complete) return call_unknown({}, args);
        std::vector<PyValue> items;
        bool complete = true;
        for (const PyValue& item : elements->items) {
            const PyValue made = first->is(PyKind::None) ? item : call(*first, {{{}, item, false}}, site);
            const Tri keep = name == "map" ? Tri::Yes : truth(made);
            if (keep != Tri::No) items.push_back(name == "map" ? made : item);
            complete = complete && keep != Tri::Maybe;
        }
        return iterator(std::move(items), complete);
    }
    if (name == "any" || name == "all") {
        const auto elements = first ? iterate(*first) : std::nullopt;
        if (!elements) return PyValue{};
        const Tri stop = name == "any" ? Tri::Yes : Tri::No;
        bool maybe = !elements->complete;
        for (const PyValue& item : elements->items) {
            const Tri holds = truth(item);
            if (holds == stop && elements->complete) return boolean(name == "any");
            if (holds == Tri::Maybe) maybe = true;
        }
        return maybe ? PyValue{} : boolean(name != "any");
    }
    if (name == "next") {
        const auto elements = first ? iterate(*first) : std::nullopt;
        return elements ? heap.one_of([&] {
            std::vector<PyValue> options = elements->items;
            options.emplace_back();
            return options;
        }())
                        : PyValue{};
    }
    return std::nullopt;
}

std::optional<PyValue> Evaluator::Impl::call_object_builtin(std::string_view name, const Arguments& args, const Site& site) {
    const PyValue* first = argument(args, 0);
    const PyValue* second = argument(args, 1);
    if (name == "isinstance") return first && second ? tri(is_instance(*first, *second)) : PyValue{};
    if (name == "callable") {
        if (!first) return PyValue{};
        const bool yes = first->is(PyKind::Function) || first->is(PyKind::Class) || first->is(PyKind::Module) || first->is(PyKind::BoundMethod);
        const bool no = is_number(*first) || first->is(PyKind::None) || first->is(PyKind::Str) || first->list || first->dict;
        return yes || (no && first->known()) ? boolean(yes) : tri(Tri::Maybe);
    }
    if (name == "len") {
        const PyValue some = vague(PyKind::Int);
        if (!first) return some;
        if (first->is(PyKind::Str)) {
            const bool ascii = std::all_of(first->text.begin(), first->text.end(), [](char c) { return static_cast<signed char>(c) > 0; });
            return ascii ? integer(static_cast<std::int64_t>(first->text.size())) : some;
        }
        if (first->is(PyKind::Set)) return first->list->complete ? integer(static_cast<std::int64_t>(first->list->items.size())) : some;
        if (first->is(PyKind::Object) && first->object->dict && !has_special(*first, "__len__"))
            return call_object_builtin("len", {{{}, items_of(*first), false}}, site);
        const bool countable = first->is(PyKind::List) || first->is(PyKind::Tuple) || first->dict || first->is(PyKind::Module);
        if (!countable) return some;
        if (first->is(PyKind::Module) && first->instance->cls && find_method(first->instance->cls, "__len__")) return some;
        const auto elements = iterate(*first);
        return elements && elements->complete ? integer(static_cast<std::int64_t>(elements->items.size())) : some;
    }
    if (name == "str" || name == "repr" || name == "format") {
        if (args.empty()) return text("");
        const auto shown = first && args.size() == 1 ? formatted(*first, name == "repr" ? 'r' : '\0', {}) : std::nullopt;
        return shown ? text(*shown) : vague(PyKind::Str);
    }
    if (name == "dict") {
        PyValue result = dictionary({});
        for (const CallArgument& arg : args) {
            if (arg.star)
                result.dict->complete = false;
            else if (arg.keyword.empty())
                dict_method(result, "update", {{{}, arg.value, false}});
            else
                set_subscript(result, text(arg.keyword), arg.value, site.frame, site.span);
        }
        return result;
    }
    if (name == "type") {
        if (!first || args.size() != 1) return PyValue{};
        const auto cls = first->is(PyKind::Module) || first->is(PyKind::Object) ? attribute(*first, "__class__") : std::nullopt;
        if (cls) return *cls;
        if (first->is(PyKind::Bool)) return external("builtins.bool");
        if (first->is(PyKind::Int)) return external("builtins.int");
        if (first->is(PyKind::Float)) return external("builtins.float");
        if (first->is(PyKind::Str)) return external("builtins.str");
        if (first->is(PyKind::List) && !first->list->lazy) return external("builtins.list");
        return PyValue{};
    }
    if (name == "hasattr") {
        if (!first || !second || !second->is(PyKind::Str)) return PyValue{};
        const bool space = first->is(PyKind::ExternalObject) && first->object;
        if (first->is(PyKind::Module) || first->is(PyKind::Object) || space) {
            const Attribute* own = first->is(PyKind::Module) ? first->instance->find(second->text) : first->object->find(second->text);
            if (first->is(PyKind::Object) && first->object->dict && !own) return tri(Tri::Maybe);
            if (own) return tri(own->certain ? Tri::Yes : Tri::Maybe);
            const auto found = attribute(*first, second->text);
            if (!found) return boolean(false);
            if (found->known()) return boolean(true);
            if (first->is(PyKind::Module) && is_module_member(second->text)) return boolean(true);
        }
        return tri(Tri::Maybe);
    }
    if (name == "getattr") {
        if (!first || !second) return PyValue{};
        const PyValue* fallback = argument(args, 2);
        if (!second->is(PyKind::Str)) {
            // Any of the attributes.
            if (!first->is(PyKind::Module)) return PyValue{};
            std::vector<PyValue> options{PyValue{}};
            for (const Attribute& own : first->instance->attributes) options.push_back(own.value);
            return heap.one_of(options);
        }
        if (!fallback) return read_attribute(*first, second->text, site.frame);
        const bool space = first->is(PyKind::ExternalObject) && first->object;
        if (first->is(PyKind::Module) || first->is(PyKind::Object) || first->is(PyKind::Namespace) || space) {
            const auto found = attribute(*first, second->text);
            if (!found) return *fallback;
            const Attribute* own = first->is(PyKind::Module)            ? first->instance->find(second->text)
                                   : first->is(PyKind::Object) || space ? first->object->find(second->text)
                                                                        : nullptr;
            if (found->known() && (!own || own->certain)) return *found;
            return heap.one_of({*found, *fallback});
        }
        return PyValue{};
    }
    if (name == "setattr") {
        const PyValue* value = argument(args, 2);
        if (!first || !second || !value) return call_unknown({}, args);
        if (second->is(PyKind::Str)) {
            set_attribute(*first, second->text, *value, site.frame, site.span);
        } else if (first->is(PyKind::Module)) {
            // One more attribute, by whatever name.
            heap.touch(first->instance);
            first->instance->open = true;
            first->instance->members_complete = false;
            heap.escape(*value);
        } else {
            call_unknown({}, args);
        }
        return none();
    }
    if (name == "delattr") {
        if (first && second && second->is(PyKind::Str))
            delete_attribute(*first, second->text);
        else
            call_unknown({}, args);
        return none();
    }
    if (name == "vars" && first && (first->is(PyKind::Object) || first->is(PyKind::ExternalObject)) && first->object) return attributes_dict(*first);
    if (name == "exec" || name == "eval" || name == "vars" || name == "locals" || name == "globals") {
        for (Frame* frame = &site.frame; frame; frame = frame->outer) heap.escape(*frame);
        return PyValue{};
    }
    if (name == "object") {
        PyValue result;
        result.kind = PyKind::Object;
        result.object = heap.make_object();
        result.object->open = true;
        return result;
    }
    return std::nullopt;
}

std::optional<PyValue> Evaluator::Impl::call_builtin(std::string_view name, const Arguments& args, const Site& site) {
    if (auto result = call_number_builtin(name, args)) return result;
    if (auto result = call_iteration_builtin(name, args, site)) return result;
    if (auto result = call_object_builtin(name, args, site)) return result;
    if (name == "print") return none();
    if (name == "issubclass" && args.size() == 2) {
        const Tri derives = is_subclass(args[0].value, args[1].value);
        return derives == Tri::Maybe ? PyValue{} : boolean(derives == Tri::Yes);
    }
    if (name == "super") {
        // Its methods may be called through it later.
        for (const Frame* frame = &site.frame; frame; frame = frame->outer) heap.escape(frame->self);
        return PyValue{};
    }
    if (name == "property") {
        PyValue result = external_object(kProperty);
        Capture capture;
        capture.bound = args;
        result.capture = heap.make_capture(std::move(capture));
        return result;
    }
    if (name == "slice") return external_object("builtins.slice");
    if (text::among(name, {"id", "hash", "ord"})) return vague(PyKind::Int);
    if (text::among(name, {"chr", "bin", "hex", "oct", "ascii", "input"})) return vague(PyKind::Str);
    if (text::among(name, {"complex", "bytes", "bytearray", "open", "dir", "memoryview"})) return PyValue{};
    if (looks_like_class(name)) return external_object("builtins." + std::string(name));
    return std::nullopt;
}

}  // namespace jitlint::analysis
