#include "project/settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <utility>

#include "project/suggest.h"
#include "torchscript/version.h"

namespace jitlint::project {

namespace {

constexpr std::array<KeyInfo, key_count> keys{{
    {"torch-version", ValueKind::Text, "a string such as \">=1.8,<2.3\"", ""},
    {"select", ValueKind::Texts, "a list of rule names", ""},
    {"ignore", ValueKind::Texts, "a list of rule names", "[]"},
    {"severity", ValueKind::TextTable, "a table of rule names with \"error\", \"warning\" or \"note\"", "{}"},
    {"per-file-ignores", ValueKind::TextsTable, "a table of file patterns with lists of rule names", "{}"},
    {"include", ValueKind::Texts, "a list of file patterns", "[\"*.py\"]"},
    {"exclude", ValueKind::Texts, "a list of file patterns", ""},
    {"extend-exclude", ValueKind::Texts, "a list of file patterns", "[]"},
    {"roots", ValueKind::TextOrTexts, "\"explicit\" or a list of dotted names", "[]"},
    {"src", ValueKind::Texts, "a list of folders", "[]"},
    {"python", ValueKind::Text, "the path of an environment or interpreter", ""},
    {"baseline", ValueKind::Text, "the path of a baseline file", ""},
    {"fail-on", ValueKind::Text, "\"error\", \"warning\", \"note\" or \"never\"", "\"error\""},
    {"min-scriptable", ValueKind::Number, "a number from 0 to 1", ""},
    {"fixable", ValueKind::Texts, "a list of rule names", ""},
    {"unfixable", ValueKind::Texts, "a list of rule names", "[]"},
    {"extend", ValueKind::Text, "the path of another settings file", ""},
}};

/// What is wrong with a value; nothing where it is right.
using Problem = std::optional<std::string>;

Problem one_of(const std::string& text, std::span<const std::string_view> known) {
    for (const std::string_view word : known)
        if (word == text) return std::nullopt;
    return fmt::format("`{}` is none of `{}`{}", text, fmt::join(known, "`, `"), did_you_mean(text, known));
}

Problem judge_text(Key key, const std::string& text) {
    static constexpr std::array<std::string_view, 4> levels{"error", "warning", "note", "never"};
    if (key == Key::FailOn) return one_of(text, levels);
    if (key == Key::Severity) return one_of(text, std::span(levels).first(3));
    if (key == Key::TorchVersion) {
        const auto versions = torchscript::VersionSet::parse(text);
        if (!versions) return "`" + text + "` is no torch version or specifier such as `>=1.8,<2.3`";
        if (versions->empty()) return "no torch release since 1.0 is `" + text + "`";
    }
    return std::nullopt;
}

class TableReader {
public:
    explicit TableReader(std::string path) : path_(std::move(path)) {}

    std::optional<SettingsError> read(const toml::table& table, Settings& settings) {
        for (const auto& [name, node] : table) {
            const std::string_view given = name.str();
            const auto line = static_cast<unsigned>(name.source().begin.line);
            const auto* known = std::find_if(keys.begin(), keys.end(), [&](const KeyInfo& key) { return key.name == given; });
            if (known == keys.end()) {
                std::array<std::string_view, key_count> names;
                for (std::size_t i = 0; i < key_count; ++i) names[i] = keys[i].name;
                return SettingsError{path_, line, fmt::format("there is no setting `{}`{}", given, did_you_mean(given, names))};
            }
            key_ = static_cast<Key>(known - keys.begin());
            Value value;
            value.origin = {path_, line};
            if (Problem problem = read_value(node, value))
                return SettingsError{path_, problem_line_ ? problem_line_ : line, fmt::format("`{}`: {}", given, *problem)};
            settings.set(key_, std::move(value));
        }
        return std::nullopt;
    }

private:
    Origin origin(const toml::node& node) const { return {path_, static_cast<unsigned>(node.source().begin.line)}; }

    Problem read_text(const toml::node& node, std::vector<Word>& words) {
        problem_line_ = origin(node).line;
        const auto text = node.value_exact<std::string>();
        if (!text) return expected();
        if (Problem problem = judge_text(key_, *text)) return problem;
        words.push_back({*text, origin(node)});
        return std::nullopt;
    }

    Problem read_texts(const toml::node& node, std::vector<Word>& words) {
        problem_line_ = origin(node).line;
        const auto* array = node.as_array();
        if (!array) return expected();
        for (const toml::node& element : *array)
            if (Problem problem = read_text(element, words)) return problem;
        return std::nullopt;
    }

    Problem read_number(const toml::node& node, std::vector<Word>& words) {
        problem_line_ = origin(node).line;
        const auto number = node.value<double>();
        if (!node.is_number() || !number || !(*number >= 0 && *number <= 1)) return expected();
        words.push_back({fmt::format("{}", *number), origin(node)});
        return std::nullopt;
    }

