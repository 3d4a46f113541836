// What the panel's tests need of each system: a user of their own, the simulated focuser's place, processes.
#pragma once

#include <QProcess>
#include <QRandomGenerator>
#include <QString>
#include <QStringList>
#include <QTcpServer>

namespace focus::panel {

/// Of those that systems give to nobody who does not name one.
inline QString freePort() {
    for (;;) {
        const auto port = static_cast<quint16>(QRandomGenerator::global()->bounded(20000, 32000));
        QTcpServer probe;
        if (probe.listen(QHostAddress::LocalHost, port)) return QString::number(port);
    }
}

/// Settings and documents of this process and its children lie in `folder` from now on. Windows knows no such thing:
/// there it insists on being told, by FOCUSERLINK_TESTS_OWN_USER, that the tests may remove this user's.
void liveIn(const QString& folder);

/// A simulated focuser that is at the same place at every start.
struct SimulatorPlace {
    QStringList arguments;  ///< of focuserlink-sim
    QString said;           ///< how the line begins that says it is there
    QString address;        ///< what the panel opens
};
/// `folder`: the test's own; `name`: which one of its simulators. A pseudo terminal; on Windows a TCP port.
SimulatorPlace simulatorPlace(const QString& folder, const QString& name);

/// The name of a port that is not there.
QString absentPort(const QString& folder);
/// Why a test of serial ports cannot run here; empty if it can.
QString noSerialPorts();
/// `link` leads to `folder`, which need not be there; gives why not, if that cannot be.
QString linkTo(const QString& folder, const QString& link);
/// Why this process cannot change its time zone; empty if it can, and has.
QString useTimeZone(const QByteArray& zone);

/// Before its start: a panel, not a test. On Windows it can do nothing but show its windows.
void showItself(QProcess& panel);
/// Asks it to end; where a program without a window hears nothing, ends it.
void askToEnd(QProcess& process);
void askToEnd(qint64 process);
bool runs(qint64 process);
/// From now on all that this process starts ends with it, but what breaks away: as terminals start programs on Windows.
void beInAJob();
/// It does not end with us, whatever ends us.
bool standsAlone(qint64 process);

}  // namespace focus::panel
