#include "rules/check.h"
#include "rules/support/rewrite.h"

namespace jitlint::rules {
namespace {

using torchscript::Mismatch;

void check_value(const analysis::FieldMismatch& finding, text::Span at, Reporter& reporter) {
    const Mismatch& mismatch = finding.mismatch;
    auto judgement = reporter.report(at, "the field `{}` of `{}` is a `{}`, not a `{}`", mismatch.parameter, finding.shown,
                                     torchscript::to_string(mismatch.expected), torchscript::to_string(mismatch.actual));
    offer_conversion(judgement, finding.argument, mismatch.actual, mismatch.expected, reporter);
}

void check_field_type_mismatch(const analysis::FieldMismatch& finding, Reporter& reporter) {
    const Mismatch& mismatch = finding.mismatch;
    const text::Span call = finding.node->func->span;
    const text::Span at = finding.argument ? finding.argument->span : call;
    switch (mismatch.kind) {
        case Mismatch::Kind::WrongType: {
            if (!mismatch.expected || !mismatch.actual) return;
            const std::string given = torchscript::to_string(mismatch.actual);
            if (finding.by_default)
                reporter
                    .report(at, "the default of the field `{}` of `{}` is a `{}`, not a `{}`", mismatch.parameter, finding.shown, given,
                            torchscript::to_string(mismatch.expected))
                    .help("pass `{}`, or correct its default", mismatch.parameter);
            else if (finding.inferred)
                reporter.report(at, "the field `{}` of `{}` has no type, so it is a `Tensor`, not a `{}`", mismatch.parameter, finding.shown, given)
                    .help("write `class {}(NamedTuple)` with `{}: {}`", finding.shown, mismatch.parameter, given);
            else
                check_value(finding, at, reporter);
            return;
        }
        case Mismatch::Kind::MissingArgument:
            reporter.report(call, "`{}` is made without its field `{}`", finding.shown, mismatch.parameter);
            return;
        case Mismatch::Kind::UnknownKeyword:
            reporter.report(at, "`{}` has no field for this keyword argument", finding.shown);
            return;
        case Mismatch::Kind::TooManyPositional:
            reporter.report(at, "`{}` has fewer fields", finding.shown);
            return;
        case Mismatch::Kind::DuplicateArgument:
            reporter.report(at, "`{}` gets its field `{}` twice", finding.shown, mismatch.parameter);
            return;
        case Mismatch::Kind::ReceiverUnused:
            return;
    }
}

}  // namespace

void register_field_type_mismatch(Checks& checks) { checks.on<analysis::FieldMismatch>(check_field_type_mismatch); }

}  // namespace jitlint::rules
