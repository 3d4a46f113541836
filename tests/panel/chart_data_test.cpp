#include "panel/chart_data.h"

#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <random>

#include "panel/preferences.h"
#include "tests/panel/chart_night.h"
#include "tests/panel/fixture.h"
#include "tests/panel/patience.h"

namespace focus::panel {

constexpr std::int64_t kStart = 1750000000000;
constexpr std::int64_t kHour = 3600 * 1000;

class ChartDataTest : public PanelFixture {
    Q_OBJECT

    static ChartPoint point(std::int64_t time, float position, float temperature) {
        ChartPoint made;
        made.time = time;
        made[Trace::position] = position;
        made[Trace::temperature] = temperature;
        return made;
    }
    static bool sorted(const ChartColumns& points) {
        for (std::size_t i = 1; i < points.size(); ++i) {
            if (points.at(i).time <= points.at(i - 1).time) return false;
        }
        return true;
    }
    static bool isGap(const ChartPoint& point) {
        return std::all_of(point.values.begin(), point.values.end(), [](float v) { return std::isnan(v); });
    }

private slots:
    void pointsAreFoundAndForgotten() {
        ChartColumns points;
        for (int i = 0; i < 1000; ++i) points.add(point(kStart + 500 * i, static_cast<float>(i), 1));
        QCOMPARE(points.size(), std::size_t(1000));
        QCOMPARE(points.find(kStart + 500 * 700), std::size_t(700));
        QCOMPARE(points.find(kStart + 500 * 700 + 1), std::size_t(701));
        points.drop_before(kStart + 500 * 333);
        QCOMPARE(points.size(), std::size_t(667));
        QCOMPARE(points.at(0)[Trace::position], 333.0F);
        QCOMPARE(points.at(666)[Trace::position], 999.0F);
        QCOMPARE(points.first(), kStart + 500 * 333);
        points.add(point(kStart, 5, 5));
        QCOMPARE(points.last(), kStart + 500 * 999 + 1);
        QVERIFY(sorted(points));
        points.drop_before(kStart + kHour * 24);
        QVERIFY(points.empty());
        points.add(point(kStart, 1, 2));
        points.add(point(kStart + 40 * 24 * kHour, 3, 4));
        QCOMPARE(points.size(), std::size_t(1));
        QCOMPARE(points.at(0)[Trace::position], 3.0F);
    }

    /// What is drawn has the extremes of every pixel, whatever the number of points in it, and is small.
    void aLineIsCutDownToItsPixels_data() {
        QTest::addColumn<int>("count");
        for (const int count : {3, 900, 20000, 300000}) QTest::addRow("%d", count) << count;
    }
    void aLineIsCutDownToItsPixels() {
        QFETCH(int, count);
        ChartColumns points;
        std::mt19937 random(3);
        std::uniform_real_distribution<float> anything(-10, 30);
        for (int i = 0; i < count; ++i) points.add(point(kStart + 500 * i, 100, anything(random)));
        const std::int64_t spike = kStart + 500 * (count / 3) + 7;
        points.drop_before(kStart + 1);
        std::vector<ChartVertex> line;
        const auto span = points.range(Trace::temperature, points.first(), points.last());
        points.reduce(Trace::temperature, points.first(), points.last(), 800, line);
        QVERIFY(line.size() <= 2 * 803);
        QVERIFY(std::is_sorted(line.begin(), line.end(), [](const auto& a, const auto& b) { return a.time < b.time; }));
        const auto [low, high] = std::minmax_element(line.begin(), line.end(),
                                                     [](const auto& a, const auto& b) { return a.value < b.value; });
        QCOMPARE(low->value, static_cast<double>(span->low));
        QCOMPARE(high->value, static_cast<double>(span->high));
        QCOMPARE(line.front().time, static_cast<double>(points.first()) / 1000);
        QCOMPARE(line.back().time, static_cast<double>(points.last()) / 1000);
        // Zoomed in far enough, every point is a corner.
        points.reduce(Trace::temperature, spike - 5000, spike + 5000, 800, line);
        const std::size_t expected = points.find(spike + 5000) - points.find(spike - 5000);
        QVERIFY(line.size() >= expected && line.size() <= expected + 2);
    }

    void whatIsUnknownBreaksTheLine() {
        ChartColumns points;
        for (int i = 0; i < 5000; ++i) {
            const bool known = i < 2000 || i >= 3000;
            points.add(point(kStart + 500 * i, 7, known ? 4 : NAN));
        }
        const auto breaks = [&](int columns) {
            std::vector<ChartVertex> line;
            points.reduce(Trace::temperature, points.first(), points.last(), columns, line);
            return std::count_if(line.begin(), line.end(), [](const auto& corner) { return std::isnan(corner.value); });
        };
        QCOMPARE(breaks(5000), 1);
        QCOMPARE(breaks(50), 1);
        QCOMPARE(breaks(1), 0);  // the gap is less than a pixel
        QVERIFY(!points.range(Trace::humidity, points.first(), points.last()));
        const std::int64_t hole = kStart + 500 * 2000;
        QVERIFY(!points.range(Trace::temperature, hole, hole + 500 * 900));
        QCOMPARE(points.range(Trace::temperature, hole - 1000, hole)->low, 4.0F);
    }

