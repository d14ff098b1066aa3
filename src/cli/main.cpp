#include <unistd.h>

#include <csignal>
#include <cstdio>

#include "cli/command_line.h"

namespace {

void interrupted(int) { _exit(130); }

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGINT, interrupted);
    // A reader that goes away (`| head`) ends the program without a word.
    std::signal(SIGPIPE, SIG_DFL);
    jitlint::cli::CommandLine command_line;
    try {
        command_line.app().parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return command_line.complain(error);
    }
    const int code = command_line.run();
    std::fflush(stdout);
    return code;
}
