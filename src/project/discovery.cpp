#include "project/discovery.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string_view>
#include <tuple>
#include <utility>

#include "project/ignore_rules.h"
#include "project/path.h"

namespace jitlint::project {

namespace {

constexpr std::size_t max_ignore_file = 16U << 20U;

/// Ignore files that apply to a folder, innermost first.
struct IgnoreLevel {
    std::string folder;
    IgnoreRules rules;
    std::shared_ptr<const IgnoreLevel> outer;
};
using Levels = std::shared_ptr<const IgnoreLevel>;

bool is_ignored(const IgnoreLevel* level, std::string_view path, bool is_directory) {
    for (; level; level = level->outer.get()) {
        const std::size_t skip = level->folder == "/" ? 1 : level->folder.size() + 1;
        const auto verdict = level->rules.match(path.substr(skip), is_directory);
        if (verdict != IgnoreRules::Verdict::NoMatch) return verdict == IgnoreRules::Verdict::Ignore;
    }
    return false;
}

bool has_entry(const DirectoryListing& listing, std::string_view name) {
    return std::ranges::binary_search(listing.entries, name, {}, [](const DirectoryEntry& entry) -> std::string_view { return entry.name; });
}

class Walk {
public:
    Walk(const FileSystem& files, const std::string& folder, PathFilter& filter, bool force_exclude)
        : files_(files), folder_(folder), filter_(filter), force_exclude_(force_exclude) {}

    void add(const std::string& given) {
        if (given.empty()) return problem(given, "the path is empty");
        const std::string path = absolute_path(files_, given, folder_);
        const FileStatus status = files_.status(path);
        switch (status.kind) {
            case FileKind::Regular:
                if (force_exclude_ && is_left_out(filter_, path, false, folder_)) return;
                return add_file(path, files_.real_path(path), true);
            case FileKind::Directory:
                if (force_exclude_ && is_left_out(filter_, path, true, folder_)) return;
                return walk(path, outer_levels(path));
            case FileKind::Missing:
                return problem(path, status.error.empty() ? "no such file or directory" : status.error);
            case FileKind::Link:
            case FileKind::Other:
                return problem(path, "not a regular file or folder");
        }
    }

    Discovery finish() {
        Discovery result;
        result.files.reserve(found_.size());
        for (auto& [real, file] : found_) result.files.push_back(std::move(file));
        std::ranges::sort(result.files,
                          [](const SourcePath& a, const SourcePath& b) { return std::tie(a.shown, a.path) < std::tie(b.shown, b.path); });
        std::ranges::sort(problems_);
        problems_.erase(std::unique(problems_.begin(), problems_.end()), problems_.end());
        result.problems = std::move(problems_);
        return result;
    }

private:
    struct Folder {
        std::string path;
        std::string real_path;
        Levels levels;
    };

    void problem(const std::string& path, std::string message) {
        problems_.push_back({path.empty() ? path : shown_path(path, folder_), std::move(message)});
    }

    void add_file(const std::string& path, const std::string& real, bool named) {
        // The file vanished between two questions.
        if (real.empty()) return problem(path, "no such file or directory");
        SourcePath file{path, real, shown_path(path, folder_), named};
        const auto [at, is_new] = found_.try_emplace(real, file);
        if (is_new) return;
        SourcePath& known = at->second;
        known.named &= named;
        // Of several ways to one file the real path is the best, then the shortest.
        const auto rank = [&](const SourcePath& a) { return std::tuple(a.path != real, a.path.size(), a.path); };
        if (rank(file) < rank(known)) {
            file.named = known.named;
            known = std::move(file);
        }
    }

    Levels read_level(const std::string& folder, const std::string& file, Levels outer) {
        const FileContent content = files_.read(file, max_ignore_file);
        if (!content.error.empty()) {
            if (!content.missing) problem(file, content.error);
            return outer;
        }
        IgnoreRules rules = IgnoreRules::parse(content.bytes);
        if (rules.empty()) return outer;
        return std::make_shared<const IgnoreLevel>(IgnoreLevel{folder, std::move(rules), std::move(outer)});
    }

    /// .git/info/exclude, also where `.git` is the file that a worktree has.
    Levels read_exclude_file(const std::string& repository) {
        std::string git = join_path(repository, ".git");
        if (files_.status(git).kind == FileKind::Regular) {
            const auto read_link = [&](const std::string& file, std::string_view prefix) -> std::string {
                std::string text = files_.read(file, 4096).bytes;
                while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
                if (!text.starts_with(prefix) || text.size() == prefix.size()) return {};
                return join_path(parent_path(file), text.substr(prefix.size()));
            };
            const std::string own = read_link(git, "gitdir: ");
            if (own.empty()) return nullptr;
            const std::string shared = read_link(join_path(own, "commondir"), "");
            git = shared.empty() ? own : shared;
        }
        const std::string file = join_path(git, "info/exclude");
        if (files_.status(file).kind != FileKind::Regular) return nullptr;
        return read_level(repository, file, nullptr);
    }

