// StartedProgram: a program that was started without a window and goes on when we end. One thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"

namespace focus {

class StartedProgram {
public:
    /// `path`, from the root; `arguments` without quotes. What it prints goes into the file `words`, which begins
    /// empty; without one, nowhere. Errors are the system's: not found, not allowed.
    static Result<StartedProgram> start(const std::string& path, const std::vector<std::string>& arguments,
                                        const std::string& words = {});
    StartedProgram(StartedProgram&&) noexcept;
    StartedProgram& operator=(StartedProgram&&) noexcept;
    ~StartedProgram();

    /// Nothing while it runs.
    std::optional<int> exit_code() const;
    /// The number by which the system knows it.
    long id() const;

private:
    struct Impl;
    explicit StartedProgram(std::unique_ptr<Impl> impl);

    std::unique_ptr<Impl> impl_;
};

}  // namespace focus
