#pragma once

#include <string>
#include <vector>

#include "cli/options.h"
#include "engine/engine.h"
#include "engine/project.h"
#include "project/discovery.h"
#include "project/module_index.h"
#include "project/path_filter.h"

namespace jitlint::cli {

/// A bad command line or settings file: told on standard error, exit code 2.
struct UsageError {
    std::string message;
};

std::string working_directory();

/// Writes to standard output.
void print(std::string_view text);

/// What commands that look at files share: the disk, the settings, and how files are judged by them.
class Setup {
public:
    /// Throws UsageError.
    explicit Setup(const SettingsOptions& options, const std::string& fail_on = {});

    project::Discovery discover(const std::vector<std::string>& paths, bool force_exclude);
    /// Files with their policies. Throws UsageError where settings are wrong.
    std::vector<engine::Job> jobs(const project::Discovery& found);
    std::shared_ptr<const engine::Policy> policy(const std::string& path);
    /// The dotted name of the file at `path`, where the policy asks for names.
    std::string module_name(const std::string& path, const engine::Policy& policy);

    project::DiskFileSystem files;
    const std::string folder;  ///< the working directory, absolute
    project::SettingsIndex settings;

    /// The files of a run in which `jobs` are checked; made afresh, so that it sees what was written meanwhile.
    std::unique_ptr<engine::Project> project(const std::vector<engine::Job>& jobs) const;

    /// Throws UsageError where settings are wrong.
    void complain();

private:
    engine::PolicyResolver policies_;
    std::vector<std::string> libraries_;  ///< folders of installed packages
    project::ModuleIndex modules_{files};
};

}  // namespace jitlint::cli
