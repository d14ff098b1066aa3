#include "engine/engine.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <tuple>

#include "engine/settle.h"
#include "rules/lint.h"
#include "syntax/parse.h"

namespace jitlint::engine {
namespace {

/// Whether nothing in the text can concern TorchScript: then it is not parsed.
bool cannot_matter(std::string_view bytes) {
    return bytes.find("torch") == std::string_view::npos && bytes.find("jit") == std::string_view::npos &&
           bytes.find("Module") == std::string_view::npos && !may_suppress(bytes);
}

Severity severity_of(const rules::Judgement& judgement, const Target& target) {
    const Severity page = rules::info(judgement.rule).severity;
    if (page != Severity::Error || !judgement.rejects) return std::min(page, Severity::Warning);
    if (target.known || judgement.versions.contains(torchscript::kNewest)) return Severity::Error;
    return Severity::Warning;
}

/// Turns judgements about one module into diagnostics.
class Resolver {
public:
    explicit Resolver(Report& report) : report_(report) {}

    std::string file(const analysis::SourceModule& module) {
        const auto& source = module.file().shared_source();
        report_.sources.emplace(source->path(), source);
        return source->path();
    }

    static Range range(const analysis::SourceModule& module, text::Span span) { return module.file().source().range(span); }

    Diagnostic diagnostic(const rules::Judgement& judgement, const Target& target) {
        Diagnostic result;
        const rules::RuleInfo& rule = rules::info(judgement.rule);
        result.rule = rule.name;
        result.severity = severity_of(judgement, target);
        result.message = judgement.message;
        result.help = judgement.help;
        result.file = file(*judgement.module);
        result.range = range(*judgement.module, judgement.span);
        result.symbol = judgement.symbol;
        result.torch = judgement.versions.to_string();
        result.url = page_url(rule);
        for (const rules::JudgementFrame& frame : judgement.reached_from)
            result.reached_from.push_back({file(*frame.module), range(*frame.module, frame.span).start.line, frame.symbol});
        for (const rules::JudgementLabel& label : judgement.labels)
            result.labels.push_back({file(*label.module), range(*label.module, label.span), label.message});
        if (judgement.fix) {
            Fix fix{judgement.fix->applicability, judgement.fix->title, {}};
            for (const text::TextEdit& edit : judgement.fix->edits)
                fix.edits.push_back({result.file, range(*judgement.module, edit.span), edit.replacement});
            result.fix = std::move(fix);
        }
        return result;
    }

private:
    Report& report_;
};

Diagnostic file_diagnostic(rules::RuleId rule, const text::SourceFile& source, text::Span span, std::string message) {
    Diagnostic result;
    result.rule = rules::info(rule).name;
    result.message = std::move(message);
    result.file = source.path();
    result.range = source.range(span);
    result.torch = torchscript::VersionSet::all().to_string();
    result.url = page_url(rules::info(rule));
    return result;
}

void sort(Report& report) {
    auto key = [](const Diagnostic& d) { return std::tie(d.file, d.range, d.rule, d.severity, d.message); };
    std::stable_sort(report.diagnostics.begin(), report.diagnostics.end(), [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
    report.diagnostics.erase(
        std::unique(report.diagnostics.begin(), report.diagnostics.end(), [&](const Diagnostic& a, const Diagnostic& b) { return key(a) == key(b); }),
        report.diagnostics.end());
    std::sort(report.problems.begin(), report.problems.end());
    std::stable_sort(report.roots.begin(), report.roots.end(),
                     [](const Root& a, const Root& b) { return std::tie(a.file, a.line, a.symbol) < std::tie(b.file, b.line, b.symbol); });
}

/// What was found in one file, before suppressions and policies have their say.
struct Raw {
    Report report;
    Comments comments;
};

void merge(Raw& into_raw, Raw&& from_raw) {
    into_raw.comments.merge(std::move(from_raw.comments));
    Report& into = into_raw.report;
    Report& from = from_raw.report;
    into.files += from.files;
    into.diagnostics.insert(into.diagnostics.end(), std::make_move_iterator(from.diagnostics.begin()),
                            std::make_move_iterator(from.diagnostics.end()));
    into.problems.insert(into.problems.end(), from.problems.begin(), from.problems.end());
    into.roots.insert(into.roots.end(), std::make_move_iterator(from.roots.begin()), std::make_move_iterator(from.roots.end()));
    into.sources.merge(from.sources);
    into.policies.merge(from.policies);
}

Raw check_raw(Input input) {
    Raw raw;
    Report& report = raw.report;
    report.files = 1;
    report.policies.emplace(input.shown, input.policy);
    const Policy& policy = *input.policy;
    if (input.bytes.size() > text::SourceFile::max_size) {
        report.problems.push_back({input.shown, "larger than 1 GiB: not read"});
        return raw;
    }
    if (cannot_matter(input.bytes)) return raw;
    auto source = std::make_shared<const text::SourceFile>(input.shown, std::move(input.bytes));
    auto add = [&](rules::RuleId rule, text::Span span, std::string message) {
        if (!policy.is_enabled(rule)) return;
        report.sources.emplace(source->path(), source);
        report.diagnostics.push_back(file_diagnostic(rule, *source, span, std::move(message)));
    };
    if (const auto& error = source->decode_error()) {
        add(rules::RuleId::UndecodableSource, error->span, error->message);
        return raw;
    }
    const analysis::SourceModule module(syntax::parse(source), {}, false);
    if (module.file().gave_up()) {
        add(rules::RuleId::SyntaxError, {}, "the text is too broken to be parsed");
    } else {
        for (text::Span span : module.tree().syntax_errors) add(rules::RuleId::SyntaxError, span, "this does not parse as Python");
        if (module.tree().too_deep && module.tree().syntax_errors.empty())
            add(rules::RuleId::SyntaxError, {}, "some nesting is deeper than jitlint follows");
    }
    rules::LintOptions lint_options;
    lint_options.target = policy.target.versions;
    lint_options.enabled = policy.enabled;
    lint_options.roots = {policy.explicit_roots, input.module, policy.roots};
    const rules::LintResult result = rules::lint(module, nullptr, lint_options);
    Resolver resolver(report);
    for (const rules::Judgement& judgement : result.judgements) report.diagnostics.push_back(resolver.diagnostic(judgement, policy.target));
    for (const rules::RootVerdict& root : result.roots) {
        Root shown{root.symbol, source->path(), source->position(root.span.begin).line, root.scriptable, root.is_module, {}};
        for (rules::RuleId rule : root.rules_in_way) shown.rules.emplace_back(rules::info(rule).name);
        report.roots.push_back(std::move(shown));
    }
    if (may_suppress(source->bytes())) raw.comments.add(module.file(), input.named);
    for (const rules::CompiledFunction& function : result.compiled)
        if (may_suppress(function.module->file().source().bytes())) raw.comments.add_compiled(function.module->file().source(), function.span);
    return raw;
}

/// Lets comments and policies have their say.
Report finish(Raw&& raw) {
    settle(raw.report, raw.comments);
    sort(raw.report);
    return std::move(raw.report);
}

}  // namespace

std::string page_url(const rules::RuleInfo& rule) { return "rules/" + std::string(rule.family) + "/" + std::string(rule.name) + ".md"; }

std::size_t Report::count(Severity severity) const {
    return static_cast<std::size_t>(
        std::count_if(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& d) { return d.severity == severity; }));
}

std::size_t Report::fixable(bool with_unsafe) const {
    return static_cast<std::size_t>(std::count_if(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& d) {
        return d.fix && (with_unsafe || d.fix->applicability == Applicability::Safe);
    }));
}

bool Report::fails() const {
    return std::any_of(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& d) {
        const auto policy = policies.find(d.file);
        const std::optional<Severity> least = policy == policies.end() ? Severity::Error : policy->second->fail_on;
        return least && d.severity >= *least;
    });
}

