/// The stages one by one, on a made-up model file of about the size given (kB).

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include "analysis/program.h"
#include "rules/lint.h"
#include "syntax/parse.h"
#include "text/source_file.h"

namespace {

using namespace jitlint;

std::string model_file(std::size_t bytes) {
    std::string text = "from typing import List, Optional\n\nimport torch\nfrom torch import nn\n";
    for (std::size_t i = 0; text.size() < bytes; ++i) {
        fmt::format_to(std::back_inserter(text), R"(

class Block{0}(nn.Module):
    """One block: a projection, a gate and a residual."""

    def __init__(self, width: int, scale: float = 1.0):
        super().__init__()
        self.project = nn.Linear(width, width)
        self.norms = nn.ModuleList([nn.LayerNorm(width) for _ in range(2)])
        self.scale = scale

    def gate(self, x: torch.Tensor, mask: Optional[torch.Tensor] = None) -> torch.Tensor:
        if mask is not None:
            x = x.masked_fill(mask, 0.0)
        return torch.sigmoid(x) * self.scale

    def forward(self, x: torch.Tensor, sizes: List[int]) -> torch.Tensor:
        total = 0
        for size in sizes:
            total += size * 2
        y = self.project(x)
        for norm in self.norms:
            y = norm(y)
        return x + self.gate(y) / (total + 1)
)",
                       i);
    }
    return text + "\n\nmodel = torch.jit.script(Block0(8))\n";
}

void set_bytes(benchmark::State& state, std::size_t size) { state.SetBytesProcessed(static_cast<std::int64_t>(size) * state.iterations()); }

void decode(benchmark::State& state) {
    const std::string text = model_file(static_cast<std::size_t>(state.range(0)) * 1000);
    for (auto _ : state) benchmark::DoNotOptimize(text::SourceFile("model.py", text).text().data());
    set_bytes(state, text.size());
}
BENCHMARK(decode)->Arg(70)->Arg(1000)->Unit(benchmark::kMillisecond);

void parse(benchmark::State& state) {
    const std::string text = model_file(static_cast<std::size_t>(state.range(0)) * 1000);
    const auto source = std::make_shared<const text::SourceFile>("model.py", text);
    for (auto _ : state) benchmark::DoNotOptimize(syntax::parse(source)->memory());
    set_bytes(state, text.size());
}
BENCHMARK(parse)->Arg(70)->Arg(1000)->Unit(benchmark::kMillisecond);

void bind_names(benchmark::State& state) {
    const std::string text = model_file(static_cast<std::size_t>(state.range(0)) * 1000);
    const auto source = std::make_shared<const text::SourceFile>("model.py", text);
    for (auto _ : state) {
        state.PauseTiming();
        auto file = syntax::parse(source);
        state.ResumeTiming();
        benchmark::DoNotOptimize(&analysis::SourceModule(std::move(file), {.name = "model", .path = {}}).scope());
    }
    set_bytes(state, text.size());
}
BENCHMARK(bind_names)->Arg(70)->Unit(benchmark::kMillisecond);

void lint(benchmark::State& state) {
    const std::string text = model_file(static_cast<std::size_t>(state.range(0)) * 1000);
    const analysis::SourceModule module(syntax::parse(std::make_shared<const text::SourceFile>("model.py", text)), {.name = "model", .path = {}});
    for (auto _ : state) benchmark::DoNotOptimize(rules::lint(module, nullptr, {}).judgements.size());
    set_bytes(state, text.size());
}
BENCHMARK(lint)->Arg(70)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
