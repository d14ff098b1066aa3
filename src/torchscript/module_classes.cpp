#include <algorithm>
#include <charconv>

#include "torchscript/operators_state.h"

namespace jitlint::torchscript {
namespace {

struct ContainerName {
    std::string_view name;
    ModuleClass::Container container;
};

constexpr ContainerName kContainers[] = {
    {"torch.nn.modules.container.Sequential", ModuleClass::Container::Sequential},
    {"torch.nn.modules.container.ModuleList", ModuleClass::Container::ModuleList},
    {"torch.nn.modules.container.ModuleDict", ModuleClass::Container::ModuleDict},
    {"torch.nn.modules.container.ParameterList", ModuleClass::Container::ParameterList},
    {"torch.nn.modules.container.ParameterDict", ModuleClass::Container::ParameterDict},
};

}  // namespace

const ModuleClass* Operators::find_module_class(std::string_view dotted) {
    const tables::Key* key = tables::kModules.find(dotted);
    if (!key) return nullptr;
    const std::string_view name = tables::text(*key);
    if (auto it = state_->modules.find(name); it != state_->modules.end()) return it->second;

    ModuleClass made;
    made.name = name;
    std::vector<std::string_view> bases, constants, methods;
    std::vector<const Schema*> forward;
    std::vector<ModuleAttribute> attributes;
    bool present = false;
    for (const tables::Line& line : tables::kModules.lines_of(*key)) {
        if (!state_->has(line)) continue;
        present = true;
        const std::vector<std::string_view> fields = fields_of(tables::text(line));
        const std::string_view what = fields[0];
        if (what == "alias") {
            const ModuleClass* other = find_module_class(fields[1]);
            state_->modules.emplace(name, other);
            return other;
        }
        if (what == "canonical") {
            made.canonical = fields[1];
        } else if (what == "base") {
            bases.push_back(fields[1]);
        } else if (what == "constant") {
            constants.push_back(fields[1]);
        } else if (what == "method") {
            methods.push_back(fields[1]);
        } else if (what == "forward" || what == "annotated") {
            if (const Schema* schema = state_->reader.read(fields[1])) forward.push_back(schema);
            made.forward_is_annotated_only = what == "annotated";
        } else if (what == "decided") {
            made.flag = fields[1];
            std::from_chars(fields[2].data(), fields[2].data() + fields[2].size(), made.flag_position);
            made.forward_without_flag = state_->reader.read(fields[3]);
            made.forward_with_flag = state_->reader.read(fields[4]);
        } else if (what == "compiles") {
            made.compiles = fields[1] == "yes" ? Verdict::Match : fields[1] == "no" ? Verdict::NoMatch : Verdict::Uncertain;
            if (fields.size() > 2) made.error = fields[2];
        } else if (what == "attribute") {
            TypeRef type = state_->reader.read_type(fields[2]);
            attributes.push_back({fields[1], type ? type : state_->types.unknown()});
        }
    }
    if (!present) return nullptr;
    for (const ContainerName& entry : kContainers) {
        if (made.canonical == entry.name || std::ranges::find(bases, entry.name) != bases.end()) {
            made.container = entry.container;
        }
    }
    made.bases = state_->keep(bases);
    made.constants = state_->keep(constants);
    made.methods = state_->keep(methods);
    made.forward = state_->keep(forward);
    made.attributes = state_->keep(attributes);
    const ModuleClass* kept = state_->keep(std::vector<ModuleClass>{made}).data();
    state_->modules.emplace(name, kept);
    return kept;
}

}  // namespace jitlint::torchscript
