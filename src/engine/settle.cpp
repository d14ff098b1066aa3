#include "engine/settle.h"

#include <fmt/format.h>

#include <algorithm>

namespace jitlint::engine {

/// One run's way from findings to diagnostics.
class Settlement {
public:
    Settlement(Report& report, Comments& comments) : report_(report), comments_(comments) {}

    void run() {
        std::erase_if(report_.diagnostics, [&](Diagnostic& d) { return !keep(d); });
        for (const auto& [file, one] : comments_)
            if (const Policy* policy = policy_of(file); policy && policy->is_enabled(rules::RuleId::UnusedSuppression)) judge(file, one, *policy);
    }

private:
    struct Use {
        std::string file;
        std::size_t suppression;
        std::size_t name;
        auto operator<=>(const Use&) const = default;
    };

    const Policy* policy_of(const std::string& file) const {
        const auto found = report_.policies.find(file);
        return found == report_.policies.end() ? nullptr : found->second.get();
    }

    /// The comments of a file, also of one that was not checked itself, but that diagnostics lie in.
    const Suppressions* comments_of(const std::string& file) {
        const auto known = comments_.find(file);
        if (known != comments_.end()) return &known->second;
        if (report_.policies.contains(file)) return nullptr;
        const auto source = report_.sources.find(file);
        if (source == report_.sources.end() || !may_suppress(source->second->bytes())) return nullptr;
        return &comments_.emplace(file, read_suppressions(*syntax::parse(source->second))).first->second;
    }

    bool keep(Diagnostic& d) {
        const auto rule = rules::find_rule(d.rule);
        if (const Policy* policy = rule ? policy_of(d.file) : nullptr) {
            const auto index = static_cast<std::size_t>(*rule);
            if (!policy->is_enabled(*rule)) return false;
            if (!policy->levels.empty() && policy->levels[index]) d.severity = *policy->levels[index];
            if (!policy->fixable.empty() && !policy->fixable[index]) d.fix.reset();
        }
        const Suppressions* file = comments_of(d.file);
        if (!file) return true;
        bool silenced = false;
        for (std::size_t i = 0; i < file->all.size(); ++i) {
            const Suppression& one = file->all[i];
            if (!one.covers(d.range.start.line)) continue;
            for (std::size_t n = 0; n < one.names.size(); ++n) {
                if (one.names[n].text != d.rule) continue;
                used_.insert({d.file, i, n});
                silenced = true;
                break;
            }
        }
        if (silenced) ++report_.suppressed;
        return !silenced;
    }

    void judge(const std::string& file, const Suppressions& one, const Policy& policy) {
        for (std::size_t i = 0; i < one.all.size(); ++i) {
            const Suppression& suppression = one.all[i];
            if (!suppression.problem.empty()) {
                report(one, suppression, suppression.span, "this comment silences nothing: " + suppression.problem, {});
                continue;
            }
            const LineRange covered = suppression.whole_file ? LineRange{1, UINT32_MAX} : LineRange{suppression.first_line, suppression.last_line};
            std::vector<std::size_t> vain;
            for (std::size_t n = 0; n < suppression.names.size(); ++n) {
                if (used_.contains({file, i, n})) continue;
                const auto rule = rules::find_rule(suppression.names[n].text);
                if (!rule || (policy.is_enabled(*rule) && report_.coverage.has_seen(file, covered, *rule))) vain.push_back(n);
            }
            for (std::size_t n : vain) {
                const Suppression::Name& name = suppression.names[n];
                const bool known = rules::find_rule(name.text).has_value();
                report(one, suppression, name.span, known ? fmt::format("`{}` reports nothing here", name.text) : no_such_rule(name.text), vain);
            }
        }
    }

    void report(const Suppressions& file, const Suppression& suppression, text::Span at, std::string message, const std::vector<std::size_t>& vain) {
        const text::SourceFile& source = *file.source;
        Diagnostic d;
        const rules::RuleInfo& rule = rules::info(rules::RuleId::UnusedSuppression);
        d.rule = rule.name;
        d.severity = rule.severity;
        d.message = std::move(message);
        d.file = source.path();
        d.range = source.range(at);
        d.torch = torchscript::VersionSet::all().to_string();
        d.url = page_url(rule);
        if (!vain.empty()) d.fix = removal(source, suppression, vain);
        report_.sources.emplace(source.path(), file.source);
        const Policy* policy = policy_of(d.file);
        if (policy && !policy->levels.empty()) d.severity = policy->levels[static_cast<std::size_t>(rule.id)].value_or(d.severity);
        if (policy && !policy->fixable.empty() && !policy->fixable[static_cast<std::size_t>(rule.id)]) d.fix.reset();
        report_.diagnostics.push_back(std::move(d));
    }

    /// Takes the names in vain out, or the comment where no other is left.
    static Fix removal(const text::SourceFile& source, const Suppression& suppression, const std::vector<std::size_t>& vain) {
        Fix fix{Applicability::Safe, "remove what silences nothing", {}};
        std::string left;
        for (std::size_t n = 0; n < suppression.names.size(); ++n)
            if (std::find(vain.begin(), vain.end(), n) == vain.end()) left += (left.empty() ? "" : ", ") + suppression.names[n].text;
        if (!left.empty()) {
            fix.edits.push_back({source.path(), source.range(suppression.brackets), left});
            return fix;
        }
        text::Span gone = suppression.span;
        const std::string_view text = source.text();
        if (suppression.own_line) {
            // The line with its end.
            gone.begin = source.line_span(source.line_at(gone.begin)).begin;
            const std::uint32_t line = source.line_at(gone.end);
            gone.end = line < source.line_count() ? source.line_span(line + 1).begin : source.line_span(line).end;
        } else {
            while (gone.begin > 0 && (text[gone.begin - 1] == ' ' || text[gone.begin - 1] == '\t')) --gone.begin;
            const bool line_ends = gone.end >= source.line_span(source.line_at(gone.end)).end;
            // Another comment follows: the blanks before it are enough.
            if (!line_ends) gone = {suppression.span.begin, gone.end + (text[gone.end] == ' ' ? 1U : 0U)};
        }
        fix.edits.push_back({source.path(), source.range(gone), ""});
        return fix;
    }

    Report& report_;
    Comments& comments_;
    std::set<Use> used_;
};

void settle(Report& report, Comments& comments) { Settlement(report, comments).run(); }

}  // namespace jitlint::engine
