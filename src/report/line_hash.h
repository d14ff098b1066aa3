#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace jitlint::report {

/// What GitHub's code scanning knows each line of a file by, `primaryLocationLineHash`: a hash of the hundred characters
/// from its start on, blanks left out, and a number that tells equal ones apart. As codeql-action computes it for results
/// that have none (src/fingerprints.ts), which compares its own with those that it finds.
std::vector<std::string> line_hashes(std::string_view bytes);

}  // namespace jitlint::report
