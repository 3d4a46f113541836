#include <QFile>
#include <csignal>
#include <ctime>
#include <unistd.h>

#include "tests/panel/system.h"

namespace focus::panel {

void liveIn(const QString& folder) {
    qputenv("HOME", folder.toUtf8());
    qputenv("XDG_CONFIG_HOME", (folder + "/config").toUtf8());
    qputenv("XDG_DOCUMENTS_DIR", (folder + "/documents").toUtf8());
    qputenv("XDG_RUNTIME_DIR", folder.toUtf8());
}

SimulatorPlace simulatorPlace(const QString& folder, const QString& name) {
    const QString link = folder + "/" + name;
    return {{"--link", link}, "pty ", "serial:" + link};
}

QString absentPort(const QString& folder) { return folder + "/nothing"; }

QString noSerialPorts() { return {}; }

QString linkTo(const QString& folder, const QString& link) {
    return QFile::link(folder, link) ? QString() : "no link was made";
}

QString useTimeZone(const QByteArray& zone) {
    qputenv("TZ", zone);
    ::tzset();
    return {};
}

void showItself(QProcess& /*panel*/) {}  // offscreen, as the tests are

void askToEnd(QProcess& process) { process.terminate(); }

void askToEnd(qint64 process) { ::kill(static_cast<pid_t>(process), SIGTERM); }

bool runs(qint64 process) { return QFile::exists(QString("/proc/%1/exe").arg(process)); }

void beInAJob() {}

bool standsAlone(qint64 process) { return ::getsid(static_cast<pid_t>(process)) != ::getsid(0); }

}  // namespace focus::panel
