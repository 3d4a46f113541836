#include <QByteArray>
#include <QFile>
#include <QList>
#include <ctime>

#include "bench/panel/measure.h"

namespace focus::bench {
namespace {

double status(const QByteArray& name) {
    QFile file("/proc/self/status");
    if (!file.open(QIODevice::ReadOnly)) return -1;
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.startsWith(name)) return line.mid(name.size() + 1).trimmed().split(' ').first().toDouble() / 1024;
    }
    return -1;
}

}  // namespace

double cpu_now() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1000 + static_cast<double>(time.tv_nsec) / 1e6;
}

double resident() { return status("VmRSS"); }
double most_resident() { return status("VmHWM"); }

}  // namespace focus::bench
