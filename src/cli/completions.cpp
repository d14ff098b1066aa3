#include "cli/completions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "rules/rule_ids.h"

namespace jitlint::cli {
namespace {

/// An option as completions and the manual need it.
struct Entry {
    std::vector<std::string> names;  ///< with their dashes, long ones first
    std::string takes;               ///< empty for flags
    std::vector<std::string> choices;
    std::string help;
};

/// `a`, `b` of `TEXT:{a,b}`.
std::vector<std::string> choices_in(const std::string& type) {
    std::vector<std::string> all;
    const std::size_t open = type.find('{');
    const std::size_t close = type.rfind('}');
    if (open == std::string::npos || close == std::string::npos) return all;
    for (std::size_t at = open + 1; at < close;) {
        const std::size_t end = std::min(type.find(',', at), close);
        all.push_back(type.substr(at, end - at));
        at = end + 1;
    }
    return all;
}

std::vector<Entry> options_of(const CLI::App& command) {
    std::vector<Entry> all;
    for (const CLI::Option* option : command.get_options()) {
        if (option->get_positional()) continue;
        Entry entry;
        for (const std::string& name : option->get_lnames()) entry.names.push_back("--" + name);
        for (const std::string& name : option->get_snames()) entry.names.push_back("-" + name);
        entry.help = option->get_description();
        if (option->get_expected_max() > 0) {
            entry.choices = choices_in(option->get_type_name());
            entry.takes = entry.choices.empty() ? option->get_type_name() : fmt::format("{}", fmt::join(entry.choices, "|"));
        }
        all.push_back(std::move(entry));
    }
    return all;
}

/// What stands in a command without a name of its own.
std::vector<const CLI::Option*> arguments_of(const CLI::App& command) {
    std::vector<const CLI::Option*> all;
    for (const CLI::Option* option : command.get_options())
        if (option->get_positional()) all.push_back(option);
    return all;
}

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
    std::vector<const CLI::App*> all;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) all.push_back(command);
    return all;
}

bool takes_rules(const Entry& entry) { return entry.takes.starts_with("RULE"); }

std::string rule_names() {
    std::string names;
    for (const rules::RuleInfo& rule : rules::all_rules()) names += (names.empty() ? "" : " ") + std::string(rule.name);
    return names;
}

/// Text between single quotes of a shell.
std::string in_quotes(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '\'')
            out += "'\\''";
        else
            out += c;
    }
    return out;
}

std::string bash(const CLI::App& app) {
    std::string commands;
    std::string cases;
    std::string values;
    for (const CLI::App* command : commands_of(app)) {
        commands += (commands.empty() ? "" : " ") + command->get_name();
        std::string names;
        for (const Entry& entry : options_of(*command)) {
            for (const std::string& name : entry.names) names += (names.empty() ? "" : " ") + name;
            if (entry.takes.empty()) continue;
            const std::string words = takes_rules(entry) ? "$rules" : fmt::format("{}", fmt::join(entry.choices, " "));
            if (words.empty()) continue;
            values += fmt::format("        {}:{}) COMPREPLY=($(compgen -W \"{}\" -- \"$current\")); return ;;\n", command->get_name(),
                                  fmt::join(entry.names, fmt::format("|{}:", command->get_name())), words);
        }
        cases += fmt::format("        {}) options=\"{}\" ;;\n", command->get_name(), names);
    }
    return fmt::format(
        "# bash completion for jitlint; made by `jitlint completions bash`\n"
        "_jitlint() {{\n"
        "    local current=\"${{COMP_WORDS[COMP_CWORD]}}\" previous=\"${{COMP_WORDS[COMP_CWORD-1]}}\" command=\"${{COMP_WORDS[1]}}\" options=\"\"\n"
        "    local rules=\"{}\"\n"
        "    if [[ $COMP_CWORD -eq 1 ]]; then\n"
        "        COMPREPLY=($(compgen -W \"{} --help --version\" -- \"$current\"))\n"
        "        return\n"
        "    fi\n"
        "    case \"$command:$previous\" in\n{}        explain:*) COMPREPLY=($(compgen -W \"$rules\" -- \"$current\")); return ;;\n    esac\n"
        "    case \"$command\" in\n{}    esac\n"
        "    if [[ $current == -* ]]; then\n"
        "        COMPREPLY=($(compgen -W \"$options\" -- \"$current\"))\n"
        "    else\n"
        "        COMPREPLY=($(compgen -f -- \"$current\"))\n"
        "    fi\n"
        "}}\n"
        "complete -o filenames -F _jitlint jitlint\n",
        rule_names(), commands, values, cases);
}

/// `'--name=[help]:value:(a b)'` of zsh's _arguments.
std::string zsh_option(const Entry& entry) {
    std::string help;
    for (const char c : entry.help) {
        if (c == '[' || c == ']' || c == ':') help += '\\';
        help += c;
    }
    std::string value;
    if (!entry.takes.empty()) {
        std::string kind = entry.takes.find("FILE") != std::string::npos ? "_files" : " ";
        if (!entry.choices.empty()) kind = fmt::format("({})", fmt::join(entry.choices, " "));
        if (takes_rules(entry)) kind = "_jitlint_rules";
        value = fmt::format(":value:{}", kind.starts_with("_jitlint") ? "{_jitlint_rules}" : kind);
    }
    std::string out;
    for (const std::string& name : entry.names)
        out += fmt::format("            '*{}{}[{}]{}' \\\n", name, entry.takes.empty() || !name.starts_with("--") ? "" : "=", in_quotes(help),
                           in_quotes(value));
    return out;
}