    /// Zoomed in between two points, there is a piece of line to see.
    void theRangeIsThatOfTheLineAlsoBetweenPoints() {
        ChartColumns points;
        for (const float value : {10.0F, 20.0F, NAN, 5.0F}) {
            points.add(point(kStart + 60000 * static_cast<int>(points.size()), 7, value));
        }
        const auto range = [&](int from, int to) {
            return points.range(Trace::temperature, kStart + 1000 * from, kStart + 1000 * to);
        };
        QCOMPARE(range(15, 30)->low, 12.5F);
        QCOMPARE(range(15, 30)->high, 15.0F);
        QCOMPARE(range(30, 70)->low, 15.0F);
        QCOMPARE(range(30, 70)->high, 20.0F);
        QVERIFY(!range(70, 80) && !range(130, 140) && !range(200, 210) && !range(-20, -10));
    }

    void aPointIsTheMeanOfItsIntervalAndThePositionAtItsEnd() {
        const QString address = startSimulator({"--speed", "20", "--temperature", "10"});
        PanelFocuser focuser;
        ChartData data(focuser);
        std::int64_t now = kStart;
        data.setClock([&] { return now; });
        data.setSampling(2000);
        for (int i = 0; i < 20; ++i) data.sample();
        QVERIFY(data.points().empty());
        QVERIFY(connectTo(focuser, address));
        double temperature = 0;
        double humidity = 0;
        double dew_point = 0;
        for (int i = 0; i < 4; ++i) {
            simulator().say(QString("temperature %1").arg(10 - i));
            const auto& sensor = focuser.state().sensor;
            QTRY_VERIFY(sensor && std::abs(sensor->temperature - (10 - i)) < 0.3);
            if (i == 3) focuser.sync(Position(4321), this, [](const QString&) {});
            if (i == 3) QTRY_COMPARE(focuser.state().position.steps, 4321);
            temperature += focuser.state().sensor->temperature;
            humidity += focuser.state().sensor->humidity;
            dew_point += focuser.state().sensor->dew_point;
            now += 500;
            QVERIFY(data.points().empty());
            data.sample();
        }
        QCOMPARE(data.points().size(), std::size_t(1));
        const ChartPoint made = data.points().at(0);
        QCOMPARE(made.time, kStart + 2000);
        QCOMPARE(made[Trace::position], 4321.0F);
        QVERIFY(std::abs(static_cast<double>(made[Trace::temperature]) - temperature / 4) < 0.02);
        QVERIFY(std::abs(static_cast<double>(made[Trace::humidity]) - humidity / 4) < 0.2);
        QVERIFY(std::abs(static_cast<double>(made[Trace::dew_point]) - dew_point / 4) < 0.1);
        data.setSampling(500);
        now += 500;
        data.sample();
        QCOMPARE(data.points().size(), std::size_t(2));
    }

    void itSamplesByItselfTwiceASecond() {
        const QString address = startSimulator();
        PanelFocuser focuser;
        ChartData data(focuser);
        data.setSampling(500);
        QVERIFY(connectTo(focuser, address));
        QTRY_COMPARE(data.points().size(), std::size_t(5));
        const auto took = data.points().last() - data.points().first();
        QVERIFY2(took >= 1500, qPrintable(QString::number(took)));
    }

    void aShorterPeriodForgetsAtOnceAndALongerOneBringsNothingBack() {
        PanelFocuser focuser;
        ChartData data(focuser);
        data.setPeriod(7 * 24 * 3600);
        addNight(data, kStart, 5000, 60000);
        const std::size_t all = data.points().size();
        QCOMPARE(all, std::size_t(5000));
        const std::size_t marks = data.marks().size();
        QSignalSpy rearranged(&data, &ChartData::rearranged);
        data.setPeriod(3600);
        QCOMPARE(rearranged.size(), 1);
        QCOMPARE(data.points().first(), kStart - kHour);
        QCOMPARE(data.points().size(), std::size_t(61));
        QVERIFY(data.marks().size() < marks);
        QVERIFY(data.marks().empty() || data.marks().front().time >= kStart - kHour);
        data.setPeriod(24 * 3600);
        QCOMPARE(data.points().size(), std::size_t(61));
        data.clear();
        QVERIFY(data.points().empty());
        QVERIFY(data.marks().empty());
    }

