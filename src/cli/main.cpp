#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>

#include "cli/options.h"
#include "jitlint/version.h"

namespace {

void interrupted(int) { _exit(130); }

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGINT, interrupted);
    // A reader that goes away (`| head`) ends the program without a word.
    std::signal(SIGPIPE, SIG_DFL);

    CLI::App app{"jitlint: says what torch.jit.script would reject, without importing torch"};
    app.set_version_flag("--version", "jitlint " + std::string(jitlint::kVersion));
    app.require_subcommand(1);

    jitlint::cli::CheckOptions options;
    CLI::App* check = app.add_subcommand("check", "check files and folders");
    check->add_option("paths", options.paths, "files and folders (default: the working directory); `-` reads standard input");
    check->add_option("--output-format", options.output_format, "how findings are shown")
        ->check(CLI::IsMember({"text", "concise", "json"}))
        ->capture_default_str();
    check->add_option("--torch-version", options.torch_version, "the torch you support: a version or a specifier such as '>=1.8,<2.3'");
    check->add_option("--select", options.select, "only these rules (names, separated by commas)")->delimiter(',')->allow_extra_args(false);
    check->add_option("--ignore", options.ignore, "all but these rules")->delimiter(',')->allow_extra_args(false);
    check->add_flag("--isolated", options.isolated, "no settings files, no target taken from the project");
    check->add_flag("--fix", options.fix, "apply safe fixes");
    check->add_flag("--unsafe-fixes", options.unsafe_fixes, "with --fix or --diff: also those that need your eye");
    check->add_flag("--diff", options.diff, "show what --fix would change, and change nothing");
    check->add_flag("--exit-zero", options.exit_zero, "exit with 0 also where errors were found");
    check->add_option("--color", options.color, "colours in text output")->check(CLI::IsMember({"auto", "always", "never"}))->capture_default_str();
    check->add_option("-j,--jobs", options.threads, "threads (default: one a core)");
    check->add_option("--stdin-filename", options.stdin_filename, "the name to show for standard input");
    check->footer("exit codes: 0 no errors, 1 errors found, 2 bad usage or unreadable files, 130 interrupted");

    std::string format = "table";
    CLI::App* rules = app.add_subcommand("rules", "list the rules");
    rules->add_option("--output-format", format, "table or json")->check(CLI::IsMember({"table", "json"}))->capture_default_str();

    std::string rule;
    CLI::App* explain = app.add_subcommand("explain", "print a rule's page");
    explain->add_option("rule", rule, "the rule's name")->required();

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    int code = 0;
    if (*check) code = jitlint::cli::check(options);
    if (*rules) code = jitlint::cli::list_rules(format);
    if (*explain) code = jitlint::cli::explain(rule);
    std::fflush(stdout);
    return code;
}
