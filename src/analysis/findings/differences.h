#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

#include "analysis/findings/context.h"

/// Findings about code that compiles and then does something else than it does in eager mode.
namespace jitlint::analysis {

enum class Difference : std::uint8_t {
    None,
    IntPower,            ///< int ** int is a float
    RoundedFloat,        ///< round() of a float is a float
    MixedExtreme,        ///< min or max of an int and a float is a float
    ModuloInt,           ///< int %= int is fmod: a float with the dividend's sign
    ModuloTensor,        ///< tensor %= is fmod
    BooleanOperator,     ///< `a or b` gives True or False
    TupleRepeated,       ///< tuple * int is a list
    TupleExtended,       ///< tuple += tuple is a list
    TupleReturned,       ///< a tuple returned as List
    NamedTupleReturned,  ///< what is scripted gives a NamedTuple, whose class is another then
    ItemConverted,       ///< x.item() is converted to the annotated int
    TupleStored,         ///< a tuple assigned to a list variable of an outer block
    OperatorList,        ///< an operator gives a list where eager mode gives a tuple
    ListMethodResult,    ///< xs.append(...) gives the list
    NotInPlace,          ///< `**=`, `&=` ... on a tensor makes a new one
    DictItemNotInPlace,  ///< `d[k] += v` makes a new value
    ItemUnchanged,       ///< `x[0] **= 2` does nothing
    DeviceText,          ///< device == "cpu"
    ShapeNumber,         ///< x.shape == 3
    BoolMask,            ///< x[[True, False]]
    BoolOperand,         ///< tensor | True
    BoolFill,            ///< torch.full(size, True)
    TensorOfTensors,     ///< torch.tensor([x, y]) of tensors
    TensorOfNothing,     ///< torch.tensor([])
    Text,                ///< the text of a float, tensor, container or dtype
    SumOfTensor,         ///< sum(tensor) adds every element
    NestedSort,          ///< sorting lists of lists fails when it runs
    ListChanged,         ///< a list is changed in the loop over it
    StarredTuple,        ///< `a, *rest = t` of a tuple: rest is a tuple, in Python a list
    OldNegativeStep,     ///< xs[::-1] before 1.8 fails when it runs
    OldTupleSum,         ///< tuple + tuple before 1.8 is a list
};

struct BehavesDifferently {
    const syntax::Node* node;
    Difference difference;
    TypeRef type;                         ///< of the value in question; may be null
    const syntax::Node* place = nullptr;  ///< where it matters: the assignment, the return, the loop
    std::string_view name = {};           ///< the operator or function
};

using DifferencesFindings = std::variant<BehavesDifferently>;

}  // namespace jitlint::analysis
