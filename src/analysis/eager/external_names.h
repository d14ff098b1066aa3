#pragma once

#include <string>
#include <string_view>

#include "analysis/eager/evaluator.h"

/// What is known by name about what lies outside the project.
namespace jitlint::analysis {

/// Puts an nn.SyncBatchNorm in the place of each batch norm.
inline constexpr std::string_view kSynchronizes = "torch.nn.SyncBatchNorm.convert_sync_batchnorm";

enum class ContainerKind : std::uint8_t { None, Sequential, ModuleList, ModuleDict, ParameterList, ParameterDict };

/// The name under which a thing is known best: `torch.nn.modules.linear.Linear` is `torch.nn.Linear`,
/// `torch._jit_internal.unused` is `torch.jit.unused`.
std::string canonical_name(std::string_view dotted);

/// Whether the class derives from torch.nn.Module. Maybe for classes of other libraries.
Tri is_external_module_class(std::string_view dotted);
/// Whether some release's tables list the name: of Python's libraries, NumPy or torch.
bool is_listed_name(std::string_view dotted);
/// torch.nn.DataParallel and those of other libraries: their forward takes any arguments.
bool is_data_parallel(std::string_view dotted);
ContainerKind external_container(std::string_view dotted);
/// Whether one of torch.nn's classes derives from another (or is it).
Tri external_derives_from(std::string_view dotted, std::string_view base);

/// Whether nn.Module itself has a member of that name (a method, or an attribute that its __init__ makes).
bool is_module_member(std::string_view name);
/// Methods of nn.Module that return self.
bool returns_module_itself(std::string_view name);
/// Functions of it do not change lists and objects that they are given.
bool is_harmless_library(std::string_view dotted);
/// A call of the function of NumPy gives an array, and no scalar.
bool makes_array(std::string_view dotted);
/// A method of arrays that gives another one.
bool gives_array(std::string_view method);
/// dict itself, or a class of Python's that is one in all but its order.
bool is_dict_class(std::string_view dotted);
bool is_dict_method(std::string_view name);
/// A function or class by that name cannot be None or falsy.
bool is_certainly_true(std::string_view dotted);
/// A call of it makes an instance of a class (by the look of its name).
bool looks_like_class(std::string_view dotted);
std::string_view last_component(std::string_view dotted);

}  // namespace jitlint::analysis
