#include "engine/baseline.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "project/path.h"

namespace jitlint::engine {
namespace {

using Json = nlohmann::ordered_json;
constexpr std::size_t kLargest = 256U << 20U;

std::string dump(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// The name that a baseline in `folder` has for a file.
std::string name_in(const std::string& folder, const std::string& path) { return project::shown_path(path, folder); }

Places reversed(const Places& places, const std::string& folder) {
    Places names;
    for (const auto& [shown, path] : places) names.emplace(name_in(folder, path), shown);
    return names;
}

std::map<std::string, Share> shares(const Report& report) {
    std::map<std::string, Share> all;
    for (const Root& root : report.roots) all[root.file] += {root.scriptable ? 1U : 0U, 1U};
    return all;
}

}  // namespace

BaselineResult parse_baseline(const std::string& text) {
    BaselineResult result;
    const Json json = Json::parse(text, nullptr, false);
    const auto fail = [&] {
        result.error = "is no baseline of jitlint";
        return result;
    };
    if (!json.is_object() || json.value("jitlint_baseline", 0) != 1) return fail();
    const auto findings = json.find("findings");
    const auto roots = json.find("roots");
    if (findings == json.end() || !findings->is_array() || roots == json.end() || !roots->is_array()) return fail();
    try {
        for (const Json& one : *findings)
            result.baseline.findings[{one.at("file"), one.at("rule"), one.at("symbol"), one.at("source")}] += one.value("count", std::size_t{1});
        for (const Json& one : *roots) result.baseline.shares[one.at("file")] += {one.at("scriptable"), one.at("roots")};
    } catch (const Json::exception&) {
        return fail();
    }
    return result;
}

std::string to_text(const Baseline& baseline) {
    std::string out = "{\n\"jitlint_baseline\": 1,\n\"roots\": [";
    std::string_view comma = "\n";
    for (const auto& [file, share] : baseline.shares) {
        out += comma;
        out += dump({{"file", file}, {"scriptable", share.scriptable}, {"roots", share.roots}});
        comma = ",\n";
    }
    out += baseline.shares.empty() ? "],\n\"findings\": [" : "\n],\n\"findings\": [";
    comma = "\n";
    for (const auto& [id, count] : baseline.findings) {
        Json one = {{"file", id.file}, {"rule", id.rule}, {"symbol", id.symbol}, {"source", id.source}};
        if (count > 1) one["count"] = count;
        out += comma;
        out += dump(one);
        comma = ",\n";
    }
    return out + (baseline.findings.empty() ? "]\n}\n" : "\n]\n}\n");
}

BaselineOutcome apply_baselines(Report& report, const project::FileSystem& files, const Places& places, const std::string& forced,
                                const std::string& folder) {
    BaselineOutcome outcome;
    std::map<std::string, std::set<std::string>> concerned;  // baseline -> checked files, as shown
    for (const auto& [file, policy] : report.policies)
        if (const std::string& path = forced.empty() ? policy->baseline : forced; !path.empty()) concerned[path].insert(file);
    if (!forced.empty()) concerned[forced];
    const std::map<std::string, Share> now = shares(report);
    std::set<const Diagnostic*> known;
    for (const auto& [path, checked] : concerned) {
        const project::FileContent content = files.read(path, kLargest);
        BaselineResult read = content.error.empty() && !content.missing ? parse_baseline(content.bytes) : BaselineResult{{}, content.error};
        if (content.missing) read.error = "there is no such baseline; --write-baseline makes one";
        if (!read.error.empty()) {
            outcome.problems.push_back({project::shown_path(path, folder), read.error});
            continue;
        }
        const std::string base = project::parent_path(path);
        auto& findings = read.baseline.findings;
        for (const Diagnostic& diagnostic : report.diagnostics) {
            const auto place = places.find(diagnostic.file);
            if (place == places.end() || !checked.contains(diagnostic.file)) continue;
            Identity id = identity(diagnostic, report);
            id.file = name_in(base, place->second);
            const auto entry = findings.find(id);
            if (entry == findings.end() || entry->second == 0) continue;
            --entry->second;
            known.insert(&diagnostic);
        }
        const Places names = reversed(places, base);
        for (const auto& [id, count] : findings) {
            if (count == 0) continue;
            const auto shown = names.find(id.file);
            const auto rule = rules::find_rule(id.rule);
            const bool gone = shown == names.end() && files.status(project::join_path(base, id.file)).kind == project::FileKind::Missing;
            const bool checked_now = shown != names.end() && checked.contains(shown->second) && rule &&
                                     report.policies.at(shown->second)->is_enabled(*rule) &&
                                     report.coverage.has_seen(shown->second, id.symbol, *rule);
            if (gone || checked_now || (!rule && shown != names.end())) outcome.stale.push_back({path, id, count});
        }
        Share before;
        Share after;
        for (const auto& [name, share] : read.baseline.shares) {
            const auto shown = names.find(name);
            if (shown == names.end() || !checked.contains(shown->second) || report.coverage.is_alone(shown->second)) continue;
            before += share;
            if (const auto at = now.find(shown->second); at != now.end()) after += at->second;
        }
        if (before.roots > 0 && after.value() < before.value())
            outcome.dropped.push_back(fmt::format("{} of {} roots are scriptable, {} of {} were when {} was written", after.scriptable, after.roots,
                                                  before.scriptable, before.roots, project::shown_path(path, folder)));
    }
    std::vector<Diagnostic> left;
    for (Diagnostic& diagnostic : report.diagnostics)
        if (!known.contains(&diagnostic)) left.push_back(std::move(diagnostic));
    outcome.hidden = known.size();
    report.diagnostics = std::move(left);
    return outcome;
}

std::string renewed_baseline(const Report& report, const project::FileSystem& files, const Places& places, const std::string& path) {
    const std::string base = project::parent_path(path);
    const Places names = reversed(places, base);
    Baseline made;
    auto unseen = [&](const std::string& name) {
        return !names.contains(name) && files.status(project::join_path(base, name)).kind != project::FileKind::Missing;
    };
    auto stays = [&](const Identity& id) {
        const auto shown = names.find(id.file);
        if (shown == names.end()) return unseen(id.file);
        const auto rule = rules::find_rule(id.rule);
        return rule && !report.coverage.has_seen(shown->second, id.symbol, *rule);
    };
    std::map<Identity, std::size_t> kept;
    const project::FileContent old = files.read(path, kLargest);
    const bool renews = !old.missing && old.error.empty();
    if (renews) {
        for (const auto& [id, count] : parse_baseline(old.bytes).baseline.findings)
            if (stays(id)) kept[id] = count;
        for (const auto& [name, share] : parse_baseline(old.bytes).baseline.shares)
            if (const auto shown = names.find(name); shown == names.end() ? unseen(name) : report.coverage.is_alone(shown->second))
                made.shares[name] = share;
    }
    for (const Diagnostic& diagnostic : report.diagnostics) {
        const auto place = places.find(diagnostic.file);
        if (place == places.end()) continue;
        Identity id = identity(diagnostic, report);
        id.file = name_in(base, place->second);
        ++made.findings[id];
    }
    for (const auto& [id, count] : kept) made.findings[id] = std::max(made.findings[id], count);
    for (const auto& [shown, share] : shares(report))
        if (const auto place = places.find(shown); place != places.end() && !(renews && report.coverage.is_alone(shown)))
            made.shares.emplace(name_in(base, place->second), share);
    return to_text(made);
}

}  // namespace jitlint::engine
