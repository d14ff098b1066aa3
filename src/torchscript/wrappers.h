#pragma once

#include <cstdint>
#include <string_view>

#include "torchscript/version.h"

/// Decorators of torch and of the standard library whose result is made with functools.wraps: the compiler reads the function beneath,
/// and looks its names up where the wrapper stands (createResolutionCallbackFromClosure).
namespace jitlint::torchscript {

enum class LibraryWrapper : std::uint8_t {
    None,
    GradMode,        ///< torch.no_grad and its like
    CustomAutocast,  ///< torch.cuda.amp.custom_fwd, custom_bwd
    ContextManager,  ///< contextlib.contextmanager
    SingleDispatch,  ///< functools.singledispatch: what is registered with it is not read
};

/// What the decorator of this dotted name is; None for others.
LibraryWrapper library_wrapper(std::string_view dotted);

/// Whether a name means something that may be used in the wrapper's file or closure. Python's own names and those of typing, which are found as well,
/// are left to the caller.
bool wrapper_has(LibraryWrapper wrapper, std::string_view name, Version version);

}  // namespace jitlint::torchscript