    void theChosenPeriodIsKeptWhilePointsArrive() {
        PanelFocuser focuser;
        ChartData data(focuser);
        data.setPeriod(3600);
        for (int i = 0; i < 10000; ++i) data.add(point(kStart + 1000 * i, 1, 1));
        QCOMPARE(data.points().size(), std::size_t(3601));
    }

    void aWeekOfHalfSecondsFits() {
        PanelFocuser focuser;
        ChartData data(focuser);
        data.setPeriod(7 * 24 * 3600);
        constexpr int kWeek = 7 * 24 * 3600 * 2;
        for (int i = 0; i < kWeek; ++i) data.add(point(kStart + 500 * i, static_cast<float>(i % 50), 1));
        QCOMPARE(data.points().size(), std::size_t(kWeek));
        data.add(point(kStart + 500LL * (kWeek + 1000), 1, 1));
        QCOMPARE(data.points().first(), kStart + 500LL * (kWeek + 1000) - 7 * 24 * kHour);
    }

    void whatIsRememberedIsUsed() {
        Preferences preferences(home() + "/chart.ini");
        preferences.setChartPeriod(7200);
        preferences.setChartSampling(30000);
        PanelFocuser focuser;
        ChartData data(focuser);
        data.use(preferences);
        QCOMPARE(data.period(), 7200);
        QCOMPARE(data.sampling(), 30000);
        data.setSampling(1);
        QCOMPARE(data.sampling(), 500);
        data.setSampling(1000000);
        QCOMPARE(data.sampling(), 60000);
        data.setPeriod(1);
        QCOMPARE(data.period(), 3600);
    }

    void aLostLinkIsAGapAndAClockSetBackKeepsTimesSorted() {
        const QString address = startSimulator();
        PanelFocuser focuser;
        ChartData data(focuser);
        std::int64_t offset = 0;
        data.setClock([&] { return QDateTime::currentMSecsSinceEpoch() + offset; });
        data.setSampling(500);
        QTimer often;
        connect(&often, &QTimer::timeout, &data, &ChartData::sample);
        often.start(20);
        QVERIFY(connectTo(focuser, address));
        QTRY_VERIFY(data.points().size() >= 3);
        QVERIFY(!isGap(data.points().at(0)));
        simulator().say("cable pull");
        QTRY_VERIFY(isGap(data.points().at(data.points().size() - 1)));
        QTRY_VERIFY(!focuser.connected());
        const std::size_t count = data.points().size();
        for (int i = 0; i < 10; ++i) data.sample();
        QCOMPARE(data.points().size(), count);  // one gap is enough
        simulator().say("cable plug");
        QTRY_VERIFY(data.points().size() > count + 2);
        const std::int64_t before = data.points().first();
        const std::size_t sofar = data.points().size();
        offset = -kHour;
        QTRY_VERIFY(data.points().size() > sofar + 1);
        QVERIFY(sorted(data.points()));
        QVERIFY(data.points().last() <= QDateTime::currentMSecsSinceEpoch() - kHour);
        QVERIFY(data.points().first() < before);
    }

    void movesAreMarkedByWhoAsked() {
        const QString device = startSimulator();
        const QString hub = startHub(device);
        PanelFocuser here;
        PanelFocuser other;
        ChartData data(here);
        QVERIFY(connectTo(here, hub));
        QVERIFY(connectTo(other, hub));
        const int from = here.state().position.steps;
        here.moveTo(Position(from + 300), Steps(0), this, [](const QString&) {});
        QTRY_COMPARE(data.marks().size(), std::size_t(1));
        QCOMPARE(data.marks().back().from, from);
        QCOMPARE(data.marks().back().to, from + 300);
        QVERIFY(data.marks().back().by == AskedBy::user);
        // Two legs of the user's are the user's both; later somebody else's move is not. The first is long enough to be
        // seen by itself.
        here.moveTo(Position(from + 700), Steps(2000), this, [](const QString&) {});
        QTRY_COMPARE(data.marks().size(), std::size_t(3));
        QVERIFY(data.marks().back().by == AskedBy::user);
        QTRY_VERIFY(!data.expectsOwnMove());
        other.moveTo(Position(from), Steps(0), this, [](const QString&) {});
        QTRY_COMPARE(data.marks().size(), std::size_t(4));
        QVERIFY(data.marks().back().by == AskedBy::client);
        QCOMPARE(data.marks().back().to, from);
        simulator().say("button out down");
        QTRY_VERIFY(here.state().moving);
        simulator().say("button out up");
        QTRY_COMPARE(data.marks().size(), std::size_t(5));
        QVERIFY(data.marks().back().by == AskedBy::buttons);
        here.close(), other.close();
        stopHub();
    }
};

}  // namespace focus::panel

QTEST_MAIN(focus::panel::ChartDataTest)
#include "chart_data_test.moc"
