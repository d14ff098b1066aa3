#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "project/file_system.h"

/// What a project asks of jitlint: the table [tool.jitlint] of a pyproject.toml, or a jitlint.toml.
namespace jitlint::project {

/// Where something was said.
struct Origin {
    std::string path;         ///< of the file, absolute; empty: the command line
    unsigned line = 0;        ///< 1-based
    std::string option = {};  ///< of the command line, such as `--exclude`; empty: `--config`
};

/// A string that somebody wrote.
struct Word {
    std::string text;
    Origin origin;
};

/// Every setting, in the order in which they are shown.
enum class Key : std::uint8_t {
    TorchVersion,
    Select,
    Ignore,
    Severity,
    PerFileIgnores,
    Include,
    Exclude,
    ExtendExclude,
    Roots,
    Src,
    Python,
    Baseline,
    FailOn,
    MinScriptable,
    Fixable,
    Unfixable,
    Extend,
};
inline constexpr std::size_t key_count = static_cast<std::size_t>(Key::Extend) + 1;

/// What a setting takes.
enum class ValueKind : std::uint8_t {
    Text,
    Texts,
    TextOrTexts,
    Number,
    TextTable,   ///< text by name
    TextsTable,  ///< a list of texts by name
};

struct KeyInfo {
    std::string_view name;
    ValueKind kind;
    std::string_view takes;  ///< in words: `a list of rule names`
    std::string_view usual;  ///< what holds where nobody says anything, as TOML; empty where nothing does
};
const KeyInfo& info(Key key);

/// What somebody gave for a setting.
struct Value {
    struct Entry {
        Word name;
        std::vector<Word> words;
    };
    Origin origin;
    std::vector<Word> words;     ///< a text or number is one word
    std::vector<Entry> entries;  ///< of tables, in the order of their names
    bool is_list = false;
};

struct Settings {
    std::string path;  ///< of the nearest file, absolute; empty where there is none
    std::array<std::optional<Value>, key_count> values;

    const Value* find(Key key) const;
    /// The words of a list, or nothing.
    std::span<const Word> words(Key key) const;
    /// The text of a setting that has one, or null.
    const Word* word(Key key) const;
    void set(Key key, Value value) { values[static_cast<std::size_t>(key)] = std::move(value); }
};

/// Something that does not say what it should.
struct SettingsError {
    std::string path;   ///< absolute; empty: the command line
    unsigned line = 0;  ///< 1-based; 0 where no line is to blame
    std::string message;
};

struct SettingsResult {
    Settings settings;
    std::optional<SettingsError> error;
};

/// The settings in the text of a jitlint.toml, or of a pyproject.toml (`in_pyproject`): then `settings.path` is empty
/// where the file has no table [tool.jitlint]. `path` is what origins will say.
SettingsResult parse_settings(const std::string& text, const std::string& path, bool in_pyproject);

/// What `over` says, else what `under` says. Lists of `extend-exclude` are joined.
Settings overlay(Settings over, const Settings& under);

/// What options of the command line say that stand for settings.
struct OptionSettings {
    Settings settings;
    std::vector<Word> extend_select;

    /// What the option that is called as `key` was given, if anything.
    void set(Key key, const std::vector<std::string>& words);
};

/// What options say, else what `settings` do. Rules that options select are on also where settings ignore them; rules and
/// patterns that they leave out are left out beside those of the settings.
Settings with_options(const Settings& settings, const OptionSettings& options);

}  // namespace jitlint::project
