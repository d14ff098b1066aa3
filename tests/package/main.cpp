#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string_view>

#include "jitlint/lint.h"
#include "jitlint/version.h"

namespace {

constexpr std::string_view kBad =
    "import torch\n\n\n@torch.jit.script\ndef f(x):\n    try:\n        return x\n    except ValueError:\n        return x\n";

void expect(bool holds, std::string_view what) {
    if (holds) return;
    std::cerr << "not so: " << what << '\n';
    std::exit(1);
}

void texts() {
    jitlint::LintOptions options;
    options.isolated = true;
    options.torch_version = ">=1.13";
    const jitlint::LintReport report = jitlint::lint_text(kBad, "shown.py", options);
    expect(report.error.empty() && report.problems.empty() && report.files == 1 && report.torch == ">=1.13", "a text is checked");
    expect(report.diagnostics.size() == 1, "one diagnostic");
    const jitlint::Diagnostic& found = report.diagnostics.front();
    expect(found.rule == "try-statement" && found.severity == jitlint::Severity::Error && found.file == "shown.py", "what is wrong");
    expect(found.range.start.line == 6 && found.range.start.column == 5 && found.symbol == "f", "where it is");
    options.ignore = {"try-statement"};
    expect(jitlint::lint_text(kBad, "", options).diagnostics.empty(), "rules can be off");
    options.ignore = {"no-such-rule"};
    expect(jitlint::lint_text(kBad, "", options).error.find("no-such-rule") != std::string::npos, "bad options are told");
    expect(jitlint::lint_text({"\0\xff(", 3}, "", {}).diagnostics.size() == 1, "any bytes");
}

void paths() {
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / "jitlint-embedding";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder / "pkg");
    std::ofstream(folder / "pkg/a.py") << kBad;
    std::ofstream(folder / "b.py") << kBad;
    std::ofstream(folder / "jitlint.toml") << "extend-exclude = ['b.py']\n";
    const jitlint::LintReport report = jitlint::lint_paths({folder.string(), (folder / "missing.py").string()});
    expect(report.error.empty() && report.files == 1 && report.diagnostics.size() == 1, "settings hold");
    expect(report.problems.size() == 1 && report.problems.front().file.ends_with("missing.py"), "what cannot be read is told");
    std::ofstream(folder / "jitlint.toml") << "exclud = []\n";
    expect(jitlint::lint_paths({folder.string()}).error.find("jitlint.toml:1: there is no setting `exclud`") != std::string::npos,
           "bad settings are told");
    std::filesystem::remove_all(folder);
}

}  // namespace

int main() {
    texts();
    paths();
    std::cout << jitlint::kVersion << '\n';
    return 0;
}
