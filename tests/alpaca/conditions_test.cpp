// The ObservingConditions' members, over real HTTP.
#include <gtest/gtest.h>

#include "tests/alpaca/served.h"

namespace focus {
namespace {

const std::string kSensor = "/api/v1/observingconditions/0/";
const char* const kAbsent[] = {"CloudCover", "Pressure",       "RainRate", "SkyBrightness", "SkyQuality",
                               "StarFWHM",   "SkyTemperature", "WindGust", "WindDirection", "WindSpeed"};

std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(c));
    return text;
}

TEST(AlpacaConditions, NeedAConnection) {
    Served hub;
    HttpClient client(hub.port());
    for (const char* member : {"temperature", "humidity", "dewpoint", "averageperiod", "devicestate",
                               "timesincelastupdate?SensorName=Temperature", "timesincelastupdate?SensorName="}) {
        EXPECT_EQ(client.get(kSensor + member).error(), 0x407) << member;
    }
    EXPECT_EQ(client.put(kSensor + "refresh", "").error(), 0x407);
    EXPECT_EQ(client.put(kSensor + "averageperiod", "AveragePeriod=0").error(), 0x407);
    EXPECT_TRUE(hub.calls().empty());
}

TEST(AlpacaConditions, AreReadFromTheSnapshot) {
    Served hub;
    hub.connect();
    HttpClient client(hub.port());
    EXPECT_EQ(client.get(kSensor + "temperature").value().as_double(), 12.34);
    EXPECT_EQ(client.get(kSensor + "humidity").value().as_double(), 56.5);
    EXPECT_EQ(client.get(kSensor + "dewpoint").value().as_double(), 3.9);
    EXPECT_EQ(client.get(kSensor + "averageperiod").value().as_double(), 0.0);
    EXPECT_TRUE(hub.calls().empty());
    const auto state = client.get(kSensor + "devicestate").value().as_array();
    std::vector<std::string> names;
    for (const auto& item : state) names.emplace_back(item.at("Name").as_string());
    EXPECT_EQ(names, (std::vector<std::string>{"Temperature", "Humidity", "DewPoint", "TimeStamp"}));
}

TEST(AlpacaConditions, WithoutAReadingAreToBeAskedAgain) {
    Served hub;
    hub.connect();
    hub.set([](FocuserState& s) {
        s.sensor.reset();
        s.sensor_at = {};
    });
    HttpClient client(hub.port());
    for (const char* member : {"temperature", "humidity", "dewpoint"}) {
        EXPECT_EQ(client.get(kSensor + member).error(), 0x40B) << member;
    }
    EXPECT_LT(client.get(kSensor + "timesincelastupdate?SensorName=DewPoint").value().as_double(), 0);
    EXPECT_EQ(client.get(kSensor + "timesincelastupdate?SensorName=").error(), 0);
    EXPECT_EQ(client.get(kSensor + "devicestate").value().as_array().size(), 1U);
}

TEST(AlpacaConditions, OfASensorWithoutHumidityAreOnlyATemperature) {
    Served hub;
    hub.connect();
    hub.set([](FocuserState& s) { s.sensor = SensorState{12.5, 0, 0}; });
    HttpClient client(hub.port());
    EXPECT_EQ(client.get(kSensor + "temperature").value().as_double(), 12.5);
    EXPECT_EQ(client.get(kSensor + "humidity").error(), 0x40B) << "never a made-up 0";
    EXPECT_EQ(client.get(kSensor + "dewpoint").error(), 0x40B);
    EXPECT_EQ(client.get(kSensor + "devicestate").value().as_array().size(), 2U);
}

TEST(AlpacaConditions, GiveAnErrorWhenTheFocuserIsGone) {
    Served hub;
    hub.connect();
    hub.set([](FocuserState& s) { s.link = Link::disconnected; });
    EXPECT_EQ(hub.get(kSensor + "temperature").error(), 0x500);
}

