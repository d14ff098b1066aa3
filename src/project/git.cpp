#include "project/git.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
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

/// Runs git in `folder`.
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
    // Warnings come in between, and are no paths. A file holds them without anybody who reads beside.
    const int complaints = ::memfd_create("git", MFD_CLOEXEC);
    if (complaints >= 0) posix_spawn_file_actions_adddup2(&actions, complaints, STDERR_FILENO);
    pid_t child = 0;
    const int failed = posix_spawnp(&child, "git", &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    if (failed == 0) answer.output = read_all(pipe[0]);
    ::close(pipe[0]);
    int status = 0;
    while (failed == 0 && ::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    answer.ok = failed == 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (!answer.ok) {
        if (complaints >= 0 && ::lseek(complaints, 0, SEEK_SET) == 0) answer.error = read_all(complaints);
        answer.error.resize(std::min(answer.error.find('\n'), answer.error.size()));
        if (answer.error.empty()) answer.error = failed == 0 ? "git failed" : "git cannot be run";
    }
    if (complaints >= 0) ::close(complaints);
    return answer;
}

/// What ends with a NUL byte each.
std::vector<std::string> words(std::string_view list) {
    std::vector<std::string> all;
    while (!list.empty()) {
        const std::size_t end = std::min(list.find('\0'), list.size());
        if (end > 0) all.emplace_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return all;
}

constexpr std::string_view kSubmodule = "160000";

class Changes {
public:
    /// Those of the repository at `root` since the commit or tree `since`.
    void add(const std::string& root, const std::string& since, bool from_merge_base) {
        std::vector<std::string> diff{"diff", "--no-ext-diff", "--no-textconv",   "--raw",        "--no-abbrev",
                                      "-z",   "--no-renames",  "--diff-filter=d", "--no-relative"};
        if (from_merge_base) diff.emplace_back("--merge-base");
        diff.insert(diff.end(), {"--end-of-options", since, "--"});
        // Pairs of `:mode mode object object status` and path.
        const std::vector<std::string> raw = words(ask(root, diff));
        for (std::size_t i = 0; i + 1 < raw.size(); i += 2) {
            const std::string path = join_path(root, raw[i + 1]);
            const std::string_view entry = raw[i];
            if (entry.substr(8, 6) == kSubmodule)
                add_submodule(path, entry.substr(1, 6) == kSubmodule ? std::string(entry.substr(15, entry.find(' ', 15) - 15)) : std::string());
            else
                result.paths.insert(path);
        }
        for (const std::string& path : words(ask(root, {"ls-files", "--others", "--exclude-standard", "-z"})))
            result.paths.insert(join_path(root, path));
    }

    /// The commit to compare with where nobody names one: the last, or nothing at all where there is none yet.
    std::string last_commit(const std::string& root) {
        if (git(root, {"rev-parse", "--verify", "--quiet", "HEAD"}).ok) return "HEAD";
        return empty_tree(root);
    }

    std::string ask(const std::string& folder, const std::vector<std::string>& arguments) {
        Answer answer = git(folder, arguments);
        if (!answer.ok && result.error.empty()) result.error = std::move(answer.error);
        return answer.ok ? std::move(answer.output) : std::string();
    }

    std::string line(const std::string& folder, const std::vector<std::string>& arguments) {
        std::string output = ask(folder, arguments);
        while (output.ends_with('\n')) output.pop_back();
        return output;
    }

    ChangedFiles result;

private:
    std::string empty_tree(const std::string& root) { return line(root, {"hash-object", "-t", "tree", "--stdin"}); }

    /// A submodule has files of its own: those that changed since the commit that it was at, or all where it is new.
    void add_submodule(const std::string& path, const std::string& commit) {
        const Answer top = git(path, {"rev-parse", "--show-toplevel"});
        // Where it is not checked out, git finds the repository around it.
        if (!top.ok || top.output != path + "\n") return;
        add(path, commit.empty() || !git(path, {"cat-file", "-e", commit}).ok ? empty_tree(path) : commit, false);
    }
};

}  // namespace

ChangedFiles changed_files(const std::string& folder, const std::string& since) {
    Changes changes;
    const std::string root = changes.line(folder, {"rev-parse", "--show-toplevel"});
    if (changes.result.error.empty()) changes.add(root, since.empty() ? changes.last_commit(root) : since, !since.empty());
    return std::move(changes.result);
}

}  // namespace jitlint::project
