#pragma once

#include <map>
#include <memory>
#include <string>

#include "analysis/eager/evaluator.h"
#include "syntax/parse.h"
#include "text/source_file.h"

/// Writes what the evaluator knows as text, for tests to compare against.
namespace jitlint::analysis::test {

inline std::unique_ptr<SourceModule> make_module(const std::string& source, const std::string& name = "", bool package = false) {
    auto file = std::make_shared<text::SourceFile>(name.empty() ? "test.py" : name + ".py", source);
    return std::make_unique<SourceModule>(syntax::parse(file), FileIdentity{name, package, {}, true, false});
}

/// Modules by dotted name.
class Modules : public ModuleLoader {
public:
    void add(const std::string& name, const std::string& source, bool package = false) { modules_[name] = make_module(source, name, package); }
    const SourceModule* load(std::string_view dotted, const SourceModule& /*from*/) override {
        auto it = modules_.find(std::string(dotted));
        return it == modules_.end() ? nullptr : it->second.get();
    }
    const SourceModule* load_relative(unsigned level, std::string_view dotted, const SourceModule& from) override {
        std::string name = from.name();
        for (unsigned up = from.is_package() ? 1 : 0; up < level; ++up) name.resize(name.find('.') == std::string::npos ? 0 : name.rfind('.'));
        if (!dotted.empty()) (name += name.empty() ? "" : ".") += dotted;
        return load(name, from);
    }
    const SourceModule* load_first(std::string_view dotted, const SourceModule& from) override {
        return load(dotted.substr(0, dotted.find('.')), from);
    }
    const SourceModule* submodule(const SourceModule& package, std::string_view name) override {
        return load(package.name() + "." + std::string(name), package);
    }

private:
    std::map<std::string, std::unique_ptr<SourceModule>> modules_;
};

std::string show(const PyValue& value, int depth = 0);
/// One line per attribute and member: `name: kind value`, with `?` where the attribute is not certain.
std::string show(const ModuleInstance& instance);

}  // namespace jitlint::analysis::test
