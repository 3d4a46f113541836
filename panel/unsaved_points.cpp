#include "panel/unsaved_points.h"

#include <algorithm>

#include "core/compensation/importers/import_run.h"
#include "core/compensation/importers/text_fields.h"

namespace focus::panel {
namespace {

/// Where the point is now; another program may have changed the table since the user saw it there.
std::size_t place_of(const FocusPoint& point, std::size_t index, const std::vector<FocusPoint>& points) {
    if (index < points.size() && points[index] == point) return index;
    return static_cast<std::size_t>(std::find(points.begin(), points.end(), point) - points.begin());
}

std::string changed_meanwhile(const FocusPoint& point) {
    return "another program has changed or removed the point " + exact_text(point.temperature) + " C at " +
           exact_text(point.position) + " meanwhile";
}

}  // namespace

std::vector<FocusPoint> UnsavedPoints::points() const {
    std::vector<FocusPoint> all = table_.points();
    for (const Edit& edit : edits_) {
        const std::size_t place = edit.before ? place_of(*edit.before, edit.index, all) : all.size();
        if (place < all.size()) all[place] = edit.after;
        if (!edit.before) all.push_back(edit.after);
    }
    return all;
}

std::vector<FocusPoint> UnsavedPoints::unsaved() const {
    std::vector<FocusPoint> all;
    for (const Edit& edit : edits_) all.push_back(edit.after);
    return all;
}

std::vector<UnsavedPoints::Edit>::iterator UnsavedPoints::editOf(const FocusPoint& point) {
    return std::find_if(edits_.begin(), edits_.end(), [&](const Edit& edit) { return edit.after == point; });
}

std::string UnsavedPoints::add(const FocusPoint& point) {
    std::string why = implausible(point);
    if (why.empty()) edits_.push_back({std::nullopt, 0, point});
    return why;
}

std::string UnsavedPoints::replace(std::size_t index, const FocusPoint& before, const FocusPoint& after) {
    if (std::string why = implausible(after); !why.empty()) return why;
    if (const auto edit = editOf(before); edit != edits_.end()) {
        edit->after = after;
    } else {
        edits_.push_back({before, index, after});
    }
    return {};
}

std::string UnsavedPoints::drop(const std::vector<std::size_t>& indices, const std::vector<FocusPoint>& gone) {
    std::string why = table_.load();
    std::vector<std::size_t> places;
    std::vector<FocusPoint> unsaved;
    for (std::size_t i = 0; i < indices.size(); ++i) {
        const auto edit = editOf(gone[i]);
        if (edit != edits_.end()) unsaved.push_back(edit->after);
        if (edit != edits_.end() && !edit->before) continue;
        if (!why.empty()) return why;
        const FocusPoint& point = edit == edits_.end() ? gone[i] : *edit->before;
        places.push_back(place_of(point, indices[i], table_.points()));
        if (places.back() >= table_.points().size()) return changed_meanwhile(point);
    }
    if (!places.empty()) why = table_.drop(places);
    if (!places.empty() && !why.empty()) return why;
    for (const FocusPoint& point : unsaved) edits_.erase(editOf(point));
    return {};
}

std::string UnsavedPoints::undo() {
    if (edits_.empty()) return table_.undo();
    edits_.pop_back();
    return {};
}

std::string UnsavedPoints::save(std::vector<Lost>& lost) {
    if (edits_.empty()) return {};
    if (std::string why = table_.load(); !why.empty()) return why;
    std::vector<FocusPoint> added;
    for (auto edit = edits_.begin(); edit != edits_.end();) {
        if (!edit->before) {
            added.push_back((edit++)->after);
            continue;
        }
        const std::size_t place = place_of(*edit->before, edit->index, table_.points());
        if (place >= table_.points().size()) {
            lost.push_back({edit->after, changed_meanwhile(*edit->before)});
        } else if (std::string why = table_.replace(place, edit->after); !why.empty()) {
            return why;
        }
        edit = edits_.erase(edit);
    }
    std::string why = table_.add(added);
    if (why.empty()) edits_.clear();
    return why;
}

}  // namespace focus::panel
