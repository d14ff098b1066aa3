#pragma once

#include <string_view>

namespace jitlint::engine {

/// Whether something in a Python file may be compiled for its own sake: the text speaks of torch.jit, or has a class that may be an nn.Module.
/// Other files are not parsed unless compiled code leads into them. Reads bytes, not syntax: comments and strings count. What speaks of torch is
/// parsed also where it is short, or no ordinary Python, to tell whether it is Python at all.
bool may_have_roots(std::string_view bytes);

}  // namespace jitlint::engine
