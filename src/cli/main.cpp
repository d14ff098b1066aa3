#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

#include "cli/command_line.h"

namespace {

void interrupted(int) { _exit(130); }

/// Where a standard file is closed, the next file that is opened would stand in its place, and take what is written there.
void open_standard_files() {
    int file = 0;
    while (file >= 0 && file <= STDERR_FILENO) file = ::open("/dev/null", O_RDWR);
    if (file > STDERR_FILENO) ::close(file);
}

}  // namespace

int main(int argc, char** argv) {
    open_standard_files();
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
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
    std::fputs("jitlint: standard output cannot be written\n", stderr);
    return 2;
}
