#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "analysis/findings/context.h"
#include "torchscript/schema.h"

/// Findings about classes of the files that the compiler makes into types (script classes, NamedTuples, enumerations), about their objects, and
/// about futures.
namespace jitlint::analysis {

enum class ObjectMemberProblem : std::uint8_t {
    Missing,       ///< neither a method nor set in `__init__`
    ClassLevel,    ///< a value of the class body
    Inherited,     ///< only a base class has it
    StaticMethod,  ///< a static method, looked up on an object
    Dynamic,       ///< only `__getattr__` would give it
    Helper,        ///< a NamedTuple's method, property or `_replace`
    EnumMember,    ///< an enumeration has no such member, a member no such attribute
    ClassMethod,   ///< a class method, called through the class
    Interface,     ///< through an interface, only the methods that it declares can be reached
};

/// Compiled code reads an attribute of an object, or of an enumeration, that is not there for the compiler.
struct UnknownObjectMember {
    const syntax::Expr* node;  ///< the Attribute, or the getattr call
    std::string_view name;
    TypeRef receiver;
    ObjectMemberProblem problem;
    ClassRef owner;                  ///< the class that has it in Python; empty for Missing
    const syntax::Node* definition;  ///< the method or assignment there; may be null
    const syntax::Call* call;        ///< the call of it; null for a plain read
};

enum class ObjectAssignmentProblem : std::uint8_t {
    NotObject,     ///< a tensor, a tuple, a NamedTuple ... or a class, a function, an object from outside (no `receiver`)
    Nonexistent,   ///< first set outside of `__init__`
    ReadOnly,      ///< a property without setter
    WrongType,     ///< the attribute has another type
    FirstInBlock,  ///< first set inside an `if` or a loop of `__init__`
    HoldsItself,   ///< the class would hold objects of its own type
};

/// `obj.name = value` that does not go through.
struct ObjectAssignment {
    const syntax::Attribute* node;
    TypeRef receiver;  ///< null where it has no type in TorchScript
    ObjectAssignmentProblem problem;
    TypeRef expected;            ///< WrongType: the attribute's type
    TypeRef given;               ///< the value's type; null where it does not matter
    const SourceModule* module;  ///< WrongType: where the attribute got its type
    text::Span first;            ///< there
    bool annotated;              ///< WrongType: the first assignment had an annotation, which is not read
};

/// An operator or builtin is used on an object whose class does not define the method that stands for it.
struct MissingMagicMethod {
    const syntax::Expr* node;  ///< the whole use
    const syntax::Expr* object;
    TypeRef type;
    std::string_view method;  ///< `__eq__`
    std::string_view shown;   ///< `==`, `len`
    bool never;               ///< no method would help: TorchScript does not look for one
};

enum class ConstructionProblem : std::uint8_t {
    NoInit,            ///< the class has no `__init__`
    InheritedInit,     ///< only a base class has one
    Dataclass,         ///< a dataclass that was not scripted: there is no source of what it generates
    Interface,         ///< declares methods, and has none
    Ignored,           ///< under torch.jit.ignore or torch.jit.unused
    CannotBeCompiled,  ///< derives from list, Exception ..., or holds C functions
    ScriptedWithBase,  ///< torch.jit.script of a class with a base class; `node` is the base
};

/// An object is made of a class that the compiler cannot make one of.
struct ObjectConstruction {
    const syntax::Expr* node;  ///< the call's function, or the annotation that names the class
    ClassRef cls;
    ConstructionProblem problem;
    ClassRef base;     ///< InheritedInit: whose `__init__` it is
    bool constructed;  ///< false: only named in an annotation
};

/// A NamedTuple or a dataclass is made with arguments that do not fit its fields.
struct FieldMismatch {
    const syntax::Call* node;
    std::string_view shown;
    torchscript::Mismatch mismatch;
    const syntax::Expr* argument;  ///< null for a missing one
    bool inferred;                 ///< the field is a Tensor only for want of a type
    bool by_default;               ///< the call leaves the field to its default
};

/// A method is called where its defaults are not known, without an argument that has one.
struct DefaultInsideClass {
    enum class Why : std::uint8_t {
        Class,      ///< by methods of its class, which is being compiled
        Module,     ///< forward or an exported method, by what is compiled together with it
        Interface,  ///< whose methods have no defaults
    };
    const syntax::Call* node;
    const syntax::Parameter* parameter;
    std::string_view method;
    Why why;
};

enum class FieldProblem : std::uint8_t {
    TensorDefault,   ///< NamedTuple
    Any,             ///< NamedTuple
    TextAnnotation,  ///< NamedTuple: its type is a string
    UnknownName,     ///< NamedTuple: its type is a string that names nothing
    UntypedDefault,  ///< NamedTuple: its default is a value without a type
    Factory,         ///< dataclass: `field(default_factory=...)`
    OwnClass,        ///< dataclass: its type is a class of the files
    NotComparable,   ///< dataclass: the `__eq__` that is made compares what has no `!=`
    NotOrdered,      ///< dataclass: the `__lt__` that is made compares what has no `<`
    KeywordOnly,     ///< dataclass: keyword-only, with a default
    NotInInit,       ///< dataclass: `field(init=False)`, which the methods that are made read
};

/// A field of a NamedTuple or dataclass that the compiler does not take.
struct RefusedField {
    ClassRef cls;
    const syntax::Node* field;  ///< the annotation or default
    std::string_view name;
    FieldProblem problem;
    TypeRef type;  ///< OwnClass, NotComparable, NotOrdered
};

/// Two NamedTuples of one module have one name, and compiled code meets both.
struct NamedTupleRedefined {
    text::Span use;  ///< of the second
    TypeRef first;
    TypeRef second;
};

/// An option of a scripted dataclass that makes methods which do not compile: `frozen=True`, `kw_only=True` with defaults.
struct RefusedDataclass {
    ClassRef cls;
    const syntax::Keyword* option;
};

/// A script class is compiled (for rules about what its definition says).
struct ClassCompiled {
    ClassRef cls;
};

enum class ScriptTargetProblem : std::uint8_t {
    ModuleClass,      ///< the class of a module, not an instance
    BoundMethod,      ///< a method of a module, whose `self` becomes a Tensor
    DecoratedMethod,  ///< @torch.jit.script on a method of a module
    MixedContainer,   ///< a list or dict without a common type
    ModuleContainer,  ///< a list or dict of modules
    NotScriptable,    ///< a builtin function, a number, a string ...
};

/// torch.jit.script of what it does not take.
struct ScriptTarget {
    text::Span span;
    ScriptTargetProblem problem;
    std::string name;
};

enum class EnumProblem : std::uint8_t {
    Call,       ///< `Mode(1)`
    Subscript,  ///< `Mode["A"]`
    Value,      ///< the class used as a value: `len(Mode)`, `x in Mode`
    Operand,    ///< compared with or used as something else: `mode == 1`, `a < b`, `x.sum(Axis.ROW)`
    DictKey,    ///< as the key of a dict
    Container,  ///< `mode in [Mode.A]`
};

/// An enumeration or a member of one is used in a way that TorchScript does not have.
struct EnumUse {
    const syntax::Expr* node;
    TypeRef type;
    EnumProblem problem;
    std::string_view shown;  ///< the operator or function
};

enum class EnumDefinitionProblem : std::uint8_t { ValueType, MixedValues, Empty, NoSource, BuiltinBase };

/// An enumeration that cannot be made into a type; told at its definition.
struct RefusedEnum {
    ClassRef cls;
    text::Span use;             ///< NoSource: the member that is read
    const syntax::Node* value;  ///< the first member's value that does not do; null for Empty
    EnumDefinitionProblem problem;
    TypeRef first;
    TypeRef other;
};

/// A method is read where a value is wanted: `x.dim > 2`.
struct MethodNotCalled {
    const syntax::Expr* node;
    std::string_view name;
};

/// A call of a value that is no function: `fn(x)` with a Tensor `fn`.
struct NotAFunction {
    const syntax::Call* node;
    TypeRef type;
    bool inferred;                       ///< a parameter that is a Tensor only for want of an annotation
    const syntax::Parameter* parameter;  ///< that parameter, or null
};

enum class ForkProblem : std::uint8_t { NotFunction, NoArgument, RpcKeyword, RpcArguments, RpcNotFunction };

/// torch.jit.fork or an rpc call in a form that the compiler does not take.
struct ForkCall {
    const syntax::Call* node;
    std::string_view function;  ///< `torch.jit.fork`, `rpc_sync` ...
    const syntax::Expr* argument;
    ForkProblem problem;
    TypeRef type;  ///< NotFunction: of the argument
};

using ClassesFindings = std::variant<  //
    UnknownObjectMember, ObjectAssignment, MissingMagicMethod, ObjectConstruction, FieldMismatch, DefaultInsideClass, RefusedField,
    NamedTupleRedefined, RefusedDataclass, ClassCompiled, ScriptTarget, EnumUse, RefusedEnum, MethodNotCalled, NotAFunction, ForkCall>;

}  // namespace jitlint::analysis
