#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>

namespace jitlint::cli {

/// Says on a terminal how far a long run is: after a second, and gone when it ends. Silent where standard error is no terminal.
class Progress {
public:
    Progress(const std::atomic<std::size_t>& done, std::size_t all);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

private:
    void run();

    const std::atomic<std::size_t>& done_;
    std::size_t all_;
    std::mutex mutex_;
    std::condition_variable ended_;
    bool end_ = false;
    std::thread thread_;
};

}  // namespace jitlint::cli
