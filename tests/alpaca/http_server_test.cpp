// What arrives at an HTTP port: pieces, pipelines, nonsense. Silence and crowds are in http_crowd_test.cpp.
#include <gtest/gtest.h>

#include "tests/alpaca/echo.h"

namespace focus {
namespace {

using namespace std::chrono_literals;

const std::string kPut = "PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello";

TEST(HttpServer, AnswersAndKeepsTheConnection) {
    Echo echo;
    HttpClient client(echo.port);
    for (int i = 0; i < 3; ++i) {
        client.write(kGet);
        const HttpAnswer answer = client.read();
        EXPECT_EQ(answer.status, 200U);
        EXPECT_EQ(answer.body, "get /a b=c  h ");
        EXPECT_EQ(answer.header("connection"), "keep-alive");
        EXPECT_EQ(answer.header("date").size(), 29U);
    }
}

TEST(HttpServer, TakesHeadersInAnyCasing) {
    Echo echo;
    HttpClient client(echo.port);
    client.write(
        "PUT /a HTTP/1.1\r\nhOST:h\r\nCONTENT-LENGTH:  5 \r\ncontent-type: "
        "application/x-www-form-urlencoded; charset=utf-8\r\n\r\nhello");
    EXPECT_EQ(client.read().body, "put /a  hello h application/x-www-form-urlencoded; charset=utf-8");
}

TEST(HttpServer, TakesARequestByteByByte) {
    Echo echo;
    HttpClient client(echo.port);
    for (const char c : kPut) client.write(std::string_view(&c, 1));
    EXPECT_EQ(client.read().body, "put /a  hello h ");
}

TEST(HttpServer, TakesChunkedBodies) {
    Echo echo;
    HttpClient client(echo.port);
    client.write("PUT /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n");
    client.write("3;note=1\r\nllo\r\n0\r\nTrailer: x\r\n\r\n" + kGet);
    EXPECT_EQ(client.read().body, "put /a  hello h ");
    EXPECT_EQ(client.read().body, "get /a b=c  h ");
}

TEST(HttpServer, SaysContinueToThoseWhoWaitForIt) {
    Echo echo;
    HttpClient client(echo.port);
    client.write("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.read().status, 100U);
    client.write("hello");
    EXPECT_EQ(client.read().body, "put /a  hello h ");
    client.write("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\nhello");
    EXPECT_EQ(client.read().body, "put /a  hello h ") << "the body is here already";
    client.write("PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 500000\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.read().status, 413U);
}

TEST(HttpServer, AnswersPipelinesInOrder) {
    Echo echo;
    HttpClient client(echo.port);
    std::string all;
    for (int i = 0; i < 1000; ++i) all += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: h\r\n\r\n";
    client.write("GET /later HTTP/1.1\r\nHost: h\r\n\r\n" + all);
    ASSERT_TRUE(eventually([&] { return echo.held() == 1; }));
    echo.release();
    EXPECT_EQ(client.read().body, "released");
    for (int i = 0; i < 1000; ++i) ASSERT_EQ(client.read().body, "get /" + std::to_string(i) + "   h ");
}

TEST(HttpServer, AnswersHeadWithoutABody) {
    Echo echo;
    HttpClient client(echo.port);
    client.write("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n");
    const HttpAnswer answer = client.read(false);
    EXPECT_EQ(answer.status, 200U);
    EXPECT_EQ(answer.header("content-length"), "11");
    client.write(kGet);
    EXPECT_EQ(client.read().status, 200U);
}

TEST(HttpServer, ClosesWhenItShould) {
    Echo echo;
    const std::pair<const char*, bool> requests[] = {
        {"GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", true},
        {"GET /a HTTP/1.0\r\n\r\n", true},
        {"GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", false},
        {"GET /a HTTP/1.1\r\nHost: h\r\nConnection: Keep-Alive\r\n\r\n", false},
    };
    for (const auto& [request, closes] : requests) {
        HttpClient client(echo.port);
        client.write(request);
        const HttpAnswer answer = client.read();
        EXPECT_EQ(answer.status, 200U) << request;
        EXPECT_EQ(answer.header("connection"), closes ? "close" : "keep-alive") << request;
        EXPECT_EQ(client.closed(closes ? std::chrono::milliseconds(1min) : 1ms), closes) << request;
    }
}

TEST(HttpServer, TakesTheAbsoluteForm) {
    Echo echo;
    HttpClient client(echo.port);
    client.write("GET http://other:80/a?b HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(client.read().body, "get /a b  other:80 ");
}

TEST(HttpServer, RefusesWhatIsNoHttpAndCloses) {
    Echo echo;
    const std::string requests[] = {
        "hello\r\n\r\n",
        "GET\r\n\r\n",
        "GET /a\r\n\r\n",
        "GET /a HTTP/2.0\r\nHost: h\r\n\r\n",
        "GET /a HTTP/1.1\r\n\r\n",
        "GET /a HTTP/1.1\r\nHost: h\r\nHost: i\r\n\r\n",
        "GET /a HTTP/1.1\r\nHost h\r\n\r\n",
        "GET /a HTTP/1.1\r\nHo st: h\r\n\r\n",
        "GET /a b HTTP/1.1\r\nHost: h\r\n\r\n",
        "PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
        "PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5x\r\n\r\nhello",
        "PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        "PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "PUT /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n",
        "PUT /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        std::string("GET /a\0 HTTP/1.1\r\nHost: h\r\n\r\n", 30),
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    };
    for (const std::string& request : requests) {
        HttpClient client(echo.port);
        client.write(request);
        EXPECT_EQ(client.read().status, 400U) << request;
        EXPECT_TRUE(client.closed()) << request;
    }
    HttpClient client(echo.port);
    client.write("PUT /a HTTP/1.1\r\nHost: h\r\nExpect: miracles\r\n\r\n");
    EXPECT_EQ(client.read().status, 417U);
}

TEST(HttpServer, RefusesWhatIsTooLarge) {
    Echo echo;
    const std::string head = "GET /a HTTP/1.1\r\nHost: h\r\n";
    const std::pair<std::string, unsigned> requests[] = {
        {"GET /" + std::string(7000, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n", 200},
        {"GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n", 431},
        {head + "X: " + std::string(7000, 'a') + "\r\n\r\n", 200},
        {head + "X: " + std::string(9000, 'a') + "\r\n\r\n", 431},
        {head + std::string(100000, 'a'), 431},
        {"PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 65536\r\n\r\n" + std::string(65536, 'b'), 200},
        {"PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 65537\r\n\r\n" + std::string(65537, 'b'), 413},
        {"PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999\r\n\r\n", 413},
        {"PUT /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n20000\r\n" + std::string(0x20000, 'b'), 413},
        {"PUT /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2;" + std::string(100000, 'b'), 400},
    };
    for (const auto& [request, status] : requests) {
        HttpClient client(echo.port);
        client.write(request);
        EXPECT_EQ(client.read().status, status) << request.substr(0, 70);
    }
    HttpClient drip(echo.port);  // header by header, each of them small
    drip.write(head);
    for (int i = 0; i < 200; ++i) drip.write("Header" + std::to_string(i) + ": " + std::string(80, 'x') + "\r\n");
    EXPECT_EQ(drip.read().status, 431U);
}

TEST(HttpServer, ADroppedReplyIs500) {
    Echo echo;
    HttpClient client(echo.port);
    client.write("GET /drop HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(client.read().status, 500U);
    EXPECT_TRUE(client.closed());
}

TEST(HttpServer, AnswersAClientThatHasFinishedSending) {
    Echo echo;
    HttpClient client(echo.port);
    client.write(kGet + kGet);
    client.shutdown_send();
    EXPECT_EQ(client.read().status, 200U);
    EXPECT_EQ(client.read().status, 200U);
    EXPECT_TRUE(client.closed());
    HttpClient later(echo.port);
    later.write("GET /later HTTP/1.1\r\nHost: h\r\n\r\n");
    later.shutdown_send();
    ASSERT_TRUE(eventually([&] { return echo.held() == 1; }));
    echo.release();
    EXPECT_EQ(later.read().body, "released");
    HttpClient half(echo.port);
    half.write("GET /a HT");
    half.shutdown_send();
    EXPECT_TRUE(half.closed());
}

TEST(HttpServer, ReplyMayOutliveItsClient) {
    Echo echo;
    {
        HttpClient client(echo.port);
        client.write("GET /later HTTP/1.1\r\nHost: h\r\n\r\n");
        ASSERT_TRUE(eventually([&] { return echo.held() == 1; }));
    }
    echo.release();
    EXPECT_TRUE(eventually([&] { return echo.connections() == 0; }));
}

TEST(HttpServer, SendsLargeAnswersToSlowReaders) {
    Echo echo;
    HttpClient client(echo.port);
    client.write("GET /large HTTP/1.1\r\nHost: h\r\n\r\n" + kGet);
    HttpClient other(echo.port);
    other.write(kGet);
    EXPECT_EQ(other.read().status, 200U);
    EXPECT_EQ(client.read().body.size(), 8U * 1024 * 1024);
    EXPECT_EQ(client.read().body, "get /a b=c  h ");
}

TEST(HttpServer, StopFinishesTheAnswersUnderWay) {
    HttpLimits patient;
    patient.goodbye = 1h;
    Echo echo(patient);
    HttpClient idle(echo.port);
    HttpClient busy(echo.port);
    busy.write("GET /later HTTP/1.1\r\nHost: h\r\n\r\n");
    ASSERT_TRUE(eventually([&] { return echo.held() == 1; }));
    auto stopped = asio::co_spawn(echo.executor(), echo.server->stop(), asio::use_future);
    EXPECT_TRUE(idle.closed());
    echo.release();
    const HttpAnswer answer = busy.read();
    EXPECT_EQ(answer.body, "released");
    EXPECT_EQ(answer.header("connection"), "close");
    EXPECT_TRUE(busy.closed());
    EXPECT_EQ(stopped.wait_for(1min), std::future_status::ready);
    EXPECT_THROW(HttpClient(echo.port), boost::system::system_error);
}

TEST(HttpServer, SaysWhyItCannotListen) {
    Echo echo;
    EXPECT_EQ(echo.run([&] { return echo.server->listen("127.0.0.1", echo.port).error(); }),
              asio::error::address_in_use);
    EXPECT_TRUE(echo.run([&] { return echo.server->listen("nowhere", 0).has_error(); }));
}

}  // namespace
}  // namespace focus