Report check_input(Input input) { return finish(check_raw(std::move(input))); }

Report check_files(const project::FileSystem& files, const std::vector<Job>& jobs, const Options& options) {
    std::vector<Raw> results(jobs.size());
    std::atomic<std::size_t> next{0};
    auto work = [&] {
        for (std::size_t i = next++; i < jobs.size(); i = next++) {
            if (options.done) ++*options.done;
            const Job& job = jobs[i];
            project::FileContent content = files.read(job.path.path, text::SourceFile::max_size);
            if (content.missing || !content.error.empty()) {
                results[i].report.problems.push_back({job.path.shown, content.missing ? "no such file" : content.error});
                continue;
            }
            results[i] = check_raw({job.path.shown, std::move(content.bytes), job.policy, job.module, job.path.named});
        }
    };
    unsigned threads = options.threads ? options.threads : std::max(1U, std::thread::hardware_concurrency());
    threads = static_cast<unsigned>(std::min<std::size_t>(threads, std::max<std::size_t>(1, jobs.size())));
    std::vector<std::thread> workers;
    for (unsigned i = 1; i < threads; ++i) workers.emplace_back(work);
    work();
    for (std::thread& worker : workers) worker.join();
    Raw all;
    for (Raw& one : results) merge(all, std::move(one));
    return finish(std::move(all));
}

}  // namespace jitlint::engine
