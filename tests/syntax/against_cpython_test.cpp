#include <gtest/gtest.h>
#include <stdio.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "syntax/dump.h"

namespace jitlint::syntax {
namespace {

namespace fs = std::filesystem;

/// How much is compared: one file of so many; all of them with JITLINT_EVERY_FILE set.
std::size_t stride() { return std::getenv("JITLINT_EVERY_FILE") ? 1 : 12; }

std::string python() {
    const char* const chosen = std::getenv("JITLINT_PYTHON");
    return chosen ? chosen : "python3";
}

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<fs::path> python_files(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code ignored;
    for (fs::recursive_directory_iterator it(folder, ignored), end; it != end; it.increment(ignored))
        if (it->is_regular_file(ignored) && it->path().extension() == ".py") files.push_back(it->path());
    std::sort(files.begin(), files.end());
    return files;
}

struct Comparison {
    std::size_t compared = 0;
    std::size_t skipped = 0;
    std::vector<std::string> differences;  ///< the first of each file
};

/// Has CPython dump `files` and compares line by line.
Comparison compare(const std::vector<fs::path>& files) {
    Comparison result;
    const fs::path list = fs::temp_directory_path() / ("jitlint_syntax_" + std::to_string(::getpid()) + ".txt");
    {
        std::ofstream out(list);
        for (const fs::path& file : files) out << file.string() << "\n";
    }
    const std::string command = python() + " " JITLINT_SOURCE_DIR "/tests/syntax/cpython_dump.py < " + list.string();
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    std::string path, line;
    bool ended = false, precise = true;
    std::vector<std::string> theirs;
    const auto finish = [&] {
        if (path.empty()) return;
        DumpOptions options;
        options.positions_in_strings = precise;
        const auto parsed = parse(std::make_shared<text::SourceFile>(path, read(path)));
        std::istringstream ours(dump(*parsed, options));
        std::string our_line;
        ++result.compared;
        std::size_t i = 0;
        for (; std::getline(ours, our_line); ++i) {
            if (i < theirs.size() && our_line == theirs[i]) continue;
            result.differences.push_back(path + "\n  ours:    " + our_line + "\n  CPython: " + (i < theirs.size() ? theirs[i] : "(end)"));
            return;
        }
        if (i < theirs.size()) result.differences.push_back(path + "\n  ours: (end)\n  CPython: " + theirs[i]);
        if (!parsed->module().syntax_errors.empty())
            result.differences.push_back(path + "\n  a syntax error at line " +
                                         std::to_string(parsed->source().line_at(parsed->module().syntax_errors.front().begin)));
    };
    char* buffer = nullptr;
    std::size_t size = 0;
    for (ssize_t length; (length = getline(&buffer, &size, pipe.get())) > 0;) {
        line.assign(buffer, static_cast<std::size_t>(length));
        if (line.ends_with('\n')) line.pop_back();
        if (line.starts_with("VERSION ")) {
            precise = !(line.starts_with("VERSION 3 ") && std::stoi(line.substr(10)) < 12);
        } else if (line.starts_with("FILE ")) {
            finish();
            path = line.substr(5);
            theirs.clear();
        } else if (line.starts_with("SKIP ")) {
            path.clear();
            ++result.skipped;
        } else if (line == "END") {
            finish();
            ended = true;
        } else if (!line.empty()) {
            theirs.push_back(line);
        }
    }
    std::free(buffer);
    fs::remove(list);
    if (!ended) result.differences.push_back("CPython ended early, after " + path);
    return result;
}

void expect_equal(const std::vector<fs::path>& files, std::size_t at_least) {
    const Comparison result = compare(files);
    std::printf("compared %zu, CPython refuses %zu, different %zu\n", result.compared, result.skipped, result.differences.size());
    EXPECT_GE(result.compared, at_least);
    std::size_t shown = 0;
    for (const std::string& difference : result.differences)
        if (++shown <= 40) ADD_FAILURE() << difference;
}

TEST(AgainstCPython, Snippets) { expect_equal(python_files(JITLINT_SOURCE_DIR "/tests/syntax/snippets"), 10); }

TEST(AgainstCPython, InstalledFiles) {
    std::vector<fs::path> all;
    std::vector<std::string> roots{"/usr/lib/python3.11", "/usr/lib/python3.12", "/usr/lib/python3.13", "/usr/lib/python3.14",
                                   "/usr/lib/python3/dist-packages"};
    if (const char* const chosen = std::getenv("JITLINT_PYTHON_FILES")) roots = {chosen};
    for (const std::string& root : roots) {
        const auto found = python_files(root);
        all.insert(all.end(), found.begin(), found.end());
    }
    std::vector<fs::path> chosen;
    for (std::size_t i = 0; i < all.size(); i += stride()) chosen.push_back(all[i]);
    if (chosen.empty()) GTEST_SKIP() << "no Python library here";
    expect_equal(chosen, 1);
}

}  // namespace
}  // namespace jitlint::syntax