    Problem read_table(const toml::node& node, Value& value, bool lists) {
        problem_line_ = origin(node).line;
        const auto* table = node.as_table();
        if (!table) return expected();
        for (const auto& [name, element] : *table) {
            Value::Entry entry;
            entry.name = {std::string(name.str()), {path_, static_cast<unsigned>(name.source().begin.line)}};
            if (Problem problem = lists ? read_texts(element, entry.words) : read_text(element, entry.words)) return problem;
            value.entries.push_back(std::move(entry));
        }
        return std::nullopt;
    }

    Problem read_value(const toml::node& node, Value& value) {
        switch (info(key_).kind) {
            case ValueKind::Text:
                return read_text(node, value.words);
            case ValueKind::Number:
                return read_number(node, value.words);
            case ValueKind::Texts:
                value.is_list = true;
                return read_texts(node, value.words);
            case ValueKind::TextOrTexts:
                value.is_list = node.is_array();
                if (value.is_list) return read_texts(node, value.words);
                if (node.value_exact<std::string>() != "explicit") return expected();
                return read_text(node, value.words);
            case ValueKind::TextTable:
                return read_table(node, value, false);
            case ValueKind::TextsTable:
                return read_table(node, value, true);
        }
        return std::nullopt;
    }

    std::string expected() const { return fmt::format("expects {}", info(key_).takes); }

    std::string path_;
    Key key_{};
    unsigned problem_line_ = 0;
};

}  // namespace

const KeyInfo& info(Key key) { return keys[static_cast<std::size_t>(key)]; }

const Value* Settings::find(Key key) const {
    const auto& value = values[static_cast<std::size_t>(key)];
    return value ? &*value : nullptr;
}

std::span<const Word> Settings::words(Key key) const {
    const Value* value = find(key);
    return value ? std::span<const Word>(value->words) : std::span<const Word>();
}

const Word* Settings::word(Key key) const {
    const Value* value = find(key);
    return value && !value->words.empty() ? &value->words.front() : nullptr;
}

SettingsResult parse_settings(const std::string& text, const std::string& path, bool in_pyproject) {
    SettingsResult result;
    toml::table document;
    try {
        document = toml::parse(std::string_view(text));
    } catch (const toml::parse_error& error) {
        result.error = SettingsError{path, static_cast<unsigned>(error.source().begin.line), std::string(error.description())};
        return result;
    }
    const toml::table* table = &document;
    if (in_pyproject) {
        const auto node = document.at_path("tool.jitlint");
        if (!node) return result;
        table = node.as_table();
        if (!table) {
            result.error = SettingsError{path, static_cast<unsigned>(node.node()->source().begin.line), "`tool.jitlint` expects a table"};
            return result;
        }
    }
    result.settings.path = path;
    result.error = TableReader(path).read(*table, result.settings);
    return result;
}

Settings overlay(Settings over, const Settings& under) {
    if (over.path.empty()) over.path = under.path;
    for (std::size_t i = 0; i < key_count; ++i) {
        if (!under.values[i]) continue;
        if (!over.values[i]) {
            over.values[i] = under.values[i];
        } else if (static_cast<Key>(i) == Key::ExtendExclude) {
            const auto& words = under.values[i]->words;
            over.values[i]->words.insert(over.values[i]->words.begin(), words.begin(), words.end());
        }
    }
    return over;
}

void OptionSettings::set(Key key, const std::vector<std::string>& words) {
    if (words.empty()) return;
    const Origin origin{{}, 0, fmt::format("--{}", info(key).name)};
    Value value{origin, {}, {}, info(key).kind != ValueKind::Text};
    for (const std::string& word : words) value.words.push_back({word, origin});
    settings.set(key, std::move(value));
}

Settings with_options(const Settings& settings, const OptionSettings& options) {
    auto at = [](Settings& of, Key key) -> std::optional<Value>& { return of.values[static_cast<std::size_t>(key)]; };
    Settings under = settings;
    std::optional<Value>& ignore = at(under, Key::Ignore);
    if (options.settings.find(Key::Select)) ignore.reset();
    if (ignore)
        std::erase_if(ignore->words, [&](const Word& word) {
            return std::ranges::find(options.extend_select, word.text, &Word::text) != options.extend_select.end();
        });

    Settings result = overlay(options.settings, under);
    if (std::optional<Value>& all = at(result, Key::Ignore); all && ignore && options.settings.find(Key::Ignore))
        all->words.insert(all->words.begin(), ignore->words.begin(), ignore->words.end());
    if (std::optional<Value>& select = at(result, Key::Select))
        select->words.insert(select->words.end(), options.extend_select.begin(), options.extend_select.end());
    return result;
}

}  // namespace jitlint::project
