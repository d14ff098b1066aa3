#include "project/requirements.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include "project/path.h"

namespace jitlint::project {

namespace {

using torchscript::VersionSet;

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t max_requirements_file = 4U << 20U;
constexpr std::size_t max_included_files = 32;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

std::string without_blanks(std::string_view text) {
    std::string out;
    std::ranges::copy_if(text, std::back_inserter(out), [](char c) { return !is_blank(c); });
    return out;
}

/// The next line, taken off `text`.
std::string_view take_line(std::string_view& text) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == npos ? text.size() : end + 1);
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

std::size_t name_length(std::string_view text) {
    const auto end =
        std::ranges::find_if_not(text, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' || c == '.'; });
    return static_cast<std::size_t>(end - text.begin());
}

bool is_torch(std::string_view name) {
    constexpr std::string_view wanted = "torch";
    return std::ranges::equal(name, wanted, [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; });
}

/// A specifier that leaves releases over and leaves some out.
Versions informative(std::string_view specifier) {
    const auto set = VersionSet::parse(specifier);
    if (!set || set->empty()) return std::nullopt;
    return set;
}

/// `torch-2.0.1%2Bcu118-cp310-cp310-linux_x86_64.whl` at the end of a link.
Versions torch_of_url(std::string_view url) {
    const std::size_t at = url.find("torch-");
    if (at == npos) return std::nullopt;
    const std::string_view rest = url.substr(at + 6);
    const auto end = std::ranges::find_if_not(rest, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    std::string_view version = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    while (version.ends_with('.')) version.remove_suffix(1);
    return informative(version);
}

std::vector<int> numbers_of(std::string_view version) {
    std::vector<int> numbers;
    for (std::size_t at = 0; at < version.size() && numbers.size() < 4;) {
        int value = 0;
        std::size_t digits = 0;
        for (; at < version.size() && version[at] >= '0' && version[at] <= '9' && digits < 6; ++at, ++digits)
            value = value * 10 + (version[at] - '0');
        if (digits == 0) break;
        numbers.push_back(value);
        if (at >= version.size() || version[at] != '.') break;
        ++at;
    }
    return numbers;
}

std::string dotted(const std::vector<int>& numbers) {
    std::string out;
    for (const int number : numbers) out += (out.empty() ? "" : ".") + std::to_string(number);
    return out;
}

/// `>=version,<limit`, with the limit one above `version` at the number `index`.
std::string up_to_next(std::string_view version, std::size_t index) {
    std::vector<int> limit = numbers_of(version);
    if (limit.empty()) return {};
    limit.resize(std::min(index, limit.size() - 1) + 1);
    ++limit.back();
    return ">=" + std::string(version) + ",<" + dotted(limit);
}

/// One clause of poetry's language in that of PEP 440.
std::string poetry_clause(std::string_view clause) {
    if (clause.starts_with('^')) {
        const std::string_view version = clause.substr(1);
        const std::vector<int> numbers = numbers_of(version);
        const auto first = std::ranges::find_if(numbers, [](int n) { return n > 0; });
        return up_to_next(version, static_cast<std::size_t>(first - numbers.begin()));
    }
    if (clause.starts_with('~') && !clause.starts_with("~=")) return up_to_next(clause.substr(1), 1);
    if (clause.starts_with('=') && !clause.starts_with("==")) return "=" + std::string(clause);
    const bool has_operator = !clause.empty() && std::string_view("<>=!~").find(clause.front()) != npos;
    return has_operator ? std::string(clause) : "==" + std::string(clause);
}

/// `text` in pieces between `separator`s.
std::vector<std::string_view> pieces(std::string_view text, std::string_view separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == npos) return parts;
        text.remove_prefix(at + separator.size());
    }
}

/// An entry of a conda environment: `pytorch>=1.8`, `pytorch=1.13`, `conda-forge::pytorch=1.12.1=py39_0`.
Versions torch_of_conda(std::string_view entry) {
    if (const std::size_t channel = entry.find("::"); channel != npos) entry.remove_prefix(channel + 2);
    const std::size_t length = name_length(entry);
    const std::string_view name = entry.substr(0, length);
    if (name != "pytorch" && name != "pytorch-gpu" && name != "pytorch-cpu" && name != "torch") return std::nullopt;
    std::string specifier = without_blanks(entry.substr(length));
    if (specifier.starts_with('=') && !specifier.starts_with("==")) {
        // `=1.13=py39_0`: a version and a build.
        specifier = specifier.substr(1, specifier.find('=', 1) - 1);
        if (specifier.ends_with(".*")) specifier.resize(specifier.size() - 2);
        if (specifier.ends_with('*')) specifier.pop_back();
    } else if (specifier.starts_with("==")) {
        specifier = specifier.substr(0, specifier.find('=', 2));
    }
    return informative(specifier);
}

Versions read_requirements(const FileSystem& files, const std::string& path, std::set<std::string>& seen) {
    if (seen.size() >= max_included_files || !seen.insert(files.real_path(path)).second) return std::nullopt;
    const FileContent content = files.read(path, max_requirements_file);
    Versions found;
    std::string_view text = content.bytes;
    std::string line;
    while (!text.empty()) {
        line += take_line(text);
        if (line.ends_with('\\') && !text.empty()) {
            line.pop_back();
            continue;
        }
        std::string_view entry = line;
        for (std::size_t at = entry.find('#'); at != npos; at = entry.find('#', at + 1)) {
            if (at == 0 || is_blank(entry[at - 1])) {
                entry = entry.substr(0, at);
                break;
            }
        }
        entry = trimmed(entry);
        bool included = false;
        for (const std::string_view option : {"--requirement", "-r", "--constraint", "-c"}) {
            if (included || !entry.starts_with(option)) continue;
            std::string_view target = entry.substr(option.size());
            if (option.starts_with("--") && !target.empty() && !is_blank(target.front()) && target.front() != '=') continue;
            if (target.starts_with('=')) target.remove_prefix(1);
            target = trimmed(target);
            included = true;
            if (!target.empty()) found = either(found, read_requirements(files, join_path(parent_path(path), target), seen));
        }
        if (!included) found = either(found, torch_of_requirement(entry));
        line.clear();
    }
    return found;
}

}  // namespace

