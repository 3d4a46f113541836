// Icons: each its own shape, crisp, in the palette's colour.
#include <QApplication>
#include <QTest>

#include "panel/theme.h"
#include "tests/panel/red.h"

using namespace focus::panel;

namespace {

const QList<Symbol> kSymbols{Symbol::cogwheel, Symbol::chart,       Symbol::note,          Symbol::thermometer,
                             Symbol::drop,     Symbol::motor_still, Symbol::motor_turning, Symbol::motor_holding,
                             Symbol::lamp,     Symbol::stop,        Symbol::logo};

QImage drawn(Symbol symbol, int size, QIcon::Mode mode = QIcon::Normal) {
    return icon(symbol).pixmap(QSize(size, size), 1, mode).toImage().convertToFormat(QImage::Format_ARGB32);
}

int inked(const QImage& picture, int alpha = 128) {
    int count = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) count += qAlpha(picture.pixel(x, y)) >= alpha;
    }
    return count;
}

}  // namespace

class IconsTest : public QObject {
    Q_OBJECT

private slots:
    static void cleanup() { useTheme(*qApp, Theme::day); }

    static void iconsDiffer() {
        for (const int size : {16, 24, 64}) {
            QList<QImage> all;
            for (const Symbol symbol : kSymbols) {
                const QImage picture = drawn(symbol, size);
                QCOMPARE(picture.size(), QSize(size, size));
                QVERIFY(inked(picture) > size * size / 10);
                for (const QImage& other : all) {
                    int differing = 0;
                    for (int y = 0; y < size; ++y) {
                        for (int x = 0; x < size; ++x)
                            differing += std::abs(qAlpha(picture.pixel(x, y)) - qAlpha(other.pixel(x, y))) > 128;
                    }
                    QVERIFY2(differing > size * size / 20,
                             qPrintable(QString("%1 at %2: %3").arg(int(symbol)).arg(size).arg(differing)));
                }
                all << picture;
            }
        }
    }

    static void iconsAreCrisp() {
        const QIcon cogwheel = icon(Symbol::cogwheel);
        const QPixmap twice = cogwheel.pixmap(QSize(24, 24), 2.0);
        QCOMPARE(twice.size(), QSize(48, 48));
        QCOMPARE(twice.devicePixelRatio(), 2.0);
        // Drawn at that size, not enlarged: the same pixels as an icon of 48.
        QCOMPARE(twice.toImage().convertToFormat(QImage::Format_ARGB32).constBits()[0],
                 drawn(Symbol::cogwheel, 48).constBits()[0]);
        QImage large = twice.toImage().convertToFormat(QImage::Format_ARGB32);
        large.setDevicePixelRatio(1);
        QCOMPARE(large, drawn(Symbol::cogwheel, 48));
        // The share of half-covered pixels falls with the size, as it does for sharp edges only.
        const auto edge = [](int size) {
            const QImage picture = drawn(Symbol::stop, size);
            return double(inked(picture, 1) - inked(picture, 255)) / inked(picture, 1);
        };
        QVERIFY(edge(256) < edge(32) / 4);
    }

    static void iconsTakeThePalettesColour() {
        const auto brightest = [](const QImage& picture) {
            QColor found(Qt::black);
            for (int y = 0; y < picture.height(); ++y) {
                for (int x = 0; x < picture.width(); ++x) {
                    const QColor here = picture.pixelColor(x, y);
                    if (here.alpha() == 255 && here.red() > found.red()) found = here;
                }
            }
            return found;
        };
        const QIcon kept = icon(Symbol::stop);
        for (const Theme theme : {Theme::day, Theme::dark, Theme::night}) {
            useTheme(*qApp, theme);
            const QPalette palette = QApplication::palette();
            QCOMPARE(brightest(kept.pixmap(64, 64).toImage()), palette.color(QPalette::ButtonText));
            QCOMPARE(brightest(kept.pixmap(QSize(64, 64), 1, QIcon::Disabled).toImage()),
                     palette.color(QPalette::Disabled, QPalette::ButtonText));
            const QColor given = colour(Meaning::alarm, palette);
            QCOMPARE(brightest(icon(Symbol::stop, given).pixmap(64, 64).toImage()), given);
        }
        QVERIFY(notRed(drawn(Symbol::logo, 64).convertToFormat(QImage::Format_RGB32)) == QString());
    }
};

QTEST_MAIN(IconsTest)
#include "icons_test.moc"
