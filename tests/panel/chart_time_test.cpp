// Times on the charts: points are evenly spaced in UTC, labels are the clock on the wall with its offset; in the night
// the clock goes back the two hours are told apart.
#include <QDateTime>
#include <QTest>
#include <qcustomplot.h>

#include "panel/chart_plot.h"
#include "panel/chart_words.h"
#include "panel/panel_focuser.h"
#include "tests/panel/fixture.h"

namespace focus::panel {

class ChartTimeTest : public PanelFixture {
    Q_OBJECT

    static constexpr std::int64_t kMinute = 60000;
    static constexpr std::int64_t kHour = 60 * kMinute;

    static std::int64_t utc(int month, int day, int hour) {
        return QDateTime(QDate(2026, month, day), QTime(hour, 0), Qt::UTC).toMSecsSinceEpoch();
    }

    /// A plot with a point a minute.
    struct Shown {
        Shown(std::int64_t from, std::int64_t to) {
            data.setPeriod(7 * 24 * 3600);
            data.setClock([to] { return to; });
            for (std::int64_t time = from; time <= to; time += kMinute) {
                ChartPoint point;
                point.time = time;
                for (float& value : point.values) value = 5;
                data.add(point);
            }
            plot.resize(1400, 400);
            plot.show();
            if (!QTest::qWaitForWindowExposed(&plot)) qFatal("the window does not come");
            QObject::connect(&plot, &ChartPlot::readOut, &plot, [this](const QString& words) { said = words; });
            plot.drawNow();
            axis = plot.findChild<QCustomPlot*>()->xAxis;
        }
        QStringList labels() const {
            QStringList all;
            const auto ticks = axis->ticker();
            for (const QString& label : axis->tickVectorLabels()) all += QString(label).replace('\n', ' ');
            return all;
        }

        PanelFocuser focuser;
        ChartData data{focuser};
        ChartPlot plot{data};
        QCPAxis* axis = nullptr;
        QString said;
    };

private slots:
    void initTestCase() {
        if (const QString why = useTimeZone("UTC"); !why.isEmpty()) QSKIP(qPrintable(why));
    }
    void cleanup() { useTimeZone("UTC"); }

    void theNightTheClockGoesBackHas25EvenHours() {
        useTimeZone("Europe/Berlin");
        // Noon to noon by the clock on the wall.
        const std::int64_t from = utc(10, 24, 10), to = utc(10, 25, 11);
        Shown shown(from, to);
        QCOMPARE(shown.plot.whole().length(), 25 * kHour);
        QCOMPARE(shown.axis->label(), QString("local time (UTC+2, then UTC+1)"));
        const QCPRange range = shown.axis->range();
        QCOMPARE(range.upper - range.lower, 25.0 * 3600);

        shown.plot.zoom({utc(10, 24, 22), utc(10, 25, 4)});
        shown.plot.drawNow();
        const QStringList labels = shown.labels();
        for (const char* label : {"00:00 UTC+2", "02:00 UTC+2", "02:00 UTC+1", "04:00 UTC+1"}) {
            QVERIFY2(labels.contains(label), qPrintable(labels.join(", ")));
        }
        const QVector<double> ticks = shown.axis->tickVector();
        for (qsizetype i = 2; i < ticks.size(); ++i) QCOMPARE(ticks[i] - ticks[i - 1], ticks[1] - ticks[0]);
    }

    void theReadOutTellsTheTwoHoursApart() {
        useTimeZone("Europe/Berlin");
        Shown shown(utc(10, 24, 22), utc(10, 25, 4));
        shown.plot.zoom({utc(10, 25, 0) + 25 * kMinute, utc(10, 25, 0) + 30 * kMinute});
        shown.plot.stepCrosshair(0);
        QVERIFY2(shown.said.startsWith("25 Oct 02:30:00 UTC+2 "), qPrintable(shown.said));
        shown.plot.zoom({utc(10, 25, 1) + 25 * kMinute, utc(10, 25, 1) + 30 * kMinute});
        shown.plot.stepCrosshair(60);
        QVERIFY2(shown.said.startsWith("25 Oct 02:30:00 UTC+1 "), qPrintable(shown.said));
    }

    void wholeHoursAreLabelledWhereTheClockGoesThreeQuartersBeside() {
        useTimeZone("Asia/Kathmandu");
        Shown shown(utc(3, 1, 12), utc(3, 1, 18));
        QCOMPARE(shown.axis->label(), QString("local time (UTC+5:45)"));
        for (const QString& label : shown.labels()) {
            QVERIFY2(label.endsWith(":00") || label.endsWith(":30"), qPrintable(label));
        }
        QVERIFY2(shown.labels().contains("20:00"), qPrintable(shown.labels().join(", ")));
    }

    void offsetsInWords_data() {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("words");
        QTest::newRow("none") << "UTC"
                              << "UTC";
        QTest::newRow("west") << "America/St_Johns" << QString("UTC%1 2:30").arg(QChar(0x2212)).remove(' ');
        QTest::newRow("far east") << "Pacific/Auckland"
                                  << "UTC+12";
    }
    void offsetsInWords() {
        QFETCH(QString, zone);
        QFETCH(QString, words);
        useTimeZone(qPrintable(zone));
        QCOMPARE(offsetWords(utc(7, 1, 0)), words);
    }
};

}  // namespace focus::panel

QTEST_MAIN(focus::panel::ChartTimeTest)
#include "chart_time_test.moc"
