// Names of hosts that the system searches for without end.
#include "core/resolve.h"

#include <cstring>
#include <dlfcn.h>
#include <future>
#include <netdb.h>

#include "tests/core/loop.h"

namespace focus::test {
namespace {

std::promise<void> answer_allowed;
std::promise<void> answered;

}  // namespace
}  // namespace focus::test

/// In place of the C library's, for the whole test program: one name is not found before the test allows it.
extern "C" int getaddrinfo(const char* host, const char* service, const addrinfo* hints, addrinfo** found) {
    if (host != nullptr && std::strcmp(host, "slow.invalid") == 0) {
        focus::test::answer_allowed.get_future().wait();
        focus::test::answered.set_value_at_thread_exit();
        return EAI_NONAME;
    }
    using Function = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
    static const auto usual = reinterpret_cast<Function>(::dlsym(RTLD_NEXT, "getaddrinfo"));
    return usual(host, service, hints, found);
}

namespace focus::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(Resolve, WhoWaitsIsNotHeldUpByTheSystemNorIsTheEndOfTheProgram) {
    {
        Loop loop;
        EXPECT_EQ(loop.get(resolve("slow.invalid", "80", milliseconds(1))).error(), Error::timeout);
    }  // the loop is gone and the search goes on
    answer_allowed.set_value();
    answered.get_future().wait();
}

TEST(Resolve, NamesAndAddresses) {
    Loop loop;
    for (const char* host : {"127.0.0.1", "localhost", "::1"}) {
        const auto found = loop.get(resolve(host, "11111", seconds(60)));
        ASSERT_TRUE(found) << host;
        EXPECT_EQ(found->begin()->endpoint().port(), 11111) << host;
        EXPECT_TRUE(found->begin()->endpoint().address().is_loopback()) << host;
    }
    EXPECT_FALSE(loop.get(resolve("no such host", "80", seconds(60))));
}

}  // namespace
}  // namespace focus::test
