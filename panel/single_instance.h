// SingleInstance: one panel a user. A second start tells the first, which raises its window. GUI thread.
#pragma once

#include <QLocalServer>
#include <QObject>

namespace focus::panel {

class SingleInstance : public QObject {
    Q_OBJECT

public:
    /// Empty: a name of this user's.
    explicit SingleInstance(const QString& name = {}, QObject* parent = nullptr);

    static QString usualName();

    /// False: another panel of this user runs, and has been told. Takes some milliseconds; up to fifteen seconds where
    /// the other hangs.
    bool first();

signals:
    /// Another start has happened.
    void startedAgain();

private:
    QString name_;
    QLocalServer server_;
};

}  // namespace focus::panel
