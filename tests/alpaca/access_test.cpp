// Who is let in: names, origins, credentials; and what the server does with addresses it cannot have.
#include "alpaca/server/access.h"

#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

#include "alpaca/discovery/network_interfaces.h"
#include "tests/alpaca/served.h"
#include "tests/support/log_of_test.h"

namespace focus {
namespace {

unsigned status(Access& access, std::string_view host, std::string_view origin = {}, std::string_view secret = {}) {
    HttpRequest request;
    request.host = host;
    request.origin = origin;
    request.authorization = secret;
    const auto refusal = access.refusal(request);
    return refusal ? refusal->status : 200;
}

TEST(Access, OnLoopbackKnowsOnlyThisComputer) {
    Access access({"127.0.0.1", "::1"}, {}, "", "");
    char name[256] = {};
    ASSERT_EQ(gethostname(name, sizeof name - 1), 0);
    const std::string self(name);
    const std::string short_name = self.substr(0, self.find('.'));
    for (const std::string& good :
         {std::string("127.0.0.1"), std::string("127.0.0.1:11111"), std::string("[::1]:80"), std::string("localhost"),
          std::string("LocalHost:9"), self, self + ":1", short_name + ".local", std::string()}) {
        EXPECT_EQ(status(access, good), 200U) << good;
        EXPECT_EQ(status(access, good), 200U) << good << " again";
    }
    for (const char* bad : {"evil.example", "evil.example:11111", "localhost.evil.example", "192.168.1.5", "[fe80::1]",
                            "[::1", "127.0.0.1.evil.example", "a@localhost.x", "8.8.8.8:11111"}) {
        EXPECT_EQ(status(access, bad), 403U) << bad;
    }
}

TEST(Access, OpenToTheNetworkKnowsEveryLiteralAddress) {
    Access access({"0.0.0.0", "::"}, {}, "", "");
    for (const char* good : {"192.168.1.5:11111", "10.0.0.1", "[fe80::1]:11111", "[fe80::1%eth0]", "localhost"}) {
        EXPECT_EQ(status(access, good), 200U) << good;
    }
    EXPECT_EQ(status(access, "evil.example"), 403U);
}

TEST(Access, OnOneAddressKnowsThatOne) {
    Access access({"192.168.1.5"}, {}, "", "");
    EXPECT_EQ(status(access, "192.168.1.5:11111"), 200U);
    EXPECT_EQ(status(access, "192.168.1.6:11111"), 403U);
    EXPECT_EQ(status(access, "127.0.0.1:11111"), 403U);
}

TEST(Access, KnowsTheNamesOfTheConfigurationAndOfTheNetwork) {
    Access access({"127.0.0.1"}, {"Telescope.fritz.box", "pier.example."}, "", "");
    char self[256] = {};
    ASSERT_EQ(gethostname(self, sizeof self - 1), 0);
    std::vector<std::string> good{"localhost.", "localhost.:11111", "telescope.FRITZ.box:11111", "telescope.fritz.box.",
                                  "pier.example"};
    for (const std::string& domain : search_domains()) {
        const std::string name(self);
        good.push_back(name.substr(0, name.find('.')) + "." + domain + ":11111");
    }
    for (const std::string& name : good) EXPECT_EQ(status(access, name), 200U) << name;
    EXPECT_EQ(status(access, "other.fritz.box"), 403U);
    EXPECT_EQ(status(access, "localhost.."), 403U);
}

TEST(Access, SearchDomainsAreReadFromTheSystem) {
    char name[] = "/tmp/focuserlink-resolv.XXXXXX";
    ::close(::mkstemp(name));
    std::ofstream(name)
        << "# search no.example\nnameserver 1.2.3.4\ndomain one.example\nsearch fritz.box two.example\n";
    EXPECT_EQ(search_domains(name), (std::vector<std::string>{"one.example", "fritz.box", "two.example"}));
    ::unlink(name);
    EXPECT_TRUE(search_domains(name).empty());
}

TEST(Access, KnowsTheNameThatTheNetworkTellsOnlyAfterTheStart) {
    char file[] = "/tmp/focuserlink-resolv.XXXXXX";
    ::close(::mkstemp(file));
    char self[256] = {};
    ASSERT_EQ(gethostname(self, sizeof self - 1), 0);
    const std::string name = std::string(self).substr(0, std::string(self).find('.')) + ".late.example";
    Access access({"127.0.0.1"}, {}, "", "", file);
    EXPECT_EQ(status(access, name), 403U);
    std::ofstream(file) << "search Late.example.\n";
    EXPECT_EQ(status(access, name), 200U);
    EXPECT_EQ(status(access, "x" + name), 403U);
    ::unlink(file);
}

TEST(Access, ARefusedNameIsLoggedOnceWithItsCure) {
    const LogOfTest log;
    Access access({"127.0.0.1"}, {}, "", "");
    for (const char* host : {"telescope.fritz.box:11111", "telescope.fritz.box", "telescope.fritz.box.:80"}) {
        EXPECT_EQ(status(access, host), 403U);
    }
    ASSERT_EQ(log.lines().size(), 1U);
    EXPECT_NE(log.lines()[0].find(R"(names = ["telescope.fritz.box"])"), std::string::npos) << log.lines()[0];
    EXPECT_EQ(status(access, "evil\x1b[2J.example"), 403U);
    ASSERT_EQ(log.lines().size(), 2U);
    EXPECT_EQ(log.lines()[1].find('\x1b'), std::string::npos);
    // Whoever tries one name after the other does not fill the disk.
    for (int i = 0; i < 1000; ++i) status(access, "n" + std::to_string(i) + ".example");
    EXPECT_LT(log.lines().size(), 50U);
}

TEST(Access, RefusesPagesOfOtherSites) {
    Access access({"127.0.0.1"}, {}, "", "");
    EXPECT_EQ(status(access, "localhost:11111", "http://localhost:11111"), 200U);
    EXPECT_EQ(status(access, "localhost", "http://LOCALHOST:80"), 200U);
    for (const char* bad : {"http://evil.example", "https://localhost:11111", "http://localhost:8080", "null",
                            "http://127.0.0.1:11111", "file://", "http://localhost:11111.evil.example"}) {
        EXPECT_EQ(status(access, "localhost:11111", bad), 403U) << bad;
    }
}

TEST(Access, AsksForCredentials) {
    Access access({"127.0.0.1"}, {}, "astro", "nome:1");
    EXPECT_EQ(status(access, "localhost", "", "Basic YXN0cm86bm9tZTox"), 200U);
    EXPECT_EQ(status(access, "localhost", "", "basic YXN0cm86bm9tZTox"), 200U);
    for (const char* bad : {"", "Basic", "Basic ", "Basic YXN0cm86bm9tZTo=", "Bearer YXN0cm86bm9tZTox",
                            "Basic YXN0cm86bm9tZToxYXN0cm86bm9tZTox", "YXN0cm86bm9tZTox"}) {
        EXPECT_EQ(status(access, "localhost", "", bad), 401U) << bad;
    }
}

TEST(Access, GuardsTheWholeServer) {
    AlpacaOptions options = Served::defaults();
    options.user = "u";
    options.password = "p";
    Served hub(options);
    HttpClient client(hub.port());
    const HttpAnswer unknown = client.get("/api/v1/focuser/0/name");
    EXPECT_EQ(unknown.status, 401U);
    EXPECT_EQ(unknown.header("www-authenticate").substr(0, 11), "basic realm");
    client.write("GET /management/apiversions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic dTpw\r\n\r\n");
    EXPECT_EQ(client.read().status, 200U);
    client.write("GET /management/apiversions HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Basic dTpw\r\n\r\n");
    const HttpAnswer refused = client.read();
    EXPECT_EQ(refused.status, 403U);
    EXPECT_NE(refused.body.find("evil.example"), std::string::npos);
}

TEST(AlpacaServer, GivesEverythingElseToThePages) {
    Served hub;
    hub.run([&] {
        hub.server->set_pages([](const HttpRequest& request, const std::shared_ptr<HttpReply>& reply) {
            HttpResponse response;
            response.status = 203;
            response.body = request.path;
            reply->send(std::move(response));
        });
    });
    for (const char* path : {"/", "/setup", "/apix", "/managementx/v1"}) {
        const HttpAnswer answer = hub.get(path);
        EXPECT_EQ(answer.status, 203U);
        EXPECT_EQ(answer.body, path);
    }
}

TEST(AlpacaServer, SaysWhichPortIsTaken) {
    Served hub;
    AlpacaOptions options = Served::defaults();
    options.port = hub.port();
    asio::io_context io;
    AlpacaServer second(io.get_executor(), options);
    const auto started = second.start();
    EXPECT_EQ(started.error(), asio::error::address_in_use);
    EXPECT_NE(second.failure().find("127.0.0.1 port " + std::to_string(hub.port())), std::string::npos);
}

// "localhost" is ::1 to some programs.
TEST(AlpacaServer, OpenToTheNetworkIsThereForThisComputerOverIpv6Too) {
    asio::io_context io;
    const asio::ip::tcp::endpoint any(asio::ip::address_v6::loopback(), 0);
    error_code absent;
    asio::ip::tcp::acceptor probe(io);
    probe.open(any.protocol(), absent);
    if (!absent) probe.bind(any, absent);
    AlpacaOptions options = Served::defaults();
    options.listen = {"0.0.0.0"};
    Served hub(options);
    EXPECT_EQ(hub.get("/management/apiversions").status, 200U);
    if (absent) return;  // a computer without IPv6: as good as it gets
    asio::ip::tcp::socket client(io);
    error_code refused;
    client.connect({any.address(), hub.port()}, refused);
    ASSERT_FALSE(refused) << refused.message();
    const std::string host = "[::1]:" + std::to_string(hub.port());
    asio::write(client, asio::buffer("GET /management/apiversions HTTP/1.1\r\nHost: " + host +
                                     "\r\nConnection: close\r\n\r\n"));
    std::string answer;
    asio::read(client, asio::dynamic_buffer(answer), refused);
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200")) << answer;
}

TEST(AlpacaServer, ServesSeveralFocusers) {
    asio::io_context io{1};
    AlpacaServer server(io.get_executor(), Served::defaults());
    for (const char* name : {"one", "two"}) {
        AlpacaDevice device;
        device.focuser = std::make_shared<ScriptedFocuser>(io.get_executor());
        device.name = name;
        server.add(std::move(device));
    }
    ASSERT_TRUE(server.start());
    const auto work = asio::make_work_guard(io);
    std::thread loop([&] { io.run(); });
    HttpClient client(server.port());
    EXPECT_EQ(client.get("/api/v1/focuser/1/name").value().as_string(), "two");
    EXPECT_EQ(client.get("/api/v1/observingconditions/1/name").value().as_string(), "two sensor");
    EXPECT_EQ(client.get("/api/v1/focuser/2/name").status, 400U);
    EXPECT_EQ(client.put("/api/v1/focuser/1/connected", "Connected=true").error(), 0);
    EXPECT_FALSE(client.get("/api/v1/focuser/0/connected").value().as_bool());
    EXPECT_EQ(client.get("/management/v1/configureddevices").value().as_array().size(), 4U);
    io.stop();
    loop.join();
}

}  // namespace
}  // namespace focus
