#pragma once

#include <nlohmann/json.hpp>

#include "report/report.h"

namespace jitlint::report {

/// A JSON text that no terminal obeys; `indent` -1: on one line. What is not UTF-8 is replaced.
std::string json_text(const nlohmann::ordered_json& value, int indent = 2);

/// What JSON reports begin with: versions, target, summary.
nlohmann::ordered_json json_head(const Content& content);

}  // namespace jitlint::report
