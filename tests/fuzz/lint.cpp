/// Any bytes as a Python file: decoded, parsed and linted, which must neither crash nor hang.

#include "rules/lint.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "analysis/program.h"
#include "syntax/parse.h"
#include "text/source_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace jitlint;
    std::string bytes(reinterpret_cast<const char*>(data), size);
    auto source = std::make_shared<const text::SourceFile>("fuzz.py", std::move(bytes));
    const analysis::SourceModule module(syntax::parse(source), {"fuzz", false, {}, true, false});
    for (const rules::Judgement& judgement : rules::lint(module, nullptr, {}).judgements) {
        if (judgement.span.end > source->text().size() || judgement.span.begin > judgement.span.end) __builtin_trap();
    }
    return 0;
}
