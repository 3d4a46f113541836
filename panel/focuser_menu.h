// FocuserMenu: the focuser section's cogwheel menu: stored positions, the coarse multiplier, Focuser settings. A right
// click on a stored position, or the menu key, opens a menu to edit or delete it; F2 and Delete do so at once.
#pragma once

#include <QMenu>

#include "panel/preferences.h"
#include "panel/stored_positions.h"

namespace focus::panel {

class FocuserMenu : public QMenu {
    Q_OBJECT

public:
    FocuserMenu(StoredPositions& positions, Preferences& preferences, QWidget* parent);

signals:
    void addWanted();
    void editWanted(std::size_t index);
    void chosen(int position);
    void coarseMultiplierChanged();
    void settingsWanted();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fill();
    bool isPosition(const QAction* action) const;
    void openEditMenu(const QAction* action, const QPoint& at);
    void edit(std::size_t index);

    StoredPositions& positions_;
    Preferences& preferences_;
    QMenu* coarse_;
    QList<QAction*> entries_;
};

}  // namespace focus::panel
