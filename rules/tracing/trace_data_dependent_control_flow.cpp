#include "rules/check.h"

namespace jitlint::rules {

namespace {

using Problem = analysis::TraceProblem;

std::string message(const analysis::FrozenByTrace& finding) {
    const std::string_view what = finding.size_only ? "a tensor's size" : "a tensor's value";
    switch (finding.problem) {
        case Problem::Branch:
            return fmt::format("this condition depends on {}: the trace keeps the branch that the example input takes", what);
        case Problem::Assertion:
            return fmt::format("this assertion depends on {}: it is checked while tracing and not recorded", what);
        case Problem::BooleanOperator:
            return fmt::format("`{}` turns {} into a bool, which the trace freezes", finding.name, what);
        case Problem::Comparison:
            return fmt::format("`{}` of Python compares {}: the trace keeps the choice made for the example input", finding.name, what);
        case Problem::ToNumber:
            return fmt::format("`{}` turns {} into a Python number, which becomes a constant of the trace", finding.name, what);
        case Problem::ToPython:
            return fmt::format("`{}` takes {} out of the graph: the result becomes a constant of the trace", finding.name, what);
        case Problem::NewConstant:
            return fmt::format("`{}` of a computed value becomes a constant of the trace", finding.name);
        case Problem::Length:
            return "`len` of a tensor becomes a constant of the trace";
        case Problem::Iteration:
            return "a loop over (or unpacking of) a tensor is unrolled with the example input's number of "
                   "rows";
        case Problem::RangeOverSize:
            return "a loop over `range` of a tensor's size is unrolled with the example input's size";
        case Problem::StateChange:
            return fmt::format("`{}` is Python state: it changes once, while tracing, and never again", finding.name);
    }
    return {};
}

std::string_view help(Problem problem) {
    switch (problem) {
        case Problem::Branch:
            return "script this function, or compute both sides and choose with `torch.where`";
        case Problem::ToNumber:
        case Problem::ToPython:
        case Problem::NewConstant:
            return "keep it a tensor, or script this function";
        case Problem::Length:
            return "use `x.shape[0]` where an operator takes it, or script this function";
        case Problem::StateChange:
            return "keep the state in a buffer and update it in place, or pass it in and out";
        case Problem::Assertion:
            return "script this function, or check the input before calling the traced module";
        default:
            return "script this function";
    }
}

void check_trace_data_dependent_control_flow(const analysis::FrozenByTrace& finding, Reporter& reporter) {
    reporter.report(finding.node->span, "{}", message(finding)).help("{}", help(finding.problem)).accepted();
}

}  // namespace

void register_trace_data_dependent_control_flow(Checks& checks) { checks.on<analysis::FrozenByTrace>(check_trace_data_dependent_control_flow); }

}  // namespace jitlint::rules
