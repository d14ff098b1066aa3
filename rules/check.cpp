#include "rules/check.h"

#include "syntax/parse.h"
#include "text/source_file.h"

namespace jitlint::rules {

std::string_view Reporter::text() const { return module().file().source().text(); }

}  // namespace jitlint::rules
