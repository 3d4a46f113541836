// The hub without its process: real HTTP on loopback, a real pty, a simulated device behind it, all on the test's loop.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <sstream>

#include "hub/hub.h"
#include "simulator/sim_server.h"

namespace focus {

inline constexpr const char* kJson = "application/json";

struct Page {
    unsigned status = 0;
    std::string head, body;
    boost::json::object json() const { return boost::json::parse(body).as_object(); }
    std::string error() const { return std::string(json().at("error").as_string()); }
};

class HubTest : public testing::Test {
protected:
    HubTest() {
        char name[] = "/tmp/focuserlink-hub.XXXXXX";
        folder_ = mkdtemp(name);
        setenv("XDG_DOCUMENTS_DIR", (folder_ / "documents").c_str(), 1);
        simulate(sim::SimOptions());
        config_.port = 0;
        config_.discovery_port = 0;
        config_.listen = {"127.0.0.1"};
    }
    ~HubTest() override {
        hub_.reset();
        simulator_.reset();
        std::filesystem::remove_all(folder_);
    }

    void simulate(sim::SimOptions options) {
        options.speed = 50;
        simulator_ = std::make_unique<sim::SimServer>(io_.get_executor(), options);
        EXPECT_EQ(simulator_->start(), "");
    }

    std::string cable() const { return "serial:" + simulator_->pty_path(); }
    std::string config_text() const {
        std::ifstream file(folder_ / "hub.toml");
        std::stringstream text;
        text << file.rdbuf();
        return text.str();
    }

    void start(const std::string& address, std::size_t devices = 1) {
        config_.devices.resize(devices);
        config_.devices[0].address = address;
        const ConfigFile file((folder_ / "hub.toml").string());
        ASSERT_EQ(complete_ids(file, config_.devices), "");
        hub_ = std::make_unique<Hub>(io_.get_executor(), config_, file, true);
        ASSERT_TRUE(hub_->start()) << hub_->failure();
        if (address.empty()) return;
        ASSERT_TRUE(connected());
    }
    bool connected() {
        return until([&] { return hub_->cable(0).state().link == Link::connected; });
    }
    template <class Condition>
    bool until(Condition condition) {
        const auto deadline = Clock::now() + std::chrono::seconds(60);
        while (!condition()) {
            if (Clock::now() > deadline) return false;
            io_.restart();
            io_.run_one_until(deadline);
        }
        return true;
    }

    Page ask(const std::string& verb, const std::string& path, const std::string& body = "",
             const std::string& type = kJson, const std::string& more = "") {
        asio::ip::tcp::socket socket(io_);
        socket.connect(asio::ip::tcp::endpoint(asio::ip::address_v4::loopback(), hub_->port()));
        std::string request = verb + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(hub_->port()) +
                              "\r\nConnection: close\r\n" + more;
        if (verb != "GET") {
            request += "Content-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
        }
        request += "\r\n" + body;
        asio::write(socket, asio::buffer(request));
        std::string text;
        bool done = false;
        asio::async_read(socket, asio::dynamic_buffer(text), [&](const error_code&, std::size_t) { done = true; });
        EXPECT_TRUE(until([&] { return done; }));
        Page page;
        const std::size_t end = text.find("\r\n\r\n");
        if (end == std::string::npos) return page;
        page.head = text.substr(0, end);
        page.body = text.substr(end + 4);
        page.status = static_cast<unsigned>(std::stoul(text.substr(9, 3)));
        return page;
    }
    Page api(const std::string& verb, const std::string& name, const std::string& body = "{}") {
        return ask(verb, "/setup/api/" + name, body);
    }

    asio::io_context io_;
    std::filesystem::path folder_;
    std::unique_ptr<sim::SimServer> simulator_;
    HubConfig config_;
    std::unique_ptr<Hub> hub_;
};

}  // namespace focus
