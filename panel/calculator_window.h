// CalculatorWindow: the compensation calculator. The points of points.csv in a table on the left; what the core makes
// of them on the right, as a picture, a coefficient and sentences. GUI thread; nothing in it waits.
#pragma once

#include <QWidget>

#include "panel/panel_focuser.h"
#include "panel/preferences.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace focus::panel {

class FitPlot;
class FitText;
class ImportReport;
class PointDesk;
class PointModel;

class CalculatorWindow : public QWidget {
    Q_OBJECT

public:
    CalculatorWindow(PanelFocuser& focuser, Preferences& preferences, QWidget* parent = nullptr);
    ~CalculatorWindow() override;

    PointDesk& points() const { return *desk_; }

signals:
    /// The user wants this coefficient [steps/C] in the focuser settings.
    void useCoefficient(double steps_per_degree);

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    QPushButton* button(const char* name, const QString& text, const QString& tip);
    QWidget* makeLeft();
    QWidget* makeRight();
    void connectParts();
    void showFit();
    void showTelescopes();
    void showPresent();
    void showProblem();
    void refuse(const QString& reason);
    void addPresent();
    void dropSelected();
    void askForImport(bool folder);
    void askForExport();

    PanelFocuser& focuser_;
    Preferences& preferences_;
    PointDesk* desk_;
    PointModel* model_;
    QWidget* telescopes_;
    QComboBox* telescope_;
    QTableView* table_;
    QLabel* present_;
    QLineEdit* filter_;
    QPushButton* add_;
    QPushButton* drop_;
    QPushButton* undo_;
    QPushButton* import_files_;
    QPushButton* import_folder_;
    QPushButton* export_;
    QPushButton* use_;
    QLabel* problem_;
    QString refused_;  // the last input that was refused, in words
    ImportReport* report_;
    FitPlot* plot_;
    FitText* text_;
};

}  // namespace focus::panel
