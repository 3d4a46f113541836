// SensorsSection: temperature, humidity, dew point, with what they mean in words, and how the temperature has changed
// since a click. GUI thread.
#pragma once

#include <optional>

#include "panel/panel_focuser.h"
#include "panel/section.h"
#include "panel/theme.h"

class QPushButton;

namespace focus::panel {

/// How much a reading worries, and the word for it; the word is empty when all is well.
struct Judgement {
    Meaning meaning = Meaning::absent;
    QString word;

    bool operator==(const Judgement&) const = default;
};

/// C; nothing: unknown. Dew is possible below 3 C between temperature and dew point, and certain below 1 C.
Judgement judgeDew(std::optional<double> temperature, std::optional<double> dew_point);
/// %; above 80 damp, above 90 wet.
Judgement judgeHumidity(std::optional<double> humidity);

class SensorsSection : public Section {
    Q_OBJECT

public:
    explicit SensorsSection(PanelFocuser& focuser, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Row {
        Symbol symbol;
        QLabel* icon;
        QLabel* value;
        QLabel* word;
        std::optional<Judgement> shown;
    };

    Row row(const QString& name, Symbol symbol, const QString& title, const QString& unit, const QString& tip);
    void display(Row& row, std::optional<double> value, int decimals, const Judgement& judgement);
    void paintIcon(Row& row);
    void refresh();

    PanelFocuser& focuser_;
    Row temperature_;
    Row humidity_;
    Row dew_point_;
    QPushButton* change_;
    std::optional<double> reference_;  // C, at the last reset
};

}  // namespace focus::panel
