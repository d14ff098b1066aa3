#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "analysis/eager/evaluator.h"
#include "analysis/finding.h"
#include "torchscript/schema.h"
#include "torchscript/type.h"

namespace jitlint::analysis {

class Session;

/// What the compiler makes of a class of the files.
enum class ClassKind : std::uint8_t {
    Unknown,
    Module,
    NamedTuple,
    Enum,
    Script,     ///< compiled method by method
    Interface,  ///< under torch.jit.interface, of modules or not: its methods are declarations
    Ignored,    ///< under torch.jit.ignore or torch.jit.unused
    Opaque,     ///< cannot be compiled: derives from list, tuple or Exception, or holds C functions
};

/// An attribute of a script class's objects, or a field of a NamedTuple or dataclass.
struct ClassField {
    std::string_view name;
    TypeRef type = nullptr;
    text::Span span;                 ///< of the first assignment
    bool annotated = false;          ///< it had an annotation
    bool inferred = false;           ///< NamedTuple: a Tensor for want of a type
    TypeRef default_type = nullptr;  ///< NamedTuple: of the value that a call leaves to it; null where there is none
    /// The `[]` or `{}` without a type that `__init__` sets it to, and the assignment; null where it sets something else.
    const syntax::Expr* empty_literal = nullptr;
    const syntax::Node* empty_statement = nullptr;
};

struct EnumMember {
    std::string_view name;
    const syntax::Expr* value = nullptr;
    bool alias = false;  ///< another name of an earlier member, which compiled code does not know
};

struct ClassModel {
    ClassRef cls;
    ClassKind kind = ClassKind::Unknown;
    TypeRef type = nullptr;  ///< of its objects; null for Unknown, Module and Opaque

    // ---- Script, Interface
    std::vector<Method> methods;  ///< its own methods and properties, static ones included
    bool scripted = false;        ///< by a decorator or a call: what keeps it from being compiled fails there
    bool is_dataclass = false;
    bool refused_dataclass = false;  ///< it was not scripted, so what it generates has no source
    std::vector<ClassField> fields;  ///< what `__init__` sets, as far as it is compiled
    bool fields_open = false;        ///< there may be others
    bool initialized = false;        ///< `__init__` is compiled
    bool in_progress = false;        ///< its methods are being compiled: they do not have their defaults yet
    bool compiled = false;
    bool reported = false;  ///< compiled with findings reported

    // ---- NamedTuple, dataclass: the constructor
    std::vector<torchscript::Parameter> parameters;
    torchscript::Schema schema;
    bool constructor_open = false;  ///< the fields are not known

    // ---- Enum
    std::vector<EnumMember> members;
    bool members_complete = false;
    TypeRef value_type = nullptr;  ///< of the members' values; Unknown where not certain

    const Method* find(std::string_view name) const;
    ClassField* field(std::string_view name);
};

/// The classes of one session, modelled when they are met.
class Classes final : public torchscript::Conformance {
public:
    explicit Classes(Session& session) : session_(session) {}
    Classes(const Classes&) = delete;
    Classes& operator=(const Classes&) = delete;
    ClassModel& model(ClassRef cls);
    torchscript::Answer conforms(TypeRef type, TypeRef interface) override;
    /// The type of a class under torch.jit.interface, of modules or not.
    TypeRef interface_type(ClassRef cls);
    /// Whether the class derives from nothing but object.
    bool stands_alone(ClassRef cls) const;
    /// The model behind the type of an object or enum member; null for other types.
    ClassModel* of_type(TypeRef type);
    /// Why an enumeration becomes no type; nullopt where it does or that is not known.
    std::optional<RefusedEnum> refused_enum(const ClassModel& model);
    /// The NamedTuple that a call of collections.namedtuple or typing.NamedTuple made; null where the value is none.
    ClassModel* made_by_call(const PyValue& value);
    /// The file whose class statement or call made the NamedTuple; null where that is not known.
    const SourceModule* module_of(TypeRef named_tuple);
    /// Classes that are scripted by a call (`torch.jit.script(Config)`).
    void note_scripted(ClassRef cls) { scripted_.push_back(cls); }

    /// Compiles `__init__`, then the other methods and the properties, as a use of the class does.
    void compile(ClassModel& model, const ReachedFrom* reached, bool certain);
    /// `__init__` is about to be compiled: what it set so far is forgotten.
    void begin_init(ClassModel& model);
    /// `__init__` is compiled: attributes that it may set on paths that were not followed are there, too.
    void end_init(ClassModel& model, const syntax::FunctionDef& init);
    /// What the literal was to hold is told to be another type: attributes that are set to it are open.
    void forget(const syntax::Expr& empty_literal);

private:
    void classify(ClassModel& model);
    void model_script(ClassModel& model);
    void inherit_properties(ClassModel& model);
    /// Whether `own` can stand for the method that an interface declares.
    torchscript::Answer conforms(const Method& own, const Method& wanted);
    void model_dataclass(ClassModel& model);
    void model_named_tuple(ClassModel& model);
    /// The defaults of the last fields; false where they are not known.
    bool add_defaults(ClassModel& model, const PyValue& values);
    /// The type of a field's default; Unknown where it is not certain.
    TypeRef default_type(const PyValue& value);
    void model_enum(ClassModel& model);
    void model_namedtuple_call(ClassModel& model, const syntax::Call& call, const SourceModule& module);
    void check_dataclass(ClassModel& model, const ReachedFrom* reached);
    void tell(const ClassModel& model, const ReachedFrom* reached, const Finding& finding);
    bool body_may_hold_functions(ClassRef cls, bool& holds_builtin);

    Session& session_;
    std::unordered_map<const syntax::ClassDef*, std::unique_ptr<ClassModel>> models_;
    std::unordered_map<const syntax::Call*, std::unique_ptr<ClassModel>> made_by_call_;
    std::unordered_map<const SourceModule*, std::unordered_map<std::uint32_t, const syntax::Call*>> calls_;  ///< by where they begin
    std::vector<ClassRef> scripted_;
    int comparing_ = 0;  ///< how many types are being compared with interfaces right now
};

}  // namespace jitlint::analysis
