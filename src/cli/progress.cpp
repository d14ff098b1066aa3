#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

namespace jitlint::cli {

Progress::Progress(const std::atomic<std::size_t>& done, std::size_t all) : done_(done), all_(all) {
    if (isatty(STDERR_FILENO)) thread_ = std::thread([this] { run(); });
}

Progress::~Progress() {
    if (!thread_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        end_ = true;
    }
    ended_.notify_one();
    thread_.join();
}

void Progress::run() {
    std::unique_lock lock(mutex_);
    auto wait = std::chrono::milliseconds(1000);
    bool shown = false;
    while (!ended_.wait_for(lock, wait, [this] { return end_; })) {
        fmt::print(stderr, "\r\x1b[K{} of {} files", done_.load(std::memory_order_relaxed), all_);
        std::fflush(stderr);
        shown = true;
        wait = std::chrono::milliseconds(100);
    }
    if (shown) fmt::print(stderr, "\r\x1b[K");
}

}  // namespace jitlint::cli
