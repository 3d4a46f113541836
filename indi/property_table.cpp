#include "indi/property_table.h"

#include <algorithm>
#include <cmath>

namespace focus::indi {

PropertyTable::Row& PropertyTable::add(const INDI::Property& property, Owner owner, Set set) {
    return rows_.emplace_back(Row{property, owner, std::move(set), true});
}

PropertyTable::Row& PropertyTable::add_local(const INDI::Property& property, Set set) {
    Row& row = rows_.emplace_back(Row{property, Owner::user, std::move(set), false});
    row.outcome = IPS_OK;
    return row;
}

PropertyTable::Row* PropertyTable::find(const char* name) {
    const auto row =
        std::find_if(rows_.begin(), rows_.end(), [name](const Row& r) { return r.property.isNameMatch(name); });
    return row == rows_.end() ? nullptr : &*row;
}

bool PropertyTable::closed(Row& row, bool loading) {
    if (loading && row.owner == Owner::device) return true;
    if (!row.set) {
        refuse(row, "it can only be read");
        return true;
    }
    if (row.live && lost_ && !row.urgent && !loading) {
        refuse(row, fault_text_.empty() ? "the focuser is not connected" : fault_text_);
        return true;
    }
    return false;
}

void PropertyTable::load(const char* device) {
    for (Row& row : rows_) {
        if (row.owner != Owner::user) continue;
        const char* name = row.property.getName();
        if (row.property.getType() == INDI_NUMBER) {
            for (const auto& number : INDI::PropertyNumber(row.property)) {
                double value = 0;
                char* element = const_cast<char*>(number.getName());
                if (IUGetConfigNumber(device, name, element, &value) == 0)
                    take_numbers(name, &value, &element, 1, true);
            }
        } else if (row.property.getType() == INDI_TEXT) {
            for (const auto& text : INDI::PropertyText(row.property)) {
                char value[kLongestText + 1] = {};
                char* start = value;
                char* element = const_cast<char*>(text.getName());
                if (IUGetConfigText(device, name, element, value, kLongestText) == 0) {
                    take_texts(name, &start, &element, 1, true);
                }
            }
        } else {
            char value[MAXINDINAME] = {};
            if (IUGetConfigOnSwitchName(device, name, value, sizeof(value)) != 0) continue;
            const ISState on = ISS_ON;
            char* element = value;
            take_switches(name, &on, &element, 1, true);
        }
    }
}

bool PropertyTable::take(const char* name, INDI_PROPERTY_TYPE type, bool loading, const Read& read) {
    Row* row = find(name);
    if (row == nullptr || row->property.getType() != type) return false;
    if (closed(*row, loading)) return true;
    Asked asked;
    asked.loading = loading;
    const std::string why = read(row->property, asked);
    if (why.empty()) {
        row->set(asked);
    } else {
        refuse(*row, why);
    }
    return true;
}

bool PropertyTable::take_numbers(const char* name, const double* values, char* const* names, int count, bool loading) {
    return take(name, INDI_NUMBER, loading, [&](const INDI::Property& property, Asked& asked) {
        return read_numbers(property, values, names, count, asked);
    });
}

bool PropertyTable::take_switches(const char* name, const ISState* states, char* const* names, int count,
                                  bool loading) {
    return take(name, INDI_SWITCH, loading, [&](const INDI::Property& property, Asked& asked) {
        return read_switches(property, states, names, count, asked);
    });
}

bool PropertyTable::take_texts(const char* name, char* const* texts, char* const* names, int count, bool loading) {
    return take(name, INDI_TEXT, loading, [&](const INDI::Property& property, Asked& asked) {
        return read_texts(property, texts, names, count, asked);
    });
}

void PropertyTable::put(Row& row, INDI::PropertyNumber& property, std::size_t element, double value) {
    const double shown = indi::element(property, element).getValue();
    if (shown == value || (std::isnan(shown) && std::isnan(value))) return;
    indi::element(property, element).setValue(value);
    row.changed = true;
}

void PropertyTable::put(Row& row, INDI::PropertySwitch& property, std::optional<std::size_t> on) {
    for (std::size_t i = 0; i < property.size(); ++i) {
        const ISState state = on == i ? ISS_ON : ISS_OFF;
        if (indi::element(property, i).getState() == state) continue;
        indi::element(property, i).setState(state);
        row.changed = true;
    }
}

void PropertyTable::put(Row& row, INDI::PropertyText& property, std::size_t element, const std::string& text) {
    if (indi::element(property, element).getText() == text) return;
    indi::element(property, element).setText(text);
    row.changed = true;
}

void PropertyTable::put(Row& row, INDI::PropertyLight& property, std::size_t element, IPState state) {
    if (indi::element(property, element).getState() == state) return;
    indi::element(property, element).setState(state);
    row.changed = true;
}

std::function<void(const error_code&)> PropertyTable::begin(Row& row, std::string what) {
    ++row.pending;
    flush();
    return [this, &row, what = std::move(what), era = era_](const error_code& error) {
        if (era != era_) return;
        --row.pending;
        const IPState outcome = !error ? IPS_OK : error == Error::cancelled ? IPS_IDLE : IPS_ALERT;
        if (outcome == IPS_ALERT) {
            say(Level::error, what + ": " + (lost_ && !fault_text_.empty() ? fault_text_ : error.message()) + ".");
        }
        done(row, outcome);
    };
}

void PropertyTable::done(Row& row, IPState outcome) {
    row.outcome = outcome;
    row.changed = true;  // the client waits for an answer, even if all is as it was
    flush();
}

void PropertyTable::refuse(Row& row, const std::string& why) {
    say(Level::error, std::string(row.property.getName()) + ": " + why + ".");
    done(row, IPS_ALERT);
}

IPState PropertyTable::state_of(const Row& row) const {
    if (row.live && lost_) return IPS_ALERT;
    return row.pending > 0 ? IPS_BUSY : row.outcome;
}

void PropertyTable::set_lost(bool lost) {
    if (lost_ && !lost) {
        for (Row& row : rows_) row.outcome = IPS_OK;
    }
    lost_ = lost;
}

void PropertyTable::forget() {
    ++era_;
    for (Row& row : rows_) row.pending = 0;
}

void PropertyTable::flush() {
    for (Row& row : rows_) {
        const IPState state = state_of(row);
        if (!row.changed && state == row.property.getState()) continue;
        row.changed = false;
        row.property.setState(state);
        if (row.defined) row.property.apply();
    }
}

}  // namespace focus::indi
