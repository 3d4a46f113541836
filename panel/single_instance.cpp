#include "panel/single_instance.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QLocalSocket>
#include <QLockFile>
#include <QStandardPaths>

#include "panel/session.h"

namespace focus::panel {
namespace {

/// A panel that runs answers at once, but the computer may be busy; one that hangs must not keep a second from starting
/// for ever.
constexpr int kPatience = 15000;  // ms

}  // namespace

QString SingleInstance::usualName() {
    const QString home = QStandardPaths::writableLocation(QStandardPaths::HomeLocation);
    const QByteArray hash = QCryptographicHash::hash(home.toUtf8(), QCryptographicHash::Sha1).toHex().left(12);
    return sessionFolder() + "/focuserlink-panel-" + QString::fromLatin1(hash);
}

SingleInstance::SingleInstance(const QString& name, QObject* parent)
    : QObject(parent), name_(name.isEmpty() ? usualName() : name) {
    server_.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&server_, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* other = server_.nextPendingConnection()) {
            connect(other, &QLocalSocket::disconnected, other, &QObject::deleteLater);
            other->write("raised\n");  // who asks hangs up: on Windows our hanging up could overtake the answer
            emit startedAgain();
        }
    });
}

bool SingleInstance::first() {
    // Of several that start in one moment each listens before the next asks.
    const QDeadlineTimer end(kPatience);
    const auto left = [&] { return static_cast<int>(end.remainingTime()); };
    QLockFile turn(name_ + ".lock");
    turn.setStaleLockTime(0);
    turn.tryLock(left());  // in vain where the first hangs: it is asked all the same
    // Asked before listening, because listening takes a name over from whoever has it.
    letOthersComeForward();
    QLocalSocket other;
    other.connectToServer(name_);
    if (other.waitForConnected(left()) && other.waitForReadyRead(left())) return false;
    QLocalServer::removeServer(name_);  // of one that died without tidying up
    server_.listen(name_);
    return true;
}

}  // namespace focus::panel
