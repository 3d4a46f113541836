// FitText: a fit in words: the coefficient large, what it does, the verdict, and everything there is to say beside. GUI
// thread.
#pragma once

#include <QWidget>
#include <optional>

#include "core/compensation/compensation_fit.h"

class QLabel;
class QPlainTextEdit;

namespace focus::panel {

class FitText : public QWidget {
    Q_OBJECT

public:
    explicit FitText(QWidget* parent = nullptr);

    void tell(const CompensationFit& fit, const std::vector<FocusPoint>& points);
    /// Of now, for the first focus of the night [C].
    void showTemperature(std::optional<double> temperature);

protected:
    void changeEvent(QEvent* event) override;

private:
    void restyle();
    void showStart();

    CompensationFit fit_;
    QString filter_;  // of the last point
    std::string session_;
    std::optional<double> temperature_;
    QLabel* coefficient_;
    QLabel* words_;
    QLabel* verdict_;
    QLabel* numbers_;
    QLabel* start_;
    QPlainTextEdit* remarks_;
};

/// Why the coefficient cannot go to the device, in words; empty if it can.
QString whyNotOffered(const CompensationFit& fit);

}  // namespace focus::panel
