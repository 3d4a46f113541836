// CrispPlot: a plot with the pixels of the screen it is on, also after its window was dragged to another.
#pragma once

#include <qcustomplot.h>

namespace focus::panel {

class CrispPlot : public QCustomPlot {
public:
    explicit CrispPlot(QWidget* parent = nullptr) : QCustomPlot(parent) {
        connect(this, &QCustomPlot::beforeReplot, this, [this] { setBufferDevicePixelRatio(devicePixelRatioF()); });
    }

protected:
    bool event(QEvent* event) override {
        if (event->type() == QEvent::ScreenChangeInternal) replot(rpQueuedReplot);
        return QCustomPlot::event(event);
    }
};

}  // namespace focus::panel
