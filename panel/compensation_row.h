// CompensationRow: what temperature compensation would do now, in which mode it is, and the button that does it.
// GUI thread.
#pragma once

#include <QWidget>

#include "panel/panel_focuser.h"

class QLabel;
class QPushButton;

namespace focus::panel {

class CompensationRow : public QWidget {
    Q_OBJECT

public:
    explicit CompensationRow(PanelFocuser& focuser, QWidget* parent = nullptr);

signals:
    /// What came of the button, in words.
    void said(const QString& sentence);

private:
    void compensate();
    void refresh();

    PanelFocuser& focuser_;
    QLabel* difference_;
    QLabel* mode_;
    QPushButton* compensate_;
};

}  // namespace focus::panel
