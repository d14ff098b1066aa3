#pragma once

#include <cstdint>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// TorchScript's types and the relations between them, as c10's type.cpp and union_type.cpp define them.
namespace jitlint::torchscript {

enum class TypeKind : std::uint8_t {
    Unknown,  ///< not known statically; fits everything, and everything fits it
    Tensor,
    Int,
    Float,
    Complex,
    Bool,
    Number,
    Str,
    None,
    Any,
    Device,
    Generator,
    Stream,
    Storage,
    QScheme,
    Capsule,
    AnyList,
    AnyTuple,  ///< bare `list` and `tuple`
    List,
    Dict,
    Tuple,
    Optional,
    Union,
    Future,
    RRef,
    Await,
    NamedTuple,
    Class,
    Enum,
    Interface,
    Function,  ///< not a value in TorchScript
    Variable,  ///< `t` in an operator's schema
};

struct Type;
using TypeRef = const Type*;  ///< never null; equal types have equal pointers within one TypeContext

/// An answer about types of which parts may be Unknown.
enum class Answer : std::uint8_t { No, Maybe, Yes };

/// Knows the methods of classes and interfaces, which types here do not hold.
class Conformance {
public:
    /// Whether a Class or Interface has the methods of an Interface, as InterfaceType::isSubTypeImpl asks.
    virtual Answer conforms(TypeRef type, TypeRef interface) = 0;

protected:
    ~Conformance() = default;
};

struct Type {
    TypeKind kind = TypeKind::Unknown;
    std::span<const TypeRef> args;             ///< element, key and value, members, elements, field types
    std::string_view name;                     ///< NamedTuple, Class, Enum, Interface: qualified name; Variable: its name
    std::span<const std::string_view> fields;  ///< NamedTuple: field names
    const void* definition = nullptr;          ///< NamedTuple, Class, Enum, Interface: identity (analysis knows what it points to)
    Conformance* conformance = nullptr;        ///< Interface: who knows which types have its methods; null: nobody
    bool has_unknown = false;                  ///< Unknown is this type or occurs inside

    bool is(TypeKind k) const { return kind == k; }
    TypeRef arg(std::size_t i = 0) const { return args[i]; }
};

/// Makes and interns types. Not thread-safe: one per thread. Types live as long as it does.
class TypeContext {
public:
    TypeContext();
    TypeContext(const TypeContext&) = delete;
    TypeContext& operator=(const TypeContext&) = delete;

    TypeRef simple(TypeKind kind);  ///< kinds without arguments
    TypeRef unknown() { return simple(TypeKind::Unknown); }
    TypeRef tensor() { return simple(TypeKind::Tensor); }
    TypeRef integer() { return simple(TypeKind::Int); }
    TypeRef floating() { return simple(TypeKind::Float); }
    TypeRef complex() { return simple(TypeKind::Complex); }
    TypeRef boolean() { return simple(TypeKind::Bool); }
    TypeRef number() { return simple(TypeKind::Number); }
    TypeRef string() { return simple(TypeKind::Str); }
    TypeRef none() { return simple(TypeKind::None); }
    TypeRef any() { return simple(TypeKind::Any); }
    TypeRef device() { return simple(TypeKind::Device); }

    TypeRef list(TypeRef element);
    TypeRef dict(TypeRef key, TypeRef value);
    TypeRef tuple(std::span<const TypeRef> elements);
    /// Optional[Optional[X]] is Optional[X]; Optional[None] is None; Optional[Any] is Any; Optional of a
    /// Union is a Union.
    TypeRef optional(TypeRef element);
    /// Flattens, drops members that are subtypes of others; one member is that type, two with None are an
    /// Optional.
    TypeRef union_of(std::span<const TypeRef> members);
    TypeRef wrap(TypeKind kind, TypeRef element);  ///< Future, RRef, Await
    TypeRef named_tuple(std::string_view name, std::span<const std::string_view> fields, std::span<const TypeRef> types,
                        const void* definition = nullptr);
    TypeRef nominal(TypeKind kind, std::string_view name,
                    const void* definition);  ///< Class, Enum, Interface, Function
    TypeRef interface(std::string_view name, const void* definition, Conformance* conformance);
    TypeRef variable(std::string_view name);

private:
    TypeRef intern(Type candidate);
    std::string_view keep(std::string_view text);

    std::pmr::monotonic_buffer_resource memory_;
    std::unordered_multimap<std::size_t, TypeRef> table_;
};

/// Whether a value of type `a` can stand where `b` is wanted, without conversion. True wherever Unknown
/// leaves it open.
bool is_subtype(TypeRef a, TypeRef b);

/// c10's unifyTypes: the common type of two branches, or null where there is none. Unknown with anything is
/// Unknown.
TypeRef unify(TypeContext& context, TypeRef a, TypeRef b);

/// As `unify`, with Union[a, b] where there is no common type (list and dict literals, some joins).
TypeRef unify_or_union(TypeContext& context, TypeRef a, TypeRef b);

/// `type` without None: X for Optional[X], the other members of a Union; itself otherwise. None stays None.
TypeRef without_none(TypeContext& context, TypeRef type);

/// Whether None fits: Optional, Union with None, None, Any. Unknown: true.
bool admits_none(TypeRef type);

/// As a user writes it: `Optional[Tensor]`, `List[int]`, `Tuple[int, str]`, `Dict[str, Tensor]`.
std::string to_string(TypeRef type);

}  // namespace jitlint::torchscript
