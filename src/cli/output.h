#pragma once

#include <cstdio>
#include <string>
#include <vector>

#include "cli/options.h"
#include "engine/baseline.h"
#include "engine/engine.h"
#include "project/file_system.h"
#include "report/report.h"

namespace jitlint::cli {

/// `FORMAT:FILE` of --output.
struct OutputFile {
    const report::Format* format = nullptr;
    std::string path;  ///< absolute
};

/// Reads --output and --output-file. Throws UsageError.
std::vector<OutputFile> output_files(const CheckOptions& options, const project::FileSystem& files, const std::string& folder);

/// A run's result as it is shown and written.
class Output {
public:
    /// `places`: see engine::Places. `folder` is the absolute working directory. The options and the report outlive the output.
    Output(const CheckOptions& options, const engine::Report& report, const engine::BaselineOutcome& baseline, const engine::Places& places,
           const engine::Target& without_files, const project::FileSystem& files, const std::string& folder);

    /// In the format that was asked for, to standard output or standard error.
    void show(std::FILE* to) const;
    /// To the files of --output; what could not be written is returned.
    std::vector<project::PathProblem> write(project::FileSystem& files, const std::vector<OutputFile>& outputs, const std::string& folder) const;

private:
    report::Content content(bool color) const;

    const CheckOptions& options_;
    const engine::Report& report_;
    report::Summary summary_;
    std::vector<report::Root> roots_;
    std::vector<report::Problem> problems_;
    std::map<std::string, std::string> repository_names_;
    std::vector<std::string> fingerprints_;
};

}  // namespace jitlint::cli
