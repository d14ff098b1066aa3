#include "cli/command_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>
#include <utility>

#include "cli/completions.h"
#include "cli/help.h"
#include "cli/setup.h"
#include "jitlint/version.h"
#include "project/suggest.h"
#include "report/report.h"

namespace jitlint::cli {
namespace {

/// What other linters call a command or option, and what it is called here.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kElsewhere{{{"rule", "explain"},
                                                                                   {"linter", "rules"},
                                                                                   {"lint", "check"},
                                                                                   {"generate-shell-completion", "completions"},
                                                                                   {"--add-noqa", "--add-ignore"},
                                                                                   {"--show-settings", "jitlint config"}}};

std::string hint(std::string_view given, const std::vector<std::string>& known) {
    const auto* elsewhere = std::ranges::find(kElsewhere, given, &std::pair<std::string_view, std::string_view>::first);
    if (elsewhere != kElsewhere.end()) return fmt::format("; here it is `{}`", elsewhere->second);
    const std::vector<std::string_view> views(known.begin(), known.end());
    return project::did_you_mean(given, views);
}

}  // namespace

CommandLine::CommandLine() : app_("jitlint: says what torch.jit.script would reject, without importing torch") {
    app_.name("jitlint");
    app_.formatter(std::make_shared<HelpFormatter>());
    app_.set_version_flag("--version", "jitlint " + std::string(kVersion));
    app_.require_subcommand(1);
    add_check();
    add_config();
    add_rules();
    add_explain();
    add_completions();
}

void CommandLine::add_settings(CLI::App& command, SettingsOptions& options) {
    command.add_option("--config", options.config, "a settings file, or a setting such as 'fail-on = \"warning\"'; may be repeated")
        ->type_name("FILE|TOML")
        ->allow_extra_args(false);
    command.add_option("--python", options.python, "the Python environment, its folder or its interpreter, whose packages are followed")
        ->type_name("PATH");
    command.add_flag("--isolated", options.isolated, "no settings files, no target taken from the project");
    command.add_option("--torch-version", options.torch_version, "the torch you support: a version or a specifier such as '>=1.8,<2.3'")
        ->type_name("SPEC");
    auto add_list = [&command](const char* name, std::vector<std::string>& words, const char* type, const char* description) {
        command.add_option(name, words, description)->delimiter(',')->allow_extra_args(false)->type_name(type);
    };
    add_list("--exclude", options.exclude, "PATTERN,...", "leave out files and folders that match these patterns, instead of the usual ones");
    add_list("--extend-exclude", options.extend_exclude, "PATTERN,...", "leave them out beside the usual ones");
    add_list("--select", options.select, "RULE,...", "only these rules (names, separated by commas)");
    add_list("--extend-select", options.extend_select, "RULE,...", "these rules beside those that are on");
    add_list("--ignore", options.ignore, "RULE,...", "all but these rules");
    add_list("--per-file-ignores", options.per_file_ignores, "PATTERN:RULE,...", "rules that are off in files that match");
    add_list("--fixable", options.fixable, "RULE,...", "the rules whose fixes may be applied");
    add_list("--unfixable", options.unfixable, "RULE,...", "rules whose fixes may not be applied");
}

