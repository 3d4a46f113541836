// bench_com HOST:PORT COUNT: reads the focuser's position through the ASCOM driver and by bare HTTP from the same hub,
// in turns so that a busy moment hits both, and prints a line for each way: name, mean, median and 99th percentile in
// ms.
#include <windows.h>
#include <algorithm>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <cstdio>
#include <functional>
#include <objbase.h>
#include <oleauto.h>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr int kTurns = 10;

/// GET position over one kept connection.
class BareHttp {
public:
    explicit BareHttp(const std::string& hub) : socket_(io_) {
        const std::size_t colon = hub.rfind(':');
        tcp::resolver resolver(io_);
        asio::connect(socket_, resolver.resolve(hub.substr(0, colon), hub.substr(colon + 1)));
        socket_.set_option(tcp::no_delay(true));
        request_ = "GET /api/v1/focuser/0/position HTTP/1.1\r\nHost: " + hub + "\r\n\r\n";
    }

    void read() {
        asio::write(socket_, asio::buffer(request_));
        std::string answer;
        char part[2048];
        // The answer's JSON ends with the only closing brace.
        while (answer.find('}') == std::string::npos) answer.append(part, socket_.read_some(asio::buffer(part)));
        if (answer.find("\"ErrorNumber\":0") == std::string::npos) throw std::runtime_error(answer);
    }

private:
    asio::io_context io_;
    tcp::socket socket_;
    std::string request_;
};

class Driver {
public:
    Driver() {
        CLSID clsid{};
        void* object = nullptr;
        if (CLSIDFromProgID(L"ASCOM.astrojolo.Focuser", &clsid) != S_OK ||
            CoCreateInstance(clsid, nullptr, CLSCTX_LOCAL_SERVER, IID_IDispatch, &object) != S_OK) {
            throw std::runtime_error("the driver cannot be created; is it registered?");
        }
        object_ = static_cast<IDispatch*>(object);
        VARIANT yes{};
        yes.vt = VT_BOOL;
        yes.boolVal = VARIANT_TRUE;
        DISPID put = DISPID_PROPERTYPUT;
        DISPPARAMS parameters{&yes, &put, 1, 1};
        check(object_->Invoke(id(L"Connected"), IID_NULL, 0, DISPATCH_PROPERTYPUT, &parameters, nullptr, nullptr,
                              nullptr));
        position_ = id(L"Position");
    }
    ~Driver() { object_->Release(); }
    Driver(const Driver&) = delete;
    Driver& operator=(const Driver&) = delete;

    void read() { read(position_); }
    void read_by_name() { read(id(L"Position")); }

private:
    static void check(HRESULT code) {
        if (code != S_OK) throw std::runtime_error("a call failed: " + std::to_string(code));
    }
    DISPID id(const wchar_t* name) {
        DISPID found = DISPID_UNKNOWN;
        auto* names = const_cast<wchar_t*>(name);
        check(object_->GetIDsOfNames(IID_NULL, &names, 1, 0, &found));
        return found;
    }
    void read(DISPID member) {
        DISPPARAMS none{};
        VARIANT value{};
        check(object_->Invoke(member, IID_NULL, 0, DISPATCH_PROPERTYGET, &none, &value, nullptr, nullptr));
        if (value.vt != VT_I4) throw std::runtime_error("the position is no number");
    }

    IDispatch* object_ = nullptr;
    DISPID position_ = DISPID_UNKNOWN;
};

struct Way {
    const char* name;
    std::function<void()> read;
    std::vector<double> milliseconds;
};

void measure(Way& way, int count) {
    for (int i = 0; i < count; ++i) {
        const auto begun = std::chrono::steady_clock::now();
        way.read();
        const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - begun;
        way.milliseconds.push_back(spent.count());
    }
}

void print(Way& way) {
    std::vector<double>& all = way.milliseconds;
    std::sort(all.begin(), all.end());
    double sum = 0;
    for (const double each : all) sum += each;
    std::printf("%s;%.3f;%.3f;%.3f\n", way.name, sum / static_cast<double>(all.size()), all[all.size() / 2],
                all[all.size() * 99 / 100]);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    CoInitializeEx(nullptr, COINIT_APARTMENTTHREADED);
    try {
        Driver driver;
        BareHttp http(argv[1]);
        Way ways[] = {{"bare HTTP", [&] { http.read(); }, {}},
                      {"driver", [&] { driver.read(); }, {}},
                      {"driver, name looked up each time", [&] { driver.read_by_name(); }, {}}};
        const int count = std::max(1, std::atoi(argv[2]) / kTurns);
        for (int turn = 0; turn < kTurns; ++turn) {
            for (Way& way : ways) measure(way, count);
        }
        for (Way& way : ways) print(way);
    } catch (const std::exception& failure) {
        std::printf("%s\n", failure.what());
        return 1;
    }
    CoUninitialize();
    return 0;
}
