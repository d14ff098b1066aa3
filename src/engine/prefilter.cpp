#include "engine/prefilter.h"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

namespace jitlint::engine {
namespace {

using Text = std::string_view;

/// How names of classes end that are no nn.Module, whatever file they come from.
constexpr std::array<Text, 23> kNoModules{"TestCase", "Test", "Tests",  "object",  "Error",  "Exception", "Warning", "Enum",
                                          "IntFlag",  "ABC",  "type",   "str",     "int",    "float",     "dict",    "list",
                                          "tuple",    "set",  "Thread", "Dataset", "Tensor", "Optimizer", "Function"};

/// Whole names of such classes.
constexpr std::array<Text, 8> kNoModule{"Generic", "NamedTuple", "Parameter", "Process", "Protocol", "Tuple", "TypedDict", "namedtuple"};

/// What makes a function of torch.jit start compiling (`Evaluator::jit_uses`).
constexpr std::array<Text, 5> kUses{"script", "trace", "script_if_tracing", "script_method", "trace_module"};

/// In bytes: parsing takes less than half a millisecond.
constexpr std::size_t kShort = 4000;

bool is_word(char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

Text trimmed(Text text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

Text last_word(Text text) {
    std::size_t begin = text.size();
    while (begin > 0 && is_word(text[begin - 1])) --begin;
    return text.substr(begin);
}

/// Calls `found` with what stands before and behind the word, wherever it stands by itself, until that says true.
template <class F>
bool any_word(Text bytes, Text word, F&& found) {
    for (std::size_t at = bytes.find(word); at != Text::npos; at = bytes.find(word, at + word.size())) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !is_word(bytes[at - 1])) && (end == bytes.size() || !is_word(bytes[end])) && found(bytes.substr(0, at), bytes.substr(end)))
            return true;
    }
    return false;
}

/// Whether torch.jit itself may get a name of its own: `jit` stands alone, as in an import or an assignment.
bool may_rename_jit(Text bytes) {
    return any_word(bytes, "jit", [](Text, Text after) { return after.empty() || after.front() != '.'; });
}

/// What stands before the text's trailing blanks, newlines and comments.
Text without_gap(Text text) {
    for (;;) {
        while (!text.empty() && (is_blank(text.back()) || Text("\r\n\\").find(text.back()) != Text::npos)) text.remove_suffix(1);
        const std::size_t line = text.find_last_of("\r\n");
        const std::size_t comment = text.find('#', line == Text::npos ? 0 : line);
        if (comment == Text::npos) return text;
        text = text.substr(0, comment);
    }
}

/// Whether the word, which stands between, may be read from torch.jit, or be a name that an import gives to such a function.
bool is_use(Text bytes, Text before, Text word, Text after) {
    before = trimmed(before);
    after = trimmed(after);
    if (before.ends_with('@')) return true;
    if (before.ends_with('.')) {
        const Text owner = last_word(trimmed(before.substr(0, before.size() - 1)));
        return owner == "jit" || (owner != "torch" && (word.starts_with("script") || may_rename_jit(bytes)));
    }
    const bool ends = after.empty() || Text("(,)\r\n;#\\").find(after.front()) != Text::npos || after.starts_with("as ");
    if (!ends) return false;
    before = without_gap(before);
    return last_word(before) == "import" || before.ends_with(',') || before.ends_with('(') || bytes.find("import *") != Text::npos;
}

bool may_use_jit(Text bytes) {
    return std::ranges::any_of(
        kUses, [&](Text word) { return any_word(bytes, word, [&](Text before, Text after) { return is_use(bytes, before, word, after); }); });
}

/// A class statement as its text shows it.
struct Class {
    Text name;
    bool is_global = false;   ///< not indented
    bool may_derive = false;  ///< from a module, by a base that is no plain name
    std::vector<Text> bases;  ///< as written, without what stands in brackets behind: `nn.Module`, `Generic`
};

/// The class whose name and bases `rest` begins with; only the statement's first line is looked at.
Class read_class(Text rest) {
    Class result;
    const Text line = rest.substr(0, rest.find_first_of("\r\n"));
    result.may_derive = line.ends_with('\\');
    const Text head = trimmed(line.substr(0, line.find_first_of("(:")));
    result.name = head;
    const std::size_t open = line.find('(');
    if (open == Text::npos || open > line.find(':')) return result;
    int depth = 0;
    std::size_t begin = open + 1;
    auto add = [&](std::size_t end) {
        Text base = trimmed(line.substr(begin, end - begin));
        if (base.find('=') != Text::npos) return;
        const Text called = base.substr(0, base.find('('));
        if (called.size() != base.size() && last_word(called) != "namedtuple" && last_word(called) != "NamedTuple") result.may_derive = true;
        base = called.substr(0, called.find('['));
        if (last_word(base).empty() && !base.empty()) result.may_derive = true;
        if (!base.empty()) result.bases.push_back(base);
    };
    for (std::size_t i = open + 1; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '(' || c == '[' || c == '{') ++depth;
        if (c == ')' && depth == 0) {
            add(i);
            return result;
        }
        if (c == ')' || c == ']' || c == '}') --depth;
        if (c == ',' && depth == 0) {
            add(i);
            begin = i + 1;
        }
    }
    result.may_derive = true;  // goes on in the next line
    return result;
}

std::vector<Class> read_classes(Text bytes) {
    std::vector<Class> result;
    any_word(bytes, "class", [&](Text before, Text after) {
        if (after.empty() || (!is_blank(after.front()) && after.front() != '\\')) return false;
        const bool is_global = before.empty() || before.ends_with('\n') || before.ends_with('\r');
        before = trimmed(before);
        if (!before.empty() && Text("\n\r;:").find(before.back()) == Text::npos) return false;
        result.push_back(read_class(after));
        result.back().is_global = is_global;
        return false;
    });
    return result;
}

bool is_no_module(Text base) {
    base = last_word(base);
    return std::ranges::find(kNoModule, base) != kNoModule.end() || std::ranges::any_of(kNoModules, [&](Text end) { return base.ends_with(end); });
}

/// Whether one of the classes may derive from nn.Module. A base that the file defines by itself is what that definition says; one that is
/// defined on a condition may come from elsewhere as well.
bool has_module(Text bytes) {
    const std::vector<Class> classes = read_classes(bytes);
    std::set<Text> defined;
    for (const Class& one : classes)
        if (one.is_global) defined.insert(one.name);
    return std::ranges::any_of(classes, [&](const Class& one) {
        return one.may_derive || std::ranges::any_of(one.bases, [&](Text base) { return !defined.contains(base) && !is_no_module(base); });
    });
}

}  // namespace

bool may_have_roots(std::string_view bytes) {
    if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
    if (bytes.find('\0') != Text::npos) return true;
    if (bytes.find("torch") != Text::npos) {
        if (bytes.size() < kShort) return true;
        for (const char* nested : {"((((((((((", "[[[[[[[[[[", "{{{{{{{{{{"})
            if (bytes.find(nested) != Text::npos) return true;
        // Names that torch.jit had once.
        if (bytes.find("weak_") != Text::npos || bytes.find("WeakScript") != Text::npos) return true;
    }
    return may_use_jit(bytes) || has_module(bytes);
}

}  // namespace jitlint::engine