void CommandLine::add_check() {
    CLI::App* check = app_.add_subcommand("check", "check files and folders");
    std::vector<std::string> formats;
    for (const report::Format& format : report::formats()) formats.emplace_back(format.name);
    check->add_option("paths", check_.paths, "files and folders (default: the working directory); `-` reads standard input")->type_name("PATH");
    check->add_option("--files-from", check_.files_from, "also what this file (or `-`) lists, a path on each line or before each NUL byte")
        ->type_name("FILE");
    check->add_option("--context", check_.context, "also read this file or folder, for what it makes of the files to check; may be repeated")
        ->type_name("PATH")
        ->allow_extra_args(false);
    check->add_flag("--changed", check_.changed, "report only on files that git says are changed, and what is scripted in them");
    check->add_option("--since", check_.since, "with --changed: since this commit, or since the branch parted from it")->type_name("REF");
    add_settings(*check, check_);

    check->add_option("--output-format", check_.output_format, "how findings are shown")->check(CLI::IsMember(formats))->capture_default_str();
    check->add_option("--output", check_.outputs, "also write FILE in FORMAT; may be repeated")->type_name("FORMAT:FILE")->allow_extra_args(false);
    check->add_option("-o,--output-file", check_.output_file, "write to this file what would be shown")->type_name("FILE");
    check->add_flag("-q,--quiet", check_.quiet, "show findings alone, without the closing lines");
    check->add_flag("-s,--silent", check_.silent, "show nothing: the exit code tells, and messages about what went wrong");
    check->add_flag("--statistics", check_.statistics,
                    "how often each rule speaks and which roots are scriptable, instead of the findings: as text or json");
    check->add_option("--color", check_.color, "colours in text output")->check(CLI::IsMember({"auto", "always", "never"}))->capture_default_str();

    check->add_flag("--fix", check_.fix, "apply safe fixes");
    check->add_flag("--no-fix", no_fix_, "apply none, whatever else says so");
    check->add_flag("--fix-only", check_.fix_only, "apply safe fixes, and neither show what is left nor fail because of it");
    check->add_flag("--exit-non-zero-on-fix", check_.exit_non_zero_on_fix, "exit with 1 where a fix was applied, also if nothing is left");
    check->add_flag("--unsafe-fixes", check_.unsafe_fixes, "with --fix or --diff: also those that need your eye");
    check->add_flag("--diff", check_.diff, "show what --fix would change, and change nothing");
    // A flag that may be given a value counts as "true" without one.
    check->add_flag("--add-ignore", check_.add_ignore, "write a `# jitlint: ignore[...]` for everything found; --add-ignore=REASON says why");

    check->add_option("--baseline", check_.baseline, "hide the findings that this file knows")->type_name("FILE");
    check->add_option("--write-baseline", check_.write_baseline, "write the findings to this file, and exit with 0")->type_name("FILE");
    check->add_flag("--fail-on-stale", check_.fail_on_stale, "exit with 1 where the baseline knows findings that are no longer there");
    check->add_option("--min-scriptable", check_.min_scriptable, "exit with 1 where fewer of the roots are scriptable, such as 0.8")
        ->type_name("SHARE");
    check->add_option("--fail-on", check_.fail_on, "the least severity that makes the exit code 1 (default: error)")
        ->check(CLI::IsMember({"error", "warning", "note", "never"}));
    check->add_flag("-e,--exit-zero", check_.exit_zero, "exit with 0 also where errors were found");

    check->add_flag("--force-exclude", check_.force_exclude, "leave out excluded files also where they are named, or name standard input");
    check->add_flag("--show-files", check_.show_files, "list the files that would be checked, and check nothing");
    check
        ->add_option("--stdin-filename", check_.stdin_filename,
                     "the name to show for standard input, and whose settings hold; without paths, standard input is read")
        ->type_name("NAME");
    check->add_option("-j,--jobs", check_.threads, "threads (default: one a core)")->type_name("N");
    check->footer("exit codes: 0 nothing that fails, 1 errors found (see --fail-on), 2 bad usage, settings or unreadable files, 130 interrupted");
}

