#include <algorithm>
#include <charconv>

#include "text/among.h"
#include "torchscript/features.h"
#include "torchscript/operators_state.h"

namespace jitlint::torchscript {

LibraryName Operators::library(std::string_view dotted) {
    using Kind = LibraryName::Kind;
    LibraryName result;
    const tables::Line* line = state_->line(tables::kLibraries, dotted);
    if (!line) return result;
    const std::vector<std::string_view> fields = fields_of(tables::text(*line));
    if (fields[0] == "refused") result.kind = Kind::Refused;
    if (fields[0] == "uncallable") result.kind = Kind::Uncallable;
    if (fields[0] == "object") result.kind = Kind::Object;
    if (fields[0] != "opaque") return result;
    result.kind = Kind::Opaque;
    if (fields.size() > 1) std::from_chars(fields[1].data(), fields[1].data() + fields[1].size(), result.parameters);
    result.variadic = fields.size() > 2;
    return result;
}

bool Operators::is_newer(std::string_view dotted) {
    if (!dotted.starts_with("torch.")) return false;
    // Private names, which the tables leave out.
    if (dotted.starts_with("torch.jit._await") || dotted == "torch.jit._Await") return is_refused(Feature::JitAwaitable, state_->version);
    unsigned releases = 0;
    auto add = [&](const tables::Table& table, std::string_view name) {
        const tables::Key* key = table.find(name);
        if (!key) return;
        for (const tables::Line& line : table.lines_of(*key)) releases |= line.releases;
    };
    add(tables::kCallables, dotted);
    add(tables::kConstants, dotted);
    constexpr std::string_view kOperators = "torch.ops.aten.";
    if (dotted.starts_with(kOperators)) {
        const std::string_view name = dotted.substr(kOperators.size());
        add(tables::kOperators, std::string("aten::").append(name.substr(0, name.find('.'))));
    }
    // A name that an older release has may live on as something that the tables do not list: a module, a property.
    const unsigned until_now = (2U << state_->release) - 1;
    return releases != 0 && (releases & until_now) == 0;
}

bool Operators::is_library_module(std::string_view dotted) {
    const std::string prefix = std::string(dotted) + ".";
    bool has_names = false;
    for (const tables::Table* table : {&tables::kCallables, &tables::kLibraries, &tables::kConstants, &tables::kModules}) {
        if (table->find(dotted)) return false;
        const auto next = std::ranges::lower_bound(table->keys, prefix, {}, [](const tables::Key& key) { return tables::text(key); });
        has_names = has_names || (next != table->keys.end() && tables::text(*next).starts_with(prefix));
    }
    return has_names;
}

bool Operators::is_unheard_of(std::string_view dotted) {
    const std::size_t dot = dotted.rfind('.');
    if (dot == std::string_view::npos) return false;
    const std::string_view name = dotted.substr(dot + 1);
    const std::string_view module = dotted.substr(0, dot);
    if (name.starts_with('_') || (module != "torch" && module != "torch.nn.functional" && module != "math")) return false;
    // What the tables do not list: values, which some of these modules have by names in capitals, and modules.
    static constexpr std::string_view kUnlisted[] = {"accelerator",
                                                     "amp",
                                                     "ao",
                                                     "autograd",
                                                     "backends",
                                                     "builtins",
                                                     "classes",
                                                     "compiler",
                                                     "contrib",
                                                     "cpp",
                                                     "cpu",
                                                     "ctypes",
                                                     "cuda",
                                                     "dataclasses",
                                                     "default_generator",
                                                     "distributed",
                                                     "distributions",
                                                     "export",
                                                     "func",
                                                     "functional",
                                                     "functools",
                                                     "futures",
                                                     "fx",
                                                     "glob",
                                                     "grad",
                                                     "headeronly",
                                                     "hub",
                                                     "importlib",
                                                     "inspect",
                                                     "jit",
                                                     "lib",
                                                     "library",
                                                     "linalg",
                                                     "masked",
                                                     "math",
                                                     "monitor",
                                                     "mps",
                                                     "mtia",
                                                     "multiprocessing",
                                                     "nativert",
                                                     "nested",
                                                     "nn",
                                                     "np",
                                                     "numa",
                                                     "onnx",
                                                     "ops",
                                                     "optim",
                                                     "os",
                                                     "overrides",
                                                     "package",
                                                     "platform",
                                                     "profiler",
                                                     "quantization",
                                                     "quasirandom",
                                                     "random",
                                                     "reproducibility_notes",
                                                     "return_types",
                                                     "serialization",
                                                     "signal",
                                                     "sparse",
                                                     "sparse_support_notes",
                                                     "special",
                                                     "storage",
                                                     "sys",
                                                     "testing",
                                                     "textwrap",
                                                     "tf32_notes",
                                                     "threading",
                                                     "torch",
                                                     "torch_version",
                                                     "types",
                                                     "typing",
                                                     "typing_extensions",
                                                     "utils",
                                                     "version",
                                                     "warnings",
                                                     "windows",
                                                     "xpu"};
    const bool capitals = std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (capitals || name.starts_with("BroadcastingList") || text::among(name, kUnlisted)) return false;
    for (const tables::Table* table : {&tables::kCallables, &tables::kConstants, &tables::kLibraries, &tables::kModules})
        if (table->find(dotted)) return false;
    return true;
}

}  // namespace jitlint::torchscript