std::string zsh(const CLI::App& app) {
    std::string commands;
    std::string cases;
    for (const CLI::App* command : commands_of(app)) {
        commands += fmt::format("        '{}:{}'\n", command->get_name(), in_quotes(command->get_description()));
        std::string options;
        for (const Entry& entry : options_of(*command)) options += zsh_option(entry);
        cases += fmt::format("        {})\n            _arguments \\\n{}            '*:path:{}' ;;\n", command->get_name(), options,
                             command->get_name() == "explain" ? "{_jitlint_rules}" : "_files");
    }
    return fmt::format(
        "#compdef jitlint\n# made by `jitlint completions zsh`\n"
        "_jitlint_rules() {{\n    local -a rules=({})\n    _values -s , rule $rules\n}}\n"
        "_jitlint() {{\n    local -a commands=(\n{}    )\n"
        "    if (( CURRENT == 2 )); then\n        _describe command commands\n        return\n    fi\n"
        "    local command=$words[2]\n    shift words\n    (( CURRENT-- ))\n"
        "    case $command in\n{}    esac\n}}\n_jitlint \"$@\"\n",
        rule_names(), commands, cases);
}

std::string fish(const CLI::App& app) {
    std::string out = "# made by `jitlint completions fish`\nset -l rules " + rule_names() + "\n";
    for (const CLI::App* command : commands_of(app))
        out += fmt::format("complete -c jitlint -f -n __fish_use_subcommand -a {} -d '{}'\n", command->get_name(),
                           in_quotes(command->get_description()));
    for (const CLI::App* command : commands_of(app)) {
        const std::string when = fmt::format("-n '__fish_seen_subcommand_from {}'", command->get_name());
        if (command->get_name() == "explain") out += fmt::format("complete -c jitlint -f {} -a \"$rules\"\n", when);
        for (const Entry& entry : options_of(*command)) {
            out += fmt::format("complete -c jitlint {}", when);
            for (const std::string& name : entry.names) out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
            if (!entry.takes.empty()) out += entry.takes.find("FILE") != std::string::npos ? " -r" : " -x";
            if (takes_rules(entry))
                out += " -a \"$rules\"";
            else if (!entry.choices.empty())
                out += fmt::format(" -a '{}'", fmt::join(entry.choices, " "));
            out += fmt::format(" -d '{}'\n", in_quotes(entry.help));
        }
    }
    return out;
}

/// Text of a manual page.
std::string roff(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n'))
            out += std::string("\\&") + c;
        else
            out += c;
    }
    return out;
}

}  // namespace

std::string completions(const CLI::App& app, const std::string& shell) {
    if (shell == "bash") return bash(app);
    return shell == "zsh" ? zsh(app) : fish(app);
}

std::string manual(const CLI::App& app, const std::string& version) {
    std::string out = fmt::format(".TH JITLINT 1 \"\" \"jitlint {}\" \"User Commands\"\n.SH NAME\njitlint \\- {}\n.SH SYNOPSIS\n", version,
                                  roff("says what torch.jit.script would reject, without importing torch"));
    for (const CLI::App* command : commands_of(app)) {
        out += fmt::format(".B jitlint {}\n[\\fIoptions\\fR]", roff(command->get_name()));
        for (const CLI::Option* argument : arguments_of(*command)) {
            const std::string name = fmt::format("\\fI{}\\fR{}", roff(argument->get_name(true)), argument->get_expected_max() > 1 ? " ..." : "");
            out += argument->get_required() ? " " + name : " [" + name + "]";
        }
        out += "\n.br\n";
    }
    out +=
        ".SH DESCRIPTION\njitlint reads PyTorch code and says everything that \\fBtorch.jit.script\\fR would reject in it, with the reason, the "
        "torch "
        "releases concerned and what to do. It neither imports torch nor runs the code.\n";
    for (const CLI::App* command : commands_of(app)) {
        out += fmt::format(".SH \"jitlint {}\"\n{}.\n", roff(command->get_name()), roff(command->get_description()));
        for (const CLI::Option* argument : arguments_of(*command))
            out += fmt::format(".TP\n\\fI{}\\fR\n{}\n", roff(argument->get_name(true)), roff(argument->get_description()));
        for (const Entry& entry : options_of(*command)) {
            std::string names;
            for (const std::string& name : entry.names) names += fmt::format("{}\\fB{}\\fR", names.empty() ? "" : ", ", roff(name));
            if (!entry.takes.empty()) names += fmt::format(" \\fI{}\\fR", roff(entry.takes));
            out += fmt::format(".TP\n{}\n{}\n", names, roff(entry.help));
        }
    }
    out +=
        ".SH \"EXIT STATUS\"\n.TP\n0\nNothing was found that fails the run.\n.TP\n1\nErrors were found (see \\fB\\-\\-fail\\-on\\fR).\n.TP\n2\nBad "
        "usage, "
        "bad settings, or files that cannot be read or written.\n.TP\n130\nInterrupted.\n"
        ".SH FILES\n.TP\n\\fIpyproject.toml\\fR, \\fIjitlint.toml\\fR\nSettings: the table [tool.jitlint], or all of the file.\n"
        ".SH ENVIRONMENT\n.TP\nNO_COLOR\nNo colours unless \\fB\\-\\-color always\\fR is given.\n.TP\nVIRTUAL_ENV, CONDA_PREFIX\nThe environment "
        "whose torch "
        "is the target where nothing else says.\n";
    return out;
}

}  // namespace jitlint::cli
