#include "project/settings.h"

#include <gtest/gtest.h>

#include "project/settings_files.h"

namespace jitlint::project {
namespace {

class SettingsTest : public testing::Test {
protected:
    /// What is said about the settings of `folder`; empty where all is well.
    std::string complaint(const std::string& folder = "/w") {
        const auto error = find_settings(files, folder).error;
        return error ? error->path + ":" + std::to_string(error->line) + ": " + error->message : "";
    }
    std::string complaint_about(const std::string& text) {
        files.add("/w/jitlint.toml", text);
        return complaint();
    }
    /// The words of a list, with the lines that they stand on.
    std::string words(Key key, const std::string& folder = "/w") {
        const SettingsResult result = find_settings(files, folder);
        std::string out;
        for (const Word& word : result.settings.words(key)) out += word.text + "@" + word.origin.path + ":" + std::to_string(word.origin.line) + " ";
        return out;
    }
    MemoryFileSystem files;
};

TEST_F(SettingsTest, EachKeySaysWhatItTakes) {
    EXPECT_EQ(complaint_about("\ntorch-versoin = '1.13'\n"), "/w/jitlint.toml:2: there is no setting `torch-versoin`; did you mean `torch-version`?");
    EXPECT_EQ(complaint_about("torch-version = 1.13\n"), "/w/jitlint.toml:1: `torch-version`: expects a string such as \">=1.8,<2.3\"");
    EXPECT_EQ(complaint_about("torch-version = 'new'\n"),
              "/w/jitlint.toml:1: `torch-version`: `new` is no torch version or specifier such as `>=1.8,<2.3`");
    EXPECT_EQ(complaint_about("torch-version = '<0.4'\n"), "/w/jitlint.toml:1: `torch-version`: no torch release since 1.0 is `<0.4`");
    EXPECT_EQ(complaint_about("select = [\n'a',\n1]\n"), "/w/jitlint.toml:3: `select`: expects a list of rule names");
    EXPECT_EQ(complaint_about("fail-on = 'eror'\n"),
              "/w/jitlint.toml:1: `fail-on`: `eror` is none of `error`, `warning`, `note`, `never`; did you mean `error`?");
    EXPECT_EQ(complaint_about("[severity]\na = 'never'\n"), "/w/jitlint.toml:2: `severity`: `never` is none of `error`, `warning`, `note`");
    EXPECT_EQ(complaint_about("min-scriptable = 80\n"), "/w/jitlint.toml:1: `min-scriptable`: expects a number from 0 to 1");
    EXPECT_EQ(complaint_about("min-scriptable = 1\n"), "");
    EXPECT_EQ(complaint_about("roots = 'all'\n"), "/w/jitlint.toml:1: `roots`: expects \"explicit\" or a list of dotted names");
    EXPECT_EQ(complaint_about("[per-file-ignores]\n'*.py' = 'a'\n"),
              "/w/jitlint.toml:2: `per-file-ignores`: expects a table of file patterns with lists of rule names");
    EXPECT_TRUE(complaint_about("select = ['a'\n\n").starts_with("/w/jitlint.toml:"));
}

TEST_F(SettingsTest, PyprojectTable) {
    files.add("/w/pyproject.toml", "[tool]\njitlint = 3\n");
    EXPECT_EQ(complaint(), "/w/pyproject.toml:2: `tool.jitlint` expects a table");
    files.add("/w/pyproject.toml", "[tool.jitlint]\nselect = ['a']\n");
    EXPECT_EQ(words(Key::Select), "a@/w/pyproject.toml:2 ");
    files.add("/w/jitlint.toml", "ignore = []\n");
    EXPECT_EQ(words(Key::Select), "") << "jitlint.toml goes before";
}

TEST_F(SettingsTest, BrokenFilesOfOthersAreNotOurs) {
    files.add("/w/pyproject.toml", "[project\n");
    EXPECT_EQ(complaint(), "");
    files.add("/w/pyproject.toml", "[project\n[tool.jitlint]\n");
    EXPECT_TRUE(complaint().starts_with("/w/pyproject.toml:1: ")) << complaint();
}

TEST_F(SettingsTest, TheClosestFileCountsAlone) {
    files.add("/w/jitlint.toml", "select = ['a']\nignore = ['b']\n");
    files.add("/w/p/pyproject.toml", "[tool.jitlint]\nselect = ['c']\n");
    files.add("/w/p/q/pyproject.toml", "[project]\n");
    EXPECT_EQ(words(Key::Select, "/w/p/q"), "c@/w/p/pyproject.toml:2 ");
    EXPECT_EQ(words(Key::Ignore, "/w/p/q"), "");
    EXPECT_EQ(words(Key::Ignore, "/w/r"), "b@/w/jitlint.toml:2 ");
}

TEST_F(SettingsTest, ExtendedFiles) {
    files.add("/w/base.toml", "select = ['a']\nignore = ['b']\nextend-exclude = ['x']\n");
    files.add("/w/p/jitlint.toml", "extend = '../base.toml'\nselect = ['c']\nextend-exclude = ['y']\n");
    EXPECT_EQ(words(Key::Select, "/w/p"), "c@/w/p/jitlint.toml:2 ");
    EXPECT_EQ(words(Key::Ignore, "/w/p"), "b@/w/base.toml:2 ");
    EXPECT_EQ(words(Key::ExtendExclude, "/w/p"), "x@/w/base.toml:3 y@/w/p/jitlint.toml:3 ");
    files.add("/w/base.toml", "extend = 'p/jitlint.toml'\n");
    EXPECT_EQ(complaint("/w/p"), "/w/base.toml:1: `extend`: the file extends itself");
    files.add("/w/base.toml", "select = 3\n");
    EXPECT_EQ(complaint("/w/p"), "/w/base.toml:1: `select`: expects a list of rule names");
    files.remove("/w/base.toml");
    EXPECT_EQ(complaint("/w/p"), "/w/p/jitlint.toml:1: `extend`: there is no file `../base.toml`");
}

TEST_F(SettingsTest, TheCommandLineGoesOver) {
    files.add("/w/jitlint.toml", "select = ['a']\nignore = ['b']\n");
    SettingsIndex index(files, {false, {}, {"select = ['c']", "fail-on = 'never'"}});
    const auto settings = index.for_folder("/w/deep/down");
    ASSERT_FALSE(index.error());
    EXPECT_EQ(settings->words(Key::Select)[0].text, "c");
    EXPECT_EQ(settings->words(Key::Select)[0].origin.path, "");
    EXPECT_EQ(settings->words(Key::Ignore)[0].text, "b");
    EXPECT_EQ(settings->word(Key::FailOn)->text, "never");
    EXPECT_EQ(index.for_folder("/w/other"), settings) << "one object for one file";

    SettingsIndex isolated(files, {true, {}, {"select = ['c']"}});
    EXPECT_TRUE(isolated.for_folder("/w")->words(Key::Ignore).empty());
    EXPECT_EQ(isolated.for_folder("/w")->words(Key::Select).size(), 1U);

    SettingsIndex bad(files, {false, {}, {"slect = ['c']"}});
    ASSERT_TRUE(bad.error());
    EXPECT_EQ(bad.error()->path, "");
    EXPECT_EQ(bad.error()->message, "there is no setting `slect`; did you mean `select`?");
}

TEST_F(SettingsTest, OptionsGoOverAll) {
    files.add("/w/jitlint.toml", "select = ['a']\nignore = ['b', 'c']\nextend-exclude = ['x']\nunfixable = ['d']\n");
    auto told = [&](const OptionSettings& options, Key key) {
        SettingsIndex index(files, {false, {}, {}, options});
        std::string out;
        for (const Word& word : index.for_folder("/w")->words(key))
            out += word.text + "@" + (word.origin.path.empty() ? word.origin.option : "file") + " ";
        return out;
    };
    OptionSettings adding;
    adding.set(Key::Ignore, {"e"});
    adding.set(Key::ExtendExclude, {"y"});
    adding.set(Key::Unfixable, {"f"});
    adding.extend_select = {{"b", {{}, 0, "--extend-select"}}};
    EXPECT_EQ(told(adding, Key::Select), "a@file b@--extend-select ");
    EXPECT_EQ(told(adding, Key::Ignore), "c@file e@--ignore ");
    EXPECT_EQ(told(adding, Key::ExtendExclude), "x@file y@--extend-exclude ");
    EXPECT_EQ(told(adding, Key::Unfixable), "f@--unfixable ");

    OptionSettings anew;
    anew.set(Key::Select, {"b"});
    EXPECT_EQ(told(anew, Key::Select), "b@--select ");
    EXPECT_EQ(told(anew, Key::Ignore), "") << "what the settings ignore goes with what they select";
    anew.set(Key::Ignore, {});
    EXPECT_EQ(told(anew, Key::Ignore), "");
}

}  // namespace
}  // namespace jitlint::project
