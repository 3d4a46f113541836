// ChartsWindow: the chart with its read-out above, its scroll bar below, and the menu of the right mouse button, of
// Shift+F10 and of the button beside the scroll bar. GUI thread; nothing in it waits.
#pragma once

#include <QPixmap>
#include <QWidget>

#include "panel/chart_plot.h"

class QLabel;
class QMenu;
class QScrollBar;
class QToolButton;

namespace focus::panel {

class ChartsMenu;

class ChartsWindow : public QWidget {
    Q_OBJECT

public:
    ChartsWindow(PanelFocuser& focuser, ChartData& collected, Preferences& preferences, QWidget* parent = nullptr);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void assemble();
    void connectMenu();
    void addKeys();
    void showSpan();
    void showView();
    void popMenu(const QPoint& place);
    void say(const QString& words);
    void collect();
    void askForImageFile();
    void saveImage(const QPixmap& image, const QString& path);
    void askToClear();

    PanelFocuser& focuser_;
    ChartData& data_;
    Preferences& preferences_;
    ChartPlot* plot_;
    ChartsMenu* menu_;
    QLabel* readout_;
    QLabel* message_;
    QScrollBar* scroll_;
    QToolButton* whole_;
    QToolButton* menu_button_;
};

}  // namespace focus::panel
