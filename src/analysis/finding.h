#pragma once

#include <variant>

#include "analysis/findings/annotations.h"
#include "analysis/findings/modules.h"
#include "analysis/findings/names.h"
#include "analysis/findings/types.h"
#include "analysis/findings/usage.h"
#include "torchscript/version.h"

/// What the abstract compiler discovers. Each struct is one kind of fact, in the header of its family; the rules judge them and find the words.
/// Nothing here is owned: everything lives as long as the analysis of the file.
namespace jitlint::analysis {

template <class... Families>
struct JoinVariants;
template <class... Ts>
struct JoinVariants<std::variant<Ts...>> {
    using type = std::variant<Ts...>;
};
template <class... Ts, class... Us, class... Rest>
struct JoinVariants<std::variant<Ts...>, std::variant<Us...>, Rest...> : JoinVariants<std::variant<Ts..., Us...>, Rest...> {};

using Finding = JoinVariants<NamesFindings, TypesFindings, ModulesFindings, AnnotationsFindings, UsageFindings>::type;

/// Takes what the analysis finds. The finding is only valid during the call.
class FindingSink {
public:
    virtual ~FindingSink() = default;
    /// `version`: the measured point (`torchscript::kMeasured`) under which the finding was made.
    virtual void found(const Finding& finding, const FunctionContext& function, torchscript::Version version) = 0;
    /// A node of a function that the compiler reads; every node of its body, signature and docstring once,
    /// parents first.
    virtual void node(const syntax::Node& node, const FunctionContext& function) = 0;
};

}  // namespace jitlint::analysis
