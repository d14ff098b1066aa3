#include "cli/fixing.h"

#include <map>

#include "cli/diff.h"
#include "cli/setup.h"
#include "engine/add_ignore.h"
#include "engine/fix.h"
#include "engine/project.h"

namespace jitlint::cli {
namespace {

/// Writes what became of a file, or shows it.
void put(project::FileSystem& files, const project::SourcePath& path, std::string_view before, const engine::Fixed& after, bool show,
         Changes& changes) {
    if (!after.error.empty()) changes.problems.push_back({path.shown, after.error});
    if (after.bytes == before) return;
    changes.differ = true;
    if (show)
        print(unified_diff(before, after.bytes, path.shown));
    else if (std::string error = files.replace(path.path, after.bytes); !error.empty())
        return changes.problems.push_back({path.shown, std::move(error)});
    changes.made += after.applied;
}

}  // namespace

Changes fix_files(project::FileSystem& files, const std::string& folder, const std::vector<engine::Job>& jobs, bool with_unsafe, bool show) {
    Changes changes;
    const auto project = engine::make_project(files, folder, jobs);
    for (const engine::Job& job : jobs) {
        const project::FileContent content = files.read(job.path.path, text::SourceFile::max_size);
        if (content.missing || !content.error.empty()) continue;  // told by the check
        put(files, job.path, content.bytes,
            engine::fix_input({job.path.shown, content.bytes, job.policy, job.path.named, job.path.path}, *project, with_unsafe), show, changes);
    }
    return changes;
}

Changes add_ignores(project::FileSystem& files, const engine::Report& report, const std::vector<engine::Job>& jobs, const std::string& reason,
                    bool show) {
    Changes changes;
    std::map<std::string, std::vector<const Diagnostic*>> by_file;
    for (const Diagnostic& d : report.diagnostics) by_file[d.file].push_back(&d);
    for (const engine::Job& job : jobs) {
        const auto found = by_file.find(job.path.shown);
        if (found == by_file.end()) continue;
        const auto& source = report.sources.at(job.path.shown);
        put(files, job.path, source->bytes(), engine::add_ignores(source, found->second, reason), show, changes);
    }
    return changes;
}

}  // namespace jitlint::cli
