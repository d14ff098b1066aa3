#include "rules/modules/describe.h"

namespace jitlint::rules {

namespace {

std::string keys_of(const analysis::ModuleInstance& container) {
    static constexpr std::size_t kShown = 6;
    std::string keys;
    for (std::size_t i = 0; i < container.members.size() && i < kShown; ++i) keys += fmt::format("{}`{}`", i ? ", " : "", container.members[i].first);
    return container.members.size() > kShown ? keys + " ..." : keys;
}

void check_module_index_out_of_range(const analysis::ModuleIndex& finding, Reporter& reporter) {
    using Problem = analysis::ModuleIndexProblem;
    if (!finding.index) return;
    const analysis::ModuleInstance& container = *finding.container;
    const std::string_view index = reporter.text(finding.index->span);
    if (finding.problem == Problem::OutOfRange) {
        reporter
            .report(finding.index->span, "index `{}` is out of range: the `{}` has {} member{}", index, class_name(container),
                    container.members.size(), container.members.size() == 1 ? "" : "s")
            .help("loop over the container, or put the code under a test that `__init__` decides");
    } else if (finding.problem == Problem::WrongKey) {
        auto report = reporter.report(finding.index->span, "the `{}` has no key `{}`", class_name(container), index);
        if (!container.members.empty()) report.help("its keys are {}", keys_of(container));
    }
}

}  // namespace

void register_module_index_out_of_range(Checks& checks) { checks.otherwise<analysis::ModuleIndex>(check_module_index_out_of_range); }

}  // namespace jitlint::rules
