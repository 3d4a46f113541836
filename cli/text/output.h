// Output: what the program says and where. Answers go to standard output, remarks and errors to standard error, so that
// a script reads only answers. On a terminal a line may be redrawn in place; elsewhere nothing is ever redrawn.
#pragma once

#include <boost/json/fwd.hpp>
#include <string>

namespace focus::cli {

class Output {
public:
    explicit Output(bool json);
    ~Output();

    /// Something could not be written to standard output.
    bool failed() const { return failed_; }
    bool json() const { return json_; }
    /// Standard output is a terminal that can redraw a line.
    bool terminal() const { return terminal_; }
    /// Columns of the terminal, 80 where unknown.
    unsigned width() const;

    /// One line of the answer for a person; nothing with --json.
    void say(const std::string& text);
    /// One line whatever the mode: a value a script asked for.
    void line(const std::string& text);
    /// One JSON object on one line.
    void object(const boost::json::value& value);
    /// The live line; only on a terminal. The next say() or remark() leaves it and starts below.
    void redraw(const std::string& text);
    /// To standard error.
    void remark(const std::string& text);
    /// To standard error, marked as ours.
    void error(const std::string& text);

private:
    void leave_live_line();
    void put(const std::string& text);

    bool json_;
    bool terminal_;
    bool live_ = false;
    bool failed_ = false;
};

}  // namespace focus::cli
