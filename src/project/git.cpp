#include "project/git.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string_view>
#include <vector>

#include "project/path.h"

extern char** environ;

namespace jitlint::project {
namespace {

struct Answer {
    bool ok = false;
    std::string output;
    std::string error;
};

std::string read_all(int fd) {
    std::string out;
    char buffer[65536];
    for (;;) {
        const ssize_t got = ::read(fd, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return out;
        out.append(buffer, static_cast<std::size_t>(got));
    }
}

/// Runs git in `folder`. What it writes to both of its outputs is taken together: complaints matter where it fails alone.
Answer git(const std::string& folder, const std::vector<std::string>& arguments) {
    Answer answer;
    std::vector<std::string> all{"git", "-C", folder, "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& argument : all) argv.push_back(argument.data());
    argv.push_back(nullptr);

    int pipe[2];
    if (::pipe2(pipe, O_CLOEXEC) != 0) return answer;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDERR_FILENO);
    pid_t child = 0;
    const int failed = posix_spawnp(&child, "git", &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    if (failed == 0) answer.output = read_all(pipe[0]);
    ::close(pipe[0]);
    if (failed != 0) {
        answer.error = "git cannot be run";
        return answer;
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    answer.ok = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (!answer.ok) {
        answer.error = answer.output.substr(0, answer.output.find('\n'));
        if (answer.error.empty()) answer.error = "git failed";
    }
    return answer;
}

void add_paths(const std::string& root, std::string_view list, std::set<std::string>& paths) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find('\0'), list.size());
        if (end > 0) paths.insert(join_path(root, list.substr(0, end)));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
}

}  // namespace

ChangedFiles changed_files(const std::string& folder, const std::string& since) {
    ChangedFiles result;
    Answer root = git(folder, {"rev-parse", "--show-toplevel"});
    if (!root.ok) {
        result.error = root.error;
        return result;
    }
    while (root.output.ends_with('\n')) root.output.pop_back();
    std::vector<std::string> diff{"diff", "--no-ext-diff", "--no-textconv", "--name-only", "-z", "--diff-filter=d", "--no-relative"};
    if (!since.empty()) diff.push_back("--merge-base");
    diff.insert(diff.end(), {"--end-of-options", since.empty() ? "HEAD" : since, "--"});
    const Answer changed = git(root.output, diff);
    if (!changed.ok) {
        result.error = changed.error;
        return result;
    }
    const Answer fresh = git(root.output, {"ls-files", "--others", "--exclude-standard", "-z"});
    if (!fresh.ok) {
        result.error = fresh.error;
        return result;
    }
    add_paths(root.output, changed.output, result.paths);
    add_paths(root.output, fresh.output, result.paths);
    return result;
}

}  // namespace jitlint::project
