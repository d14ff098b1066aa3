#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "analysis/findings/context.h"

/// Findings about what modules and their parts do not go through.
namespace jitlint::analysis {

enum class ModuleAttributeProblem : std::uint8_t {
    Missing,          ///< certain that instances have none
    SomePathsOnly,    ///< made on some paths of `__init__` only
    PlainContainer,   ///< a Python list, tuple, dict or set that holds modules
    ObjectHolder,     ///< an instance of a Python class that cannot be compiled
    EmptyContainer,   ///< an empty list or dict without a class-level annotation
    NoType,           ///< a value that TorchScript has no type for (numpy array, set, config object, None mix ...)
    PrivateRegistry,  ///< _modules, _parameters, _buffers
    ClassLevel,       ///< an attribute of the class that is no constant of the scripted module
    ClassFunction,    ///< a builtin function in the class body: read as a method, which has no source
    ClassFunctional,  ///< a function of torch.nn.functional there: its first parameter is the module
};

/// Compiled code reads an attribute of a module that is not there for the compiler.
struct UnusableModuleAttribute {
    const syntax::Expr* node;  ///< the Attribute, or the getattr call
    std::string_view name;
    const ModuleInstance* instance;
    ModuleAttributeProblem problem;
    const Attribute* attribute;  ///< null for Missing
    bool assigned;               ///< it is assigned to, not read
};

enum class ModuleIndexProblem : std::uint8_t { NotLiteral, OutOfRange, WrongKey, SliceCalled, SliceBound, NoLiteralIndexYet, NotOfAnnotatedType };

/// A container of modules indexed in a way that is not resolved while compiling.
struct ModuleIndex {
    const syntax::Expr* node;   ///< the Subscript, or the call of a sliced member
    const syntax::Expr* index;  ///< may be null; SliceCalled: the slice that the module comes from; NotOfAnnotatedType: the annotation
    const ModuleInstance* container;
    ModuleIndexProblem problem;
    /// The loop whose variable is the index, when it is `for i in range(...)`; null otherwise.
    const syntax::For* loop;
};

/// A module that is not an attribute of the scripted one is called, or one is made, in compiled code.
struct ForeignModule {
    const syntax::Expr* node;
    PyValue value;
    std::string_view name;  ///< global or closure name; class name for Constructed
    enum class Why : std::uint8_t { GlobalOrClosure, Constructed } why;
};

/// getattr, setattr, hasattr, delattr with arguments that the compiler does not resolve.
struct DynamicAttribute {
    const syntax::Call* node;
    std::string_view function;  ///< `getattr`, `setattr`, ...
    bool literal_name;          ///< the name is a literal (so the problem is another one)
    bool has_default;           ///< getattr with three arguments
};

/// A property that nothing compiled reads, and that does not compile; emitted beside the first refusal inside it that the analysis makes.
struct UnusedPropertyFails {
    Method property;
    const ModuleInstance* instance;
    const syntax::Node* place;  ///< the first place inside it that is refused
};

/// A submodule is compiled (for rules about constructor values).
struct ModuleCompiled {
    const ModuleInstance* instance;
    bool traced;  ///< it is a part of what is traced: its forward is run, not compiled
};

/// Compiled code assigns a value to an attribute of a module whose type it is not: nothing is converted.
struct AttributeRetyped {
    const syntax::Node* node;   ///< the target
    const syntax::Expr* value;  ///< may be null
    std::string_view name;
    const ModuleInstance* instance;
    const Attribute* attribute;  ///< null for a property
    TypeRef expected;            ///< null: a submodule
    TypeRef given;
    bool annotated_in_init;  ///< `self.x: T = ...`, which the compiler does not read
    bool empty_literal;      ///< the value is an empty `[]` or `{}` with its default type
};

/// Compiled code assigns to a name of a module that is no attribute of the scripted one.
struct AttributeNotAssignable {
    enum class Why : std::uint8_t { Constant, ReadOnlyProperty, Method, ClassLevel, Failed };
    const syntax::Attribute* node;
    std::string_view name;
    const ModuleInstance* instance;
    Why why;
    const Attribute* attribute;  ///< may be null
    Method method;               ///< ReadOnlyProperty, Method
};

/// An attribute that is None in this module is called, or a module without forward is.
struct NotCallable {
    enum class Why : std::uint8_t { None, NoForward };
    const syntax::Call* node;
    std::string_view name;  ///< of the attribute; empty where the callee is another expression
    const ModuleInstance* instance;
    Why why;
};

/// A Python method of nn.Module or one of its containers that no release compiles.
struct ModuleMethodRefused {
    const syntax::Expr* node;  ///< the Attribute, or the Subscript that is assigned to
    std::string_view name;     ///< `eval`, `append`, `__setitem__`
    const ModuleInstance* instance;
    bool of_container;
    std::string_view behind_interface = {};  ///< `modules()` would have to go through this attribute, declared as an interface
};

/// A container of modules where compiled code needs a value: list(self.layers), self.a + self.b.
struct ContainerAsValue {
    const syntax::Expr* node;
    const syntax::Expr* container;
    const ModuleInstance* instance;
    std::string_view use;  ///< `list`, `+`, `in` ...
};

/// nn.Sequential's forward takes one Tensor.
struct SequentialArguments {
    const syntax::Call* node;
    const syntax::Expr* argument;  ///< the one that is too much or has another type; null where there is none
    TypeRef type;                  ///< of `argument`; null where it is too much
    const ModuleInstance* instance;
};

/// An object that a module holds has an attribute of another type than its class gives it where that is compiled.
struct HeldObjectMismatch {
    const Attribute* attribute;  ///< the module's
    std::string_view name;       ///< the object's attribute
    ClassRef cls;
    TypeRef declared;
    TypeRef given;  ///< null where it has no type
};

/// The value of an attribute is refused when the module is made, whether compiled code reads it or not.
struct UnconvertibleAttribute {
    const Attribute* attribute;
    enum class Why : std::uint8_t {
        DictKey,    ///< a dict with keys of a type that dicts do not have
        DtypeList,  ///< a list of dtypes or layouts, which are numbers where they stand alone
    } why;
    TypeRef type;  ///< DictKey: of the keys
};

/// A member of an nn.Sequential does not take what the one before it gives, or takes more, with a default that compiled calls cannot use.
struct SequentialMember {
    text::Span span;  ///< where the container is made
    std::string_view member;
    TypeRef given;  ///< Tensor where it is the first one
    const ModuleInstance* instance;
    const syntax::Parameter* left_out;  ///< the parameter that has the default; null where `given` is not taken
    const SourceModule* declared_in;    ///< of `left_out`
};

/// A name that an outer block gave a module (or another thing that is no value) is bound again inside a branch or a loop.
struct ModuleNameRebound {
    std::string_view name;
    const syntax::Node* node;
    text::Span previous_span;
    bool previous_is_value;  ///< then it is the new value that is none
};

/// A method is called by a second name that the class body gave it.
struct MethodAlias {
    const syntax::Expr* node;
    std::string_view name;
    Method method;
    const ModuleInstance* instance;
    const syntax::Node* alias;      ///< the assignment in the class body; null where not known
    const syntax::Expr* decorator;  ///< of the files, that put `method` in the place of `name`; null for an assignment
};

/// `__constants__` or `Final` with a value that does not fit.
struct ConstantProblem {
    enum class Why : std::uint8_t { NotConstant, Missing, Submodule, Parameter, Buffer };
    const syntax::Node* node;  ///< the string in `__constants__`, or the annotated name
    std::string_view name;
    const ModuleInstance* instance;
    const Attribute* attribute;  ///< null for Missing
    Why why;
};

/// A class-level annotation that the value of the attribute does not fit.
struct AttributeAnnotationMismatch {
    const syntax::Expr* annotation;
    std::string_view name;
    const ModuleInstance* instance;
    const Attribute* attribute;
    TypeRef declared;
    TypeRef given;  ///< null where the value has no type
};

/// A module that torch.jit.script refuses as it stands, whatever its forward does.
struct ModuleRefused {
    enum class Why : std::uint8_t {
        Lazy,
        Variadic,
        Cycle,
        GeneratedInit,
        NormHook,
        OwnForward,  ///< the forward of the class of torch.nn does not compile
        NoneSize,    ///< an adaptive pool with None among its sizes
        NoBias,      ///< attention without bias
        NumPyCount,  ///< a size that NumPy computed, which is no constant
        Activation,  ///< a Transformer's layer whose activation is a lambda or made by functools.partial
        MethodName,  ///< a submodule that has the name of a method, which Python finds before it
        Overloads,   ///< the overloads of the inherited forward are not those of the class
    };
    const ModuleInstance* instance;
    text::Span span;  ///< where it is made, or what makes it so, in the context's module
    std::string_view name;
    Why why;
    const ModuleInstance* other;  ///< Cycle: the module that is met again
};

/// A forward hook that does not compile with the module it is registered on.
struct HookProblem {
    enum class Why : std::uint8_t {
        NotFunction,
        SameName,
        Overloads,  ///< of the forward that it is registered for
        Arguments,
        InputNotTuple,
        InputCount,
        InputType,
        OutputType,
        ReturnType,
        NoReturnAnnotation,
        BackwardDropped
    };
    text::Span span;  ///< the hook's name, its parameter, or the registration
    std::string_view name;
    const ModuleInstance* instance;
    Why why;
    bool is_pre_hook;
    std::size_t expected;  ///< Arguments, InputCount
    std::size_t given;
    TypeRef expected_type = nullptr;  ///< InputType, OutputType, ReturnType
    TypeRef given_type = nullptr;
};

/// A property that is in the way although nothing may read it.
struct PropertyProblem {
    enum class Why : std::uint8_t { NoGetter, LambdaGetter, Raises };
    text::Span span;
    std::string_view name;
    const ModuleInstance* instance;
    Why why;
};

/// An attribute that is a Python function is asked whether it is None, or true: a function is no value.
struct FunctionAttributeTested {
    const syntax::Expr* node;
    const ModuleInstance* instance;
    bool is_none_test;
};

/// What is compiled, but does something else than in Python.
struct ModuleDiffers {
    enum class Why : std::uint8_t {
        CallOverridden,
        CachedProperty,
        SharedChildren,
        BuffersNotRecursive,
        NoneBuffer,
        MethodPatched,
        ForwardPatched,
        ForwardLambda,   ///< whatever the class has
        ForwardPartial,  ///< by functools.partial
        KeywordName
    };
    text::Span span;
    std::string_view name;
    const ModuleInstance* instance;
    Why why;
};

/// The class never calls super().__init__() of nn.Module.
struct MissingSuperInit {
    const ModuleInstance* instance;
    const syntax::FunctionDef* init;
};

using ModulesFindings = std::variant<  //
    UnusableModuleAttribute, ModuleIndex, ForeignModule, DynamicAttribute, UnusedPropertyFails, ModuleCompiled, MissingSuperInit, AttributeRetyped,
    AttributeNotAssignable, NotCallable, ModuleMethodRefused, ContainerAsValue, SequentialArguments, SequentialMember, HeldObjectMismatch,
    UnconvertibleAttribute, ModuleNameRebound, MethodAlias, ConstantProblem, AttributeAnnotationMismatch, ModuleRefused, HookProblem, PropertyProblem,
    FunctionAttributeTested, ModuleDiffers>;

}  // namespace jitlint::analysis
