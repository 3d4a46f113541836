// PositionSetter: calls the present position another number. Asks first, because every position noted elsewhere means
// another place afterwards; the question does not keep the user from HALT.
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QWidget>

#include "panel/number_rule.h"
#include "panel/panel_focuser.h"

namespace focus::panel {

class PositionSetter : public QWidget {
    Q_OBJECT

public:
    /// `focuser` must outlive it.
    explicit PositionSetter(PanelFocuser& focuser, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void ask();
    void set(int position);
    void say(const QString& words, bool good);

    PanelFocuser& focuser_;
    QLineEdit* edit_;
    QPushButton* button_;
    QLabel* now_;
    QLabel* hint_;
    QString said_;
    bool said_good_ = true;
};

}  // namespace focus::panel
