#pragma once

#include <string>
#include <vector>

#include "analysis/finding.h"

namespace jitlint::analysis {

/// A place where compilation starts.
struct Root {
    const SourceModule* module = nullptr;
    text::Span span;         ///< what scripts it; of a class that nothing scripts, its name
    std::string symbol;      ///< empty: not scripted; what is traced, or what the file does around scripting
    bool is_module = false;  ///< an nn.Module, else a function or class
    bool of_class = false;   ///< a module class that nothing in the file scripts
};

/// What is compiled beside what the code itself scripts or traces.
struct RootChoice {
    bool explicit_only = false;      ///< no classes that nobody scripts
    std::string module;              ///< dotted name of the analysed module
    std::vector<std::string> names;  ///< functions and classes at the top of modules, by dotted name; `*` is any name, `**` any number of them

    bool names_any() const { return !names.empty(); }
    /// Whether something called `name` in the module is chosen.
    bool chooses(std::string_view name) const;
};

/// Called around each root, and around each function and module that is compiled once and used wherever it is reached, so that a sink can tell
/// which roots a finding concerns.
class AnalysisObserver : public FindingSink {
public:
    using Unit = std::size_t;
    virtual void root(const Root& root) = 0;
    /// From here to the matching `end`, what is found lies in the new unit, which is used by the one around it.
    virtual Unit begin() = 0;
    virtual void end() = 0;
    /// What has been compiled before is used again.
    virtual void again(Unit unit) = 0;
    /// An instance of exactly that class is compiled.
    virtual void reached(ClassRef cls) = 0;
};

/// Compiles abstractly what `module` asks the compiler to read, once for each measured version in `points` (a
/// subset of `torchscript::kMeasured`), and tells `observer` what does not go through. Roots are: what is
/// passed to or decorated with torch.jit.script, `forward` and exported methods of the module classes that
/// are not reached otherwise and not only traced (unless `choice` leaves them out), and what `choice` names.
void analyze(const SourceModule& module, ModuleLoader* loader, torchscript::VersionSet points, AnalysisObserver& observer,
             const RootChoice& choice = {});

}  // namespace jitlint::analysis
