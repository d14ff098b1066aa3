#include "engine/project.h"

#include <algorithm>

#include "project/path.h"

namespace jitlint::engine {

using analysis::SourceModule;

namespace {

/// Beyond that, what was parsed first is dropped, and parsed again where it is needed again.
constexpr std::size_t kMemory = std::size_t{512} << 20;

std::size_t weight(const SourceModule& module) { return module.file().memory() + module.file().source().bytes().size(); }

bool is_below(std::string_view dotted, std::string_view package) {
    return dotted.starts_with(package) && (dotted.size() == package.size() || dotted[package.size()] == '.');
}

/// What is known from tables, or by name, better than from its source.
bool is_known_by_name(std::string_view dotted) {
    for (const std::string_view package : {"torch", "numpy", "typing_extensions", "lightning", "pytorch_lightning"})
        if (is_below(dotted, package)) return true;
    return project::is_standard_library(dotted);
}

/// Whether a folder has Python files.
bool has_python(const project::FileSystem& files, const std::string& folder) {
    const project::DirectoryListing listing = files.list(folder);
    return std::ranges::any_of(listing.entries, [](const project::DirectoryEntry& entry) { return entry.name.ends_with(".py"); });
}

}  // namespace

Project::Project(const project::FileSystem& files, std::string folder) : files_(files), folder_(std::move(folder)), index_(files) {
    index_.set_project(folder_);
}

void Project::set_search_path(const std::string& folder, const project::SearchPath& path) {
    project::SearchPath real;
    // Files are known by the path that the user gave, or else by their real one.
    for (const std::string& source : path.sources) {
        real.sources.push_back(source);
        if (const std::string place = files_.real_path(source); !place.empty() && place != source) real.sources.push_back(place);
    }
    for (const std::string& library : path.libraries) {
        const std::string place = files_.real_path(library);
        real.libraries.push_back(place.empty() ? library : place);
    }
    index_.set_search_path(folder, std::move(real));
}

void Project::add_checked(const project::SourcePath& path) {
    checked_.emplace(path.real_path, path);
    index_.add_root(index_.name_of(path.path).root);
}

std::string Project::real_path(const std::string& path) {
    {
        const std::lock_guard lock(mutex_);
        if (const auto known = real_paths_.find(path); known != real_paths_.end()) return known->second;
    }
    std::string real = files_.real_path(path);
    if (real.empty()) real = path;
    const std::lock_guard lock(mutex_);
    return real_paths_.emplace(path, std::move(real)).first->second;
}

Project::Entry& Project::entry(const std::string& real) {
    const std::lock_guard lock(mutex_);
    std::unique_ptr<Entry>& slot = entries_[real];
    if (!slot) slot = std::make_unique<Entry>();
    return *slot;
}

void Project::keep(Entry& entry, const SharedModule& module) {
    const std::lock_guard lock(mutex_);
    entry.module = module;
    kept_.push_back(&entry);
    memory_ += weight(*module);
    while (memory_ > kMemory && kept_.size() > 1) {
        memory_ -= weight(*kept_.front()->module);
        kept_.front()->module = nullptr;
        kept_.pop_front();
    }
}

SharedModule Project::load(const std::string& path) {
    const std::string real = real_path(path);
    Entry& slot = entry(real);
    const std::lock_guard parsing(slot.parsing);
    {
        const std::lock_guard lock(mutex_);
        if (slot.module || slot.failed) return slot.module;
    }
    const auto checked = checked_.find(real);
    const std::string& own = checked == checked_.end() ? real : checked->second.path;
    project::FileContent content = files_.read(own, text::SourceFile::max_size);
    SharedModule module;
    if (!content.missing && content.error.empty()) {
        const std::string shown = checked == checked_.end() ? project::shown_path(real, folder_) : checked->second.shown;
        auto source = std::make_shared<const text::SourceFile>(shown, std::move(content.bytes));
        if (!source->decode_error()) {
            const project::ModuleName name = index_.name_of(own);
            module = std::make_shared<const SourceModule>(
                syntax::parse(std::move(source)), analysis::FileIdentity{name.dotted, name.is_package, own, checked != checked_.end(), false});
        }
    }
    if (module) {
        keep(slot, module);
        return module;
    }
    const std::lock_guard lock(mutex_);
    slot.failed = true;
    return nullptr;
}

SharedModule Project::parse(const std::string& path, std::shared_ptr<const text::SourceFile> source, bool keep_it) {
    auto make = [&] {
        const project::ModuleName name = path.empty() ? project::ModuleName{} : index_.name_of(path);
        return std::make_shared<const SourceModule>(syntax::parse(std::move(source)),
                                                    analysis::FileIdentity{name.dotted, name.is_package, path, true, false});
    };
    if (!keep_it) return make();
    Entry& slot = entry(real_path(path));
    const std::lock_guard parsing(slot.parsing);
    {
        const std::lock_guard lock(mutex_);
        if (slot.module) return slot.module;
    }
    SharedModule module = make();
    keep(slot, module);
    return module;
}

SharedModule Project::namespace_package(const std::string& folder, bool known) {
    if (!known && !has_python(files_, folder)) return nullptr;
    const std::string path = project::join_path(folder, "__init__.py");
    const project::ModuleName name = index_.name_of(path);
    std::string dotted = name.dotted;
    if (const std::size_t dot = dotted.rfind(".__init__"); dot != std::string::npos) dotted.resize(dot);
    if (dotted == "__init__") dotted = project::file_name(folder);
    return std::make_shared<const SourceModule>(syntax::parse(std::make_shared<const text::SourceFile>(project::shown_path(path, folder_), "")),
                                                analysis::FileIdentity{std::move(dotted), true, path, false, true});
}

std::string ProjectLoader::importer(const SourceModule& from) const {
    const std::string& path = from.identity().path;
    return path.empty() ? project::join_path(project_.folder(), "-") : path;
}

const SourceModule* ProjectLoader::at(const std::string& path) {
    if (path.empty()) return nullptr;
    auto [it, fresh] = modules_.try_emplace(path);
    if (!fresh) return it->second.get();
    SharedModule module = project_.load(path);
    // A file may be found by several paths; Python could not import one that it cannot parse.
    if (module) {
        if (const auto own = modules_.find(module->identity().path); own != modules_.end() && own->second) module = own->second;
        if (module->file().gave_up() || !module->tree().syntax_errors.empty()) module = nullptr;
    }
    return (modules_[path] = module).get();
}

const SourceModule* ProjectLoader::folder(const std::string& path, bool known) {
    auto [it, fresh] = modules_.try_emplace(path + "/");
    if (fresh) it->second = project_.namespace_package(path, known);
    return it->second.get();
}

const SourceModule* ProjectLoader::load(std::string_view dotted, const SourceModule& from) {
    if (is_known_by_name(dotted)) return nullptr;
    auto [it, fresh] = names_.try_emplace({from.identity().path, std::string(dotted)});
    if (fresh) it->second = at(project_.index().find(dotted, importer(from)));
    return it->second;
}

const SourceModule* ProjectLoader::load_relative(unsigned level, std::string_view dotted, const SourceModule& from) {
    if (from.identity().path.empty() || is_known_by_name(from.name())) return nullptr;
    return at(project_.index().find_relative(level, dotted, from.identity().path));
}

const SourceModule* ProjectLoader::load_first(std::string_view dotted, const SourceModule& from) {
    const std::size_t dot = dotted.find('.');
    if (const SourceModule* module = load(dotted.substr(0, dot), from)) return module;
    if (dot == std::string_view::npos) return nullptr;
    const SourceModule* whole = load(dotted, from);
    if (!whole) return nullptr;
    // The folder that the first component names.
    std::string path = whole->identity().path;
    const auto dots = std::count(dotted.begin(), dotted.end(), '.');
    for (auto up = dots + (whole->is_package() ? 1 : 0); up > 0; --up) path = project::parent_path(path);
    return folder(path, true);
}

const SourceModule* ProjectLoader::submodule(const SourceModule& package, std::string_view name) {
    const std::string at_folder = project::parent_path(package.identity().path);
    if (at_folder.empty() || package.identity().path.empty()) return nullptr;
    if (const SourceModule* module = at(project_.index().find_in(name, at_folder))) return module;
    if (name.find('.') != std::string_view::npos || !package.identity().is_namespace) return nullptr;
    return folder(project::join_path(at_folder, name), false);
}

}  // namespace jitlint::engine
