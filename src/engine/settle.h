#pragma once

#include <map>
#include <set>
#include <string>

#include "engine/engine.h"
#include "engine/logical_lines.h"
#include "engine/suppressions.h"

namespace jitlint::engine {

/// The suppressions of checked files, and what tells whether one is in vain.
class Comments {
public:
    /// `named`: see `Input::named`.
    void add(const syntax::ParsedFile& file, bool named);
    /// A function that the compiler would read.
    void add_compiled(const text::SourceFile& source, text::Span function);
    void merge(Comments&& other);

private:
    friend class Settlement;
    struct File {
        Suppressions suppressions;
        std::vector<LineRange> functions;  ///< all of the file, where it is `named`
        bool named = false;
    };
    std::map<std::string, File> files_;
    std::map<std::string, std::set<std::uint32_t>> compiled_;  ///< first lines of compiled functions
};

/// Turns what the rules found into what is reported: settings for single files and severities, suppressions, and
/// diagnostics for suppressions in vain.
void settle(Report& report, Comments& comments);

}  // namespace jitlint::engine
