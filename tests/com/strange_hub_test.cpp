// What answers at the hub's address is no hub of ours, or talks nonsense: the client gets an error, never a made-up
// value.
#include <atomic>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <thread>

#include "tests/com/client_fixture.h"

namespace focus::com {
namespace {

using asio::ip::tcp;

/// Answers every request with the same body, one connection after the other.
class StrangeHub {
public:
    explicit StrangeHub(const std::string& body, const std::string& status = "200 OK")
        : acceptor_(io_, {asio::ip::address_v4::loopback(), 0}) {
        answer_ = "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
                  std::to_string(body.size()) + "\r\n\r\n" + body;
        port_ = acceptor_.local_endpoint().port();
        thread_ = std::thread([this] { serve(); });
    }
    ~StrangeHub() {
        ended_ = true;
        tcp::socket last(io_);
        error_code ignored;
        last.connect({asio::ip::address_v4::loopback(), port_}, ignored);
        last.close();
        thread_.join();
    }
    unsigned short port() const { return port_; }

private:
    void serve() {
        while (!ended_) {
            tcp::socket client(io_);
            error_code ended;
            acceptor_.accept(client, ended);
            std::string request;
            asio::read_until(client, asio::dynamic_buffer(request), "\r\n\r\n", ended);
            if (!ended) asio::write(client, asio::buffer(answer_), ended);
        }
    }

    asio::io_context io_;
    tcp::acceptor acceptor_;
    std::string answer_;
    unsigned short port_ = 0;
    std::atomic<bool> ended_ = false;
    std::thread thread_;
};

Outcome position_from(const std::string& body) {
    const StrangeHub hub(body);
    IoThread io;
    Program one(focuser_kind(), io,
                std::make_shared<SharedHub>(io.executor(), hub_address(local(hub.port())), "focuser",
                                            std::make_shared<HubStarter>(HubProgram{"/nowhere"})));
    const Outcome connected = one.set("Connected", Value{true});
    if (!connected) return connected.error();
    return one.call("Position");
}

TEST(StrangeHub, AValueIsOfTheDeclaredTypeOrAnError) {
    EXPECT_EQ(*position_from(R"({"ErrorNumber":0,"ErrorMessage":"","Value":12})"), Value{std::int32_t{12}});
    EXPECT_EQ(*position_from(R"({"ErrorNumber":0,"ErrorMessage":"","Value":12.0})"), Value{std::int32_t{12}});
    for (const char* body : {R"({"ErrorNumber":0,"ErrorMessage":""})", R"({"ErrorNumber":0,"Value":null})",
                             R"({"ErrorNumber":0,"Value":"twelve"})", R"({"ErrorNumber":0,"Value":[12]})",
                             R"({"ErrorNumber":0,"Value":3e9})"}) {
        EXPECT_EQ(number(position_from(body)), 0x502) << body;
    }
}

TEST(StrangeHub, WhatIsNoAnswerIsAnError) {
    for (const char* body : {"", "hello", "[]", R"({"Value":12})", R"({"ErrorNumber":"0","Value":12})"}) {
        EXPECT_EQ(number(position_from(body)), 0x502) << body;
    }
    const std::string deep(5000, '[');
    EXPECT_EQ(number(position_from(deep)), 0x502);
}

TEST(StrangeHub, OneThatAsksForAPasswordIsNotStartedAgain) {
    const StrangeHub hub("who are you?", "401 Unauthorized");
    IoThread io;
    Program one(focuser_kind(), io,
                std::make_shared<SharedHub>(io.executor(), hub_address(local(hub.port())), "focuser",
                                            std::make_shared<HubStarter>(HubProgram{"/nowhere"})));
    for (const Outcome& done : {one.set("Connected", Value{true}), one.call("SupportedActions")}) {
        ASSERT_EQ(number(done), 0x500);
        EXPECT_NE(done.error().text.find("asks for a user and a password"), std::string::npos) << done.error().text;
        EXPECT_EQ(done.error().text.find("started"), std::string::npos) << done.error().text;
        EXPECT_EQ(done.error().text.find("setup page"), std::string::npos) << done.error().text;
    }
}

TEST(StrangeHub, AnotherMakersServerAtTheUsualAddressIsNotCommanded) {
    const StrangeHub hub(R"({"ErrorNumber":0,"Value":{"Manufacturer":"Some\u001bbody","ServerName":"x"}})");
    IoThread io;
    const auto client = [&](bool any_maker) {
        return Program(focuser_kind(), io,
                       std::make_shared<SharedHub>(io.executor(), hub_address(local(hub.port())), "focuser",
                                                   std::make_shared<HubStarter>(HubProgram{"/nowhere"}), any_maker));
    };
    const Outcome refused = client(false).set("Connected", Value{true});
    ASSERT_EQ(number(refused), 0x502);
    EXPECT_NE(refused.error().text.find("a server of Some?body"), std::string::npos) << refused.error().text;
    EXPECT_TRUE(client(true).set("Connected", Value{true})) << "somebody chose it";
}

TEST(StrangeHub, NumbersBeyondAscomsBecomeOne) {
    for (const char* body : {R"({"ErrorNumber":5,"ErrorMessage":"x"})", R"({"ErrorNumber":-1,"ErrorMessage":"x"})",
                             R"({"ErrorNumber":99999999999,"ErrorMessage":"x"})"}) {
        EXPECT_EQ(number(position_from(body)), 0x504) << body;
    }
    EXPECT_EQ(number(position_from(R"({"ErrorNumber":1279,"ErrorMessage":"x"})")), 0x4FF);
}

}  // namespace
}  // namespace focus::com