    /// What the folders above `folder` say, up to the repository's root; nothing outside a repository.
    Levels outer_levels(const std::string& folder) {
        std::vector<std::string> above;
        std::string at = folder;
        while (files_.status(join_path(at, ".git")).kind == FileKind::Missing) {
            if (at == "/") return nullptr;
            at = parent_path(at);
            above.push_back(at);
        }
        if (above.empty()) return nullptr;  // the walk itself finds the root's files
        Levels levels = read_exclude_file(at);
        for (auto outer = above.rbegin(); outer != above.rend(); ++outer) levels = read_level(*outer, join_path(*outer, ".gitignore"), levels);
        return levels;
    }

    void walk(const std::string& root, Levels levels) {
        // Own stack: nesting is as deep as the disk has it.
        std::vector<Folder> stack;
        stack.push_back({root, files_.real_path(root), std::move(levels)});
        while (!stack.empty()) {
            Folder folder = std::move(stack.back());
            stack.pop_back();
            list(folder, folder.path == root, stack);
        }
    }

    void list(Folder& folder, bool is_root, std::vector<Folder>& stack) {
        const DirectoryListing listing = files_.list(folder.path);
        if (!listing.error.empty()) problem(folder.path, listing.error);
        if (!is_root && (has_entry(listing, "pyvenv.cfg") || has_entry(listing, "conda-meta"))) return;
        // A repository in a repository has its own rules.
        if (has_entry(listing, ".git")) folder.levels = read_exclude_file(folder.path);
        if (has_entry(listing, ".gitignore")) folder.levels = read_level(folder.path, join_path(folder.path, ".gitignore"), folder.levels);

        for (const DirectoryEntry& entry : listing.entries) {
            const bool is_directory = entry.kind == FileKind::Directory;
            if (!is_directory && entry.kind != FileKind::Regular && entry.kind != FileKind::Link) continue;
            const std::string path = join_path(folder.path, entry.name);
            if (!is_directory && !filter_.includes(path)) continue;
            if (filter_.excludes(path, is_directory)) continue;
            if (is_ignored(folder.levels.get(), path, is_directory)) continue;
            if (is_directory) {
                stack.push_back({path, join_path(folder.real_path, entry.name), folder.levels});
            } else if (entry.kind == FileKind::Regular) {
                add_file(path, join_path(folder.real_path, entry.name), false);
            } else if (files_.status(path).kind == FileKind::Regular) {
                add_file(path, files_.real_path(path), false);
            }
        }
    }

    const FileSystem& files_;
    const std::string& folder_;
    PathFilter& filter_;
    bool force_exclude_;
    std::map<std::string, SourcePath> found_;
    std::vector<PathProblem> problems_;
};

}  // namespace

bool is_left_out(PathFilter& filter, const std::string& path, bool is_directory, const std::string& folder) {
    std::string top = filter.project_of(path);
    if (is_within(path, folder) && (top.empty() || is_within(top, folder))) top = folder;
    if (top.empty()) top = parent_path(path);
    for (std::string at = path; is_within(at, top) && at != top; at = parent_path(at))
        if (filter.excludes(at, at != path || is_directory)) return true;
    return false;
}

std::string absolute_path(const FileSystem& files, const std::string& path, const std::string& folder) {
    const std::string clean = clean_path(join_path(folder, path));
    if (!has_parent_steps(clean)) return clean;
    // `..` means the parent of what a link leads to. The last component is kept, a link or not.
    if (file_name(clean) != "..") {
        const std::string parent = files.real_path(parent_path(clean));
        if (!parent.empty()) return join_path(parent, file_name(clean));
    }
    const std::string real = files.real_path(clean);
    return real.empty() ? clean : real;
}

Discovery discover(const FileSystem& files, const std::vector<std::string>& paths, const std::string& folder, PathFilter& filter,
                   bool force_exclude) {
    Walk walk(files, folder, filter, force_exclude);
    for (const std::string& path : paths) walk.add(path);
    return walk.finish();
}

Discovery discover(const FileSystem& files, const std::vector<std::string>& paths, const std::string& folder) {
    DefaultFilter filter;
    return discover(files, paths, folder, filter, false);
}

}  // namespace jitlint::project
