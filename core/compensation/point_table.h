// PointTable: the calculator's points as a file in the user's documents folder, points.csv: readable, edited by hand
// without harm, replaced in one step at every change, with the version before beside it (points.csv.bak), and undo.
// docs/formats/points.md has the layout. Touches the disk; call it from a thread that may wait.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/compensation/focus_point.h"

namespace focus {

/// What the file says. What a person wrote between the rows stays there when a program writes it.
struct PointTableText {
    std::vector<FocusPoint> points;
    std::string head;                      ///< comment lines before the header
    std::vector<std::string> comments{1};  ///< comment lines before each point, and those after the last
    std::string mistake;                   ///< not empty: what is wrong, naming file and line; the rest means nothing
};

/// Of UTF-8 without a byte order mark; `name` is used in the mistake.
PointTableText parse_point_table(std::string_view text, const std::string& name);
std::string to_text(const PointTableText& table);

class PointTable {
public:
    explicit PointTable(std::string path) : path_(std::move(path)) {}

    /// points.csv in the documents folder.
    static std::string usual_path();

    /// Reads the file; one that is not there is an empty table. Empty, or what is wrong, naming file and line: then
    /// nothing is changed and nothing will be written until the file is mended.
    std::string load();

    const std::string& path() const { return path_; }
    const std::vector<FocusPoint>& points() const { return table_.points; }

    /// Each reads the file first, so that a change by another program is not lost, writes it, and gives why it could
    /// not, in words, or nothing; after a failure the file is as before. Points beyond what `implausible` allows are
    /// refused. Names lose control characters and what is beyond 100 bytes.
    std::string add(const std::vector<FocusPoint>& points);
    std::string replace(std::size_t index, const FocusPoint& point);
    std::string drop(std::vector<std::size_t> indices);
    /// Ticks or unticks several as one change.
    std::string set_use(const std::vector<std::size_t>& indices, bool use);
    /// Says of several which telescope they are of, as one change.
    std::string set_telescope(const std::vector<std::size_t>& indices, const std::string& name);
    /// Adds `steps` to the positions of several as one change: they are told on a scale whose zero was moved.
    std::string shift(const std::vector<std::size_t>& indices, double steps);
    /// Takes back the last change that was made to the file, also one of an earlier program run; again: makes it again.
    std::string undo();

private:
    std::string change_each(const std::vector<std::size_t>& indices, const std::function<void(FocusPoint&)>& change);
    std::string store(const PointTableText& changed);

    std::string path_;
    PointTableText table_;
    std::string before_;  ///< the file as it was read
};

}  // namespace focus
