#include "engine/prefilter.h"

#include <algorithm>
#include <array>

namespace jitlint::engine {
namespace {

/// How names of classes end that are no nn.Module, whatever file they come from.
constexpr std::array<std::string_view, 24> kNoModules{"TestCase", "Test",  "Tests", "object", "Error",     "Exception", "Warning", "Enum",
                                                      "IntFlag",  "ABC",   "type",  "str",    "int",       "float",     "dict",    "list",
                                                      "tuple",    "Tuple", "set",   "Thread", "Optimizer", "Dataset",   "Tensor",  "Function"};

/// In bytes: parsing takes less than a millisecond.
constexpr std::size_t kShort = 8000;

bool is_word(char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f'; }

/// Whether the name of a function of torch.jit stands somewhere, by itself.
bool has_word(std::string_view bytes, std::string_view word) {
    for (std::size_t at = bytes.find(word); at != std::string_view::npos; at = bytes.find(word, at + word.size())) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !is_word(bytes[at - 1])) && (end == bytes.size() || !is_word(bytes[end]))) return true;
    }
    return false;
}

/// Whether a base class may be an nn.Module: `pkg.Name`, or something else that is not looked into.
bool may_be_module(std::string_view base) {
    while (!base.empty() && is_blank(base.front())) base.remove_prefix(1);
    while (!base.empty() && is_blank(base.back())) base.remove_suffix(1);
    return !base.empty() && std::ranges::none_of(kNoModules, [&](std::string_view end) { return base.ends_with(end); });
}

/// The same of the bases behind `class`, up to their line's end.
bool may_define_module(std::string_view rest) {
    const std::size_t line = std::min(rest.find_first_of("\r\n"), rest.size());
    if (rest.substr(0, line).ends_with('\\')) return true;
    const std::size_t open = rest.substr(0, line).find('(');
    if (open == std::string_view::npos) return false;
    std::string_view bases = rest.substr(open + 1, line - open - 1);
    const std::size_t close = bases.find(')');
    if (close == std::string_view::npos) return true;
    bases = bases.substr(0, close);
    for (;;) {
        const std::size_t comma = bases.find(',');
        if (may_be_module(bases.substr(0, comma))) return true;
        if (comma == std::string_view::npos) return false;
        bases.remove_prefix(comma + 1);
    }
}

bool has_module(std::string_view bytes) {
    constexpr std::string_view word = "class";
    for (std::size_t at = bytes.find(word); at != std::string_view::npos; at = bytes.find(word, at + word.size())) {
        const std::size_t end = at + word.size();
        if (end == bytes.size() || (!is_blank(bytes[end]) && bytes[end] != '\\')) continue;
        std::size_t begin = at;
        while (begin > 0 && is_blank(bytes[begin - 1])) --begin;
        const bool starts = begin == 0 || bytes[begin - 1] == '\n' || bytes[begin - 1] == '\r' || bytes[begin - 1] == ';' ||
                            bytes[begin - 1] == ':' || (bytes[begin - 1] & 0x80) != 0;
        if (starts && may_define_module(bytes.substr(end))) return true;
    }
    return false;
}

}  // namespace

bool may_have_roots(std::string_view bytes) {
    if (bytes.find('\0') != std::string_view::npos) return true;
    if (bytes.find("torch") != std::string_view::npos) {
        if (bytes.size() < kShort) return true;
        for (const char* nested : {"((((((((((", "[[[[[[[[[[", "{{{{{{{{{{"})
            if (bytes.find(nested) != std::string_view::npos) return true;
    }
    return bytes.find("jit") != std::string_view::npos || has_word(bytes, "script") || has_word(bytes, "trace") || has_module(bytes);
}

}  // namespace jitlint::engine
