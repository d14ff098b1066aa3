#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/options.h"
#include "engine/engine.h"
#include "project/discovery.h"
#include "project/path_filter.h"

namespace jitlint::cli {

/// A bad command line or settings file: told on standard error, exit code 2.
struct UsageError {
    std::string message;
};

/// Says something on standard error: control characters in it become visible.
void tell(std::string_view message);

/// Writes to standard output.
void print(std::string_view text);

/// What commands that look at files share: the disk, the settings, and how files are judged by them.
class Setup {
public:
    /// Throws UsageError.
    explicit Setup(const SettingsOptions& options, const std::string& fail_on = {});

    project::Discovery discover(const std::vector<std::string>& paths, bool force_exclude);
    /// Whether the settings exclude the file at `path` (absolute). Throws UsageError where they are wrong.
    bool leaves_out(const std::string& path);
    /// Files with their policies. Throws UsageError where settings are wrong.
    std::vector<engine::Job> jobs(const project::Discovery& found);
    std::shared_ptr<const engine::Policy> policy(const std::string& path);

    project::DiskFileSystem files;
    const std::string folder;  ///< the working directory, absolute
    project::SettingsIndex settings;

    /// Throws UsageError where settings are wrong.
    void complain();

private:
    engine::PolicyResolver policies_;
};

}  // namespace jitlint::cli
