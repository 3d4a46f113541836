// What the calculator's tests have in common: a night of points, the file, and a window's controls by name.
#pragma once

#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

#include "core/compensation/point_table.h"
#include "panel/calculator_window.h"
#include "panel/point_model.h"
#include "panel/theme.h"
#include "tests/panel/fixture.h"
#include "tests/panel/patience.h"

namespace focus::panel {
/// A line of 35 steps/C with a little scatter, eight points.
inline std::vector<FocusPoint> night() {
    const double scatter[] = {3, -4, 2, 5, -3, -2, 4, -5};
    std::vector<FocusPoint> points;
    for (int i = 0; i < 8; ++i) {
        FocusPoint point;
        point.temperature = 12 - i;
        point.position = 15000 + 35 * point.temperature + scatter[i];
        point.session = "2026-11-20";
        points.push_back(point);
    }
    return points;
}

inline std::vector<FocusPoint> onDisk() {
    PointTable table(PointTable::usual_path());
    return table.load().empty() ? table.points() : std::vector<FocusPoint>();
}

/// One of them, or none's values if it is not there.
inline FocusPoint onDisk(std::size_t index) {
    const std::vector<FocusPoint> all = onDisk();
    return index < all.size() ? all[index] : FocusPoint();
}

inline void put(const std::vector<FocusPoint>& points) {
    PointTable table(PointTable::usual_path());
    QCOMPARE(table.add(points), std::string());
}

inline QByteArray bytes(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

class CalculatorFixture : public PanelFixture {
protected:
    void begin() {
        QDir(documentsPath()).removeRecursively();
        QFile::remove(documentsPath());
        preferences_ = std::make_unique<Preferences>(home() + "/panel.ini");
        useTheme(*qApp, Theme::day);
    }
    void end() {
        window_.reset();
        focuser_.close();
    }

    template <class T>
    T* the(const char* name) const {
        T* found = window_->findChild<T*>(name);
        if (found == nullptr) qFatal("no %s", name);
        return found;
    }
    QString text(const char* name) const { return the<QLabel>(name)->text().remove(QChar(0x200B)); }
    void click(const char* name) const { QTest::mouseClick(the<QPushButton>(name), Qt::LeftButton); }
    QTableView* table() const { return the<QTableView>("pointTable"); }
    int rows() const { return table()->model()->rowCount(); }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    QLineEdit* edit(int row, int column, const QString& typed) const {
        table()->setCurrentIndex(table()->model()->index(row, column));
        table()->edit(table()->currentIndex());
        QLineEdit* editor = nullptr;  // not one that is closing
        for (QLineEdit* each : table()->findChildren<QLineEdit*>("pointEditor")) {
            if (each->isVisible()) editor = each;
        }
        if (editor == nullptr) qFatal("no editor opened");
        editor->selectAll();
        QTest::keyClicks(editor, typed);
        return editor;
    }
    void open() {
        window_ = std::make_unique<CalculatorWindow>(focuser_, *preferences_);
        window_->show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    }
    void openWith(const std::vector<FocusPoint>& points) {
        put(points);
        open();
        QTRY_COMPARE(rows(), static_cast<int>(points.size()));
    }
    QImage picture(const char* part) const {
        QTest::qWait(1);
        return the<QWidget>(part)->grab().toImage().convertToFormat(QImage::Format_RGB32);
    }
    static int count(const QImage& image, const QColor& wanted) {
        int found = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) found += image.pixel(x, y) == wanted.rgb();
        }
        return found;
    }

    PanelFocuser focuser_;
    std::unique_ptr<Preferences> preferences_;
    std::unique_ptr<CalculatorWindow> window_;
};

}  // namespace focus::panel
