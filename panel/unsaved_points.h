// UnsavedPoints: points that were added or changed and are not in points.csv yet, in front of that table. Usually that
// is for a moment; while the file cannot be written it is until it can. Nothing typed is given up but by the user, or
// because another program has taken its point away. The disk's thread only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/compensation/point_table.h"

namespace focus::panel {

class UnsavedPoints {
public:
    /// `table` must outlive it.
    explicit UnsavedPoints(PointTable& table) : table_(table) {}

    /// The table as the user has made it.
    std::vector<FocusPoint> points() const;
    /// What of it is not in the file.
    std::vector<FocusPoint> unsaved() const;

    /// Each gives why it was not done, in words, or nothing. `save` is what writes an added or a changed point.
    std::string add(const FocusPoint& point);
    /// `before`, which the user saw at `index`, has become `after`.
    std::string replace(std::size_t index, const FocusPoint& before, const FocusPoint& after);
    /// `gone`, which the user saw at `indices`.
    std::string drop(const std::vector<std::size_t>& indices, const std::vector<FocusPoint>& gone);
    /// Takes back what is not saved, or the last change of the file.
    std::string undo();

    struct Lost {
        FocusPoint point;
        std::string why;
    };
    /// Writes all. Gives why it cannot; `lost` gets what can never be written.
    std::string save(std::vector<Lost>& lost);

private:
    struct Edit {
        std::optional<FocusPoint> before;  ///< in the file; nothing: `after` is new
        std::size_t index = 0;             ///< of `before` when the user saw it
        FocusPoint after;
    };
    std::vector<Edit>::iterator editOf(const FocusPoint& point);

    PointTable& table_;
    std::vector<Edit> edits_;
};

}  // namespace focus::panel
