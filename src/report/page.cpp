#include "report/page.h"

namespace jitlint::report {
namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == '\n') text.remove_prefix(1);
    while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
    return text;
}

}  // namespace

std::string_view page_body(std::string_view page) {
    if (!page.starts_with("---\n")) return page;
    const std::size_t end = page.find("\n---\n", 3);
    return end == std::string_view::npos ? page : trimmed(page.substr(end + 5));
}

std::string_view page_section(std::string_view page, std::string_view title) {
    const std::string heading = "## " + std::string(title) + "\n";
    const std::string_view body = page_body(page);
    std::size_t at = body.find(heading);
    if (at == std::string_view::npos) return {};
    at += heading.size();
    const std::size_t end = body.find("\n## ", at);
    return trimmed(body.substr(at, end == std::string_view::npos ? end : end - at));
}

}  // namespace jitlint::report
