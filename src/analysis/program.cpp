#include "analysis/program.h"

#include <utility>

#include "analysis/scope/scope.h"

namespace jitlint::analysis {

SourceModule::SourceModule(std::unique_ptr<syntax::ParsedFile> file, FileIdentity identity)
    : file_(std::move(file)), identity_(std::move(identity)), scope_(std::make_unique<FileScope>(file_->module())) {}

SourceModule::~SourceModule() = default;

const syntax::Module& SourceModule::tree() const { return file_->module(); }

}  // namespace jitlint::analysis
