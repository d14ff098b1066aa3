#include <fmt/format.h>

#include <algorithm>

#include "report/report.h"
#include "text/display.h"

namespace jitlint::report {
namespace {

constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kYellow = "\x1b[1;33m";
constexpr std::string_view kBlue = "\x1b[1;34m";
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kReset = "\x1b[0m";
constexpr std::size_t kWidest = 160;

class Renderer {
public:
    Renderer(const Sources& sources, bool color) : sources_(sources), color_(color) {}

    void render(const Diagnostic& d) {
        const std::string_view tint = d.severity == Severity::Error ? kRed : (d.severity == Severity::Warning ? kYellow : kBlue);
        out += fmt::format("{}:{}:{}: {}: {}\n", text::escape_for_terminal(d.file), d.range.start.line, d.range.start.column,
                           painted(tint, fmt::format("{}[{}]", name(d.severity), d.rule)), painted(kBold, text::escape_for_terminal(d.message)));
        excerpt(d.file, d.range, tint, '^', {});
        for (const Label& label : d.labels) excerpt(label.file, label.range, kBlue, '-', label.message);
        if (d.reached_from.size() > 1) {
            std::string way;
            for (const Frame& frame : d.reached_from) way += (way.empty() ? "" : " -> ") + frame.symbol;
            detail("reached from", way);
        } else if (!d.reached_from.empty() && d.reached_from[0].symbol != d.symbol) {
            detail("reached from", d.reached_from[0].symbol);
        }
        if (d.torch != ">=1.0") detail("torch", d.torch);
        if (!d.help.empty()) detail("help", d.help);
        if (d.fix) detail(d.fix->applicability == Applicability::Safe ? "fix" : "fix (unsafe)", d.fix->title);
        out += '\n';
    }

    std::string out;

private:
    std::string painted(std::string_view tint, std::string_view words) const {
        return color_ ? fmt::format("{}{}{}", tint, words, kReset) : std::string(words);
    }

    void detail(std::string_view key, std::string_view value) {
        out += fmt::format("  {} {}: {}\n", painted(kBlue, "="), painted(kBold, key), text::escape_for_terminal(value));
    }

    void excerpt(const std::string& file, const Range& range, std::string_view tint, char mark, std::string_view message) {
        const auto found = sources_.find(file);
        if (found == sources_.end()) return;
        const text::SourceFile& source = *found->second;
        const std::string_view line = source.line_text(range.start.line);
        const text::DisplayLine shown(line);
        auto byte_at = [&](std::uint32_t column) {
            std::size_t at = 0;
            for (std::uint32_t i = 1; i < column && at < line.size(); ++i) {
                ++at;
                while (at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80) ++at;
            }
            return at;
        };
        const std::size_t begin = shown.column(byte_at(range.start.column));
        std::size_t end = range.end.line == range.start.line ? shown.column(byte_at(range.end.column)) : shown.width();
        end = std::max(end, begin + 1);
        const std::string number = std::to_string(range.start.line);
        const std::string gutter(std::max<std::size_t>(4, number.size()), ' ');
        if (begin > kWidest) {
            out += fmt::format("{:>{}} {} {}\n", number, gutter.size(), painted(kBlue, "|"), "(a very long line)");
            return;
        }
        std::string words = shown.text();
        if (shown.width() > kWidest) {
            std::size_t cut = std::min(words.size(), kWidest);
            while (cut > 0 && (static_cast<unsigned char>(words[cut]) & 0xC0) == 0x80) --cut;
            words = words.substr(0, cut) + "...";
            end = std::min(end, kWidest);
        }
        out += fmt::format("{:>{}} {} {}\n", number, gutter.size(), painted(kBlue, "|"), words);
        out += fmt::format("{} {} {}{}{}\n", gutter, painted(kBlue, "|"), std::string(begin, ' '),
                           painted(tint, std::string(std::max(end, begin + 1) - begin, mark)),
                           message.empty() ? std::string() : " " + painted(tint, text::escape_for_terminal(message)));
    }

    const Sources& sources_;
    bool color_;
};

}  // namespace

std::string text(const Content& content) {
    Renderer renderer(content.sources, content.color);
    for (const Diagnostic& d : content.diagnostics) renderer.render(d);
    return renderer.out + closing(content);
}

}  // namespace jitlint::report
