#include <windows.h>
#include <QMap>

#include "tests/panel/system.h"

namespace focus::panel {
namespace {

class OpenProcess {
public:
    OpenProcess(qint64 id, DWORD rights) : handle_(::OpenProcess(rights, FALSE, static_cast<DWORD>(id))) {}
    ~OpenProcess() {
        if (handle_ != nullptr) ::CloseHandle(handle_);
    }
    OpenProcess(const OpenProcess&) = delete;
    OpenProcess& operator=(const OpenProcess&) = delete;
    HANDLE get() const { return handle_; }

private:
    HANDLE handle_;
};

}  // namespace

void liveIn(const QString& /*folder*/) {
    if (!qEnvironmentVariableIsSet("FOCUSERLINK_TESTS_OWN_USER"))
        qFatal("these tests remove the FocuserLink settings and documents of the user who runs them");
}

SimulatorPlace simulatorPlace(const QString& folder, const QString& name) {
    static QMap<QString, QString> ports;
    QString& port = ports[folder + "/" + name];
    if (port.isEmpty()) port = freePort();
    return {{"--tcp", port}, "tcp ", "tcp:127.0.0.1:" + port};
}

QString absentPort(const QString& /*folder*/) { return "COM77"; }

QString noSerialPorts() { return "the simulated focuser is on TCP here, which many programs may open"; }

QString linkTo(const QString& /*folder*/, const QString& /*link*/) {
    return "links to folders need a privilege that users do not have";
}

QString useTimeZone(const QByteArray& /*zone*/) { return "all programs have the time zone of Windows' settings"; }

void showItself(QProcess& panel) {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove("QT_QPA_PLATFORM");
    panel.setProcessEnvironment(environment);
}

void askToEnd(QProcess& process) { process.kill(); }

void askToEnd(qint64 process) { ::TerminateProcess(OpenProcess(process, PROCESS_TERMINATE).get(), 1); }

bool runs(qint64 process) {
    const OpenProcess open(process, SYNCHRONIZE);
    return open.get() != nullptr && ::WaitForSingleObject(open.get(), 0) == WAIT_TIMEOUT;
}

void beInAJob() {
    static const HANDLE job = ::CreateJobObjectW(nullptr, nullptr);
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_BREAKAWAY_OK;
    if (::SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits) == 0 ||
        ::AssignProcessToJobObject(job, ::GetCurrentProcess()) == 0)
        qFatal("no job: error %lu", ::GetLastError());
}

bool standsAlone(qint64 process) {
    BOOL in_a_job = TRUE;
    const OpenProcess open(process, PROCESS_QUERY_INFORMATION);
    return ::IsProcessInJob(open.get(), nullptr, &in_a_job) != 0 && in_a_job == FALSE;
}

}  // namespace focus::panel
