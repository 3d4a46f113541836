// FitPlot: the picture of a fit: points, outliers ringed, the line with its 95 % band, two lines where it is curved.
// GUI thread.
#pragma once

#include <QWidget>

#include "core/compensation/compensation_fit.h"
#include "core/compensation/fit_view.h"

class QCustomPlot;
class QCPCurve;
class QCPGraph;
class QCPItemText;

namespace focus::panel {

class FitPlot : public QWidget {
    Q_OBJECT

public:
    explicit FitPlot(QWidget* parent = nullptr);

    void draw(const CompensationFit& fit, const FitView& view);
    QSize sizeHint() const override { return {460, 320}; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void restyle();
    void scale(const FitView& view);

    QCustomPlot* plot_;
    QCPGraph* low_;
    QCPGraph* band_;
    QCPGraph* line_;
    QCPGraph* colder_;
    QCPGraph* warmer_;
    QCPGraph* points_;
    QCPGraph* outliers_;
    QCPItemText* nothing_;
};

}  // namespace focus::panel
