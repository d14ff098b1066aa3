#pragma once

#include "analysis/compile/session.h"
#include "analysis/compile/structure/module_structure.h"

/// The attributes that classes of torch.nn give to their instances.
namespace jitlint::analysis {

/// An attribute that all instances of the class have; Unknown where constructor arguments decide.
ModuleMember of_library_class(Session& session, std::string_view dotted, std::string_view name);

/// The same for one instance of `dotted`, or of a class of the files derived from it, whose constructor arguments may be known.
ModuleMember of_library_instance(Session& session, const ModuleInstance& instance, std::string_view dotted, std::string_view name);

/// The forms of forward of an instance of a class of torch.nn, without self; empty where they are not known.
std::span<const torchscript::Schema* const> library_forward(Session& session, const ModuleInstance& instance);

/// Whether the class lists the name of an attribute of its instances, which is not registered with them, among `__constants__`.
bool is_library_constant(Session& session, const ModuleInstance& instance, std::string_view name);

/// Attention, or a layer that has it, that is certainly made without bias.
bool is_without_bias(const ModuleInstance& instance);
/// The `activation` that a Transformer or a layer of one is given; null where it is not known.
const PyValue* activation_of(const ModuleInstance& instance);
/// A layer whose sizes are constants, and that is certainly given one that NumPy computed: no int of Python's.
bool has_numpy_size(const ModuleInstance& instance);
/// Whether the forward of a class of torch.nn calls the method, which a subclass may define anew.
bool is_called_by_forward(std::string_view cls, std::string_view method);

}  // namespace jitlint::analysis
