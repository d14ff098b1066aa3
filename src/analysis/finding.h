#pragma once

#include <cstddef>
#include <type_traits>
#include <variant>

#include "analysis/findings/annotations.h"
#include "analysis/findings/calls.h"
#include "analysis/findings/classes.h"
#include "analysis/findings/differences.h"
#include "analysis/findings/forms.h"
#include "analysis/findings/modules.h"
#include "analysis/findings/names.h"
#include "analysis/findings/types.h"
#include "analysis/findings/usage.h"
#include "torchscript/version.h"

/// What the abstract compiler discovers. Each struct is one kind of fact, in the header of its family; the rules judge them and find the words.
/// Nothing here is owned: everything lives as long as the analysis of the file.
namespace jitlint::analysis {

template <class... Families>
struct FindingList;
template <class... Ts>
struct FindingList<std::variant<Ts...>> {
    static constexpr std::size_t size = sizeof...(Ts);
    /// The place of T in the list; `size` where it is none.
    template <class T>
    static constexpr std::size_t index_of() {
        constexpr bool same[] = {std::is_same_v<T, Ts>...};
        std::size_t i = 0;
        while (i < size && !same[i]) ++i;
        return i;
    }
};
template <class... Ts, class... Us, class... Rest>
struct FindingList<std::variant<Ts...>, std::variant<Us...>, Rest...> : FindingList<std::variant<Ts..., Us...>, Rest...> {};

using Findings = FindingList<NamesFindings, CallsFindings, TypesFindings, ModulesFindings, ClassesFindings, DifferencesFindings, FormsFindings,
                             AnnotationsFindings, UsageFindings>;

/// A finding of any kind: a view, valid as long as the struct that it was made of.
class Finding {
public:
    template <class T>
    requires(Findings::index_of<T>() < Findings::size) Finding(const T& finding) : kind_(Findings::index_of<T>()), subject_(&finding) {}

    std::size_t kind() const { return kind_; }  ///< place in `Findings`
    const void* subject() const { return subject_; }

private:
    std::size_t kind_;
    const void* subject_;
};

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
