// ChartsMenu: everything that can be done in the charts window, with its keys. It says what was chosen; the window does
// it. GUI thread.
#pragma once

#include <QMenu>

namespace focus::panel {

class Preferences;

class ChartsMenu : public QMenu {
    Q_OBJECT

public:
    explicit ChartsMenu(Preferences& preferences, QWidget* parent);

    /// `reason`: why the file is not the panel's affair; empty if it is.
    void setFileReason(const QString& reason);
    void setZoomed(bool zoomed);

signals:
    void viewChosen();
    void collectChosen();
    void periodChosen(int seconds);
    void samplingChosen(int milliseconds);
    void exportChosen();
    void clearChosen();
    void zoomChosen(double factor);  ///< below 1 shows less
    void panChosen(double part);     ///< positive is later
    void wholeChosen();
    void crosshairChosen(int points);

private:
    QAction* add(QMenu* menu, const QString& name, const QString& words, const QString& tip);
    void addViews();
    void addChoices();
    void addMotion();

    Preferences& preferences_;
    QAction* collect_ = nullptr;
    QList<QAction*> zoomed_only_;
};

}  // namespace focus::panel