TEST(AlpacaConditions, SensorsThatDoNotExistAreNotImplementedEverywhere) {
    Served hub;
    hub.connect();
    HttpClient client(hub.port());
    for (const std::string name : kAbsent) {
        EXPECT_EQ(client.get(kSensor + lower(name)).error(), 0x400) << name;
        EXPECT_EQ(client.get(kSensor + "sensordescription?SensorName=" + name).error(), 0x400) << name;
        EXPECT_EQ(client.get(kSensor + "timesincelastupdate?SensorName=" + name).error(), 0x400) << name;
    }
}

TEST(AlpacaConditions, SensorsAreDescribedAlsoWithoutAConnection) {
    Served hub;
    for (const bool connected : {false, true}) {
        if (connected) hub.connect();
        HttpClient client(hub.port());
        for (const char* name : {"Temperature", "Humidity", "DewPoint", "dewpoint"}) {
            const HttpAnswer answer = client.get(kSensor + "sensordescription?sensorname=" + name);
            EXPECT_EQ(answer.error(), 0) << name;
            EXPECT_FALSE(answer.value().as_string().empty()) << name;
        }
        EXPECT_EQ(client.get(kSensor + "sensordescription?SensorName=").error(), 0x401);
        EXPECT_EQ(client.get(kSensor + "sensordescription?SensorName=Rain").error(), 0x401);
        EXPECT_EQ(client.get(kSensor + "sensordescription").status, 400U);
    }
}

TEST(AlpacaConditions, TellHowOldTheirReadingIs) {
    Served hub;
    hub.connect();
    HttpClient client(hub.port());
    for (const char* name : {"Temperature", "Humidity", "DewPoint", ""}) {
        const HttpAnswer answer = client.get(kSensor + "timesincelastupdate?SensorName=" + name);
        EXPECT_EQ(answer.error(), 0) << name;
        EXPECT_GE(answer.value().as_double(), 0.0) << name;
        EXPECT_LT(answer.value().as_double(), 60.0) << name;
    }
    EXPECT_EQ(client.get(kSensor + "timesincelastupdate?SensorName=Rain").error(), 0x401);
    EXPECT_EQ(client.get(kSensor + "timesincelastupdate").status, 400U);
}

// Every poll reads a status, and a status tells a reading of an hour ago like a new one.
TEST(AlpacaConditions, AreAsOldAsTheDeviceSays) {
    Served hub;
    hub.connect();
    HttpClient client(hub.port());
    const auto age = [&] { return client.get(kSensor + "timesincelastupdate?SensorName=").value().as_double(); };
    hub.set([](FocuserState& s) {
        s.sensor_at = s.extended_at = Clock::now();
        s.extended.emplace().sensor_age = 3600;
    });
    EXPECT_GE(age(), 3600.0);
    hub.set([](FocuserState& s) { s.extended_at -= std::chrono::hours(1); });
    EXPECT_GE(age(), 7200.0) << "it has grown older since it was told";
    hub.set([](FocuserState& s) { s.extended->sensor_age = -1; });
    EXPECT_LT(age(), 3600.0) << "the device cannot say";
}

TEST(AlpacaConditions, AverageNothing) {
    Served hub;
    hub.connect();
    HttpClient client(hub.port());
    EXPECT_EQ(client.put(kSensor + "averageperiod", "AveragePeriod=0.0").error(), 0);
    EXPECT_EQ(client.put(kSensor + "averageperiod", "AveragePeriod=-1.0").error(), 0x401);
    EXPECT_EQ(client.put(kSensor + "averageperiod", "AveragePeriod=1.5").error(), 0x401);
}

TEST(AlpacaConditions, RefreshTakesAReading) {
    Served hub;
    hub.connect();
    EXPECT_EQ(hub.put(kSensor + "refresh", "").error(), 0);
    EXPECT_EQ(hub.calls(), std::vector<std::string>{"command q"});
}

}  // namespace
}  // namespace focus
