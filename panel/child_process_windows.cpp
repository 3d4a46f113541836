#include <windows.h>

#include "panel/child_process.h"

namespace focus::panel {
namespace {

/// Ends with our last handle of it, which the system closes with us, and all programs in it end too.
HANDLE jobOfThisProgram() {
    static HANDLE job = [] {
        HANDLE made = ::CreateJobObjectW(nullptr, nullptr);
        JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
        limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
        ::SetInformationJobObject(made, JobObjectExtendedLimitInformation, &limits, sizeof limits);
        return made;
    }();
    return job;
}

}  // namespace

void endWithUs(QProcess& program) {
    QObject::connect(&program, &QProcess::started, &program, [&program] {
        HANDLE process =
            ::OpenProcess(PROCESS_SET_QUOTA | PROCESS_TERMINATE, FALSE, static_cast<DWORD>(program.processId()));
        if (process == nullptr) return;
        ::AssignProcessToJobObject(jobOfThisProgram(), process);
        ::CloseHandle(process);
    });
}

void endNow(QProcess& program) {
    program.kill();  // a program without a window hears nothing else
    program.waitForFinished(2000);
}

}  // namespace focus::panel
