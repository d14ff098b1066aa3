#pragma once

#include <memory_resource>
#include <optional>
#include <string_view>

#include "torchscript/schema.h"

namespace jitlint::torchscript {

/// Reads signatures as the compiler prints them: `aten::add.Tensor(Tensor self, Tensor other, *, Scalar
/// alpha=1) -> Tensor`. The schemas live in `memory`; names and texts are views into what was read. Types
/// that have no counterpart here (custom classes) are Unknown.
class SchemaReader {
public:
    SchemaReader(TypeContext& types, std::pmr::memory_resource& memory) : types_(types), memory_(memory) {}

    /// Null where the text does not parse. `text` must outlive the schema.
    const Schema* read(std::string_view text);
    /// As above, with the name apart: `aten::add` and `.Tensor(Tensor self, ...) -> Tensor`.
    const Schema* read(std::string_view name, std::string_view rest);
    TypeRef read_type(std::string_view text);

private:
    struct ReadType {
        TypeRef type = nullptr;
        std::int32_t fixed_size = 0;
    };

    bool peek(std::string_view token) const { return text_.substr(at_).starts_with(token); }
    bool take(std::string_view token);
    std::string_view word(std::string_view more);
    bool skip_default();
    void skip_alias();
    std::optional<ReadType> type(int depth);
    std::optional<ReadType> plain_type(int depth);
    bool types_until(std::string_view close, std::vector<TypeRef>& out, int depth);
    TypeRef named(std::string_view name);
    bool parameters(std::vector<Parameter>& out, Schema& schema);
    bool returns(std::vector<Return>& out, Schema& schema);
    TypeRef result_of(std::span<const Return> returns);

    TypeContext& types_;
    std::pmr::memory_resource& memory_;
    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace jitlint::torchscript
