#include "engine/engine.h"

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>
#include <tuple>

#include "engine/merge.h"
#include "engine/prefilter.h"
#include "engine/project.h"
#include "engine/settle.h"
#include "project/path.h"
#include "rules/lint.h"
#include "syntax/parse.h"

namespace jitlint::engine {
namespace {

/// Turns judgements into diagnostics.
class Resolver {
public:
    explicit Resolver(Report& report) : report_(report) {}

    FoundDiagnostic diagnostic(const rules::Judgement& judgement) {
        FoundDiagnostic found{{}, judgement.versions, judgement.rejects, judgement.roots};
        Diagnostic& result = found.diagnostic;
        const rules::RuleInfo& rule = rules::info(judgement.rule);
        result.rule = rule.name;
        result.message = judgement.message;
        result.help = judgement.help;
        result.file = file(*judgement.module);
        result.range = range(*judgement.module, judgement.span);
        result.symbol = judgement.symbol;
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
        return found;
    }

    static FoundRoot root(const rules::RootVerdict& verdict) {
        FoundRoot found;
        const text::SourceFile& source = verdict.module->file().source();
        found.root = {verdict.symbol, source.path(), source.position(verdict.span.begin).line, verdict.scriptable, verdict.is_module, {}};
        for (rules::RuleId rule : verdict.rules_in_way) found.root.rules.emplace_back(rules::info(rule).name);
        found.of_class = verdict.of_class;
        found.id = {source.path(), verdict.span.begin};
        for (const rules::ClassPlace& cls : verdict.reached) found.reached.push_back({cls.module->file().source().path(), cls.name.begin});
        return found;
    }

private:
    std::string file(const analysis::SourceModule& module) {
        const auto& source = module.file().shared_source();
        report_.sources.emplace(source->path(), source);
        return source->path();
    }

