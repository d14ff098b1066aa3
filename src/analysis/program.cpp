#include "analysis/program.h"

#include <utility>

#include "analysis/scope/scope.h"

namespace jitlint::analysis {

SourceModule::SourceModule(std::unique_ptr<syntax::ParsedFile> file, std::string name, bool is_package)
    : file_(std::move(file)), name_(std::move(name)), is_package_(is_package), scope_(std::make_unique<FileScope>(file_->module())) {}

SourceModule::~SourceModule() = default;

const syntax::Module& SourceModule::tree() const { return file_->module(); }

}  // namespace jitlint::analysis
