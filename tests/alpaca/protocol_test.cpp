// Addresses, verbs, IDs and the envelope: what every request meets before the device does.
#include <gtest/gtest.h>

#include "tests/alpaca/served.h"

namespace focus {
namespace {

const std::string kFocuser = "/api/v1/focuser/0/";

TEST(AlpacaProtocol, WrongAddressesAre400) {
    Served hub;
    hub.connect();
    const char* const targets[] = {"/",
                                   "/apx/v1/focuser/0/position",
                                   "/API/v1/focuser/0/position",
                                   "/api",
                                   "/api/",
                                   "/apiv1/focuser/0/position",
                                   "/api/v2/focuser/0/position",
                                   "/api/V1/focuser/0/position",
                                   "/api/v1/Focuser/0/position",
                                   "/api/v1/telescope/0/position",
                                   "/api/v1//0/position",
                                   "/api/v1/focuser/-1/position",
                                   "/api/v1/focuser/1/position",
                                   "/api/v1/focuser/99999/position",
                                   "/api/v1/focuser/4294967296/position",
                                   "/api/v1/focuser/A/position",
                                   "/api/v1/focuser/00/position",
                                   "/api/v1/focuser//position",
                                   "/api/v1/focuser/0",
                                   "/api/v1/focuser/0/",
                                   "/api/v1/focuser/0/Position",
                                   "/api/v1/focuser/0/positio",
                                   "/api/v1/focuser/0/position/",
                                   "/api/v1/focuser/0/position/0",
                                   "/api/v1/focuser/0/humidity",
                                   "/api/v1/observingconditions/0/position",
                                   "/api/v1/focuser/0/%70osition",
                                   "/management",
                                   "/management/v2/description",
                                   "/management/apiversions/"};
    HttpClient client(hub.port());
    for (const char* target : targets) {
        for (const bool put : {false, true}) {
            const HttpAnswer answer = put ? client.put(target, "Position=5&Connected=true") : client.get(target);
            EXPECT_EQ(answer.status, 400U) << target;
            EXPECT_EQ(answer.header("content-type").substr(0, 10), "text/plain") << target;
            EXPECT_FALSE(answer.body.empty()) << target;
        }
    }
    EXPECT_TRUE(hub.calls().empty());
}

TEST(AlpacaProtocol, WrongVerbsAre405WithoutEffect) {
    Served hub;
    hub.connect();
    HttpClient client(hub.port());
    EXPECT_EQ(client.get(kFocuser + "move?Position=5").status, 405U);
    EXPECT_EQ(client.get(kFocuser + "halt").status, 405U);
    EXPECT_EQ(client.put(kFocuser + "position", "Position=5").status, 405U);
    EXPECT_EQ(client.put("/management/apiversions", "").status, 405U);
    for (const char* verb : {"POST", "DELETE", "PATCH", "OPTIONS"}) {
        client.write(verb + (" " + kFocuser) +
                     "move HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nPosition=5");
        const HttpAnswer answer = client.read();
        EXPECT_EQ(answer.status, 405U) << verb;
        EXPECT_EQ(answer.header("allow"), "put");
    }
    EXPECT_TRUE(hub.calls().empty());
}

TEST(AlpacaProtocol, IdsOfAGetHaveAnyCasing) {
    Served hub;
    HttpClient client(hub.port());
    const std::pair<const char*, std::int64_t> good[] = {
        {"", 0},
        {"?ClientID=0&ClientTransactionID=0", 0},
        {"?ClientID=4294967295&ClientTransactionID=4294967295", 4294967295},
        {"?clientid=1&clienttransactionid=7", 7},
        {"?CLIENTID=1&CLIENTTRANSACTIONID=8&Other=%20x+", 8},
        {"?ClientID=1", 0},
        {"?ClientTransactionID=%31%32", 12},
    };
    for (const auto& [query, expected] : good) {
        const HttpAnswer answer = client.get(kFocuser + "name" + query);
        ASSERT_EQ(answer.status, 200U) << query;
        EXPECT_EQ(answer.json().at("ClientTransactionID").to_number<std::int64_t>(), expected) << query;
    }
}

TEST(AlpacaProtocol, UnreadableIdsAre400AndNothingIsDone) {
    Served hub;
    hub.connect();
    HttpClient client(hub.port());
    for (const char* bad : {"", "+", "%20", "-1", "abc", "4294967296", "1.5", "%zz", "0x1"}) {
        for (const std::string name : {"ClientID", "ClientTransactionID"}) {
            const std::string pair = name + "=" + bad;
            EXPECT_EQ(client.get(kFocuser + "position?" + pair).status, 400U) << pair;
            EXPECT_EQ(client.put(kFocuser + "move", "Position=5&" + pair).status, 400U) << pair;
            EXPECT_EQ(client.get("/management/apiversions?" + pair).status, 400U) << pair;
        }
    }
    EXPECT_TRUE(hub.calls().empty());
}

TEST(AlpacaProtocol, NamesInAFormAreCaseSensitive) {
    Served hub;
    HttpClient client(hub.port());
    HttpAnswer answer = client.put(kFocuser + "connected", "ClientTransactionID=9&ClientID=3&Connected=True");
    ASSERT_EQ(answer.status, 200U);
    EXPECT_EQ(answer.json().at("ClientTransactionID").as_int64(), 9);
    answer = client.put(kFocuser + "connected", "Connected=true&clienttransactionid=9&clientid=-5");
    ASSERT_EQ(answer.status, 200U);
    EXPECT_EQ(answer.json().at("ClientTransactionID").as_int64(), 0);
    EXPECT_EQ(client.put(kFocuser + "connected", "connected=true").status, 400U);
    EXPECT_EQ(client.put(kFocuser + "move", "position=5").status, 400U);
    EXPECT_EQ(client.put(kFocuser + "tempcomp", "Tempcomp=true").status, 400U);
    EXPECT_EQ(client.put("/api/v1/observingconditions/0/averageperiod", "averageperiod=0").status, 400U);
    // A PUT's parameters are in its body, nowhere else.
    EXPECT_EQ(client.put(kFocuser + "move?Position=5", "").status, 400U);
    EXPECT_TRUE(hub.calls().empty());
}

TEST(AlpacaProtocol, QuestionMarksBeforeTheNamesOfAGetAreNoMistake) {
    Served hub;
    hub.connect();
    const HttpAnswer answer = hub.get(
        "/api/v1/observingconditions/0/sensordescription???ClientID=7&??ClientTransactionID=8&??SensorName=Humidity");
    ASSERT_EQ(answer.status, 200U) << answer.body;
    EXPECT_EQ(answer.error(), 0);
    EXPECT_EQ(answer.json().at("ClientTransactionID").as_int64(), 8);
}

TEST(AlpacaProtocol, ParametersInTheWrongPlaceAreToldWhereTheyBelong) {
    Served hub;
    hub.connect();
    HttpClient client(hub.port());
    EXPECT_NE(client.put(kFocuser + "move?Position=5", "").body.find("stand in its body"), std::string::npos);
    const auto refused = [&](const std::string& type, const std::string& body) {
        client.write("PUT " + kFocuser + "move HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type +
                     "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        const HttpAnswer answer = client.read();
        EXPECT_EQ(answer.status, 400U) << type;
        return answer.body;
    };
    for (const auto& [type, body] :
         {std::pair{"application/json", R"({"Position":5})"},
          {"application/json; charset=utf-8", R"({"Position":5})"},
          {"multipart/form-data; boundary=x", "--x\r\n\r\nname=\"Position\"\r\n\r\n5\r\n--x--"}}) {
        const std::string said = refused(type, body);
        EXPECT_NE(said.find("must be application/x-www-form-urlencoded, such as Position=12000"), std::string::npos)
            << said;
    }
    EXPECT_EQ(refused("application/x-www-form-urlencoded; charset=utf-8", "Position=x").find("must be application"),
              std::string::npos)
        << "nothing is wrong with the form";
    EXPECT_TRUE(hub.calls().empty());
}

TEST(AlpacaProtocol, UnreadableValuesAre400AlsoWhenNotConnected) {
    Served hub;
    HttpClient client(hub.port());
    struct Row {
        const char* target;
        const char* name;
        std::vector<const char*> bad;
    };
    const std::vector<const char*> booleans{"", "1", "123456", "yes"};
    const Row rows[] = {
        {"focuser/0/connected", "Connected", booleans},
        {"focuser/0/tempcomp", "TempComp", booleans},
        {"focuser/0/move", "Position", {"", "12.5", "1,000", "0x10", "1e3", "2147483648", "abc", "+5"}},
        {"observingconditions/0/averageperiod", "AveragePeriod", {"", "0,5", "NaN", "inf", "x"}},
    };
    for (const bool connected : {false, true}) {
        if (connected) hub.connect();
        for (const Row& row : rows) {
            const std::string target = "/api/v1/" + std::string(row.target);
            EXPECT_EQ(client.put(target, "").status, 400U) << row.target;
            for (const char* bad : row.bad) {
                const HttpAnswer answer = client.put(target, std::string(row.name) + "=" + bad);
                EXPECT_EQ(answer.status, 400U) << row.target << " " << bad;
            }
        }
    }
    EXPECT_TRUE(hub.calls().empty());
}

TEST(AlpacaProtocol, TheEnvelopeIsWhole) {
    Served hub;
    HttpClient client(hub.port());
    hub.connect();
    const char* const members[] = {"absolute",   "connected",     "connecting",       "description", "devicestate",
                                   "driverinfo", "driverversion", "interfaceversion", "ismoving",    "maxincrement",
                                   "maxstep",    "name",          "position",         "stepsize",    "supportedactions",
                                   "tempcomp",   "temperature",   "tempcompavailable"};
    std::int64_t last = 0;
    for (const bool works : {true, false}) {
        if (!works) {
            hub.set([](FocuserState& s) {
                s.link = Link::disconnected;
                s.fault_text = "The cable \"is\" out.";
            });
        }
        for (const char* member : members) {
            const HttpAnswer answer = client.get(kFocuser + member);
            ASSERT_EQ(answer.status, 200U) << member;
            EXPECT_EQ(answer.header("content-type"), "application/json");
            const auto json = answer.json();
            EXPECT_EQ(json.size(), 5U) << answer.body;
            EXPECT_FALSE(json.at("Value").is_null()) << member;
            EXPECT_EQ(json.at("ErrorMessage").as_string().empty(), answer.error() == 0) << member;
            const auto transaction = json.at("ServerTransactionID").to_number<std::int64_t>();
            EXPECT_GT(transaction, last);
            last = transaction;
        }
    }
    const auto json = client.put(kFocuser + "halt", "").json();
    EXPECT_EQ(json.size(), 4U);
    EXPECT_FALSE(json.contains("Value"));
}

TEST(AlpacaProtocol, TheFirstServerTransactionIs1) {
    Served hub;
    EXPECT_EQ(hub.get("/management/apiversions").json().at("ServerTransactionID").as_int64(), 1);
    EXPECT_EQ(hub.get(kFocuser + "name").json().at("ServerTransactionID").as_int64(), 2);
}

}  // namespace
}  // namespace focus