    static Range range(const analysis::SourceModule& module, text::Span span) { return module.file().source().range(span); }

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

/// Checks one file whose bytes were read. `keep` it for the files that import it.
FileResult check_file(Input input, Project& project, bool keep) {
    FileResult result;
    result.file = input.shown;
    Report& report = result.report;
    report.files = 1;
    report.policies.emplace(input.shown, input.policy);
    const Policy& policy = *input.policy;
    if (input.bytes.size() > text::SourceFile::max_size) {
        report.problems.push_back({input.shown, "larger than 1 GiB: not read"});
        return result;
    }
    if (policy.roots.empty() && !may_have_roots(input.bytes) && !may_suppress(input.bytes)) {
        if (input.named) report.coverage.add_unread(input.shown);
        return result;
    }
    auto source = std::make_shared<const text::SourceFile>(input.shown, std::move(input.bytes));
    auto add = [&](rules::RuleId rule, text::Span span, std::string message) {
        if (!policy.is_enabled(rule)) return;
        report.sources.emplace(source->path(), source);
        report.diagnostics.push_back(file_diagnostic(rule, *source, span, std::move(message)));
    };
    if (const auto& error = source->decode_error()) {
        add(rules::RuleId::UndecodableSource, error->span, error->message);
        if (input.named) report.coverage.add_unread(input.shown);
        return result;
    }
    const SharedModule module = project.parse(input.path, source, keep);
    if (module->file().gave_up()) {
        add(rules::RuleId::SyntaxError, {}, "the text is too broken to be parsed");
    } else {
        for (text::Span span : module->tree().syntax_errors) add(rules::RuleId::SyntaxError, span, "this does not parse as Python");
        if (module->tree().too_deep && module->tree().syntax_errors.empty())
            add(rules::RuleId::SyntaxError, {}, "some nesting is deeper than jitlint follows");
    }
    rules::LintOptions lint_options;
    lint_options.target = policy.target.versions;
    lint_options.enabled = policy.enabled;
    if (!policy.target.known) {
        // Most code has constructs that the very first releases lack: that matters to those who say that they want these.
        if (lint_options.enabled.empty()) lint_options.enabled.assign(rules::all_rules().size(), true);
        lint_options.enabled[static_cast<std::size_t>(rules::RuleId::NewerTorchFeature)] = false;
    }
    lint_options.roots = {policy.explicit_roots, module->name(), policy.roots};
    ProjectLoader loader(project);
    loader.use(module);
    const rules::LintResult found = rules::lint(*module, &loader, lint_options);
    Resolver resolver(report);
    for (const rules::Judgement& judgement : found.judgements) result.diagnostics.push_back(resolver.diagnostic(judgement));
    for (const rules::RootVerdict& root : found.roots) result.roots.push_back(Resolver::root(root));
    if (may_suppress(source->bytes())) result.comments.emplace(input.shown, read_suppressions(module->file()));
    if (input.named) report.coverage.add(module->file());
    for (const rules::CompiledFunction& function : found.compiled)
        if (function.module->checked()) report.coverage.add_compiled(function.module->file().source(), function.span);
    return result;
}

/// Merges, and lets comments and policies have their say.
Report finish(std::vector<FileResult> results) {
    Comments comments;
    for (FileResult& result : results) comments.merge(result.comments);
    Report report = merge(std::move(results));
    settle(report, comments);
    sort(report);
    return report;
}

/// Has the file at `path` look up what it imports where its settings say.
void use_search_path(Project& project, const std::string& path, const Policy& policy, std::set<std::string>& known) {
    // Settings that the command line names hold for all files.
    std::string scope = policy.settings.empty() ? "/" : project::parent_path(policy.settings);
    if (!project::is_within(path, scope)) scope = "/";
    if (known.insert(scope).second) project.set_search_path(scope, policy.search);
}

}  // namespace

Target common_target(const Report& report) {
    const Target* first = nullptr;
    bool same = true;
    torchscript::VersionSet versions;
    std::set<std::string> sources;
    for (const auto& [file, policy] : report.policies) {
        if (!first) first = &policy->target;
        same = same && policy->target.text == first->text && policy->target.source == first->source;
        versions |= policy->target.versions;
        sources.insert(policy->target.source);
    }
    if (!first) return {};
    if (same) return *first;
    std::string joined;
    for (const std::string& source : sources) joined += (joined.empty() ? "" : "; ") + source;
    return {versions, !sources.contains("default"), versions.to_string(), joined};
}

std::unique_ptr<Project> make_project(const project::FileSystem& files, const std::string& folder, const std::vector<Job>& jobs) {
    auto project = std::make_unique<Project>(files, folder);
    std::set<std::string> known;
    for (const Job& job : jobs) use_search_path(*project, job.path.path, *job.policy, known);
    for (const Job& job : jobs) project->add_checked(job.path);
    return project;
}

std::unique_ptr<Project> make_project(const project::FileSystem& files, const std::string& folder, const Input& input) {
    auto project = std::make_unique<Project>(files, folder);
    std::set<std::string> known;
    use_search_path(*project, input.path.empty() ? project::join_path(folder, "-") : input.path, *input.policy, known);
    return project;
}

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

Report check_input(Input input, Project& project) {
    std::vector<FileResult> results;
    results.push_back(check_file(std::move(input), project, false));
    return finish(std::move(results));
}

Report check_files(const project::FileSystem& files, const std::vector<Job>& jobs, const Options& options, Project& project) {
    std::vector<FileResult> results(jobs.size());
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
            results[i] = check_file({job.path.shown, std::move(content.bytes), job.policy, job.path.named, job.path.path}, project, true);
        }
    };
    unsigned threads = options.threads ? options.threads : std::max(1U, std::thread::hardware_concurrency());
    threads = static_cast<unsigned>(std::min<std::size_t>(threads, std::max<std::size_t>(1, jobs.size())));
    std::vector<std::thread> workers;
    for (unsigned i = 1; i < threads; ++i) workers.emplace_back(work);
    work();
    for (std::thread& worker : workers) worker.join();
    return finish(std::move(results));
}

}  // namespace jitlint::engine
