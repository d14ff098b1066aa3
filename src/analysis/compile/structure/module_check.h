#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/compile/session.h"

namespace jitlint::analysis {

/// What is wrong with one module as it stands, whatever its methods compute: see module_checks.h. Its parts are in files of their own: hooks in
/// module_hooks.cpp, methods in module_methods.cpp.
class ModuleCheck {
public:
    ModuleCheck(Session& session, const ModuleInstance& instance, const std::string& path, const ReachedFrom* reached, bool is_root)
        : session_(session), evaluator_(session.evaluator), instance_(instance), path_(path), reached_(reached), is_root_(is_root) {}

    void run_making();
    void run();

private:
    template <class F>
    void emit(const F& finding, const SourceModule* module) {
        if (!module) return;
        FunctionContext context;
        context.module = module;
        context.self = &instance_;
        context.symbol = path_;
        context.reached = reached_;
        session_.observer.found(Finding{finding}, context, session_.version);
    }

    bool since(int major, int minor) const { return !session_.before(torchscript::Version::of(major, minor)); }

    const Scope* scope_of(ClassRef cls) const { return cls.module->scope().scope_of(*cls.node); }

    // ---- what kind of module it is
    void check_kind();
    void check_activation();
    bool has_open_size(std::string_view name) const;
    void check_derived_kind();
    void check_sequential();
    bool derives_from_sequential();
    struct MemberCall {
        torchscript::MatchResult match;
        const syntax::Parameter* left_out = nullptr;  ///< not given, with a default that compiled calls cannot use
        const SourceModule* declared_in = nullptr;
    };
    MemberCall call_member(const ModuleInstance& module, TypeRef type);

    // ---- hooks
    /// What a hook gets: the arguments of forward, and the result of forward or of the hook before.
    struct ForwardTypes {
        std::vector<TypeRef> parameters;  ///< without self; empty where they are not known
        TypeRef result = nullptr;         ///< null where it is not known
    };
    void check_hooks();
    void check_hook(const ForwardHook& hook, bool is_pre, const std::vector<const ForwardHook*>& seen, const ForwardTypes& forward);
    void check_hook_signature(const ForwardHook& hook, const syntax::FunctionDef& node, const SourceModule* module, bool is_pre,
                              const ForwardTypes& forward);
    bool has_overloaded_forward();
    /// What a hook gives; null where that is not known.
    TypeRef result_of(const ForwardHook& hook);
    static bool returns_value(const syntax::FunctionDef& node);
    ForwardTypes forward_types();
    bool is_in_init(const ForwardHook& hook) const;
    static bool mentions_removal(const SourceModule* module);

    // ---- constants, annotations and values
    bool is_plain_object(const PyValue& value);
    bool is_valid_constant(const PyValue& value, bool& known);
    void check_constant(std::string_view name, const syntax::Node& node, const SourceModule* module);
    void check_constants();
    template <class Visit>
    void for_each_annotation(Visit&& visit);
    void check_annotations();
    void check_objects();
    void check_enumerations();
    void check_values();
    static bool is_keyword(std::string_view name);
    bool has_method(std::string_view name);
    void check_names();

    // ---- methods
    static bool takes_module(const PyValue& value);
    void check_forward_value();
    void check_forward_patch();
    void check_methods();
    void check_made_properties();
    bool is_cached_property(const syntax::Expr& decorator, const Method& method);
    void check_property(const Method& method);
    void check_generated_init();

    Session& session_;
    Evaluator& evaluator_;
    const ModuleInstance& instance_;
    const std::string& path_;
    const ReachedFrom* reached_;
    const bool is_root_;
};

}  // namespace jitlint::analysis
