// Clients of a driver in front of a real AlpacaServer, called as COM's threads call them.
#pragma once

#include <gtest/gtest.h>

#include "com/client.h"
#include "core/io_thread.h"
#include "tests/alpaca/served.h"

namespace focus::com {

/// One COM object.
class Program {
public:
    Program(const DriverKind& kind, IoThread& io, std::shared_ptr<SharedHub> hub)
        : kind_(kind), io_(io), client_(std::make_shared<Client>(kind, std::move(hub))) {}

    Outcome call(std::string_view name, std::vector<std::optional<Value>> arguments = {}) {
        return invoke(name, {false, std::move(arguments), {}});
    }
    Outcome set(std::string_view name, Value value) { return invoke(name, {true, {std::move(value)}, {}}); }
    /// The value, or a failed test.
    Value get(std::string_view name) {
        const Outcome outcome = call(name);
        EXPECT_TRUE(outcome) << name << ": " << (outcome ? "" : outcome.error().text);
        return outcome ? *outcome : Value{};
    }
    void go() {
        io_.run([this] { return client_->leave(); }).get();
    }

private:
    Outcome invoke(std::string_view name, Call call) {
        const auto place = find_member(kind_.members(), name);
        const Member& member = kind_.members()[place.value()];
        auto bound = bind(member, std::move(call));
        EXPECT_TRUE(bound) << name;
        return io_.run(client_->invoke(&member, std::move(*bound))).get();
    }

    const DriverKind& kind_;
    IoThread& io_;
    std::shared_ptr<Client> client_;
};

inline const DriverKind& focuser_kind() { return driver_kinds()[0]; }
inline const DriverKind& conditions_kind() { return driver_kinds()[1]; }

inline std::string local(unsigned short port) { return "127.0.0.1:" + std::to_string(port); }

/// The number that the refusal has; 0: there was none.
inline int number(const Outcome& outcome) { return outcome ? 0 : outcome.error().number; }

}  // namespace focus::com