void CommandLine::add_config() {
    CLI::App* config = app_.add_subcommand("config", "show the settings that hold for a path, and where each comes from");
    config->add_option("path", config_.paths, "a file or folder (default: the working directory)")->type_name("PATH");
    config->add_option("--output-format", config_.output_format, "text (as TOML) or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    config->add_flag("--show-files", config_.show_files, "list the files that would be checked");
    add_settings(*config, config_);
}

void CommandLine::add_rules() {
    CLI::App* rules = app_.add_subcommand("rules", "list the rules");
    rules->add_option("--output-format", rules_format_, "table or json")->check(CLI::IsMember({"table", "json"}))->capture_default_str();
}

void CommandLine::add_explain() {
    CLI::App* explain = app_.add_subcommand("explain", "print a rule's page, or find the rule for a message of the compiler");
    explain->add_option("rule", explained_, "the rule's name, or what torch.jit.script said; `-` reads it from standard input")
        ->required()
        ->type_name("RULE|MESSAGE");
}

void CommandLine::add_completions() {
    CLI::App* completions = app_.add_subcommand("completions", "print the completion script for a shell");
    completions->add_option("shell", shell_, "bash, zsh or fish")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
    app_.add_subcommand("manual", "print the manual page (roff)");
    app_.add_subcommand("version", "print the version");
    CLI::App* help = app_.add_subcommand("help", "print what a command takes");
    help->add_option("command", helped_, "the command (default: all of them)")->type_name("COMMAND");
}

int CommandLine::complain_about_option(const std::string& given) const {
    std::vector<std::string> names;
    for (const CLI::App* command : app_.get_subcommands()) {
        for (const CLI::Option* option : command->get_options())
            for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
        if (std::ranges::find(names, given) == names.end()) continue;
        tell(fmt::format("`{}` stands behind the command: `jitlint {} {} ...`", given, command->get_name(), given));
        return 2;
    }
    tell(fmt::format("there is no option `{}`{}", given, hint(given, names)));
    return 2;
}

int CommandLine::complain(const CLI::ParseError& error) {
    const std::vector<std::string> unknown = app_.remaining(true);
    if (dynamic_cast<const CLI::ExtrasError*>(&error) && !unknown.empty() && unknown.front().starts_with("-"))
        return complain_about_option(unknown.front().substr(0, unknown.front().find('=')));
    if (dynamic_cast<const CLI::RequiredError*>(&error) && app_.get_subcommands().empty()) {
        if (unknown.empty()) {
            fmt::print(stderr, "{}", app_.help());
            return 2;
        }
        std::vector<std::string> names;
        for (const CLI::App* command : app_.get_subcommands([](const CLI::App*) { return true; })) names.push_back(command->get_name());
        tell(fmt::format("there is no command `{}`{}", unknown.front(), hint(unknown.front(), names)));
        return 2;
    }
    if (error.get_exit_code() == 0) return app_.exit(error);
    tell(fmt::format("{}; --help lists the options", error.what()));
    return 2;
}

int CommandLine::show_help() {
    std::vector<std::string> names;
    for (const CLI::App* command : app_.get_subcommands([](const CLI::App*) { return true; })) {
        names.push_back(command->get_name());
        if (command->get_name() != helped_) continue;
        print(command->help("jitlint"));
        return 0;
    }
    if (helped_.empty()) {
        // `app_.help()` would be that of the command that was given.
        print(app_.get_formatter()->make_help(&app_, app_.get_name(), CLI::AppFormatMode::Normal));
        return 0;
    }
    tell(fmt::format("there is no command `{}`{}", helped_, hint(helped_, names)));
    return 2;
}

int CommandLine::run() {
    if (no_fix_) check_.fix = false;
    if (app_.got_subcommand("check")) return check(check_);
    if (app_.got_subcommand("config")) return show_config(config_);
    if (app_.got_subcommand("rules")) return list_rules(rules_format_);
    if (app_.got_subcommand("explain")) return explain(explained_);
    if (app_.got_subcommand("version")) {
        print("jitlint " + std::string(kVersion) + "\n");
        return 0;
    }
    if (app_.got_subcommand("help")) return show_help();
    print(app_.got_subcommand("manual") ? manual(app_, std::string(kVersion)) : completions(app_, shell_));
    return 0;
}

}  // namespace jitlint::cli