Versions either(Versions a, Versions b) {
    if (!a) return b;
    return b ? *a | *b : a;
}

Versions torch_of_requirement(std::string_view requirement) {
    requirement = trimmed(requirement);
    const std::size_t length = name_length(requirement);
    if (!is_torch(requirement.substr(0, length))) {
        const bool is_link = requirement.find("://") != npos && requirement.find("torch-") != npos;
        return is_link && requirement.find("/torch-") != npos ? torch_of_url(requirement.substr(requirement.find("/torch-") + 1)) : std::nullopt;
    }
    std::string_view rest = trimmed(requirement.substr(length));
    if (rest.starts_with('[')) {
        const std::size_t end = rest.find(']');
        if (end == npos) return std::nullopt;
        rest = trimmed(rest.substr(end + 1));
    }
    if (rest.starts_with('@')) return torch_of_url(rest);
    // Markers, and options such as --hash.
    rest = rest.substr(0, rest.find(';'));
    rest = trimmed(rest.substr(0, rest.find(" --")));
    if (rest.starts_with('(') && rest.ends_with(')')) rest = rest.substr(1, rest.size() - 2);
    return informative(without_blanks(rest));
}

Versions torch_of_poetry(std::string_view constraint) {
    Versions found;
    for (const std::string_view alternative : pieces(constraint, "||")) {
        std::string specifier;
        std::string clause;
        // Clauses are separated by commas or by blanks; an operator may be followed by blanks.
        const auto finish = [&] {
            if (clause.empty()) return;
            if (clause != "*") specifier += (specifier.empty() ? "" : ",") + poetry_clause(clause);
            clause.clear();
        };
        for (const char c : alternative) {
            if (c == ',') {
                finish();
            } else if (is_blank(c)) {
                if (!clause.empty() && std::string_view("<>=!~^").find(clause.back()) == npos) finish();
            } else {
                clause += c;
            }
        }
        finish();
        found = either(found, informative(specifier));
    }
    return found;
}

Versions torch_of_requirements_file(const FileSystem& files, const std::string& path) {
    std::set<std::string> seen;
    return read_requirements(files, path, seen);
}

Versions torch_of_setup_cfg(std::string_view text) {
    Versions found;
    std::string section;
    bool in_list = false;
    while (!text.empty()) {
        const std::string_view line = take_line(text);
        const std::string_view content = trimmed(line);
        if (content.empty() || content.front() == '#' || content.front() == ';') continue;
        if (content.front() == '[' && !is_blank(line.front())) {
            section = content.substr(1, content.find(']') - 1);
            in_list = false;
            continue;
        }
        std::string_view entry = content;
        if (!is_blank(line.front())) {
            const std::size_t equals = content.find('=');
            const std::string_view key = trimmed(content.substr(0, equals));
            in_list = (section == "options" && key == "install_requires") || section == "options.extras_require";
            entry = equals == npos ? std::string_view{} : trimmed(content.substr(equals + 1));
        }
        if (in_list) found = either(found, torch_of_requirement(entry));
    }
    return found;
}

Versions torch_of_environment_yml(std::string_view text) {
    Versions found;
    while (!text.empty()) {
        std::string_view entry = trimmed(take_line(text));
        if (!entry.starts_with("- ")) continue;
        entry = trimmed(entry.substr(2));
        if (const std::size_t comment = entry.find(" #"); comment != npos) entry = trimmed(entry.substr(0, comment));
        if (entry.size() > 1 && (entry.front() == '"' || entry.front() == '\'') && entry.back() == entry.front())
            entry = entry.substr(1, entry.size() - 2);
        Versions versions = torch_of_conda(entry);
        if (!versions) versions = torch_of_requirement(entry);
        found = either(found, versions);
    }
    return found;
}

}  // namespace jitlint::project
